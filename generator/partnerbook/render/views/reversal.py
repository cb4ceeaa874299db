"""When what an incentive gave is taken back, in words: as pages and appendices say it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from partnerbook.render import fmt, words

HOW: Mapping[str, str] = {
    "in-full": "in full",
    "by-remaining-term": "for the months of its term that have not begun",
}


def taken_back(incentive: Mapping[str, Any]) -> str:
    """``Returns within 90 days of the order: in full``; empty if the partner keeps it."""
    said = incentive.get("reverses", {})
    if "on" not in said or "how" not in said:
        return ""
    on = fmt.sentence(fmt.joined([words.LINE_TYPES[name] for name in said["on"]]))
    within = f" within {fmt.duration(said['within'])} of the order" if "within" in said else ""
    return f"{on}{within}: {HOW[said['how']]}"
