"""What a waiver says: which finding is accepted, for how long, why, and who approved it."""

from __future__ import annotations

from partnerbook.model.base import Maybe, Part, optional, required
from partnerbook.model.scalars import DateText, Id, Line, Prose, RuleName, WebAddress


class WaiverFile(Part):
    """One approved, dated exception. The vendor alone sees it."""

    rule: RuleName = required("Rule", "The name of the rule.", "margin/floor", audience="internal")
    subject: Line = required(
        "Subject",
        "What it is about, exactly as the finding prints it.",
        "nordwind/dach-core",
        audience="internal",
    )
    from_: DateText = required(
        "From", "The first day.", "2026-10-01", key="from", audience="internal"
    )
    through: DateText = required("Through", "The last day.", "2027-03-31", audience="internal")
    reason: Prose = required(
        "Reason", "Why it is accepted.", "Agreed before the rule.", audience="internal"
    )
    approver: Id = required(
        "Approver", "The id of the approver in program.yml.", "channel-chief", audience="internal"
    )
    approved: DateText = required(
        "Approved", "When it was approved.", "2026-09-20", audience="internal"
    )
    link: Maybe[WebAddress] = optional(
        "Link", "Where the decision is kept.", "https://example.com/42", audience="internal"
    )
