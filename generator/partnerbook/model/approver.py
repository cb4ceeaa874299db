"""Who may approve an exception: of which rules, how far, and where."""

from __future__ import annotations

from typing import ClassVar

from partnerbook.model.base import (
    Maybe,
    Names,
    Part,
    Rule,
    RuledPart,
    at_least_one,
    optional,
    required,
)
from partnerbook.model.scalars import Id, Line, MarginText, RateText, RuleName
from partnerbook.model.scope import Except, For


class ApproverLimits(RuledPart):
    """How far a role may let a finding go. What is not named here is not its to approve."""

    RULES: ClassVar[tuple[Rule, ...]] = at_least_one(
        "maximum_give", "minimum_margin", "an approver has a limit on the give, the margin or both"
    )
    maximum_give: Maybe[RateText] = optional(
        "Maximum give", "The most that may be given away, in % of list price.", "55%"
    )
    minimum_margin: Maybe[MarginText] = optional(
        "Minimum margin",
        "The least margin: net revenue less cost, in % of net revenue. Below zero it is a loss.",
        "40%",
    )


class Approver(Part):
    """A role that may approve waivers and special terms."""

    id: Id = required("Id", "The id that waivers name.", "channel-chief")
    role: Line = required("Role", "The role, never a person.", "Head of channel")
    may: Names[RuleName] = required(
        "May", "Names of the rules it may waive.", ["margin/floor"], adverse="none"
    )
    limits: Maybe[ApproverLimits] = optional(
        "Limits",
        "How far what it approves may go; without it as far as it likes.",
        {"maximum_give": "55%"},
    )
    for_: Maybe[For] = optional(
        "For",
        "Where it may approve: what a waiver covers must lie inside. Everywhere if left out.",
        {"places": ["europe"]},
        key="for",
    )
    except_: Maybe[Except] = optional(
        "Except", "Where it may not.", [{"places": ["CH"]}], key="except"
    )
