"""Which numbers of the program are given on some deal that can be priced, and what keeps others."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.findings import Place, Ref, Repair, Severity
from partnerbook.pricing.board import barred, deals_looked_at
from partnerbook.pricing.items import is_budgeted
from partnerbook.pricing.roles import never
from partnerbook.pricing.stacks import clash
from partnerbook.resolve.axes import KEYS
from partnerbook.resolve.offer import Row, Step
from partnerbook.resolve.program import Program, StackLimit
from partnerbook.rulebook import Answers, Judgement
from partnerbook.values.box import BoxSet

_KEY_OF = {axis: key for key, axis in KEYS.items()}


def given_somewhere(answers: Answers) -> frozenset[Ref] | None:
    """The numbers that are part of some permitted stack; None where stacks are too many to tell."""
    found: set[Ref] = set()
    for plan in {one.plan: one.shape.coarse for one in answers.extremes}:
        if plan.ties.parts is None:
            return None
        taken = {
            at
            for part in plan.ties.parts
            for choice in part.every
            if plan.ties.fit(choice)
            for at in choice
        }
        found.update(plan.items[at].row.rate_ref for at in taken)
    if any(one.shape.coarse for one in answers.extremes):
        return None
    # What is given case by case out of a budget is in no stack.
    budgets = [step for step in answers.program.steps if is_budgeted(step)]
    found.update(row.rate_ref for step in budgets for row in step.rows if row.cells)
    return frozenset(found)


def idle(program: Program, given: frozenset[Ref], step: Step) -> tuple[Row, ...]:
    """The rows of a step that promise something which no deal gets.

    Not those in a currency without a price: nothing is sold in it yet.
    """
    priced = {price.price.currency for price in program.prices}
    return tuple(
        row
        for row in step.rows
        if row.rate_ref not in given
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
    together = {step.id, *step.requires}
    for limit in program.stack_limits:
        everywhere = limit.cells == program.axes.space.everything
        if everywhere and step.id in limit.of and len(together & {*limit.of}) > limit.at_most:
            return limit
    return None


def untold(program: Program) -> Judgement:
    """Permitted stacks are too many to look at each: nothing is said of any incentive."""
    return Judgement(
        "cannot tell whether every incentive can be earned: too many permitted stacks, or sorts of"
        " deals, to look at each",
        (Place(program.ref.child("stages").key(), "given in these stages"),),
        subject="stacks",
        help=(Repair("put incentives that are not combined into one group"),),
        facts=("untold",),
        severity=Severity.UNDETERMINED,
    )
