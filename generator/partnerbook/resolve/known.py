"""What a program has by id, told to the desk, so that every reference can be followed."""

from __future__ import annotations

from partnerbook.resolve import targets
from partnerbook.resolve.desk import Desk
from partnerbook.resolve.former import former_ids
from partnerbook.resolve.record import Record
from partnerbook.resolve.records import Records
from partnerbook.values.ident import NONE


def know_ids(program: Record, records: Records, desk: Desk) -> None:
    """All that is known before anything is linked; products, accounts and forms come besides."""
    know = desk.know
    know(targets.CURRENCY, program["currencies"])
    for section, target in (
        ("tracks", targets.TRACK),
        ("stages", targets.STAGE),
        ("shared_groups", targets.SHARED),
        ("approvers", targets.APPROVER),
        ("contacts", targets.CONTACT),
        ("competencies", targets.COMPETENCY),
        ("managers", targets.MANAGER),
        ("verticals", targets.VERTICAL),
    ):
        know(target, (item["id"] for item in program.get(section, ())))
    model = program.get("engagement_model", {})
    for section, target in (("volume", targets.VOLUME), ("velocity", targets.VELOCITY)):
        know(target, (item["id"] for item in model.get(section, {}).get("classes", ())))
    know(targets.TIER, records.get("tier", {}))
    desk.know_former(targets.TIER, former_ids(records.get("tier", {})))
    know(targets.METRIC, records.get("metric", {}))
    know(targets.PARTNER, records.get("partner", {}))
    steps = (*records.get("discount", {}), *records.get("incentive", {}))
    know(targets.STEP, steps)
    know(targets.TAKEN, (*steps, NONE))
