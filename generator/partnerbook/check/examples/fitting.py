"""What would make a worked example come out as expected, beside the finding that it does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from partnerbook.check.examples.cases import ALL_DEALS, FITS, Case, rate_of, shared, upset
from partnerbook.check.examples.together import said_once, together
from partnerbook.check.examples.words import plain
from partnerbook.findings import Edit, Finding, Place, Ref, Repair
from partnerbook.pricing.clues import NOTHING, Clue, same_amounts
from partnerbook.resolve.program import Example, Program


def fitted(program: Program, findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings with the changes with which they would be gone.

    Several that one change makes come out are told as one.
    """
    # What cannot be compared, and what readers may not see, has no sum.
    cases = shared(program, [one for one in findings if one.sum])
    groups = tuple(together(program, cases))
    for group in groups:
        yield said_once(group)
    gone = {case.finding.subject for group in groups for case in group.cases}
    left = {case.finding: case for case in cases if case.finding.subject not in gone}
    for finding in findings:
        case = left.get(finding)
        if case is not None:
            yield _told(program, case)
        elif not finding.sum or finding.subject not in gone:
            yield finding


def _told(program: Program, case: Case) -> Finding:
    notes: list[tuple[str, str]] = []
    places: dict[Ref, str] = {}
    for clue in case.clues:
        notes.append((FITS, _said(case, clue)))
        if clue.ref is not None:
            places.setdefault(clue.ref, clue.words)
    if not case.clues:
        for words, ref in same_amounts(case.quote, case.first):
            notes.append((FITS, words))
            if ref is not None:
                places.setdefault(ref, words)
    # What would make it come out is nearer to the cause than all the rates that went into it.
    mine = [place for place in case.finding.places if _is_of(case.example, place)]
    rest = [one for one in case.finding.places if one not in mine and one.at not in places]
    return replace(
        case.finding,
        notes=(*case.finding.notes, *(notes or [(FITS, NOTHING)])),
        places=(*mine, *(Place(at, words) for at, words in places.items()), *rest),
        help=(*case.finding.help, *_repairs(program, case)),
    )


def _is_of(example: Example, place: Place) -> bool:
    """Whether a place is in the file of the example itself."""
    return isinstance(place.at, Ref) and place.at.document == example.ref.document


def _said(case: Case, clue: Clue) -> str:
    said = f"{plain(case.first.expected.money)} is what comes out {clue.words}"
    if len(case.example.expected) > 1:
        said += ", and so is all else" if clue.whole else "; but then other amounts differ"
    return said


def _repairs(program: Program, case: Case) -> Iterator[Repair]:
    """What would have to be written, where a number or a word does it and upsets the fewest."""
    fitting = [one for one in case.clues if rate_of(one)]
    if len(fitting) > 1:
        fitting.sort(key=lambda one: upset(program, one, [case]))
    for clue in fitting[:1]:
        assert clue.ref is not None
        say = f"or write {clue.rate} for {clue.step}, if the example is right"
        yield Repair(say, ALL_DEALS, (Edit(clue.ref, clue.rate),))
