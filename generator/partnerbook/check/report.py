"""What one check found: the findings in order, what was waived, and the counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from partnerbook.check.waiving.baseline import KnownBefore
from partnerbook.check.waiving.watch import Waived
from partnerbook.findings import Finding, Place, Ref, Severity, Spot
from partnerbook.load import Loaded
from partnerbook.resolve.program import Program

FIRST = "date/as-of"
"""Every verdict depends on the day on which it is given."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The counts of a run.

    ``suppressed`` only follow from findings that are shown. ``unjudged`` are the rules that were
    not asked, because a file that they need is not understood. ``known`` were there when the
    program came under check, ``gone`` of those written down then are not any more. ``examples``:
    those of the suppressed that are worked examples, which may stay when the rest is mended.
    """

    errors: int
    warnings: int
    undetermined: int
    waived: int
    suppressed: int
    unjudged: tuple[str, ...]
    files: int
    as_of: date | None
    as_of_reason: str
    known: int = 0
    gone: int = 0
    examples: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """All that a check has to say.

    Findings, also those that are waived, have Spots only; they are sorted by where they point, a
    wrong ``as_of`` first.
    """

    findings: tuple[Finding, ...]
    waived: tuple[Waived, ...]
    summary: Summary
    loaded: Loaded
    program: Program | None
    known: tuple[KnownBefore, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether an unwaived error stands."""
        return self.summary.errors > 0


CAPS, EXAMPLE = "incentive/caps", "margin/worked-example"


def spot(at: Ref | Spot, loaded: Loaded) -> Spot:
    """The lines and columns of a place."""
    return at if isinstance(at, Spot) else loaded.spot(at)


def placed(finding: Finding, loaded: Loaded) -> Finding:
    """The same finding with the Refs of its places turned into lines and columns."""
    places = tuple(
        Place(loaded.words_in(spot(place.at, loaded), place.words), place.label)
        for place in finding.places
    )
    return replace(finding, places=places)


def order(finding: Finding) -> tuple[object, ...]:
    """Sort key: what all depends on, then where the finding points first, then what it is."""
    first = finding.places[0].at if finding.places else Spot("")
    assert isinstance(first, Spot)
    return (finding.id != FIRST, first.file, first.line, first.column, finding.id, finding.message)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings as people read them; contradictory caps before orders that rest on them.

    What such an order is expected to give is not what is wrong, and its file comes earlier.
    """
    found = sorted(findings, key=order)
    for caps in [one for one in found if one.id == CAPS]:
        spoilt = (at for at, one in enumerate(found) if one.id == EXAMPLE and _rests_on(one, caps))
        at, now = next(spoilt, len(found)), found.index(caps)
        if at < now:
            found.insert(at, found.pop(now))
    return tuple(found)


def _rests_on(example: Finding, caps: Finding) -> bool:
    """Whether the sum of an order has an amount of the incentive with these caps."""
    files = {term.source.document for term in example.sum if term.source}
    return any(isinstance(place.at, Spot) and place.at.file in files for place in caps.places)


def count(findings: Iterable[Finding], severity: Severity) -> int:
    """How many findings are that bad."""
    return sum(finding.severity is severity for finding in findings)


def touching(report: Report, paths: Sequence[str]) -> Report:
    """The part of a report whose findings point into these files or folders, counted anew."""

    def inside(at: Ref | Spot) -> bool:
        return isinstance(at, Spot) and any(
            at.file == path or at.file.startswith(f"{path}/") for path in paths
        )

    kept = tuple(f for f in report.findings if any(inside(place.at) for place in f.places))
    waived = tuple(
        one
        for one in report.waived
        if inside(report.loaded.spot(one.waiver.ref))
        or any(inside(place.at) for place in one.finding.places)
    )
    known = tuple(
        one for one in report.known if any(inside(place.at) for place in one.finding.places)
    )
    summary = replace(
        report.summary,
        errors=count(kept, Severity.ERROR),
        warnings=count(kept, Severity.WARNING),
        undetermined=count(kept, Severity.UNDETERMINED),
        waived=len(waived),
        known=len(known),
    )
    return replace(report, findings=kept, waived=waived, known=known, summary=summary)
