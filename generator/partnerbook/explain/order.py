"""From the words of a question about money to an order, or why they are not understood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from partnerbook.explain.places import Unclear, Where, place_of
from partnerbook.explain.question import (
    account_of,
    partner_of,
    segment_axes,
    segment_of,
    thing_of,
    value_of,
)
from partnerbook.pricing import Line, Order
from partnerbook.resolve.axes import ANCHORS
from partnerbook.resolve.example_amounts import NOT_USED_UP
from partnerbook.resolve.naming import describe_axis
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Partner, Program
from partnerbook.source.geography import Area
from partnerbook.values.ident import NONE, closest
from partnerbook.values.money import Money
from partnerbook.values.percent import Percent
from partnerbook.values.spans import spans

OF_PARTNER = ("partner_type", "track")
OF_ORDER = ("deal_role", "incumbent", *OF_PARTNER)
OF_LINE = ("line_type", "billing")


_CLAIMS = {
    ("none",): "not registered",
    ("first",): "registered first",
    ("later",): "registered later",
    ("none", "first"): "not registered later",
    ("none", "later"): "not registered first",
    ("first", "later"): "registered",
}


@dataclass(frozen=True, slots=True)
class PriceQuestion:
    """What an order costs and earns. Ids or names, as a person writes them; empty: not said.

    ``lines`` are (product, quantity). ``segments`` maps segmentations, competencies, facts, and any
    of ``OF_ORDER`` and ``OF_LINE`` to one value each. ``dates`` by anchor; without ``order`` it is
    the day of the question. ``take``: the incentives on request or at discretion that are taken;
    None takes those on request that are best for the partner. ``used``: what caps of a period have
    paid already, as (``incentive/cap``, amount). ``distributor_price``: what the distributor asks.
    """

    lines: Sequence[tuple[str, int]]
    partner: str = ""
    tier: str = ""
    place: str = ""
    seller: str = ""
    currency: str = ""
    route: str = ""
    claim: str = ""
    account: str = ""
    term_months: int | None = None
    period_value: Money | None = None
    period_growth: Percent | None = None
    segments: Mapping[str, str] = field(default_factory=dict)
    dates: Mapping[str, date] = field(default_factory=dict)
    take: Sequence[str] | None = None
    used: Sequence[tuple[str, Money]] = ()
    compare_routes: bool = False
    distributor_price: Money | None = None


def ordered(program: Program, question: PriceQuestion, on: date) -> Order | Unclear:
    """The order that is asked about; what is unclear is said all at once."""
    read = Reading(program, on)
    day = question.dates.get("order", on)
    partner = read.partner(question.partner)
    tier = read.said(tier_of(program, question.tier)) if question.tier else ""
    if bool(question.partner) == bool(question.tier):
        read.wrong.append("say either --partner or --tier: who buys")
    place = read.customer_place(question.place, day)
    facts = read.facts(question.segments, partner)
    if question.account:
        facts["account"] = read.said(account_of(program, question.account))
    if question.seller:
        facts["seller"] = read.seller(question.seller, partner, day)
    axes = program.axes.values
    route = read.value("route", question.route)
    claim = read.value("claim", question.claim)
    currency = read.currency(question.currency, partner)
    for anchor in question.dates:
        read.said(value_of("date", anchor, ANCHORS))
    lines = tuple(
        Line(
            product=read.said(sold_product(program, name)),
            quantity=quantity,
            line_type=facts.get("line_type"),
            billing=facts.get("billing"),
            term_months=question.term_months,
        )
        for name, quantity in question.lines
    )
    if not lines:
        read.wrong.append("say what is bought: --line PRODUCT=QUANTITY")
    if question.period_value and question.period_value.currency not in axes["currency"]:
        read.wrong.append(f"the program has no prices in {question.period_value.currency}")
    elif question.period_value and question.period_value.currency != currency:
        read.wrong.append(f"--period-value {question.period_value}: the order is in {currency}")
    own = question.distributor_price
    if own and own.currency != currency:
        read.wrong.append(f"--distributor-price {own}: the order is in {currency}")
    if own and route != "two-tier":
        read.wrong.append("--distributor-price: only with --route two-tier a distributor sells")
    take = None if question.take is None else read.take(question.take, partner)
    used = read.used(question.used, partner, currency)
    if read.wrong:
        return Unclear("; ".join(dict.fromkeys(read.wrong)))
    return Order(
        currency=currency,
        dates={**question.dates, "order": day},
        lines=lines,
        partner=partner.id if partner else "",
        tier=tier,
        place=place or None,
        route=route or None,
        claim=claim or None,
        deal_role=facts.get("deal_role"),
        facts={a: code for a, code in facts.items() if a not in (*OF_LINE, "deal_role")},
        take=take,
        used=used,
        period_value=question.period_value,
        period_growth=question.period_growth,
        distributor_price=own,
    )


def tier_of(program: Program, text: str) -> str | Unclear:
    """The id of a tier, by its id or its name."""
    return thing_of("tier", text, {code: tier.name for code, tier in program.tiers.items()})


def sold_product(program: Program, text: str) -> str | Unclear:
    """The id of a product that can be ordered: not of a family."""
    found = thing_of("product", text, {code: p.name for code, p in program.products.items()})
    if isinstance(found, Unclear) or program.products[found].sku:
        return found
    parts = [p.id for p in program.products.values() if p.sku and _lies_in(program, p.id, found)]
    hint = f"it has {', '.join(parts)}" if parts else "nothing in it is"
    return Unclear(f"{found} is not sold as such; {hint}")


def _lies_in(program: Program, product: str, group: str) -> bool:
    while product and product != group:
        product = program.products[product].parent
    return bool(product)


def in_words_of(program: Program, axis: str, codes: Sequence[str]) -> str:
    """Some values of a dimension in words, as they are said of an order."""
    axes = program.axes
    if axis == "claim" and tuple(codes) in _CLAIMS:
        return _CLAIMS[tuple(codes)]
    if axis != "incumbent" and axes.values.get(axis) == ("yes", "no"):
        # What a fact is called is often a whole sentence.
        return f"{axis.replace('-', ' ')}: {joined(list(codes), 'or')}"
    held = [stretch for code in codes for stretch in axes.node(axis, code)]
    return describe_axis(axes, axis, spans(held))


class Reading:
    """Reads the words of one question; ``wrong`` is what was not understood."""

    def __init__(self, program: Program, on: date) -> None:
        self._program, self._on = program, on
        self.wrong: list[str] = []

    def said(self, found: str | Unclear) -> str:
        """The id that was found; empty, and noted, if none was."""
        if isinstance(found, Unclear):
            self.wrong.append(found.say)
            return ""
        return found

    def partner(self, text: str) -> Partner | None:
        """The partner, if one is named."""
        found = self.said(partner_of(self._program, text)) if text else ""
        return self._program.partners[found] if found else None

    def value(self, axis: str, text: str) -> str:
        """A value of a built-in dimension."""
        return self.said(value_of(axis, text, self._program.axes.values[axis])) if text else ""

    def currency(self, text: str, partner: Partner | None) -> str:
        """The currency: as said, else the partner's own, else the only one."""
        known = self._program.currencies
        if text:
            return self.said(value_of("currency", text.upper(), known))
        if partner is not None and partner.currency:
            return partner.currency
        if len(known) > 1:
            self.wrong.append(f"say --currency: {joined(known, 'or')}")
        return known[0]

    def customer_place(self, text: str, day: date) -> str:
        """The code of one place on the tree; an order has one customer."""
        return self._place("--place", text, day) if text else ""

    def seller(self, text: str, partner: Partner | None, day: date) -> str:
        """The partner's place of business, for a partner that is not named."""
        if partner is not None:
            self.wrong.append(f"--seller: {partner.name} sits in {partner.seller_place}")
        return self._place("--seller", text, day)

    def _place(self, option: str, text: str, day: date) -> str:
        found = place_of(self._program, text, day)
        if isinstance(found, Unclear):
            return self.said(found)
        code = _on_tree(self._program, found)
        if not code:
            self.wrong.append(f"{option} {text}: say one country or part of one, such as DE-BY")
        return code

    def facts(self, segments: Mapping[str, str], partner: Partner | None) -> dict[str, str]:
        """Further coordinates by axis."""
        found: dict[str, str] = {}
        for name, value in segments.items():
            if name in OF_PARTNER and partner is not None:
                own = partner.type if name == "partner_type" else partner.track
                self.wrong.append(f"--segment {name}: {partner.name} has {own} in its file")
            elif name in (*OF_ORDER, *OF_LINE):
                found[name] = self.value(name, value)
            else:
                found[name] = self.said(self._segment(name, value))
        return found

    def _segment(self, name: str, value: str) -> str | Unclear:
        if name in segment_axes(self._program):
            return segment_of(self._program, name, value)
        known = [*segment_axes(self._program), *OF_ORDER, *OF_LINE]
        near = closest(name, known, limit=1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
        return Unclear(f"there is no segment called {name}; {hint}")

    def take(self, names: Sequence[str], partner: Partner | None) -> frozenset[str]:
        """The steps that are taken."""
        if list(names) == [NONE]:
            return frozenset()
        return frozenset(self._steps(names, partner))

    def used(
        self, said: Sequence[tuple[str, Money]], partner: Partner | None, currency: str
    ) -> dict[tuple[str, str], Money]:
        """What caps have paid already, by (step, cap)."""
        found: dict[tuple[str, str], Money] = {}
        for text, money in said:
            name, _, cap = text.rpartition("/")
            before = len(self.wrong)
            (step,) = self._steps([name], partner)
            if len(self.wrong) > before:
                continue
            per = {
                one.id: one.per
                for known in self._program.steps
                if known.id == step
                for one in known.caps
            }
            caps = list(per)
            if not caps:
                self.wrong.append(f"{step} has no cap")
            else:
                key = step, self.said(thing_of(f"cap of {step}", cap, {one: one for one in caps}))
                if counts := NOT_USED_UP.get(per.get(key[1], "")):
                    self.wrong.append(
                        f"--used {text}: this cap counts {counts}; nothing of it is used before"
                    )
                if key in found:
                    self.wrong.append(f"--used {text}: say it only once")
                found[key] = money
            if money.currency != currency:
                self.wrong.append(f"--used {text}={money}: the order is in {currency}")
        return found

    def _steps(self, names: Sequence[str], partner: Partner | None) -> Iterator[str]:
        mine = partner.id if partner else ""
        known = {s.id: s.name for s in self._program.steps if s.partner in ("", mine)}
        for name in names:
            yield self.said(thing_of("incentive", name, known))


def _on_tree(program: Program, where: Where) -> str:
    """The code of a place on the tree of places; empty for a territory or a postal code."""
    tree = program.axes.trees["place"].stretch
    if where.code in tree:
        return where.code
    area = program.geography.find(where.code)
    return area.code if isinstance(area, Area) and area.code in tree else ""
