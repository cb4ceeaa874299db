"""What the head of a notice says; whom it was sent to lies beside it as a table (.csv)."""

from __future__ import annotations

from partnerbook.model.base import Maybe, Part, optional, required
from partnerbook.model.scalars import DateText, Line, Prose


class NoticeFile(Part):
    """One notice of a change, as it was sent to partners."""

    name: Line = required(
        "Name",
        "What the notice was headed.",
        "Connect discount from January 2027",
        audience="partner",
    )
    subject: Line = required(
        "Subject",
        "The id of what changes: a discount row, a price list, an incentive, a version of a"
        " territory, a requirement of a tier.",
        "partner-discount/core-2027",
        audience="internal",
    )
    what: Prose = required(
        "What", "What it told.", "Connect earns 12 instead of 15 percent.", audience="partner"
    )
    effective: DateText = required(
        "Effective", "From which day the change was said to hold.", "2027-01-01", audience="partner"
    )
    note: Maybe[Prose] = optional(
        "Note", "What else to know.", "By registered letter.", audience="internal"
    )
