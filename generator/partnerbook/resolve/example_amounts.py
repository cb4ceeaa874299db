"""What an order says is used up of caps of which nothing can be: an error of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from partnerbook.findings import Ref, Repair
from partnerbook.resolve.desk import Desk
from partnerbook.resolve.program import Step

NOT_USED_UP = {"deal": "each deal by itself", "unit": "each unit by itself"}
"""What a cap counts of which nothing can have been used before the order."""


def amounts_count(desk: Desk, steps: Iterable[Step], said: Mapping[str, Any], at: Ref) -> bool:
    """Whether all that is used up is of caps for a time; reports what counts nowhere."""
    caps = {(step.id, cap.id): cap for step in steps for cap in step.caps}
    good = True
    for n, one in enumerate(said.get("used", ())):
        cap = caps.get((one["incentive"], one["cap"]))
        if cap is None or cap.per not in NOT_USED_UP:
            continue
        good = False
        desk.say(
            "reference/counts-nowhere",
            f"the cap {cap.id} of {one['incentive']} counts {NOT_USED_UP[cap.per]}: nothing of it"
            " is used before the order",
            [(at.child("used", n, "cap"), "counts nowhere"), (cap.ref, cap.id)],
            repairs=[Repair("take it out, or name a cap for a time, such as a year")],
            facts=(one["incentive"], cap.id),
        )
    return good
