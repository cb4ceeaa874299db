"""What a tier says: its rank, what it asks for and what it gives."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from partnerbook.model.base import (
    Items,
    Maybe,
    Names,
    Part,
    Rule,
    RuledPart,
    at_least_one,
    optional,
    required,
)
from partnerbook.model.requirement import Requirement
from partnerbook.model.scalars import DateText, DurationText, Id, Line, Prose


class Review(Part):
    """When and how tiers are looked at again."""

    every: DurationText = required("Every", "How often.", "3 months", adverse="any")
    rule: Prose = required(
        "Rule",
        "How it is done, in words that decide nothing: a review shows them beside each loss.",
        "Up at once, down after grace.",
        adverse="any",
    )


class Appeal(Part):
    """How a partner objects to a demotion, which waits until the time for that is over."""

    within: DurationText = required(
        "Within", "How long after it was told.", "20 business days", adverse="decrease"
    )
    how: Prose = required("How", "How it is done.", "To the partner desk.", adverse="any")


class Benefit(Part):
    """Something the tier gives besides discounts."""

    id: Id = required("Id", "The id, unique in this file.", "nfr-seats")
    group: Literal["recognition", "sales", "marketing", "technical", "training"] = required(
        "Group", "Under which heading it is shown.", "technical"
    )
    name: Line = required("Name", "What people call it.", "Seats for own use")
    value: Line = required("Value", "What is given, in a few words.", "10 seats", adverse="any")
    note: Maybe[Prose] = optional("Note", "What else to know.", "For demonstration.", adverse="any")


class InARow(Part):
    """So many months or fiscal quarters one after the other, looked at on their last days."""

    in_a_row: Annotated[int, Field(ge=1, le=24)] = required(
        "In a row", "How many of them.", 2, adverse="any"
    )
    of: Literal["months", "quarters"] = required("Of", "Of what.", "quarters", adverse="any")


class Cohort(RuledPart):
    """Partners who came under earlier terms and keep the tier for a while."""

    RULES: ClassVar[tuple[Rule, ...]] = at_least_one(
        "joined_before", "tier_from_before", "a cohort says who is in it, by a date"
    )
    id: Id = required("Id", "The id, unique in this file.", "before-2027")
    joined_before: Maybe[DateText] = optional(
        "Joined before",
        "Partners whose first tier or agreement began before this day.",
        "2026-07-01",
        adverse="earlier",
    )
    tier_from_before: Maybe[DateText] = optional(
        "Tier from before",
        "Partners who held this tier before this day, and ever since.",
        "2026-07-01",
        adverse="earlier",
    )
    through: DateText = required(
        "Through", "The last day on which they keep it.", "2027-06-30", adverse="earlier"
    )
    reason: Prose = required("Reason", "Why they do.", "They prepared for the earlier terms.")


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
    regions: Maybe[Names[Line]] = optional(
        "Regions",
        "Where a partner must be established to be measured by this tier; absent: anywhere.",
        ["europe"],
        adverse="narrowing",
    )
    after: Maybe[Names[Id]] = optional(
        "After", "Tiers whose requirements must hold too.", ["silver"], adverse="any"
    )
    promotion: Maybe[InARow] = optional(
        "Promotion",
        "How long a partner must meet the requirements to be promoted; absent: at once.",
        {"in_a_row": 2, "of": "quarters"},
        adverse="any",
    )
    demotion: Maybe[InARow] = optional(
        "Demotion",
        "How long a partner must miss the maintenance to lose the tier; absent: at once.",
        {"in_a_row": 2, "of": "quarters"},
        adverse="any",
    )
    hold: Maybe[Literal["none", "end-of-next-calendar-year"]] = optional(
        "Hold",
        "How long the tier stays once its requirements were met.",
        "end-of-next-calendar-year",
        adverse="any",
    )
    cure: Maybe[DurationText] = optional(
        "Cure",
        "How long a partner has to meet the requirements again before it is demoted.",
        "60 days",
        adverse="decrease",
    )
    maximum_stay: Maybe[DurationText] = optional(
        "Maximum stay", "How long a partner may stay in the tier.", "24 months", adverse="decrease"
    )
    appeal: Maybe[Appeal] = optional(
        "Appeal",
        "How a partner can object to a decision about its tier; no demotion holds before.",
        {"within": "20 business days", "how": "In writing to the partner desk."},
        adverse="any",
    )
    cohorts: Maybe[Items[Cohort]] = optional(
        "Cohorts",
        "Partners who keep the tier for a while under earlier terms.",
        [
            {
                "id": "before-2027",
                "joined_before": "2026-07-01",
                "through": "2027-06-30",
                "reason": "They prepared for the earlier terms.",
            }
        ],
        audience="partner",
        adverse="any",
    )
    formerly: Maybe[Names[Line]] = optional(
        "Formerly",
        "Tiers of earlier or merged programs that count as this one; an id that a partner's file"
        " still names is read as this tier.",
        ["premier"],
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
