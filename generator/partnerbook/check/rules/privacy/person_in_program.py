"""Flags texts that name a person: the program is published and kept for years, people are not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from partnerbook.check.privacy.people import Suspect, suspects
from partnerbook.findings import Place, Ref, Repair, Severity, Spot
from partnerbook.resolve.program import Program
from partnerbook.rulebook import Answers, Judgement, Rule

CODES = frozenset({"fingerprint", "postal_code", "register", "sha256", "sku", "tax_id"})
"""Fields of digits that are no telephone's."""


def texts(value: Any, ref: Ref) -> Iterator[tuple[str, Ref]]:
    """Every text of a record with where it stands."""
    if isinstance(value, str):
        yield value, ref
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in CODES:
                yield from texts(inner, ref.child(key))
    elif isinstance(value, (list, tuple)):
        for number, inner in enumerate(value):
            yield from texts(inner, ref.child(number))


def companies(program: Program) -> frozenset[str]:
    """The names of files, and of the legal entities in them."""
    found = {program.name}
    for records in program.records.values():
        for record in records.values():
            legal = {**record.get("legal", {}), **record.get("vendor", {})}
            found |= {record.get("name", ""), legal.get("name", ""), legal.get("legal_name", "")}
    return frozenset(found)


def judge(answers: Answers) -> Iterator[Judgement]:
    """Every text of every file, its comments and the cells of its tables."""
    program = answers.program
    known = companies(program)
    for records in program.records.values():
        for record in records.values():
            for text, ref in texts(record.data, Ref(record.ref.document)):
                # "12 Elm Dr. Suite 4" is a drive.
                street = ref.pointer.endswith("/street")
                found = [
                    suspect
                    for suspect in suspects(text, known)
                    if not (street and suspect.words.startswith("Dr"))
                ]
                yield from _named(found, ref, f"{record.id}{ref.pointer}", "field")
    for aside in program.asides:
        yield from _named(list(suspects(aside.text, known)), aside.at, aside.subject, "file")


def _named(
    found: Sequence[Suspect], at: Ref | Spot, subject: str, read: str
) -> Iterator[Judgement]:
    """The one judgement on a text, however many persons and numbers it names."""
    if not found:
        return
    said = list(dict.fromkeys(f"{suspect.what}: {suspect.words}" for suspect in found))
    label = f"seen by everyone who may read this {read}, and kept in the history"
    instead = dict.fromkeys(suspect.instead for suspect in found)
    yield Judgement(
        f"this names {' and '.join(said)}",
        tuple(
            Place(at, "and here" if number else label, words)
            for number, words in enumerate(dict.fromkeys(suspect.words for suspect in found))
        ),
        subject=subject,
        help=(Repair(f"write {' or '.join(instead)} instead"),),
        facts=tuple(fact for suspect in found for fact in (suspect.what, suspect.words)),
    )


RULE = Rule(severity=Severity.ERROR, waivable=True, judge=judge)
