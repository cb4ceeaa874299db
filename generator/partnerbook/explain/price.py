"""What an order costs and earns, step by step, and why every other step gives nothing.

``pricing`` reckons; here its answers are put beside each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from partnerbook.explain.expecting import Compared, Hint, compared, hints
from partnerbook.explain.order import PriceQuestion, in_words_of, ordered
from partnerbook.explain.places import Unclear
from partnerbook.explain.remarks import Remark, remarks
from partnerbook.findings import Ref
from partnerbook.pricing import (
    LIST_PRICE,
    ROUTE_RULE,
    STACK_LIMIT,
    Doubt,
    Fall,
    Order,
    Quote,
    SellingOff,
    falls,
    price,
    selling_off,
    untaken,
)
from partnerbook.pricing.order import cell_of
from partnerbook.pricing.selling_off import as_agreed
from partnerbook.pricing.supposed import Supposed
from partnerbook.pricing.written import order_of
from partnerbook.resolve.axes import day_axis
from partnerbook.resolve.naming import describe_axis
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Example, Program, Step

_STATED = ("place", "route", "claim", "deal_role")


@dataclass(frozen=True, slots=True)
class Said:
    """A coordinate of the order: its axis, its id, and what it is in words."""

    axis: str
    id: str
    words: str


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A step that gives nothing. ``lines``: on which lines of the order; empty for all."""

    step: Step
    lines: tuple[int, ...]
    ref: Ref


@dataclass(frozen=True, slots=True)
class Why:
    """A reason for which some steps give nothing."""

    reason: str
    steps: tuple[NotTaken, ...]


@dataclass(frozen=True, slots=True)
class Hanging:
    """What depends on a coordinate that is left open: a step, a price list, a rule about routes."""

    id: str
    name: str
    ref: Ref


@dataclass(frozen=True, slots=True)
class Open:
    """A coordinate that the order leaves open, in words, and what depends on it."""

    axis: str
    words: str
    hanging: tuple[Hanging, ...]


@dataclass(frozen=True, slots=True)
class ByRoute:
    """The same order on one route; ``why`` it has no price there, or empty. ``stated``: as asked.

    ``refs`` are where the reason is written.
    """

    route: str
    quote: Quote
    stated: bool
    why: str
    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class PriceAnswer:
    """What an order costs and earns.

    ``who`` buys, in words. ``said`` are the order's coordinates. ``why``: the steps that give
    nothing, by reason; those that depend on what is ``open`` are there instead. ``best``: what the
    partner would pay and earn with what is best for it, if the order says what is taken.
    ``written``: the file that the order stands in, if it does; ``compared``: what that expects,
    each with what comes out, which is None where there is no such sum.
    ``off``: how an order in its partner's time to sell off is priced.
    ``falls``: the lower list prices from which the order is protected. ``unheld``: the products for
    which a named partner holds no right to sell to such a customer. ``hints``: where it comes out
    otherwise than expected, what would change that. ``remarks``: what is odd about what was bought.
    ``supposed``: a fall of a list price that is asked about.
    """

    quote: Quote
    who: str
    said: tuple[Said, ...]
    why: tuple[Why, ...]
    open: tuple[Open, ...]
    best: Quote | None
    routes: tuple[ByRoute, ...]
    written: Example | None = None
    compared: tuple[Compared, ...] = ()
    falls: tuple[Fall, ...] = ()
    unheld: tuple[str, ...] = ()
    off: SellingOff | None = None
    hints: tuple[Hint, ...] = ()
    remarks: tuple[Remark, ...] = ()
    supposed: Supposed | None = None

    @property
    def order(self) -> Order:
        """What was asked."""
        return self.quote.order

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """Why it cannot be priced as it is stated: not for sure, or not with what it takes."""
        return (*self.quote.doubts, *untaken(self.quote))

    @property
    def refused(self) -> bool:
        """Whether the order cannot be priced as it is stated: not all of it, or not for sure.

        What it merely leaves open is something else: that is asked for.
        """
        return bool(self.doubts) or len(self.quote.lines) < len(self.order.lines)

    @property
    def differs(self) -> bool:
        """Whether something else comes out than the file expects."""
        return self.quote.certain and any(not one.same for one in self.compared)


def explain_price(
    program: Program, question: PriceQuestion, on: date | None = None
) -> PriceAnswer | Unclear:
    """What an order costs and earns. ``on`` None means the program's own day."""
    order = ordered(program, question, on or program.as_of)
    if isinstance(order, Unclear):
        return order
    return explain_order(program, order, compare_routes=question.compare_routes)


def explain_written(
    program: Program, written: Example, *, compare_routes: bool = False
) -> PriceAnswer:
    """The same of an order in a file, with what the file expects beside what comes out."""
    answer = explain_order(program, order_of(written.order), compare_routes=compare_routes)
    beside = tuple(compared(program, answer.quote, one) for one in written.expected)
    answer = replace(answer, written=written, compared=beside)
    if not answer.differs:
        return answer
    return replace(answer, hints=tuple(hints(program, answer.quote, beside)))


def explain_order(program: Program, order: Order, *, compare_routes: bool = False) -> PriceAnswer:
    """The same of an order that is there already."""
    quote = price(program, order)
    return PriceAnswer(
        quote=quote,
        who=_who(program, order),
        said=tuple(_said(program, order)),
        why=_why(quote),
        open=tuple(_open(program, quote)),
        best=None if order.take is None else price(program, replace(order, take=None)),
        routes=tuple(_routes(program, order)) if compare_routes else (),
        falls=falls(program, order),
        unheld=tuple(_unheld(program, quote)),
        off=selling_off(program, order),
        remarks=remarks(program, quote),
    )


def _who(program: Program, order: Order) -> str:
    partner = program.partners.get(order.partner)
    if partner is not None:
        return partner.name
    tier = program.tiers.get(order.tier)
    return f"a {tier.name} partner" if tier is not None else "a partner"


def _said(program: Program, order: Order) -> Iterator[Said]:
    axes = program.axes
    partner = program.partners.get(order.partner)
    meant = as_agreed(program, order).dates.get("order")
    held = partner.held(meant) if partner and meant else None
    tier = order.tier or (held.tier if held else "")
    given = {"tier": tier, **{axis: getattr(order, axis) for axis in _STATED}, **order.facts}
    for axis, code in given.items():
        known = axes.values.get(axis)
        tree = axes.trees.get("place" if axis == "seller" else axis)
        if code and (code in known if known is not None else tree and code in tree.stretch):
            yield Said(axis, code, in_words_of(program, axis, [code]))
    for anchor, day in order.dates.items():
        axis = day_axis(anchor)
        if axis in axes.space.axes:
            at = day.toordinal()
            words = describe_axis(axes, axis, ((at, at + 1),))
            yield Said(axis, day.isoformat(), f"ordered {words}" if axis == "day" else words)
    if order.period_value is not None:
        words = f"{order.period_value.amount:,f} {order.period_value.currency} bought in the period"
        yield Said("period_value", str(order.period_value), words)
    if order.period_growth is not None:
        words = f"{order.period_growth} more than in the period before"
        yield Said("period_growth", str(order.period_growth), words)
    for name, own in order.periods.items():
        step = next(step.name for step in program.steps if step.id == name)
        if own.value is not None:
            words = f"{own.value.amount:,f} {own.value.currency} in the period of {step}"
            yield Said(f"period_value/{name}", str(own.value), words)
        if own.growth is not None:
            words = f"{own.growth} more than in the period before by {step}"
            yield Said(f"period_growth/{name}", str(own.growth), words)
    if order.take is not None:
        names = [step.name for step in program.steps if step.id in order.take]
        words = f"taking {joined(names, 'and')}" if names else "taking nothing on request"
        yield Said("take", " ".join(sorted(order.take)), words)


def _unheld(program: Program, quote: Quote) -> Iterator[str]:
    """A price is no right: what the partner is granted nowhere among the cells of its order."""
    order = as_agreed(program, quote.order)
    partner = program.partners.get(order.partner)
    for product in dict.fromkeys(line.line.product for line in quote.lines):
        asked = [
            cell_of(program, order, line.line, None)
            for line in quote.lines
            if line.line.product == product
        ]
        granted = [grant.cells for grant in partner.grants] if partner is not None else []
        if partner is not None and not any(
            held.meet(cell).boxes for held in granted for cell in asked
        ):
            yield product


def _why(quote: Quote) -> tuple[Why, ...]:
    """The steps that give nothing, the reasons in the order of the waterfall."""
    asked = {step for one in quote.missing for step in one.steps}
    found: dict[tuple[str, str], tuple[Step, Ref, list[int]]] = {}
    for at, line in enumerate(quote.lines):
        for one in line.not_applied:
            if one.step.id not in asked:
                key = (one.reason, one.step.id)
                found.setdefault(key, (one.step, one.refs[0], []))[2].append(at)
    reasons: dict[str, list[NotTaken]] = {}
    for (reason, _), (step, ref, lines) in found.items():
        some = () if len(lines) == len(quote.lines) else tuple(lines)
        reasons.setdefault(reason, []).append(NotTaken(step, some, ref))
    return tuple(Why(reason, tuple(steps)) for reason, steps in reasons.items())


def _open(program: Program, quote: Quote) -> Iterator[Open]:
    steps = {step.id: (step.name, step.ref) for step in program.steps}
    lists = program.records.get("price-list", {})
    others = {f"{LIST_PRICE}{name}": one.ref for name, one in lists.items()}
    others |= {f"{ROUTE_RULE}{rule.id}": rule.ref for rule in program.routes}
    others |= {f"{STACK_LIMIT}{limit.id}": limit.ref for limit in program.stack_limits}
    known = steps | {name: (name, ref) for name, ref in others.items()}
    for one in quote.missing:
        yield Open(one.axis, one.words, tuple(Hanging(what, *known[what]) for what in one.steps))


def _routes(program: Program, order: Order) -> Iterator[ByRoute]:
    """The same order on every route, in the order of the language."""
    for route in program.axes.values["route"]:
        quote = price(program, replace(order, route=route))
        refs = tuple(ref for doubt in quote.doubts for ref in doubt.refs)
        why = "; ".join(doubt.reason for doubt in quote.doubts)
        if not why and quote.sums is None:
            why = "no list price can be told"
        if not why and not quote.taken:
            why = "nothing is given on this route"
        yield ByRoute(route, quote, route == order.route, why, refs)
