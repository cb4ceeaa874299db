"""The versions of a territory in time, and the days on which none of them holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from partnerbook.check.territories.narrowing import written
from partnerbook.findings import Ref
from partnerbook.resolve.program import Grant, Program
from partnerbook.resolve.record import Record
from partnerbook.values.period import Period, inclusive

Version = tuple[Period, Ref]


def versions(territory: Record) -> list[Version]:
    """The periods of its versions, the earliest first."""
    found = [
        (inclusive(said.get("from"), said.get("through")), territory.ref.child("versions", at))
        for at, said in enumerate(territory["versions"])
    ]
    return sorted(found, key=lambda one: one[0])


def gaps(found: Sequence[Version]) -> list[tuple[Version, Version]]:
    """Neighbours in time with days between them."""
    return [(one, two) for one, two in pairwise(found) if one[0].end < two[0].start]


def is_open(territory: Record, day: date) -> bool:
    """Whether no version holds on that day, or on some days between two versions."""
    found = versions(territory)
    return bool(gaps(found)) or not found[0][0].start <= day < found[-1][0].end


def is_unheld(program: Program, grant: Grant) -> bool:
    """Whether one of a grant's territories holds nothing for a time, which is said of that."""
    return any(
        not program.territories[name].versions
        or is_open(program.records["territory"][name], program.as_of)
        for name in written(program, grant)["for"]["places"]
        if name in program.territories
    )
