"""What two partners hold at the same time by one and the same number."""

from __future__ import annotations

from datetime import date
from itertools import combinations

from partnerbook.load.evidence_rows import HoldingRow
from partnerbook.resolve.program import Program

_Pair = tuple[HoldingRow, HoldingRow]


def twice(program: Program) -> dict[tuple[str, str, str], list[_Pair]]:
    """What is held, and by which two partners, with the rows of each number that both name.

    What somebody goes on to hold at the partner that the other one became part of is held once.
    """
    held: dict[tuple[str, str], list[HoldingRow]] = {}
    for rows in program.evidence.holdings.values():
        for row in rows:
            if row.partner in program.partners:
                held.setdefault((row.what, row.who), []).append(row)
    found: dict[tuple[str, str, str], list[_Pair]] = {}
    for (what, _), same in held.items():
        same.sort(key=lambda row: (row.start, row.path, row.number))
        for one, two in combinations(same, 2):
            part_of = dict(program.evidence.merged.get(two.partner, ()))
            if part_of.get(one.partner, date.max) <= two.start:
                continue
            if one.partner != two.partner and two.start <= (one.expires or date.max):
                found.setdefault((what, one.partner, two.partner), []).append((one, two))
    return found
