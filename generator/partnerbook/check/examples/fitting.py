"""What would make a worked example come out as expected, beside the finding that it does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from partnerbook.check.examples.words import plain
from partnerbook.findings import Edit, Finding, Place, Ref, Repair
from partnerbook.pricing import Quote, price
from partnerbook.pricing.clues import NOTHING, Clue, clues, same_amounts
from partnerbook.pricing.expected import Difference, differences
from partnerbook.pricing.written import order_of
from partnerbook.resolve.program import Example, Program

FITS = "what fits"
Rate = tuple[Ref, str]


@dataclass(frozen=True, slots=True)
class _Case:
    """One example that comes out otherwise, with what was found for it."""

    finding: Finding
    example: Example
    quote: Quote
    first: Difference
    clues: tuple[Clue, ...]

    @property
    def rates(self) -> list[Rate]:
        """The rates with which all of it comes out."""
        return [rate for clue in self.clues if (rate := _rate(clue)) is not None]


def fitted(program: Program, findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings with the changes with which they would be gone.

    Where one number makes several examples come out, that is said, and it is offered once.
    """
    cases = {one.subject: _case(program, one) for one in findings if one.sum}
    common = Counter(rate for case in cases.values() for rate in case.rates)
    offered: set[Rate] = set()
    for finding in findings:
        # What cannot be compared, and what readers may not see, has no sum.
        case = cases.get(finding.subject) if finding.sum else None
        yield finding if case is None else _told(case, common, offered)


def _case(program: Program, finding: Finding) -> _Case:
    example = next(one for one in program.examples if one.id == finding.subject)
    quote = price(program, order_of(example.order))
    found = tuple(differences(program, example.expected, quote))
    return _Case(finding, example, quote, found[0], clues(program, example.expected, quote, found))


def _told(case: _Case, common: Counter[Rate], offered: set[Rate]) -> Finding:
    notes: list[tuple[str, str]] = []
    places: dict[Ref, str] = {}
    # One number that is wrong in many examples is likelier than one that fits this one by chance.
    for clue in sorted(case.clues, key=lambda clue: -_shared(clue, common)):
        notes.append((FITS, _said(case, clue, common)))
        if clue.ref is not None:
            places.setdefault(clue.ref, clue.words)
    if not case.clues:
        for words, ref in same_amounts(case.quote, case.first):
            notes.append((FITS, words))
            if ref is not None:
                places.setdefault(ref, words)
    known = {place.at for place in case.finding.places}
    # What would make it come out is nearer to the cause than all the rates that went into it.
    mine = [place for place in case.finding.places if _is_of(case.example, place)]
    rest = [place for place in case.finding.places if place not in mine]
    return replace(
        case.finding,
        notes=(*case.finding.notes, *(notes or [(FITS, NOTHING)])),
        places=(
            *mine,
            *(Place(at, words) for at, words in places.items() if at not in known),
            *rest,
        ),
        help=(*case.finding.help, *_repairs(case, common, offered)),
    )


def _shared(clue: Clue, common: Counter[Rate]) -> int:
    """In how many examples the same rate would do."""
    rate = _rate(clue)
    return common[rate] if rate is not None else 1


def _is_of(example: Example, place: Place) -> bool:
    """Whether a place is in the file of the example itself."""
    return isinstance(place.at, Ref) and place.at.document == example.ref.document


def _said(case: _Case, clue: Clue, common: Counter[Rate]) -> str:
    said = f"{plain(case.first.expected.money)} is what comes out {clue.words}"
    if len(case.example.expected) > 1:
        said += ", and so is all else" if clue.whole else "; but then other amounts differ"
    rate = _rate(clue)
    others = 0 if rate is None else common[rate] - 1
    if others:
        more = "another example comes" if others == 1 else f"{others} other examples come"
        said += f"; {more} out with it too"
    return said


def _repairs(case: _Case, common: Counter[Rate], offered: set[Rate]) -> Iterator[Repair]:
    """The rate that mends most examples, where it was not offered before."""
    if case.rates:
        at, text = best = max(case.rates, key=lambda rate: common[rate])
        if best not in offered:
            offered.add(best)
            step = next(clue.step for clue in case.clues if _rate(clue) == best)
            say = f"or write {text} for {step}, if the example is right"
            yield Repair(say, "every deal that has this rate then changes", (Edit(at, text),))


def _rate(clue: Clue) -> Rate | None:
    return (clue.ref, clue.rate) if clue.whole and clue.rate and clue.ref is not None else None
