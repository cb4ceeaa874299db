"""What is wrong with the same column in row after row is said once, at the first of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from partnerbook.findings import Finding, Ref, Repair

FEW = 5
"""So many cells of a column are still looked at one by one."""


def gathered(findings: Iterable[Finding]) -> list[Finding]:
    """The findings in their order; many of one sort about one column are one, mended together."""
    alike: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        at = finding.places[0].at
        assert isinstance(at, Ref)
        alike.setdefault((finding.id, at.steps[-1]), []).append(finding)
    found: list[Finding] = []
    for group in alike.values():
        found += [_one(group)] if len(group) > FEW else group
    return found


def _one(group: list[Finding]) -> Finding:
    first, more = group[0], len(group) - 1
    edits = [edit for one in group for repair in one.help[:1] for edit in repair.edits]
    if first.help and len(edits) == len(group):
        say = f"{first.help[0].say}, and so in the {more:,} rows after it"
        repairs: tuple[Repair, ...] = (Repair(say, edits=tuple(edits)),)
    else:
        repairs = tuple(replace(one, edits=()) for one in first.help)
    also = ("also", f"{more:,} more rows of this table have the same column wrong")
    return replace(first, help=repairs, notes=(*first.notes, also))
