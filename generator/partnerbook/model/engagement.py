"""What the rules of engagement say: registering deals, who comes first, promises of both sides."""

from __future__ import annotations

from typing import Literal

from partnerbook.model.base import Items, Maybe, Part, optional, required
from partnerbook.model.scalars import DurationText, Id, Line, MoneyText, Prose, WebAddress


class Precedence(Part):
    """One step of who comes first when two claim the same deal."""

    id: Id = required("Id", "The id of the step, unique in this file.", "incumbent")
    name: Line = required("Name", "Who is meant.", "The partner who serves the customer")
    rule: Prose = required("Rule", "What holds for it.", "Comes first for renewals.", adverse="any")


class Escalation(Part):
    """One step when partner and vendor disagree."""

    step: Prose = required("Step", "Who decides, and how.", "The head of channel decides.")
    within: DurationText = required(
        "Within", "How long the step takes at most.", "5 business days", adverse="later"
    )


class EngagementFile(Part):
    """Rules of engagement and the terms of registration."""

    name: Line = required("Name", "The name of the rules.", "Deal registration")
    summary: Prose = required("Summary", "What they are about.", "How to claim a deal.")
    unit: Literal["opportunity", "account"] = required(
        "Unit", "What is registered: one opportunity or a whole account.", "opportunity"
    )
    who: Prose = required("Who", "Who may register.", "Any partner who resells.", adverse="any")
    protection: DurationText = required(
        "Protection", "How long an approved registration holds.", "90 days", adverse="decrease"
    )
    extension: Maybe[DurationText] = optional(
        "Extension", "By how much it may be extended.", "30 days", adverse="decrease"
    )
    extension_rule: Maybe[Prose] = optional(
        "Extension rule", "When it is extended.", "Once, on request.", adverse="any"
    )
    answer_within: DurationText = required(
        "Answer within", "How fast the vendor answers.", "2 business days", adverse="increase"
    )
    minimum: Maybe[Items[MoneyText]] = optional(
        "Minimum",
        "The smallest deal at list price that can be registered, one amount per currency.",
        ["10000 EUR"],
        adverse="increase",
    )
    submit_before_close: Maybe[DurationText] = optional(
        "Submit before close",
        "How long before the expected order a registration must come.",
        "10 business days",
        adverse="increase",
    )
    precedence: Items[Precedence] = required(
        "Precedence",
        "Who comes first when two claim the same deal, in order.",
        [{"id": "incumbent", "name": "Incumbent", "rule": "Comes first for renewals."}],
        adverse="any",
    )
    refusal_reasons: Maybe[Items[Prose]] = optional(
        "Refusal reasons",
        "For which reasons a registration may be refused.",
        ["The deal is registered already."],
        adverse="any",
    )
    vendor_promise: Maybe[Items[Prose]] = optional(
        "Vendor's promise",
        "What the vendor promises for registered deals.",
        ["We do not quote directly."],
        adverse="removal",
    )
    partner_duties: Maybe[Items[Prose]] = optional(
        "Partner's duties",
        "What the partner does for a registered deal.",
        ["Meet the customer within 30 days."],
        adverse="any",
    )
    escalation: Maybe[Items[Escalation]] = optional(
        "Escalation",
        "What happens when partner and vendor disagree, in order.",
        [{"step": "The head of channel decides.", "within": "5 business days"}],
        adverse="any",
    )
    competing_claims: Maybe[Prose] = optional(
        "Competing claims", "What holds for a second claim.", "It waits in line.", adverse="any"
    )
    after_expiry: Maybe[Prose] = optional(
        "After expiry", "What holds when protection ends.", "The next moves up.", adverse="any"
    )
    form_url: Maybe[WebAddress] = optional(
        "Form", "Where to register.", "https://partners.example.com/register"
    )
