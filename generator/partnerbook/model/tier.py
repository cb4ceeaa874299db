"""What a tier says: its rank, what it asks for and what it gives."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from partnerbook.model.base import Items, Maybe, Names, Part, Rule, RuledPart, optional, required
from partnerbook.model.scalars import (
    Count,
    DurationText,
    Id,
    Line,
    MoneyText,
    PercentText,
    Prose,
)

_MEASURES = ("amounts", "count", "unit", "percent")


def _asks(kind: str, why: str, *fields: str) -> Rule:
    others = tuple(name for name in _MEASURES if name not in fields)
    need = (*fields, "window") if kind == "money" else fields
    return Rule("kind", why, values=(kind,), require=need, refuse=others)


class Requirement(RuledPart):
    """One thing a partner must reach or keep."""

    RULES: ClassVar[tuple[Rule, ...]] = (
        _asks("money", "a requirement of money names amounts and a window", "amounts"),
        _asks("count", "a requirement that counts names how many of what", "count", "unit"),
        _asks("percent", "a requirement in percent names the percentage", "percent"),
        _asks("done", "a requirement to be done has no measure"),
    )
    id: Id = required("Id", "The id, unique in this file.", "revenue")
    name: Line = required("Name", "What people call it.", "Yearly revenue")
    kind: Literal["money", "count", "percent", "done"] = required(
        "Kind", "How it is measured.", "money", adverse="any"
    )
    amounts: Maybe[Items[MoneyText]] = optional(
        "Amounts",
        "How much is asked for, one amount per currency.",
        ["250000 EUR"],
        adverse="increase",
    )
    count: Maybe[Count] = optional("Count", "How many are asked for.", 2, adverse="increase")
    unit: Maybe[Line] = optional("Unit", "What is counted.", "certified consultants")
    percent: Maybe[PercentText] = optional(
        "Percent", "The percentage asked for.", "90%", adverse="increase"
    )
    window: Maybe[Line] = optional(
        "Window", "Over which time it is measured.", "last four quarters", adverse="any"
    )
    proof: Maybe[Prose] = optional("Proof", "What shows it.", "Our invoices.", adverse="any")
    reason: Maybe[Prose] = optional("Reason", "Why it is asked for.", "Customers expect it.")


class Review(Part):
    """When and how tiers are looked at again."""

    every: DurationText = required("Every", "How often.", "3 months", adverse="any")
    rule: Prose = required(
        "Rule", "How it is done.", "Up at once, down after grace.", adverse="any"
    )


class Benefit(Part):
    """Something the tier gives besides discounts."""

    id: Id = required("Id", "The id, unique in this file.", "nfr-seats")
    group: Literal["recognition", "sales", "marketing", "technical", "training"] = required(
        "Group", "Under which heading it is shown.", "technical"
    )
    name: Line = required("Name", "What people call it.", "Seats for own use")
    value: Line = required("Value", "What is given, in a few words.", "10 seats", adverse="any")
    note: Maybe[Prose] = optional("Note", "What else to know.", "For demonstration.", adverse="any")


_REQUIREMENTS = [{"id": "contract", "name": "Signed agreement", "kind": "done"}]


class TierFile(Part):
    """One tier of the program."""

    name: Line = required("Name", "The name of the tier.", "Gold")
    tracks: Names[Id] = required(
        "Tracks", "The tracks that have this tier.", ["resell"], adverse="removal"
    )
    rank: Annotated[int, Field(ge=1)] = required(
        "Rank", "Its place in the ranking, 1 for the entry.", 3, adverse="any"
    )
    summary: Prose = required("Summary", "Whom it is for.", "For partners with a team.")
    invitation_only: Maybe[bool] = optional(
        "Invitation only",
        "Whether meeting the requirements is not enough: the vendor invites.",
        True,
        adverse="any",
    )
    requirements: Maybe[Items[Requirement]] = optional(
        "Requirements", "What a partner must reach to get in.", _REQUIREMENTS, adverse="any"
    )
    maintenance: Maybe[Items[Requirement]] = optional(
        "Maintenance", "What a partner must keep to stay in.", _REQUIREMENTS, adverse="any"
    )
    grace: Maybe[DurationText] = optional(
        "Grace",
        "How long a partner stays after it no longer keeps the requirements.",
        "90 days",
        adverse="decrease",
    )
    review: Maybe[Review] = optional(
        "Review",
        "When and how the tier is looked at again.",
        {"every": "3 months", "rule": "Up at once, down after grace."},
        adverse="any",
    )
    benefits: Maybe[Items[Benefit]] = optional(
        "Benefits",
        "What the tier gives besides discounts.",
        [{"id": "nfr", "group": "technical", "name": "Own use", "value": "10 seats"}],
        adverse="removal",
    )
