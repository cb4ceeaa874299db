"""What an incentive says beside its rate: how it is paid in parts, who bears it, how it ends."""

from __future__ import annotations

from typing import ClassVar, Literal

from partnerbook.model.base import (
    Items,
    Maybe,
    Part,
    Rule,
    RuledPart,
    exactly_one,
    optional,
    required,
)
from partnerbook.model.scalars import DurationText, Id, Line, MoneyText, Positive, Prose, RateText


class SplitPart(RuledPart):
    """One part of what an incentive pays, in a way of its own."""

    RULES: ClassVar[tuple[Rule, ...]] = (
        Rule(
            "converts_below",
            "what a small sum turns into, and over which time it is added up",
            require=("to", "per"),
        ),
        Rule("to", "it turns into another part only below a sum", require=("converts_below",)),
        Rule("per", "a time is needed only for the sum below", require=("converts_below",)),
    )
    id: Id = required("Id", "The id of the part, unique in this file.", "co-op")
    share: RateText = required(
        "Share",
        "How much of the amount it is, in %. The parts make 100 %; what does not divide goes to "
        "the parts with the largest remainders.",
        "40%",
        adverse="any",
    )
    how: Literal["credit-note", "transfer", "proof-of-use"] = required(
        "How",
        "By credit note, by transfer, or only against proof of what it was spent on.",
        "proof-of-use",
        adverse="any",
    )
    converts_below: Maybe[Items[MoneyText]] = optional(
        "Converts below",
        "If the part comes to less in the period, it is paid as another part is; one sum per "
        "currency.",
        ["10000 USD"],
        adverse="any",
    )
    per: Maybe[Literal["quarter", "half-year", "year"]] = optional(
        "Per", "The period over which the part is added up.", "half-year", adverse="any"
    )
    to: Maybe[Id] = optional(
        "To", "The id of the part as which it is paid then.", "rebate", adverse="any"
    )


class Bearers(RuledPart):
    """Who bears what is given, in shares of it that make 100 %."""

    RULES: ClassVar[tuple[Rule, ...]] = exactly_one(
        "distributor", "partner", "the vendor shares it with the distributor or with the partner"
    )
    vendor: RateText = required("Vendor", "The vendor's share.", "60%", adverse="decrease")
    distributor: Maybe[RateText] = optional(
        "Distributor",
        "The distributor's share. On deals without a distributor the vendor bears it too.",
        "40%",
        adverse="increase",
    )
    partner: Maybe[RateText] = optional(
        "Partner",
        "The partner's share: what it pays back to the vendor later.",
        "40%",
        adverse="increase",
    )


RateThen = Literal["new-rate", "old-rate"]


class Running(Part):
    """What becomes of payments that run on when the partner's tier changes or it leaves."""

    on_promotion: RateThen = required(
        "On promotion",
        "When the tier rises: what was earned before is paid at the new rate from then on, or "
        "stays at the old one.",
        "new-rate",
        adverse="any",
    )
    on_demotion: RateThen = required(
        "On demotion", "The same when the tier falls.", "old-rate", adverse="any"
    )
    on_termination: Literal["stops", "runs-out"] = required(
        "On termination",
        "When the agreement ends: nothing more is paid, or what runs is paid to its end.",
        "runs-out",
        adverse="any",
    )


class Milestone(Part):
    """One thing to reach, and what it is worth."""

    id: Id = required("Id", "The id of the milestone, unique in this file.", "two-consultants")
    what: Line = required("What", "What has to be reached.", "Two certified consultants")
    amounts: Items[MoneyText] = required(
        "Amounts",
        "What is paid when it is reached, one amount per currency.",
        ["5000 EUR"],
        audience="partner",
        adverse="decrease",
    )
    within: DurationText = required(
        "Within", "How long after the approval it can be reached.", "6 months", adverse="decrease"
    )


class Budget(RuledPart):
    """What may be spent on an incentive, and what is expected to be earned with it."""

    RULES: ClassVar[tuple[Rule, ...]] = (
        Rule("expected", "say where the expected volumes come from", require=("because",)),
        Rule("count", "say where the expected number comes from", require=("because",)),
        Rule("count", "expected is for percentages, count for fixed amounts", refuse=("expected",)),
        Rule("metric", "a metric tells what else is expected", refuse=("expected", "count")),
    )
    per: Literal["quarter", "year", "whole"] = required(
        "Per", "What the amounts are for: a quarter, a year, or all its time.", "year"
    )
    amounts: Items[MoneyText] = required(
        "Amounts", "The most that may be spent, one amount per currency.", ["40000 EUR"]
    )
    expected: Maybe[Items[MoneyText]] = optional(
        "Expected",
        "What is expected of its base in that time (such as list value), one sum per currency.",
        ["900000 EUR"],
    )
    count: Maybe[Positive] = optional(
        "Count",
        "Of fixed amounts: how many orders, units or funds are expected, in each currency.",
        4,
    )
    metric: Maybe[Id] = optional(
        "Metric",
        "The metric whose evidence tells what is expected: what partners sold in as many whole "
        "months before. Absent, with nothing expected: the only one in money that counts to pay.",
        "revenue",
    )
    because: Maybe[Prose] = optional(
        "Because", "Where the expected volumes come from.", "The purchases of last year."
    )


class IncentiveTerms(RuledPart):
    """What is common to incentives and has nothing to do with their rate."""

    split: Maybe[Items[SplitPart]] = optional(
        "Split",
        "The parts in which it is paid, each in its own way.",
        [
            {"id": "rebate", "share": "60%", "how": "credit-note"},
            {"id": "co-op", "share": "40%", "how": "proof-of-use"},
        ],
        audience="partner",
        adverse="any",
    )
    borne_by: Maybe[Bearers] = optional(
        "Borne by",
        "Who bears what is given; absent: the vendor alone, in two tiers the distributor what it "
        "passes on at the order.",
        {"vendor": "60%", "distributor": "40%"},
        audience="partner",
        adverse="any",
    )
    running: Maybe[Running] = optional(
        "Running payments",
        "What becomes of payments that run on when the tier changes or the agreement ends.",
        {"on_promotion": "new-rate", "on_demotion": "old-rate", "on_termination": "runs-out"},
        adverse="any",
    )
    milestones: Maybe[Items[Milestone]] = optional(
        "Milestones",
        "What is paid when something is reached, beside all deals.",
        [{"id": "two", "what": "Two consultants", "amounts": ["5000 EUR"], "within": "6 months"}],
        adverse="removal",
    )
    budget: Maybe[Budget] = optional(
        "Budget",
        "What may be spent on it, against what is expected.",
        {"per": "year", "amounts": ["40000 EUR"], "expected": ["900000 EUR"], "because": "Plan."},
        audience="internal",
    )
    window: Maybe[DurationText] = optional(
        "Window",
        "How long after the order a unit in stock is protected against a lower list price. The "
        "day of the order counts.",
        "60 days",
        audience="partner",
        adverse="decrease",
    )
    reported_within: Maybe[DurationText] = optional(
        "Reported within",
        "How long the stock can be reported once the price is lower. The first day of that counts.",
        "10 days",
        adverse="decrease",
    )
