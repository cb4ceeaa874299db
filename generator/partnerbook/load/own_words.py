"""What a key that is missing could say: the stages, tracks and others that the program has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from partnerbook.findings import Finding, Repair
from partnerbook.load.said import listed

_DECLARED = {
    "stage": "stages",
    "track": "tracks",
    "currency": "currencies",
    "approver": "approvers",
}
"""Keys that name one thing which program.yml lists, and under which key it does."""


def in_own_words(finding: Finding, frame: Mapping[str, Any]) -> Finding:
    """A finding about such a key that is missing, with what the program lists instead of examples.

    ``frame``: what program.yml says, as far as it can be read. Other findings stay as they are.
    """
    key = finding.facts[-1] if finding.id == "shape/missing-key" else ""
    items = frame.get(_DECLARED.get(key, ""))
    if not isinstance(items, list):
        return finding
    named = [item.get("id") if isinstance(item, Mapping) else item for item in items]
    words = [f"`{name}`" for name in named if isinstance(name, str)]
    if not words:
        return finding
    return replace(finding, help=(Repair(f"add `{key}:`, one of {listed(words)}"),))
