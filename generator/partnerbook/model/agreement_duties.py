"""The parts of an agreement form that bind by type: grounds, obligations, performance, secrecy."""

from __future__ import annotations

from typing import ClassVar, Literal

from partnerbook.model import agreement_measured as measured
from partnerbook.model.agreement_measured import MEASURED
from partnerbook.model.agreement_parts import only_for
from partnerbook.model.agreement_rhythms import DueText
from partnerbook.model.agreement_support import WithinText
from partnerbook.model.base import (
    Items,
    Maybe,
    Names,
    Part,
    Rule,
    RuledPart,
    exactly_one,
    optional,
    required,
)
from partnerbook.model.scalars import (
    Count,
    DurationText,
    Id,
    Line,
    MoneyText,
    PercentText,
    Prose,
)
from partnerbook.model.scope import PartnerType


class Cause(RuledPart):
    """One ground on which a side may end the agreement."""

    RULES: ClassVar[tuple[Rule, ...]] = (
        Rule(
            "kind",
            "an end without a reason has a notice, and says who may; where either side may,"
            " `convenience` under `termination` is enough",
            values=("convenience",),
            require=("side", "notice"),
        ),
    )
    id: Id = required("Id", "The id, unique in this file.", "insolvency")
    kind: Literal[
        "breach",
        "insolvency",
        "missed-target",
        "change-of-control",
        "conduct",
        "convenience",
        "export-control",
        "non-payment",
        "other",
    ] = required(
        "Kind",
        "What sort of ground it is. convenience: without a reason, where one side alone may.",
        "insolvency",
        adverse="any",
    )
    side: Maybe[Literal["partner", "vendor", "either"]] = optional(
        "Side", "Who may end it on this ground; either side if left out.", "vendor", adverse="any"
    )
    notice: Maybe[DurationText] = optional(
        "Notice", "With which notice; at once if left out.", "30 days", adverse="decrease"
    )
    text: Prose = required("Text", "The ground in words.", "It is insolvent.", adverse="any")


class Obligation(RuledPart):
    """Something that one side does for as long as the agreement runs."""

    RULES: ClassVar[tuple[Rule, ...]] = (
        *MEASURED,
        Rule(
            "owner",
            "only what the partner does is measured by a partner's evidence",
            values=("vendor", "distributor"),
            refuse=("metric",),
        ),
        Rule("metric", "what is measured is the partner's: write who does it", require=("owner",)),
    )
    id: Id = required("Id", "The id, unique in this file.", "lead-answer")
    owner: Maybe[Literal["partner", "vendor", "distributor"]] = optional(
        "Owner", "Who does it. What nobody owns is found by check.", "partner", adverse="any"
    )
    topic: Literal[
        "support",
        "escalation",
        "replacement",
        "customer-care",
        "training",
        "marketing",
        "leads",
        "reporting",
        "audit",
        "data",
        "other",
    ] = required("Topic", "What it is about.", "leads", adverse="any")
    partner_types: Maybe[Names[PartnerType]] = only_for()
    text: Prose = required("Text", "What is done.", "Leads are answered.", adverse="any")
    within: Maybe[WithinText] = optional(
        "Within", "How long it takes at most, in hours too.", "2 business days", adverse="any"
    )
    every: Maybe[DurationText] = optional(
        "Every", "How often it is done.", "1 month", adverse="any"
    )
    due: Maybe[DueText] = optional(
        "Due",
        "By which days it is done: every January (by its last day), every 15 January and 15 July,"
        " or every 6 months, counted from the effective date.",
        "Every 15 January",
        adverse="any",
    )
    amounts: Maybe[Items[MoneyText]] = measured.amounts()
    count: Maybe[Count] = measured.count()
    percent: Maybe[PercentText] = measured.percent()
    metric: Maybe[Id] = measured.metric()
    window: Maybe[Line] = measured.window()
    if_missed: Maybe[Prose] = measured.if_missed()


class Performance(RuledPart):
    """Something that both sides measure, and what follows where it is missed."""

    RULES: ClassVar[tuple[Rule, ...]] = (
        *exactly_one("metric", "target", "a target is in words, or a figure with its metric"),
        *MEASURED,
    )
    id: Id = required("Id", "The id, unique in this file.", "satisfaction")
    what: Line = required("What", "What is measured.", "Customer satisfaction after roll-out")
    target: Maybe[Line] = optional(
        "Target",
        "What is to be reached, in words, where no metric tells it.",
        "4 of 5 points",
        adverse="increase",
    )
    amounts: Maybe[Items[MoneyText]] = measured.amounts()
    count: Maybe[Count] = measured.count()
    percent: Maybe[PercentText] = measured.percent()
    metric: Maybe[Id] = measured.metric()
    window: Maybe[Line] = measured.window()
    period: Line = required("Period", "Over which time.", "each calendar year", adverse="any")
    if_missed: Maybe[Prose] = measured.if_missed()


class Confidentiality(Part):
    """What is kept secret, and for how long."""

    text: Prose = required("Text", "What is kept secret.", "Prices and plans.", adverse="any")
    lasts: Maybe[DurationText] = optional(
        "Lasts", "How long after the end.", "36 months", adverse="any"
    )


class Attestation(Part):
    """A statement that the partner renews, such as that it follows the code of conduct."""

    id: Id = required("Id", "The id, unique in this file.", "conduct")
    text: Prose = required("Text", "What is stated.", "It follows the code.", adverse="any")
    every: Maybe[DurationText] = optional("Every", "How often.", "12 months", adverse="any")
