"""Flags partner files of one legal entity: most are copies that somebody forgot to fill in."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.findings import Place, Repair, Severity
from partnerbook.resolve.record import Record
from partnerbook.rulebook import Answers, Judgement, Rule


def entity(partner: Record) -> tuple[str, ...]:
    """What tells legal entities apart: the name, and the entry in a country's register."""
    legal = partner["legal"]
    said = legal["name"], legal["register"], legal["seat"]["country"]
    return tuple(" ".join(text.split()).casefold() for text in said)


def judge(answers: Answers) -> Iterator[Judgement]:
    """The files of each entity that has more than one."""
    files: dict[tuple[str, ...], list[Record]] = {}
    for _, partner in sorted(answers.program.records.get("partner", {}).items()):
        files.setdefault(entity(partner), []).append(partner)
    for first, *others in files.values():
        for other in others:
            register = first["legal"]["register"]
            yield Judgement(
                f"{first.id} and {other.id} are one company by their legal name and register: "
                f"{first['legal']['name']}, {register}",
                (
                    Place(other.ref.child("legal", "register"), f"also that of {first.id}"),
                    Place(first.ref.child("legal", "register"), f"the register of {first.id}"),
                ),
                subject=other.id,
                help=(
                    Repair(
                        f"if {other.id} was copied from {first.id}, write its own name and "
                        "register, or delete the file"
                    ),
                ),
                facts=(first.id, other.id),
            )


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
