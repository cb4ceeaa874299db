"""What a correction says: that something which already held was written wrong, and is mended."""

from __future__ import annotations

from partnerbook.model.base import Part, required
from partnerbook.model.scalars import DateText, Id, Line, Prose


class Correction(Part):
    """One correction back in time. Without it an edit of what already held is an error."""

    id: Id = required("Id", "The id, unique in this list.", "gold-typo", audience="internal")
    subject: Line = required(
        "Subject",
        "What is corrected: the folder, the file and the id in it.",
        "discounts/partner-discount/gold",
        audience="internal",
    )
    on: DateText = required("On", "The day of the correction.", "2026-11-20", audience="internal")
    reason: Prose = required(
        "Reason",
        "What was wrong, and what happens to deals of that time.",
        "The signed price book says 25%; orders since March are credited.",
        audience="internal",
    )
