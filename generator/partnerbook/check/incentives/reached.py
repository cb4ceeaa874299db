"""Which numbers of the program are given on some deal that can be priced, and what keeps others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from partnerbook.findings import Ref
from partnerbook.pricing.board import barred, deals_looked_at
from partnerbook.pricing.extreme import Extreme
from partnerbook.pricing.given import given
from partnerbook.pricing.items import is_budgeted
from partnerbook.pricing.roles import never
from partnerbook.pricing.search import Ties
from partnerbook.pricing.stacks import clash
from partnerbook.pricing.untold import why_untold
from partnerbook.resolve.axes import KEYS
from partnerbook.resolve.offer import Row, Step
from partnerbook.resolve.program import Program, StackLimit
from partnerbook.rulebook import Answers
from partnerbook.values.box import BoxSet

UNSURE = (
    "on some deals no stack agrees with all its own rules, or they are too many to look at each"
)
_KEY_OF = {axis: key for key, axis in KEYS.items()}


@dataclass(frozen=True, slots=True)
class GivenSomewhere:
    """The numbers that some permitted stack gives, and those of which it cannot be told, and why.

    ``beaten``: a sort of deal on which the program gives something else of its group instead.
    """

    numbers: frozenset[Ref]
    untold: Mapping[Ref, str]
    beaten: Mapping[Ref, Extreme]


def given_somewhere(answers: Answers) -> GivenSomewhere | None:
    """What is given on deals; None where stacks or sorts of deals are too many to tell."""
    found: set[Ref] = set()
    if any(one.shape.coarse for one in answers.extremes):
        return None
    for plan in {one.plan for one in answers.extremes}:
        if plan.ties.parts is None:
            return None
        if not plan.judged:
            found.update(plan.items[at].row.rate_ref for at in _in_some(plan.ties))
    untold: dict[Ref, str] = {}
    beaten: dict[Ref, Extreme] = {}
    told = {id(one.plan): one for one in reversed(answers.extremes)}
    for one in answers.extremes:
        if told[id(one.plan)] is not one:
            continue
        kept, every = (_in_some(ties) for ties in (one.plan.ties, one.plan.ties.hanging))
        for at in every - kept:
            beaten.setdefault(one.plan.items[at].row.rate_ref, one)
    for one in answers.extremes:
        numbers = [item.row.rate_ref for item in one.plan.items]
        if not one.plan.judged or found.issuperset(numbers):
            continue
        given_here = given(one)
        if given_here is None:
            why = why_untold(one) or UNSURE
            untold.update((ref, why) for ref in numbers if ref not in untold)
            continue
        found.update(numbers[at] for at in given_here)
        listed = one.plan.ties.listed(None, two_tier=one.plan.two_tier, wild=True) or ()
        for at in {at for choice in listed for at in choice}.difference(given_here):
            beaten.setdefault(numbers[at], one)
    # What is given case by case out of a budget is in no stack.
    budgets = [step for step in answers.program.steps if is_budgeted(step)]
    found.update(row.rate_ref for step in budgets for row in step.rows if row.cells)
    return GivenSomewhere(frozenset(found), untold, beaten)


def _in_some(ties: Ties) -> set[int]:
    """The steps that some choice of their part takes, within the limits."""
    every = (choice for part in ties.parts or () for choice in part.every if ties.fit(choice))
    return {at for choice in every for at in choice}


def idle(program: Program, somewhere: GivenSomewhere, step: Step) -> tuple[Row, ...]:
    """The rows of a step that promise something which no deal gets.

    Not those in a currency without a price: nothing is sold in it yet.
    """
    priced = {price.price.currency for price in program.prices}
    return tuple(
        row
        for row in step.rows
        if row.rate_ref not in somewhere.numbers
        and (row.rate is None or row.rate.points)
        and (not row.band_currency or row.band_currency in priced)
    )


def ahead(program: Program, step: Step) -> BoxSet:
    """All cells of a step from today on."""
    space = program.axes.space
    cells = space.nothing
    for row in step.rows:
        cells = cells.union(row.cells)
    return cells.meet(space.box(deals_looked_at(program, None, {})))


def priced(program: Program) -> BoxSet:
    """The cells in which a product has a list price, and the route and deal role are possible."""
    space = program.axes.space
    cells = space.nothing
    for price in program.prices:
        cells = cells.union(price.cells)
    cells = cells.meet(space.box(deals_looked_at(program, None, {})))
    for cut in (*never(program), *(cut for _, cut in barred(program))):
        cells = cells.subtract(cut)
    return cells


def parting(cells: BoxSet, other: BoxSet) -> str:
    """The axis alone on which two sets that do not meet are apart; "" if it is not one alone."""
    for axis in sorted(cells.axes()):
        if cells.without(axis).meets(other):
            return axis
    return ""


def key_of(axis: str) -> str:
    """How files write an axis in ``for:``."""
    return _KEY_OF.get(axis, axis.partition(":")[0])


def needs(program: Program, step: Step) -> Iterator[tuple[int, Step | None]]:
    """What a step requires, by its position in the list; None for what is not understood."""
    known = {other.id: other for other in program.steps if not other.partner}
    for at, name in enumerate(step.requires):
        yield at, known.get(name)


def contradicts_itself(program: Program, step: Step) -> bool:
    """Whether a step requires what it cannot be combined with."""
    if over_limit(program, step) is not None:
        return True
    return any(other is not None and clash(step, other) for _, other in needs(program, step))


def over_limit(program: Program, step: Step) -> StackLimit | None:
    """The limit on all deals that a step goes past together with what it requires."""
    everything, together = program.axes.space.everything, {step.id, *step.requires}
    found = _exceeded(program, step, together)
    return next((one for one in found if one.cells == everything), None)


def over_limit_here(program: Program, step: Step) -> StackLimit | None:
    """The limit on all the deals of a step that it goes past together with what it requires."""
    cells, together = ahead(program, step), {step.id}
    needed = {other.id: other.requires for other in program.steps if not other.partner}
    open_ = [step.id]
    while open_:
        more = {*needed.get(open_.pop(), ())} - together
        together |= more
        open_ += more
    return next(
        (one for one in _exceeded(program, step, together) if cells.inside(one.cells)), None
    )


def _exceeded(program: Program, step: Step, together: set[str]) -> Iterator[StackLimit]:
    for limit in program.stack_limits:
        if step.id in limit.of and len(together & {*limit.of}) > limit.at_most:
            yield limit
