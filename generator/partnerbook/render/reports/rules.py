"""The catalogue of findings as a list, as one page, or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable

from partnerbook.check.catalogue import Entry
from partnerbook.render.reports.ink import Ink, wrap

STAGES = {
    "reading": "While reading a file",
    "shape": "One file by itself",
    "links": "Files that name each other",
    "rules": "The program as a whole",
    "waivers": "Waivers",
}


def listing(entries: Iterable[Entry], ink: Ink) -> str:
    """Names and headlines by stage, 80 columns wide."""
    lines: list[str] = []
    by_stage: dict[str, list[Entry]] = {stage: [] for stage in STAGES}
    for entry in entries:
        by_stage[entry.stage].append(entry)
    for stage, title in STAGES.items():
        if not by_stage[stage]:
            continue
        lines += [ink("bold", title), ""]
        for entry in by_stage[stage]:
            first, *rest = wrap(entry.headline, 48)
            lines.append(f"  {entry.name:<28} {first}")
            lines += [f"  {'':<28} {line}" for line in rest]
        lines.append("")
    lines.append("partnerbook rules NAME shows a page: why it matters, bad, good, how to fix.")
    return "\n".join(lines) + "\n"


def as_json(entries: Iterable[Entry]) -> str:
    """The published JSON form (schemas/rules.schema.json)."""
    rows = [
        {
            "name": entry.name,
            "stage": entry.stage,
            "severity": entry.severity,
            "waivable": entry.waivable,
            "headline": entry.headline,
            "page": entry.page,
        }
        for entry in entries
    ]
    return json.dumps({"rules": rows}, ensure_ascii=False, indent=2) + "\n"
