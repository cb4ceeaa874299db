"""The schedules of an agreement form: term, end, payment, support, reporting, brand, disputes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from partnerbook.model.agreement_measured import if_missed
from partnerbook.model.base import (
    Items,
    Maybe,
    Names,
    Part,
    Rule,
    RuledPart,
    each,
    optional,
    required,
)
from partnerbook.model.scalars import (
    Count,
    DurationText,
    Id,
    Language,
    Line,
    MoneyText,
    PercentText,
    Positive,
    Prose,
    Section,
)
from partnerbook.model.scope import PartnerType

_BADGE = each("Badge of a tier", "What partners of this tier may show.", "Silver Partner")
Badges = Annotated[Mapping[Id, Annotated[Line, _BADGE]], Field(min_length=1)]
_CHANGE = each("Change of a section", "By what this section may be changed.", "notice")
Changes = Annotated[
    Mapping[Section, Annotated[Literal["notice", "signature", "never"], _CHANGE]],
    Field(min_length=1),
]


def only_for() -> Any:
    """A field that keeps a part of the form for some of the types of partner that may sign it."""
    return optional(
        "Types of partner",
        "For which of the types of partner that may sign the form it is meant; all if left out.",
        ["agent"],
        adverse="any",
    )


class Law(Part):
    """Which law and courts decide."""

    governing: Line = required("Governing law", "Whose law applies.", "Germany", adverse="any")
    courts: Line = required("Courts", "Which courts decide.", "Munich", adverse="any")
    prevailing_language: Maybe[Language] = optional(
        "Prevailing language", "The language that decides between translations.", "en"
    )


class Term(RuledPart):
    """How long the agreement runs, and how it goes on."""

    RULES: ClassVar[tuple[Rule, ...]] = (
        Rule(
            "renewal",
            "an automatic renewal says for how long",
            values=("automatic",),
            require=("renews_for",),
        ),
        Rule(
            "renewal",
            "what does not renew has no time to renew for",
            values=("none",),
            refuse=("renews_for",),
        ),
    )
    length: DurationText = required(
        "Length", "The first term, from the effective date.", "24 months", adverse="decrease"
    )
    renewal: Literal["automatic", "none", "by-agreement"] = required(
        "Renewal", "What happens at the end of the term.", "automatic", adverse="any"
    )
    renews_for: Maybe[DurationText] = optional(
        "Renews for", "How long each renewal lasts.", "12 months", adverse="decrease"
    )
    notice: Maybe[DurationText] = optional(
        "Notice",
        "How long before the end of a term either side must say that it shall not renew.",
        "90 days",
        adverse="any",
    )


EndTopic = Literal[
    "orders",
    "quotes",
    "registrations",
    "renewals",
    "customer-accounts",
    "accruals",
    "development-funds",
    "nfr",
    "data",
    "marks",
]
"""What every end of an agreement must settle."""


class Consequence(Part):
    """What happens to one thing when the agreement ends."""

    id: Id = required("Id", "The id, unique in this file.", "registrations")
    topic: Line = required("Topic", "What it is about.", "Open registrations")
    about: Maybe[Names[EndTopic]] = optional(
        "About",
        "Which of the things that every end must settle it settles.",
        ["registrations"],
        adverse="any",
    )
    partner_types: Maybe[Names[PartnerType]] = only_for()
    text: Prose = required("Text", "What happens.", "They run to their end.", adverse="any")


class Termination(Part):
    """How the agreement can be ended, and what follows."""

    convenience: Maybe[DurationText] = optional(
        "For convenience",
        "The notice with which either side may end it without a reason; absent if neither may.",
        "90 days",
        adverse="any",
    )
    sell_off: Maybe[DurationText] = optional(
        "Sell-off",
        "How long the partner may fulfil open orders after the end.",
        "90 days",
        adverse="decrease",
    )
    grounds: Items[Prose] = required(
        "Grounds",
        "For which grounds it may be ended at once.",
        ["Insolvency of the other side"],
        adverse="any",
    )
    consequences: Maybe[Items[Consequence]] = optional(
        "Consequences",
        "What happens at the end.",
        [{"id": "brand", "topic": "Brand", "text": "Badges are taken down."}],
        adverse="any",
    )


class LateRate(Part):
    """The interest on what is paid late."""

    percent: PercentText = required("Percent", "How much.", "9%", adverse="increase")
    per: Literal["year", "month"] = required(
        "Per", "For which time so much is due.", "year", adverse="any"
    )
    above: Maybe[Line] = optional(
        "Above",
        "The rate that it comes on top of; absent: it is the whole rate.",
        "the base rate of the Deutsche Bundesbank",
        adverse="any",
    )


class Payment(RuledPart):
    """When and how the partner pays, and is paid."""

    RULES: ClassVar[tuple[Rule, ...]] = (
        Rule("late_rate", "late interest is said once", refuse=("late_interest",)),
    )
    days: Count = required("Days", "Days to pay an invoice.", 30, adverse="decrease")
    counted_from: Line = required(
        "Counted from", "From when the days count.", "invoice date", adverse="any"
    )
    late_interest: Maybe[Prose] = optional(
        "Late interest", "What is due after that.", "9 points above base rate", adverse="any"
    )
    late_rate: Maybe[LateRate] = optional(
        "Late rate",
        "What is due after that, in figures in place of words.",
        {"percent": "9%", "per": "year", "above": "the base rate of the Deutsche Bundesbank"},
        adverse="any",
    )
    tax: Maybe[Prose] = optional("Tax", "Who bears taxes.", "Prices exclude tax.", adverse="any")
    invoice_currency: Maybe[Prose] = optional(
        "Invoice currency", "In which currency invoices come.", "That of the list.", adverse="any"
    )
    payout: Maybe[Prose] = optional(
        "Payout", "How amounts for the partner are paid.", "As credit notes.", adverse="any"
    )
    credit: Maybe[Prose] = optional(
        "Credit", "On which terms is delivered unpaid.", "By limit.", adverse="any"
    )
    credit_limit: Maybe[Items[MoneyText]] = optional(
        "Credit limit",
        "Up to how much a partner may owe before it pays first, one amount per currency.",
        ["50000 EUR", "55000 USD"],
        adverse="decrease",
    )


class Training(RuledPart):
    """How many trained people the partner keeps in one role."""

    RULES: ClassVar[tuple[Rule, ...]] = (
        Rule(
            "if_missed", "what nobody measures is not missed: name the metric", require=("metric",)
        ),
    )
    id: Id = required("Id", "The id, unique in this file.", "consultant")
    role: Line = required("Role", "The role.", "Certified consultant")
    people: Positive = required("People", "How many.", 2, adverse="increase")
    expires: Maybe[DurationText] = optional(
        "Expires", "How long a certificate lasts.", "24 months", adverse="decrease"
    )
    text: Maybe[Prose] = optional("Text", "What else to know.", "Exam online.", adverse="any")
    metric: Maybe[Id] = optional(
        "Metric",
        "The metric that counts these people for each partner under the form, on the day; absent:"
        " nobody counts them here.",
        "consultants",
        adverse="any",
    )
    if_missed: Maybe[Prose] = if_missed()


class Reporting(Part):
    """What the partner reports and keeps, and when it can be audited."""

    point_of_sale: Maybe[Prose] = optional(
        "Point of sale", "Reports of sales and stock.", "Monthly, by day 10.", adverse="any"
    )
    records: Maybe[Prose] = optional("Records", "What is kept.", "For 3 years.", adverse="any")
    audit_notice: Maybe[DurationText] = optional(
        "Audit notice",
        "How long before an audit the partner is told.",
        "20 business days",
        adverse="decrease",
    )
    audit_limit: Maybe[Prose] = optional(
        "Audit limit", "How often at most.", "Once a year.", adverse="any"
    )


class Brand(Part):
    """How the partner may use names and badges."""

    guideline: Maybe[Prose] = optional("Guideline", "What holds.", "See the brand site.")
    badges: Maybe[Badges] = optional(
        "Badges", "The badge of each tier.", {"silver": "Silver Partner"}, adverse="removal"
    )
    approval: Maybe[Prose] = optional(
        "Approval", "What must be approved.", "Joint press releases.", adverse="any"
    )
    forbidden: Maybe[Items[Prose]] = optional(
        "Forbidden", "What is not allowed.", ["The name in a domain"], adverse="any"
    )


class Liability(Part):
    """Up to what either side is liable."""

    cap: Prose = required("Cap", "The limit.", "Fees of twelve months.", adverse="any")
    unlimited: Maybe[Items[Prose]] = optional(
        "Unlimited", "For what there is no limit.", ["Intent"], adverse="any"
    )


class Dispute(Part):
    """One step when the sides disagree."""

    id: Id = required("Id", "The id, unique in this file.", "talks")
    step: Prose = required("Step", "What is done.", "Managers talk.", adverse="any")
    within: Maybe[DurationText] = optional(
        "Within", "How long it takes at most.", "10 business days", adverse="any"
    )


class FormTerritory(Part):
    """Where the form may be used."""

    places: Names[Line] = required("Places", "The places.", ["europe"], adverse="narrowing")
