"""What an incentive says: one step of the waterfall beside the discounts, picked by its kind."""

from __future__ import annotations

from typing import ClassVar, Literal

from partnerbook.model.bands import BAND_EXAMPLE, Bands
from partnerbook.model.base import (
    Items,
    Maybe,
    Rule,
    optional,
    required,
)
from partnerbook.model.discount import PRICES, Rates
from partnerbook.model.incentive_kinds import Kind, Purpose, rules
from partnerbook.model.incentive_terms import IncentiveTerms
from partnerbook.model.reversal import Reverses
from partnerbook.model.scalars import (
    DateText,
    DurationText,
    EarnedBase,
    Id,
    Line,
    MoneyText,
    Prose,
    RateText,
)
from partnerbook.model.scope import Anchor, Everyone, Except, Side
from partnerbook.model.shared import AudienceName, Cap, Payout
from partnerbook.model.stacking import OnlyIf, Stacking


class IncentiveFile(IncentiveTerms):
    """One incentive."""

    RULES: ClassVar[tuple[Rule, ...]] = (
        *rules(),
        Rule(
            "kind",
            "a practice fund is given case by case, out of a budget",
            values=("practice-fund",),
            require=("budget",),
            refuse=("caps", "borne_by"),
        ),
        Rule(
            "window",
            "a fall in price is credited in full, beside all deals",
            refuse=("caps", "borne_by"),
        ),
        Rule(
            "side",
            "what a distributor gets is borne by the vendor; only what it passes on is shared",
            values=("distributor",),
            refuse=("borne_by",),
        ),
        Rule(
            "claim_counted_from",
            "a day to count from needs the time that is counted",
            require=("claim_window",),
        ),
    )
    name: Line = required("Name", "The name of the incentive.", "Deal registration")
    summary: Prose = required("Summary", "What it is, in a sentence.", "Extra discount.")
    kind: Kind = required("Kind", "What sort of incentive it is.", "deal-registration")
    track: Maybe[Id] = optional("Track", "The track it belongs to.", "resell", adverse="narrowing")
    for_: Everyone = required(
        "For",
        "For which deals and partners, or the word everyone.",
        {"tiers": ["gold"], "claim": ["first"]},
        key="for",
        adverse="narrowing",
    )
    except_: Maybe[Except] = optional(
        "Except", "Cells left out.", [{"places": ["CH"]}], key="except", adverse="narrowing"
    )
    from_: DateText = required(
        "From", "The first day, by its anchor.", "2026-01-01", key="from", adverse="later"
    )
    through: Maybe[DateText] = optional(
        "Through", "The last day, by its anchor.", "2026-12-31", adverse="earlier"
    )
    announced: Maybe[DateText] = optional(
        "Announced", "When partners were told of the change.", "2026-10-01"
    )
    side: Side = required("Side", "Who gets it.", "partner", adverse="any")
    stage: Id = required("Stage", "The stage of the waterfall.", "front-end", adverse="any")
    base: Maybe[EarnedBase] = optional(
        "Base",
        "What a rate is a percentage of: list, opening (the price at the stage's opening), after- "
        "and an earlier stage, or recurring: what is paid for a line in one billing period (a month"
        " or a year, as the line is billed), at the stage's opening. An order is for one such "
        "period; a line that is billed once has nothing that recurs.",
        "list",
        adverse="any",
    )
    anchor: Anchor = required(
        "Anchor", "Whose date decides whether it is in force.", "registration", adverse="any"
    )
    applies: Literal["automatic", "on-request", "discretionary"] = required(
        "Applies",
        "Given by itself, on request, or at the vendor's discretion.",
        "on-request",
        adverse="any",
    )
    only_if: Maybe[OnlyIf] = optional(
        "Only if",
        "What must be so on a deal before it is given. Whether it is so is the vendor's to reckon: "
        "it follows from its costs, and is shown to nobody else.",
        {"margin_below": "20%"},
        adverse="any",
    )
    protection: Maybe[Literal["precedence", "exclusive"]] = optional(
        "Protection",
        "What registering gives besides the price: precedence over later claims, which is what it "
        "gives anyway, or exclusive: while the registration holds, nobody else is supported on the "
        "deal. How long it holds is said in engagement/.",
        "exclusive",
        adverse="any",
    )
    purpose: Maybe[Purpose] = optional(
        "Purpose",
        "What an allowance is given for. Other purposes are said in the summary.",
        "training",
        adverse="any",
    )
    of: Maybe[Id] = optional(
        "Of",
        "The partner's incentive that the distributor passes on and is paid back for: it is given "
        "on deals on which that one is taken, and on no other.",
        "deal-registration",
        adverse="any",
    )
    rate: Maybe[RateText] = optional(
        "Rate", "What is given in % of its base.", "8%", audience="partner", adverse="decrease"
    )
    rates: Maybe[Rates] = optional(
        "Rates",
        "What is given to each tier in % of its base.",
        {"silver": "6%", "gold": "8%"},
        audience="partner",
        adverse="decrease",
    )
    flat: Maybe[bool] = optional(
        "Flat",
        "Whether neighbouring tiers are meant to get the same. Without it, equal rates are pointed"
        " out.",
        True,
        audience="internal",
    )
    bands: Maybe[Bands] = optional(
        "Bands",
        "Rates by quantity or value.",
        {"measure": "quantity", "counts": "all-units", "rows": BAND_EXAMPLE},
        audience="partner",
        adverse="any",
    )
    amounts: Maybe[Items[MoneyText]] = optional(
        "Amounts",
        "The fixed amount, one per currency.",
        ["100 EUR"],
        audience="partner",
        adverse="decrease",
    )
    prices: Maybe[Items[MoneyText]] = optional(*PRICES, audience="partner", adverse="increase")
    per: Maybe[Literal["order", "unit"]] = optional(
        "Per", "What the fixed amount is paid for.", "order", audience="partner", adverse="any"
    )
    paid_to: Maybe[Literal["person"]] = optional(
        "Paid to", "Whom the fixed amount is paid to.", "person", audience="partner", adverse="any"
    )
    caps: Maybe[Items[Cap]] = optional(
        "Caps",
        "The most that is given per deal or period.",
        [{"id": "per-deal", "per": "deal", "amounts": ["10000 EUR"]}],
        audience="partner",
        adverse="any",
    )
    stacks: Maybe[Stacking] = optional(
        "Stacks", "With what else it may be combined.", {"group": "uplift"}, adverse="any"
    )
    payment: Maybe[Payout] = optional(
        "Payment", "How and when it is paid.", {"how": "credit-note"}, adverse="any"
    )
    proof: Maybe[Prose] = optional(
        "Proof", "What the partner must show.", "The invoice.", adverse="any"
    )
    claim_window: Maybe[DurationText] = optional(
        "Claim window", "How long it can be claimed.", "30 days", adverse="decrease"
    )
    claim_counted_from: Maybe[Line] = optional(
        "Counted from",
        "From when the claim window counts, in the words of a contract.",
        "the day of the order",
        adverse="any",
    )
    claw_back: Maybe[Prose] = optional(
        "Claw-back", "When it must be paid back.", "On cancellation in 90 days.", adverse="any"
    )
    reverses: Maybe[Reverses] = optional(
        "Reverses",
        "When what was earned is taken back; without it the partner keeps it. What is taken off "
        "the price at the order goes back with the price anyway.",
        {"on": ["cancellation", "return"], "within": "90 days", "how": "in-full"},
        adverse="any",
    )
    eligible_costs: Maybe[Items[Line]] = optional(
        "Eligible costs", "What the funds may be spent on.", ["Trade fairs"], adverse="removal"
    )
    share_of_cost: Maybe[RateText] = optional(
        "Share of cost", "How much of a cost the funds pay, in %.", "50%", adverse="decrease"
    )
    term: Maybe[DurationText] = optional(
        "Term",
        "How long it is paid: on orders from the day of the customer's first sale, for so long. A "
        "line of type new is the first sale if the order states no other day.",
        "36 months",
        adverse="decrease",
    )
    examples_note: Maybe[Prose] = optional(
        "Note on examples", "What to say beside worked examples.", "Amounts without tax."
    )
    audience: AudienceName = required(
        "Audience",
        "Who may see the incentive; its rates, bands and amounts are never public.",
        "partner",
    )
