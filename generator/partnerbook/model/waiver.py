"""What a waiver says: which finding is accepted, for how long, why, and who approved it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from partnerbook.model.base import (
    Maybe,
    Names,
    Part,
    Rule,
    RuledPart,
    at_least_one,
    each,
    optional,
    required,
)
from partnerbook.model.scalars import (
    DateText,
    Id,
    Line,
    MarginText,
    Prose,
    RateText,
    RuleName,
    TotalText,
    WebAddress,
)


class Accepted(RuledPart):
    """How far a waived finding may go, in the words of a floor."""

    RULES: ClassVar[tuple[Rule, ...]] = at_least_one(
        "maximum_give", "minimum_margin", "a waiver limits the give, the margin or both"
    )
    maximum_give: Maybe[RateText] = optional(
        "Maximum give",
        "The most that may be given away, in % of list price.",
        "56%",
        audience="internal",
    )
    minimum_margin: Maybe[MarginText] = optional(
        "Minimum margin",
        "The least margin: net revenue less cost, in % of net revenue. Below zero it is a loss.",
        "27%",
        audience="internal",
    )


_HAD = each("At least", "What the partner has of it at least.", "1 people")


class Keeps(RuledPart):
    """How far a partner may be from a tier that it keeps: what it has, at least."""

    RULES: ClassVar[tuple[Rule, ...]] = at_least_one(
        "at_least", "without", "say what the partner has at least, what it may lack, or both"
    )
    tier: Id = required("Tier", "The tier that it keeps.", "silver", audience="internal")
    at_least: Maybe[Annotated[Mapping[Line, Annotated[TotalText, _HAD]], Field(min_length=1)]] = (
        optional(
            "At least",
            "By the id of a requirement, what the partner has of it at least; points inside a"
            " category under requirement/category.",
            {"people": "1 people"},
            audience="internal",
        )
    )
    without: Maybe[Names[Line]] = optional(
        "Without",
        "The ids of requirements that it need not meet at all.",
        ["contract"],
        audience="internal",
    )


class Proof(Part):
    """What shows that the approver approved. It is named, not opened: nobody here can judge it."""

    kind: Literal["ticket", "minutes", "signed-memo", "e-mail"] = required(
        "Kind", "What it is.", "minutes", audience="internal"
    )
    link: WebAddress = required(
        "Link", "Where it can be seen.", "https://example.com/minutes/42", audience="internal"
    )


class WaiverFile(Part):
    """One approved, dated exception. The vendor alone sees it."""

    rule: RuleName = required("Rule", "The name of the rule.", "margin/floor", audience="internal")
    subject: Line = required(
        "Subject",
        "What it is about, exactly as the finding prints it.",
        "nordwind/dach-core",
        audience="internal",
    )
    accepts: Maybe[Accepted] = optional(
        "Accepts",
        "How far the finding may go. A rule that measures a depth, such as margin/floor, must have"
        " it; beyond it the finding is back.",
        {"minimum_margin": "27%"},
        audience="internal",
    )
    keeps: Maybe[Keeps] = optional(
        "Keeps",
        "Of a tier that is not earned, what the partner has of what it asks for. A waiver of"
        " tier/not-earned must have it; with less the finding is back.",
        {"tier": "silver", "at_least": {"people": "1 people"}},
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
    proof: Maybe[Proof] = optional(
        "Proof",
        "What shows the approval. Without it the approval is only claimed.",
        {"kind": "minutes", "link": "https://example.com/minutes/42"},
        audience="internal",
    )
