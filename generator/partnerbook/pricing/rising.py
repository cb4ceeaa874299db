"""Where a deal of two tiers gives no more than one of the higher of them, whatever is taken.

More off a price lowers what comes later by no more than itself, as long as it is not more than all
of it: that gives too much with the higher tier alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from partnerbook.pricing.board import barred
from partnerbook.pricing.items import chain_of
from partnerbook.pricing.rows import Nesting
from partnerbook.pricing.running import by_tier
from partnerbook.resolve.program import Program, Row, Step, Tier
from partnerbook.values.box import BoxSet
from partnerbook.values.spans import Spans, spans

ROUTE, TWO_TIER = "route", "two-tier"
_TIER = "tier"


class Ladder:
    """What the tiers of a program have of some steps, from the lowest to the highest."""

    def __init__(self, program: Program, steps: Sequence[Step]) -> None:
        self._program = program
        self._tiers = sorted(program.tiers.values(), key=lambda tier: tier.rank)
        self._two_tier = program.axes.node(ROUTE, TWO_TIER)
        self._passed = any(step.side == "distributor" for step in steps)
        self._turning = [step for step in steps if _turns(step)]
        # What else goes by the tier of the order, and where.
        cells = [one.cells for one in program.floors]
        cells += [one.cells for one in program.stack_limits]
        self._ruled = [some.without(_TIER) for some in cells if _TIER in some.axes()]
        out = [some for _, some in barred(program) if _TIER in some.axes()]
        self._barred = [some.without(_TIER) for some in out]
        self._barred_above = [some.without(_TIER) for some in out if not self._downward(some)]
        self._front = {stage.id for stage in program.stages if stage.timing == "front-end"}
        self._rising: dict[tuple[str, bool], bool] = {}
        self._given: dict[tuple[str, str, bool], list[tuple[Row, BoxSet]]] = {}

    def open_alone(self, step: Step) -> Iterator[BoxSet]:
        """Where a step for one tier may give more beside what the order of another is held to."""
        rising = self._rises(step) and self._rises(step, passed=True)
        held = [*self._ruled, *(self._barred_above if rising else self._barred)]
        for cells in self._cells(step):
            yield from (met for other in held if (met := cells.meet(other)))

    def open_to_two(self, one: Step, other: Step) -> Iterator[BoxSet]:
        """Where both can count, each for another tier, and more may be given than for either."""
        rising = self._rises(one) and self._rises(other)
        for mine in self._cells(one):
            for theirs in self._cells(other):
                met = mine.meet(theirs)
                if met:
                    yield from self._uncertain(met) if rising else (met,)

    def tiers(self, steps: Sequence[Step], met: Sequence[BoxSet]) -> list[Tier]:
        """Of which tiers some steps may cost the vendor or a distributor most, among some deals.

        The highest alone where all that they give is paid later than the order, or comes from the
        vendor at any time, and rises with the tier: more of it takes no more than itself from the
        rest. What a higher tier has besides stands in the way of nothing that is on request.
        """
        safe = not (self._ruled or self._barred) and not any(
            row.cells.without(_TIER).meets(cells)
            for step in self._turning
            for row in step.rows
            for cells in met
        )
        passed = self._passed and any(c.limited(ROUTE, self._two_tier) for c in met)
        if not safe or not all(self._only_adds(step, passed=passed) for step in steps):
            return self._tiers
        return [
            tier
            for tier in self._tiers
            if not any(
                other.rank > tier.rank and set(tier.tracks) <= set(other.tracks)
                for other in self._tiers
            )
        ]

    def _only_adds(self, step: Step, *, passed: bool) -> bool:
        if chain_of(step) not in ("partner", "person") or not self._rises(step, passed=passed):
            return False
        return not passed or chain_of(step) == "person" or step.stage not in self._front

    def _uncertain(self, met: BoxSet) -> Iterator[BoxSet]:
        """Of what both count in, where it takes more than that both rise with the tier."""
        for cells in (*self._ruled, *self._barred_above):
            if ruled := met.meet(cells):
                yield ruled
        if self._passed and (passed := met.limited(ROUTE, self._two_tier)):
            yield passed
        for step in self._turning:
            for row in step.rows:
                if turned := met.meet(row.cells.without(_TIER)):
                    yield turned

    def _cells(self, step: Step) -> list[BoxSet]:
        """Where something is given, whatever the tier."""
        found = {
            cells.boxes: cells
            for row in step.rows
            if row.rate is None or row.rate.points
            if (cells := row.cells.without(_TIER))
        }
        if step.side != "distributor":
            return list(found.values())
        limited = (cells.limited(ROUTE, self._two_tier) for cells in found.values())
        return [cells for cells in limited if cells]

    def _downward(self, cells: BoxSet) -> bool:
        """Whether cells that hold for a tier hold for all lower ones as well."""
        axes = self._program.axes
        held = [cells.limited(_TIER, axes.node(_TIER, t.id)).without(_TIER) for t in self._tiers]
        return all(high.inside(low) for low, high in pairwise(held))

    def _rises(self, step: Step, *, passed: bool = False) -> bool:
        """Whether each tier has at least the rate of a lower one.

        Without ``passed`` only where no distributor passes anything on.
        """
        if (step.id, passed) not in self._rising:
            by_cap = any(cap.cells is not None and _TIER in cap.cells.axes() for cap in step.caps)
            self._rising[step.id, passed] = not by_cap and all(
                self._has_all(step, low, high, passed=passed)
                for low, high in combinations(self._tiers, 2)
                if on_one_track([low, high])
            )
        return self._rising[step.id, passed]

    def _has_all(self, step: Step, low: Tier, high: Tier, *, passed: bool) -> bool:
        theirs = self._of(step, high, passed=passed)
        for row, cells in self._of(step, low, passed=passed):
            better = [(other, held) for other, held in theirs if held.meets(cells)]
            if any(not _as_much(row, other) for other, _ in better):
                return False
            rest = cells
            for _, held in better:
                rest = rest.subtract(held)
            if rest:
                return False
        return True

    def _of(self, step: Step, tier: Tier, *, passed: bool) -> list[tuple[Row, BoxSet]]:
        """The rows that give a tier something, each where no narrower one counts."""
        key = (step.id, tier.id, passed)
        if key not in self._given:
            axes, nesting = self._program.axes, Nesting(step)
            sides: dict[str, Spans] = {_TIER: axes.node(_TIER, tier.id)}
            if self._passed and not passed:
                routes = axes.values[ROUTE]
                at = routes.index(TWO_TIER)
                sides[ROUTE] = spans([(0, at), (at + 1, len(routes))])
            seen = axes.space.box(sides)
            held = [row.cells.meet(seen) for row in step.rows]
            found: list[tuple[Row, BoxSet]] = []
            for at, row in enumerate(step.rows):
                cells = held[at]
                for inner, less in enumerate(held):
                    if cells and less.meets(cells) and nesting.inside(inner, at):
                        cells = cells.subtract(less)
                if cells and (row.rate is None or row.rate.points):
                    found.append((row, cells.without(_TIER)))
            self._given[key] = found
        return self._given[key]


def on_one_track(tiers: Sequence[Tier]) -> bool:
    """Whether one partner can hold all of these, one after the other."""
    return bool(set(tiers[0].tracks).intersection(*(tier.tracks for tier in tiers[1:])))


def hangs_on_tier(program: Program, step: Step) -> bool:
    """Whether what a step gives, or a cap of it, is for some tiers only."""
    capped = (cap.cells for cap in step.caps if cap.cells is not None)
    return by_tier(program.axes, step) or any(_TIER in cells.axes() for cells in capped)


def _turns(step: Step) -> bool:
    """Whether more of other things may make what the vendor bears of all less."""
    return bool(step.choice or step.only_below is not None or step.terms.borne_by)


def _as_much(row: Row, other: Row) -> bool:
    if row is other:
        return True
    if row.rate is None or other.rate is None or row.marginal or other.marginal:
        return False
    return other.rate >= row.rate
