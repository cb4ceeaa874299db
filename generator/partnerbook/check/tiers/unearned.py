"""Partners whose tier is certainly not earned, with what is lacking; lapsed papers told apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from partnerbook.findings import Place
from partnerbook.load.evidence_rows import HoldingRow
from partnerbook.resolve.program import Held, Partner
from partnerbook.rulebook import Answers
from partnerbook.standing import Position, Step, Verdict
from partnerbook.standing.verdict import NO
from partnerbook.standing.words import flat, known, lacking

MEASURED = ("metric", "evidence", "tier")
MOST_PLACES = 5


@dataclass(frozen=True, slots=True)
class Unearned:
    """A tier that is held without being earned, and not kept by any date."""

    partner: Partner
    held: Held
    position: Position
    step: Step

    @property
    def lacks(self) -> tuple[Verdict, ...]:
        """The requirements that do not hold."""
        return lacking(self.step.items)

    @property
    def lapsed(self) -> tuple[HoldingRow, ...]:
        """What has expired, if it alone is why the tier is not earned."""
        found: list[HoldingRow] = []
        for one in self.lacks:
            gone = one.reading.lapsed
            if one.gap is None or len(gone) < one.gap:
                return ()
            found += gone
        return tuple(found)

    def places(self) -> Iterator[Place]:
        """Where the tier is held, and what is not met."""
        tier = self.held.tier
        yield Place(self.held.ref, f"{tier}, {self.held.because}")
        lacks = [one for _, one in flat(self.step.items) if one.verdict == NO and not one.inner]
        for one in lacks[:MOST_PLACES]:
            yield Place(one.ask.ref, known(one))


def unearned(answers: Answers) -> Iterator[Unearned]:
    """Every such partner that is active, in the program's order."""
    program = answers.program
    for name, position in answers.positions.items():
        partner, held = program.partners[name], position.held
        if held is None or f"{name}/standing" in program.left_out:
            continue
        if position.unearned and position.kept is None:
            yield Unearned(partner, held, position, position.steps[held.tier])
