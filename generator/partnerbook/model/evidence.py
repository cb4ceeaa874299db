"""Where a table of evidence comes from: the manifest beside it, against which it is counted."""

from __future__ import annotations

from typing import ClassVar, Literal

from partnerbook.model.base import Items, Maybe, Names, Rule, RuledPart, optional, required
from partnerbook.model.scalars import Count, DateText, Id, Line, MomentText, Prose, TotalText


class EvidenceFile(RuledPart):
    """A table of evidence, as one system gave it at one time."""

    RULES: ClassVar[tuple[Rule, ...]] = (
        Rule(
            "shape",
            "measures are complete from one day through another",
            values=("measures",),
            require=("from", "through"),
        ),
        Rule(
            "shape",
            "holdings say themselves from when and until when they hold",
            values=("holdings",),
            refuse=("from", "through", "control_total", "converted"),
        ),
    )
    name: Line = required("Name", "What people call it.", "Invoices", audience="internal")
    system: Line = required(
        "System", "Which system it was taken from.", "Invoice ledger", audience="internal"
    )
    extracted: MomentText = required(
        "Extracted", "When it was taken from there.", "2026-11-16T06:00Z", audience="internal"
    )
    shape: Literal["measures", "holdings"] = required(
        "Shape", "Measures by period, or things held.", "measures", audience="internal"
    )
    metrics: Names[Id] = required(
        "Metrics",
        "For which metrics the table is complete: who has no row in it has nothing.",
        ["revenue"],
        audience="internal",
    )
    from_: Maybe[DateText] = optional(
        "From",
        "The first day for which it is complete.",
        "2024-01-01",
        key="from",
        audience="internal",
    )
    through: Maybe[DateText] = optional(
        "Through", "The last day for which it is complete.", "2026-10-31", audience="internal"
    )
    rows: Count = required("Rows", "How many rows it has.", 768, audience="internal")
    control_total: Maybe[Items[TotalText]] = optional(
        "Control total",
        "The sum of its values in each unit, as the system says it, to see that all arrived. Values"
        " in percent need none.",
        ["1840250.00 EUR", "310 users"],
        audience="internal",
    )
    converted: Maybe[Prose] = optional(
        "Converted",
        "How the system brought every amount into the partner's currency.",
        "At the monthly average rates of the ECB.",
        audience="internal",
    )
    note: Maybe[Prose] = optional(
        "Note", "What else to know.", "Without test orders.", audience="internal"
    )
