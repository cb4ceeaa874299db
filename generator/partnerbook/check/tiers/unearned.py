"""Partners whose tier is certainly not earned, with what is lacking; lapsed papers told apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from partnerbook.findings import Place
from partnerbook.load.evidence_rows import HoldingRow
from partnerbook.resolve.held import Held
from partnerbook.resolve.program import Partner, Program
from partnerbook.rulebook import Answers
from partnerbook.standing import Position, Step, Verdict
from partnerbook.standing.verdict import NO
from partnerbook.standing.words import flat, known, lacking
from partnerbook.values.period import parse_date

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


def old(program: Program, gone: Iterable[HoldingRow]) -> bool:
    """Whether all had expired when their tables were taken: then more than time has passed."""
    manifests = program.records["evidence"]
    return all(
        row.expires is not None and row.expires < _taken(manifests[_table(row)]["extracted"])
        for row in gone
    )


def _table(row: HoldingRow) -> str:
    return row.path.rpartition("/")[2].removesuffix(".csv")


def _taken(moment: str) -> date:
    return parse_date(moment[:10])


def unearned(answers: Answers) -> Iterator[Unearned]:
    """Every such partner that is active, in the program's order."""
    program = answers.program
    for name, position in answers.positions.items():
        partner, held = program.partners[name], position.held
        if held is None or f"{name}/standing" in program.left_out:
            continue
        if position.unearned and position.kept is None:
            yield Unearned(partner, held, position, position.steps[held.tier])
