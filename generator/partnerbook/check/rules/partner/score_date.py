"""Flags a score of a day that is yet to come, and two scores of one kind on one day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from partnerbook.findings import Place, Repair, Severity
from partnerbook.resolve.program import Partner
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.dates import in_words


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each such score; of two on one day nobody can tell which counts."""
    program = answers.program
    for partner in program.partners.values():
        seen: dict[tuple[str, date], int] = {}
        for at, said in enumerate(partner.record.get("scores", ())):
            if said["on"] > program.as_of:
                yield to_come(partner, at, program.as_of)
            first = seen.setdefault((said["of"], said["on"]), at)
            if first != at:
                yield twice(partner, first, at)


def to_come(partner: Partner, at: int, as_of: date) -> Judgement:
    """Nobody was judged tomorrow."""
    said = partner.record["scores"][at]
    return Judgement(
        f"the {said['of']} of {partner.name} was judged on {in_words(said['on'])}, which is yet to"
        f" come on {in_words(as_of)}",
        (Place(partner.ref.child("scores", at, "on"), "in the future"),),
        subject=f"{partner.id}/{said['id']}",
        help=(Repair("enter the day on which it was judged, or take the score out"),),
        facts=("to come",),
    )


def twice(partner: Partner, first: int, second: int) -> Judgement:
    """Two opinions of one day."""
    one, two = (partner.record["scores"][at] for at in (first, second))
    return Judgement(
        f"the {two['of']} of {partner.name} was judged twice on {in_words(two['on'])}:"
        f" {one['value']} and {two['value']}",
        (
            Place(partner.ref.child("scores", second, "on"), str(two["value"])),
            Place(partner.ref.child("scores", first, "on"), str(one["value"])),
        ),
        subject=f"{partner.id}/{two['id']}",
        help=(Repair("agree on one of them, and take the other out"),),
        facts=("twice", one["id"]),
    )


RULE = Rule(severity=Severity.ERROR, waivable=False, judge=judge)
