"""Flags a territory that holds no place on some days between its versions, or today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from partnerbook.check.days.dates import Doubt, apart, mended
from partnerbook.check.territories.versions import gaps, versions
from partnerbook.findings import Edit, Place, Ref, Repair, Severity
from partnerbook.resolve.program import Program
from partnerbook.resolve.record import Record
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.dates import in_words
from partnerbook.values.period import Period

DAY = timedelta(days=1)


def between(territory: Record, one: tuple[Period, Ref], two: tuple[Period, Ref]) -> Judgement:
    """Days between two versions that follow each other."""
    gap = Period(one[0].end, two[0].start)
    last = gap.start - DAY
    end, start = one[1].child("through"), two[1].child("from")
    return Judgement(
        f"the territory {territory['name']} holds no place from {in_words(gap.start)} to"
        f" {in_words(gap.end - DAY)}, for"
        f" {apart(gap.start, gap.end)}: one version ends on {in_words(last)}, the next begins on"
        f" {in_words(gap.end)}",
        (
            Place(start, f"begins on {in_words(gap.end)}"),
            Place(end, f"ends on {in_words(last)}"),
        ),
        subject=territory.id,
        help=(
            *mended(
                [
                    Doubt(start, gap.end, lambda day: day == gap.start),
                    Doubt(end, last, lambda day: day == gap.end - DAY),
                ]
            ),
            Repair(
                f"or let the next version begin on {in_words(gap.start)}",
                edits=(Edit(start, str(gap.start)),),
            ),
        ),
        facts=(str(gap.start), str(gap.end)),
    )


def today(territory: Record, found: list[tuple[Period, Ref]], day: date) -> Iterator[Judgement]:
    """All versions are yet to begin, or over."""
    (first, begins), (last, ends) = found[0], found[-1]
    if day < first.start:
        place = Place(begins.child("from"), f"begins on {in_words(first.start)}")
        when = f"before {in_words(first.start)}"
    elif last.through is not None and day > last.through:
        place = Place(ends.child("through"), f"ends on {in_words(last.through)}")
        when = f"after {in_words(last.through)}"
    else:
        return
    yield Judgement(
        f"the territory {territory['name']} holds no place {when}, so none on {in_words(day)}",
        (place,),
        subject=territory.id,
        help=(Repair("correct the date, or add the version that holds today (`versions:`)"),),
        facts=("today",),
    )


def eaten(program: Program, territory: Record) -> Iterator[Judgement]:
    """A territory whose exceptions take out all of its places, at all times."""
    name = territory["name"]
    if program.territories[territory.id].versions:
        return
    said, ref = territory["versions"], territory.ref.child("versions")
    places = [ref.child(at, "except") for at, one in enumerate(said) if "except" in one]
    yield Judgement(
        f"the territory {name} holds no place at all: its exceptions take out all of its places",
        tuple(Place(place) for place in places or [ref]),
        subject=territory.id,
        help=(Repair("correct the exceptions, or remove the territory"),),
        facts=("eaten",),
        severity=Severity.ERROR,
    )


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each gap of each territory once."""
    program = answers.program
    for name in program.territories:
        territory = program.records["territory"][name]
        found = versions(territory)
        yield from eaten(program, territory)
        yield from today(territory, found, program.as_of)
        for one, two in gaps(found):
            yield between(territory, one, two)


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
