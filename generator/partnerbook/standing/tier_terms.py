"""Terms of a tier that have no dates: an edit that takes from whoever holds it holds at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from partnerbook.findings import Ref
from partnerbook.resolve.program import Program
from partnerbook.resolve.record import Record
from partnerbook.standing.change import PROGRAM, Change
from partnerbook.standing.tier_pace import pace
from partnerbook.values.period import Duration, after

LENGTHS = ("grace", "cure")
_NUMBER = re.compile(r"[0-9]+")


def tier_terms(before: Program, program: Program) -> Iterator[Change]:
    """What a tier gives no more, or less of, than in an earlier revision."""
    for name, record in program.records.get("tier", {}).items():
        was = before.records.get("tier", {}).get(name)
        if was is None:
            continue
        for say, ref in (
            *_benefits(was, record),
            *_lengths(program, was, record),
            *pace(before, program, name),
        ):
            yield Change(
                subject=name,
                part=PROGRAM,
                day=program.as_of,
                say=say,
                announced=None,
                cells=None,
                side="",
                currency="",
                ref=ref,
                tier=name,
                key="",
            )


def _benefits(was: Record, record: Record) -> Iterator[tuple[str, Ref]]:
    now: Mapping[str, tuple[int, Mapping[str, Any]]] = {
        one["id"]: (at, one) for at, one in enumerate(record.get("benefits", ()))
    }
    for old in was.get("benefits", ()):
        at, new = now.get(old["id"], (0, None))
        if new is None:
            yield f"{old['name']}: {old['value']} is given no more", record.ref
        elif _fewer(old["value"], new["value"]):
            becomes = f"{old['value']} becomes {new['value']}"
            yield f"{old['name']}: {becomes}", record.ref.child("benefits", at, "value")


def _fewer(old: str, new: str) -> bool:
    """Whether two texts say the same with other numbers, one of which is smaller."""
    if _NUMBER.sub("#", old) != _NUMBER.sub("#", new):
        return False
    pairs = zip(_NUMBER.findall(old), _NUMBER.findall(new), strict=True)
    return any(int(two) < int(one) for one, two in pairs)


def _lengths(program: Program, was: Record, record: Record) -> Iterator[tuple[str, Ref]]:
    def ends(length: Duration) -> date:
        return after(program.as_of, length, program.holidays)

    for key in LENGTHS:
        old: Duration | None = was.get(key)
        new: Duration | None = record.get(key)
        if old is not None and new is None:
            yield f"{key}: {old} is given no more", record.ref
        elif old is not None and new is not None and ends(new) < ends(old):
            yield f"{key}: {old} becomes {new}", record.ref.child(key)
    if was.get("hold", "none") != "none" and record.get("hold", "none") == "none":
        yield "the tier is not held to the end of the next year any more", record.ref
