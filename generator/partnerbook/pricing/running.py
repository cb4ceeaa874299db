"""At which tier's rate a step counts: that of its anchor's day; what runs, as ``running:`` says.

What is paid for a term begins on a day: that of the contract, the registration or the first sale if
one of these is its anchor, else that of the first sale. From then on every tier that the partner
comes to hold is compared with the one whose rate it is paid at: a higher one is a promotion, a
lower one a demotion, and ``running:`` says whether the rate follows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from partnerbook.findings import Ref
from partnerbook.pricing.order import FIRST_SALE, Line, Order, first_sale, in_own_period
from partnerbook.pricing.rows import Match
from partnerbook.resolve.axes import Axes, day_axis
from partnerbook.resolve.held import Held
from partnerbook.resolve.program import Program, Step
from partnerbook.resolve.selling_off import agreed_on
from partnerbook.resolve.terms import Running
from partnerbook.values.box import BoxSet
from partnerbook.values.dates import in_words
from partnerbook.values.spans import spans

OLD = "old-rate"
_STOPS = "stops"
_END = "on_termination"
_STARTS = ("registration", "contract", FIRST_SALE)
_TIER = "tier"
_CUSTOMER_ORDERS = ("direct", "referral")
_DAY_OF = {
    "registration": "the day of the registration",
    "contract": "the day of the contract",
    FIRST_SALE: "the day of the first sale",
    "invoice": "the day of the invoice",
}
_UNSAID = "it does not say (running:) what becomes of it when"

Told = tuple[str, Ref]
"""A sentence, and where what it says is written."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The cell of a line as a step sees it.

    ``told``: whose rate counts and why, where that is not plainly the tier held at the order.
    ``asked``: what would tell the tier, where the cell has several. ``unended``: nothing is said
    about the end of the agreement, which is over.
    """

    cell: BoxSet
    told: tuple[Told, ...] = ()
    asked: frozenset[str] = frozenset()
    unended: bool = False

    def lacking(self, found: Match) -> frozenset[str]:
        """What has to be said, where the tier may be one of what a step hangs on."""
        missing = found.missing
        return (missing - {_TIER}) | self.asked if _TIER in missing and self.asked else missing

    def unruled(self, step: Step, found: Match) -> str:
        """Why nothing tells what a step gives, where ``running:`` is not written; else empty."""
        silent = step.term is not None and step.terms.running is None
        if silent and found.row and self.unended:
            return f"{_UNSAID} the agreement ends"
        if silent and _TIER in found.missing and not self.asked and len(self.told) > 1:
            return f"{_UNSAID} the tier changes"
        return ""


def seen_by(program: Program, order: Order, line: Line, step: Step, cell: BoxSet) -> Seen:
    """The cell as a step sees it: what its own period says, and the tier that counts for it."""
    cell = in_own_period(order, cell, step)
    partner = program.partners.get(order.partner)
    if order.tier or partner is None:
        return Seen(cell, tuple(_supposed(program, order, line, step)))
    if step.term is None:
        day = order.dates.get(step.anchor)
        held = partner.held(day) if day else None
        if held is None:
            return Seen(cell)
        return Seen(_of(program, cell, held.tier), tuple(_of_its_day(program, order, step, held)))
    return _running(program, order, line, step, cell)


def _of_its_day(program: Program, order: Order, step: Step, held: Held) -> Iterator[Told]:
    """Whose rate counts, where the tier held on its anchor's day is not that of the order."""
    day, partner = order.dates[step.anchor], program.partners[order.partner]
    at_order = partner.held(order.dates["order"])
    if at_order is not None and at_order.tier != held.tier and by_tier(program.axes, step):
        when = f"{in_words(day)}, {_DAY_OF[step.anchor]}"
        yield f"{program.tiers[held.tier].name} held on {when}", held.ref


def begun(step: Step, order: Order, line: Line) -> date | None:
    """The day on which what is paid for a term began for a line; None if that is not told."""
    if step.anchor in _STARTS and step.anchor != FIRST_SALE:
        known = order.dates.get(step.anchor)
        if known is not None or line.line_type != "new":
            return known
    return first_sale(order, line)


def ended(program: Program, order: Order) -> date | None:
    """The last day of the agreement of an order's partner, if the order came later."""
    partner, day = program.partners.get(order.partner), order.dates.get("order")
    if partner is None or partner.agreement is None or day is None:
        return None
    end = partner.agreement.in_force.end
    return end - timedelta(days=1) if end <= day else None


def runs_on(program: Program, order: Order) -> bool:
    """Whether a customer who stays orders from the vendor itself after the partner has left.

    Something that is paid for a term then began before the agreement ended.
    """
    last = ended(program, order)
    if last is None or order.route not in _CUSTOMER_ORDERS:
        return False
    starts = (
        begun(step, order, line)
        for step in program.steps
        if step.term is not None
        for line in order.lines
    )
    return any(start is not None and start <= last for start in starts)


def why_stopped(program: Program, order: Order, line: Line, step: Step) -> Told | None:
    """Why a step is not paid on an order that came after the end of the agreement; None if it is.

    In the time to sell off only what began before stops; later everything but what runs.
    """
    last = ended(program, order)
    if last is None:
        return None
    start = None if step.term is None else begun(step, order, line)
    rule = step.terms.running
    agreed = agreed_on(program.partners[order.partner], order.dates["order"], program.holidays)
    runs = start is not None and start <= last
    if runs and rule is not None and rule.on_termination == _STOPS:
        words = f"nothing more is paid: the agreement ended on {in_words(last)}"
        return words, rule.ref.child(_END)
    if agreed is None and not runs:
        return f"the agreement ended on {in_words(last)}, and this did not run then", step.ref
    return None


def supposed(axes: Axes, step: Step, told: Sequence[Told]) -> tuple[str, ...]:
    """What the sum of a whole term takes for granted about the partner, as clauses.

    Nothing once its agreement is over: its tier is then that of the last day.
    """
    rule = step.terms.running
    if rule is not None and any(at == rule.ref.child(_END) for _, at in told):
        return ()
    fixed = rule is not None and OLD == rule.on_promotion == rule.on_demotion
    found = () if fixed or not by_tier(axes, step) else ("the tier stays",)
    runs = rule is not None and rule.on_termination != _STOPS
    return found if runs else (*found, "the agreement lasts")


def _running(program: Program, order: Order, line: Line, step: Step, cell: BoxSet) -> Seen:
    partner = program.partners[order.partner]
    rule, last = step.terms.running, ended(program, order)
    now = order.dates.get(step.anchor) if step.anchor == "invoice" else None
    now = min(now or order.dates["order"], last or date.max)
    history = sorted(
        (held for held in partner.standing if held.period.start <= now),
        key=lambda held: held.period.start,
    )
    start = begun(step, order, line)
    if start is None:
        ends = {_walked(program, rule, history[at:])[0] for at in range(len(history))}
        tiers = sorted(tier for way in ends for tier in way)
        axis = day_axis(step.anchor if step.anchor in _STARTS else FIRST_SALE)
        return Seen(_of(program, cell, *tiers) if tiers else cell, asked=frozenset({axis}))
    if start > now:
        held = partner.held(start)
        return Seen(cell if held is None else _of(program, cell, held.tier))
    history = [held for held in history if held.period.end > start]
    if not history:
        return Seen(cell)
    tiers_then, turns = _walked(program, rule, history)
    told: list[Told] = []
    if turns:
        when = _DAY_OF[step.anchor if step.anchor in _STARTS else FIRST_SALE]
        first = history[0]
        since = f"on {in_words(start)}, {when}" if start in first.period else "first"
        told = [(f"{program.tiers[first.tier].name} held {since}", first.ref), *turns]
    if not by_tier(program.axes, step):
        told = []
    over = last is not None and start <= last
    if last is not None and over and rule is not None:
        words = f"the agreement ended on {in_words(last)}: what runs is paid to its end"
        told.append((words, rule.ref.child(_END)))
    return Seen(_of(program, cell, *tiers_then), tuple(told), unended=over)


def _walked(
    program: Program, rule: Running | None, history: list[Held]
) -> tuple[tuple[str, ...], list[Told]]:
    """The tier whose rate counts after some tiers were held, and what happened at every change.

    Without a rule both the first and the last tier may be meant.
    """
    at = history[0].tier
    told: list[Told] = []
    for held in history[1:]:
        was, now = program.tiers[at], program.tiers[held.tier]
        if held.tier == at or was.rank == now.rank:
            continue
        told.append((f"{now.name} from {in_words(held.period.start)}", held.ref))
        if rule is None:
            continue
        up = now.rank > was.rank
        key = "on_promotion" if up else "on_demotion"
        rises = "rises above" if up else "falls below"
        old = getattr(rule, key) == OLD
        way = f"keeps the rate of {was.name}" if old else f"takes the rate of {now.name}"
        told.append((f"when the tier {rises} {was.name}, what runs {way}", rule.ref.child(key)))
        at = at if old else held.tier
    return (at,) if rule is not None else tuple(dict.fromkeys((at, history[-1].tier))), told


def _supposed(program: Program, order: Order, line: Line, step: Step) -> Iterator[Told]:
    """Of an order without a partner: what was held before is supposed to be what is held now."""
    rule, tier = step.terms.running, program.tiers.get(order.tier)
    if step.term is None or tier is None or not by_tier(program.axes, step):
        return
    start = begun(step, order, line)
    if start is None or start >= order.dates["order"]:
        return
    if rule is None or OLD in (rule.on_promotion, rule.on_demotion):
        since = in_words(start)
        yield (
            f"supposed: {tier.name} was held since {since} already",
            rule.ref if rule else step.ref,
        )


def by_tier(axes: Axes, step: Step) -> bool:
    """Whether what a step gives hangs on the tier."""
    full = axes.space.full(_TIER)
    return any(row.cells.on(_TIER) != full for row in step.rows)


def _of(program: Program, cell: BoxSet, *tiers: str) -> BoxSet:
    held = spans(stretch for tier in tiers for stretch in program.axes.node(_TIER, tier))
    return cell.without(_TIER).limited(_TIER, held)
