"""Rows of a discount table that name a rate for some tiers only, so that a wider row counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from partnerbook.check.incentives.reach import tiers_in
from partnerbook.check.margins.deals import percent
from partnerbook.findings import Edit, Place, Ref, Repair
from partnerbook.pricing.extreme import Extreme
from partnerbook.pricing.inversion import Inversion
from partnerbook.pricing.rows import Nesting
from partnerbook.resolve.program import Program, Row, Step, Tier
from partnerbook.rulebook import Answers
from partnerbook.values.box import BoxSet
from partnerbook.values.percent import Percent

TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A tier without a rate in a row that reaches it; ``instead`` is the wider row that counts.

    None counts where the row has rates for a lower and a higher tier and no wider row is there.
    ``cells``: where that is so, whatever the tier.
    """

    step: Step
    row: Row
    tier: Tier
    instead: Row | None
    cells: BoxSet

    @property
    def at(self) -> Ref:
        """The rates among which the tier is missing."""
        return self.row.ref.child("rates")


def left_out(answers: Answers) -> tuple[LeftOut, ...]:
    """Every such row and tier, of rows that have not ended."""
    program = answers.program
    return tuple(
        found
        for step in program.steps
        if step.nested and not step.partner and step.id in program.records.get("discount", {})
        for found in _of(program, step)
    )


def _of(program: Program, step: Step) -> Iterator[LeftOut]:
    written = program.records["discount"][step.id]
    for at, data in enumerate(written["rows"]):
        ref = written.ref.child("rows", at)
        mine = [row for row in step.rows if row.ref == ref]
        # A row with one rate is for that tier; it is a list of them from which one can be lost.
        if len(data.get("rates", ())) < 2:
            continue
        # A rate that is not understood may be the one that seems left out.
        if len(mine) != len(data["rates"]):
            continue
        if mine[0].period.end <= program.as_of:
            continue
        for tier in tiers_in(program, data["for"], data.get("except", ()), data["rates"]):
            if tier.id not in data["rates"]:
                ranks = [program.tiers[name].rank for name in data["rates"]]
                between = min(ranks) < tier.rank < max(ranks)
                found = _instead(program, step, mine[0], tier)
                if found is not None and (between or found.instead is not None):
                    yield found


def _instead(program: Program, step: Step, row: Row, tier: Tier) -> LeftOut | None:
    """What counts for a tier where a row leaves it out; None where it is left out nowhere."""
    side, scope = program.axes.node("tier", tier.id), row.scope.without("tier")
    left = row.cells.without("tier").limited("tier", side)
    wider: list[int] = []
    for at, other in enumerate(step.rows):
        if other.ref == row.ref or other.tier not in ("", tier.id):
            continue
        theirs = other.scope.without("tier")
        if theirs.inside(scope):
            left = left.subtract(other.cells)
        elif scope.inside(theirs):
            wider.append(at)
    wider = [at for at in wider if step.rows[at].cells.meets(left)]
    best = Nesting(step).innermost(wider)
    instead = step.rows[best[0]] if best else None
    return LeftOut(step, row, tier, instead, left.without("tier")) if left else None


def pointers(
    answers: Answers, deal: Extreme | Inversion, taken: Iterable[Row], tiers: Sequence[str]
) -> Iterator[Place]:
    """Where rates are missing that would count on a deal instead of those that are taken."""
    refs = [row.rate_ref for row in taken]
    for found in answers.derived(left_out):
        counts = found.instead is not None and found.instead.rate_ref in refs
        if counts and found.tier.id in tiers and found.cells.meets(deal.cells.without("tier")):
            yield Place(found.at, f"no rate for {found.tier.name} here")


def added(
    program: Program, rates: Mapping[str, Percent], at: Ref, missing: Sequence[Tier]
) -> Repair | None:
    """A rate for each tier that has none: between those of its neighbours, or that of the one."""
    rated = sorted((program.tiers[name] for name in rates), key=lambda tier: tier.rank)
    said: list[str] = []
    edits: list[Edit] = []
    for tier in missing:
        below = [other for other in rated if other.rank < tier.rank]
        above = [other for other in rated if other.rank > tier.rank]
        sides = [*below[-1:], *above[:1]]
        least, most = rates[sides[0].id], rates[sides[-1].id]
        if least > most:
            return None
        middle = ((least.points + most.points) / 2).quantize(TENTH, ROUND_FLOOR)
        rate = percent(max(middle, least.points).scaleb(-2))
        named = " and the ".join(f"{rates[side.id]} of {side.name}" for side in sides)
        said.append(f"{tier.id}: {rate}, {'between' if len(sides) > 1 else 'like'} the {named}")
        edits.append(Edit(at.child(sides[0].id), f"{tier.id}: {rate}", "insert"))
    # Two entries behind the same one could not be told apart.
    if len({edit.at for edit in edits}) < len(edits):
        return None
    return Repair(f"add {'; '.join(said)}", "", tuple(edits))
