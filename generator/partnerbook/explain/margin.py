"""The worst and the best permitted stack of every sort of deal, gathered by route and registration.

``pricing`` finds them; here they are chosen and put beside each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from partnerbook.explain.order import Reading, in_words_of, tier_of
from partnerbook.explain.places import Unclear, place_of
from partnerbook.explain.question import account_of, partner_of, product_of
from partnerbook.pricing import Extreme, Scope, Stack, extremes, no_agreement
from partnerbook.pricing.given import most_earned
from partnerbook.pricing.untold import why_untold
from partnerbook.resolve.program import Partner, Program
from partnerbook.values.dates import in_words
from partnerbook.values.percent import Percent
from partnerbook.values.spans import Spans, inside_spans, meet_spans

_BY = ("route", "claim")


@dataclass(frozen=True, slots=True)
class MarginQuestion:
    """How far the vendor may have to go. Ids or names; empty texts leave a dimension open.

    ``product`` may be a family. Either a tier or a partner (or both: that partner at that tier).
    """

    product: str
    tier: str = ""
    partner: str = ""
    place: str = ""
    currency: str = ""
    route: str = ""
    claim: str = ""
    account: str = ""
    segments: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kept:
    """A stack, exact and as it is paid, with what the vendor keeps of it beyond its cost.

    ``margin``: in % of net revenue; None if the cost is not known.
    """

    stack: Stack
    paid: Stack
    margin: Percent | None


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort of deal. ``worst`` costs the vendor most, ``best`` earns the partner most.

    ``best`` leaves out what is at the vendor's discretion. ``words``: one such deal, by axis.
    """

    extreme: Extreme
    words: Mapping[str, str]
    worst: Kept
    best: Kept


@dataclass(frozen=True, slots=True)
class Group:
    """All sorts of deals in a product on some routes and with some registrations.

    ``words`` name them; empty parts for all. ``worst`` and ``best`` are the sorts of deals with the
    worst and the best stack of all. ``most``: what the partner earns at most, as a factor of list,
    with what is at the vendor's discretion. ``untold``: why some stack may go further, or empty.
    """

    product: str
    routes: tuple[str, ...]
    claims: tuple[str, ...]
    words: tuple[str, str]
    sorts: tuple[int, ...]
    worst: Sort
    best: Sort
    most: Decimal
    untold: str

    @property
    def proven(self) -> bool:
        """Whether no permitted stack goes further."""
        return not self.untold


@dataclass(frozen=True, slots=True)
class MarginAnswer:
    """The answer. ``asked``: the coordinates as (axis, id, name); ``others``: further currencies.

    ``groups`` number the ``sorts`` from 0; a sort of deal may be in several of them. ``note``: why
    the partner cannot get any of it on the day; empty if it can.
    """

    asked: tuple[tuple[str, str, str], ...]
    partner: str
    tier: str
    currency: str
    others: tuple[str, ...]
    sorts: tuple[Sort, ...]
    groups: tuple[Group, ...]
    note: str


def explain_margin(
    program: Program, question: MarginQuestion, on: date | None = None
) -> MarginAnswer | Unclear:
    """The worst and the best stacks, from the program's own day on.

    ``on``: the day on which the partner's tier and the places are looked up; None: the same day.
    """
    day = on or program.as_of
    read = Reading(program, day)
    partner = None
    if question.partner:
        partner = program.partners.get(read.said(partner_of(program, question.partner)))
    tier = read.said(tier_of(program, question.tier)) if question.tier else ""
    if not question.tier and not question.partner:
        read.wrong.append("say --tier, or --partner")
    if partner is not None and not question.tier:
        held = partner.held(day)
        tier = held.tier if held else ""
        if held is None:
            read.wrong.append(f"{partner.name} holds no tier on {in_words(day)}; say --tier")
    product = read.said(product_of(program, question.product))
    within, asked = _within(program, question, read, partner)
    currency = program.currencies[0]
    if question.currency or (partner and partner.currency):
        currency = read.currency(question.currency, partner)
    if read.wrong:
        return Unclear("; ".join(dict.fromkeys(read.wrong)))
    products = _products(program, product)
    one = partner.id if partner else ""
    found = extremes(program, Scope((tier,), products, (currency,), one, within))
    # Without a partner named, everybody's deals: no one's special terms.
    sorts = tuple(_sort(extreme) for extreme in found if extreme.partner == one)
    names = (
        *((("partner", partner.id, partner.name),) if partner else ()),
        ("tier", tier, program.tiers[tier].name),
        ("product", product, program.products[product].name),
    )
    return MarginAnswer(
        asked=(*names, *asked, ("currency", currency, currency)),
        partner=one,
        tier=tier,
        currency=currency,
        others=tuple(other for other in program.currencies if other != currency),
        sorts=sorts,
        groups=tuple(g for each in products for g in _groups(program, each, sorts, within)),
        note="; ".join(no_agreement(program, partner, day)) if partner else "",
    )


def _within(
    program: Program, question: MarginQuestion, read: Reading, partner: Partner | None
) -> tuple[dict[str, Spans], tuple[tuple[str, str, str], ...]]:
    """The deals that are looked at, by axis, and the same in words."""
    axes = program.axes
    codes = read.facts(question.segments, partner)
    codes |= {axis: read.value(axis, getattr(question, axis)) for axis in _BY}
    if question.account:
        codes["account"] = read.said(account_of(program, question.account))
    within = {axis: axes.node(axis, code) for axis, code in codes.items() if code}
    asked = [(axis, codes[axis], in_words_of(program, axis, [codes[axis]])) for axis in within]
    if question.place:
        where = place_of(program, question.place, program.as_of)
        if isinstance(where, Unclear):
            read.said(where)
        else:
            within["place"] = where.held
            asked.insert(0, ("place", where.code, where.name))
    return within, tuple(asked)


def _products(program: Program, group: str) -> tuple[str, ...]:
    """The products that can be ordered in a family, or the product itself."""
    side = program.axes.node("product", group)
    return tuple(
        product.id
        for product in program.products.values()
        if product.sku and inside_spans(program.axes.own("product", product.id), side)
    )


def _sort(extreme: Extreme) -> Sort:
    worst, best = extreme.worst, extreme.best
    return Sort(
        extreme,
        extreme.sample,
        Kept(worst, extreme.worst_paid, extreme.margin(worst)),
        Kept(best, extreme.best_paid, extreme.margin(best)),
    )


def _groups(
    program: Program, product: str, sorts: Sequence[Sort], within: Mapping[str, Spans]
) -> Iterator[Group]:
    """Routes and registrations on which the same sorts of deals are possible are one group."""
    axes = program.axes
    mine = [(at, one) for at, one in enumerate(sorts) if one.extreme.product == product]
    cells = [(at, one.extreme.cells) for at, one in mine]
    looked = {axis: within.get(axis, axes.space.full(axis)) for axis in _BY}
    values = {
        axis: [code for code in axes.values[axis] if meet_spans(axes.node(axis, code), side)]
        for axis, side in looked.items()
    }
    by_route: dict[str, dict[tuple[int, ...], list[str]]] = {}
    for route in values["route"]:
        for claim in values["claim"]:
            deal = axes.cell(route=route, claim=claim)
            there = tuple(at for at, some in cells if some.meets(deal))
            if there:
                by_route.setdefault(route, {}).setdefault(there, []).append(claim)
    merged: dict[tuple[tuple[int, ...], tuple[str, ...]], list[str]] = {}
    for route, by_claim in by_route.items():
        for there, some_claims in by_claim.items():
            merged.setdefault((there, tuple(some_claims)), []).append(route)
    for (there, claims), routes in merged.items():
        some = [sorts[at] for at in there]
        yield Group(
            product=product,
            routes=tuple(routes),
            claims=claims,
            words=(
                _words(program, "route", routes, values["route"]),
                _words(program, "claim", claims, values["claim"]),
            ),
            sorts=there,
            worst=max(some, key=lambda one: one.worst.stack.given_share),
            best=max(some, key=lambda one: one.best.stack.earned_share),
            most=max(most_earned(one.extreme).earned_share for one in some),
            untold=next(filter(None, (why_untold(one.extreme) for one in some)), ""),
        )


def _words(program: Program, axis: str, codes: Sequence[str], every: Sequence[str]) -> str:
    return "" if len(codes) == len(every) > 1 else in_words_of(program, axis, codes)
