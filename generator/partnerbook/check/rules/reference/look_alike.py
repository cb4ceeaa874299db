"""Flags a name that stands only once and is one slip away from one that other files share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from partnerbook.findings import Edit, Place, Ref, Repair, Severity
from partnerbook.resolve.program import Program
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.ident import closest

SHARED = (
    ("incentive", ("stacks", "group"), "group of incentives"),
    ("partner", ("group",), "corporate group"),
    ("agreement", ("clauses", "*", "schedule"), "schedule"),
)
"""Where files share a name that is declared nowhere, so that each of them could misspell it."""

_COUNTED = re.compile(r"[0-9]+|(?<=-)[a-z]\Z")


def found(value: Any, way: tuple[str, ...], ref: Ref) -> Iterator[tuple[str, Ref]]:
    """The texts that a way of keys leads to; ``*`` is any item of a list."""
    if not way:
        yield str(value), ref
    elif way[0] == "*":
        for number, inner in enumerate(value):
            yield from found(inner, way[1:], ref.child(number))
    elif isinstance(value, Mapping) and way[0] in value:
        yield from found(value[way[0]], way[1:], ref.child(way[0]))


def names(program: Program, kind: str, way: tuple[str, ...]) -> dict[str, list[Ref]]:
    """Name → where it stands."""
    places: dict[str, list[Ref]] = {}
    for record in program.records.get(kind, {}).values():
        for name, ref in found(record.data, way, Ref(record.ref.document)):
            places.setdefault(name, []).append(ref)
    return places


def alike(name: str, others: list[str]) -> str:
    """The name that was probably meant; names that are told apart by a count are never alike."""
    for other in closest(name, others):
        counted = _COUNTED.sub("", name) == _COUNTED.sub("", other)
        if not counted and abs(len(name) - len(other)) < 3:
            return other
    return ""


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each name that stands alone beside a like one that is used more, or is earlier in order."""
    for kind, way, what in SHARED:
        places = names(answers.program, kind, way)
        for name, (at, *more) in places.items():
            rivals = [
                other
                for other, refs in places.items()
                if len(refs) > 1 or (other != name and refs[0] < at)
            ]
            if not more and (meant := alike(name, rivals)):
                yield Judgement(
                    f"the {what} {name} stands only here; did you mean {meant}?",
                    (Place(at, "only here"), Place(places[meant][0], f"the {what} {meant}")),
                    subject=f"{at.document.rpartition('/')[2].removesuffix('.yml')}/{name}",
                    help=(Repair(f"write {meant}", edits=(Edit(at, meant),)),),
                    facts=(meant,),
                )


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
