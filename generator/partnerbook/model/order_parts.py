"""What an order says, wherever one is written out: who orders what from where, when and how."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field

from partnerbook.model.base import (
    Items,
    Maybe,
    Names,
    Part,
    Rule,
    RuledPart,
    choices,
    each,
    exactly_one,
    optional,
    required,
)
from partnerbook.model.reversal import Bought, OriginalOrder, Reversing
from partnerbook.model.scalars import (
    CurrencyCode,
    DateText,
    GrowthText,
    Id,
    Line,
    MoneyText,
    Positive,
    TakenId,
)
from partnerbook.model.scope import Billing, Claim, DealRole, LineType, PartnerType, Route

_FACT = each("Fact", "A value of a segmentation, or yes or no.", "public")
Facts = Annotated[Mapping[Id, Annotated[Line, _FACT]], Field(min_length=1)]


class OrderDates(Part):
    """The dates that fix rates. One that is left out is asked for only if a rate needs it."""

    order: DateText = required("Order", "The day of the order.", "2026-12-10")
    registration: Maybe[DateText] = optional(
        "Registration", "The day on which the deal was registered.", "2026-11-30"
    )
    contract: Maybe[DateText] = optional("Contract", "The day of the contract.", "2026-12-10")
    invoice: Maybe[DateText] = optional("Invoice", "The day of the invoice.", "2026-12-15")
    first_sale: Maybe[DateText] = optional(
        "First sale",
        "The day of the first sale to this customer.",
        "2026-12-10",
        key="first-sale",
    )


class OrderLine(RuledPart):
    """So many units of one product."""

    RULES: ClassVar[tuple[Rule, ...]] = (
        Rule(
            "line_type",
            "what is taken back says of which order",
            values=tuple(choices(Reversing)),
            require=("of",),
        ),
        Rule(
            "line_type",
            "only downgrades, cancellations and returns take something back",
            values=tuple(choices(Bought)),
            refuse=("of",),
        ),
        Rule(
            "line_type",
            "say whether it is a downgrade, a cancellation or a return",
            when="absent",
            refuse=("of",),
        ),
    )
    product: Id = required("Product", "The id of a product that is sold.", "core")
    quantity: Positive = required("Quantity", "How many units.", 50)
    line_type: Maybe[LineType] = optional("Line type", "What kind of order line it is.", "new")
    billing: Maybe[Billing] = optional("Billing", "How often it is billed.", "yearly")
    term_months: Maybe[Positive] = optional("Term", "The term of the subscription in months.", 12)
    deal_role: Maybe[DealRole] = optional(
        "Deal role", "What the partner did for this line, if not the same as for all.", "co-sell"
    )
    of: Maybe[OriginalOrder] = optional(
        "Of", "The order of which this line takes something back.", {"order": "2026-09-01"}
    )


class UsedCap(Part):
    """What a cap of a period has already paid before this order."""

    incentive: Id = required("Incentive", "The id of the incentive.", "quarterly-rebate")
    cap: Id = required("Cap", "The id of the cap in its file.", "per-year")
    amount: MoneyText = required("Amount", "How much of it is used up.", "1000 EUR")


class PeriodPart(RuledPart):
    """What was bought in the measuring period of one incentive, where the others' is another."""

    RULES: ClassVar[tuple[Rule, ...]] = (
        Rule(
            "value",
            "a period says what was bought, or how much more than before",
            when="absent",
            without=("growth",),
            require=("value",),
        ),
    )
    incentive: Id = required("Incentive", "The id of the incentive.", "quarterly-rebate")
    value: Maybe[MoneyText] = optional(
        "Value",
        "What was bought of what it is for in its own period, this order included.",
        "60000 EUR",
    )
    growth: Maybe[GrowthText] = optional(
        "Growth", "How much more that is than in the period before, in %; less is negative.", "12%"
    )


class OrderPart(RuledPart):
    """One order, by a partner of the program or by any partner of a tier."""

    RULES: ClassVar[tuple[Rule, ...]] = (
        *exactly_one("partner", "tier", "an order is by a partner or by any partner of a tier"),
        Rule(
            "partner",
            "the partner's own file says what it is and where",
            refuse=("partner_type", "track", "seller_place"),
        ),
        Rule(
            "route",
            "only a distributor has a price of its own",
            values=tuple(one for one in choices(Route) if one != "two-tier"),
            refuse=("distributor_price",),
        ),
        Rule("route", "say the route", when="absent", refuse=("distributor_price",)),
    )
    partner: Maybe[Id] = optional(
        "Partner",
        "The id of the partner that orders. Others read only what it is: a gold reseller.",
        "nordwind",
        audience="own",
    )
    tier: Maybe[Id] = optional("Tier", "The tier, where it may be any partner of it.", "gold")
    partner_type: Maybe[PartnerType] = optional(
        "Partner type", "What type of partner it is, where only its tier is stated.", "reseller"
    )
    track: Maybe[Id] = optional(
        "Track", "The track of the partner, where only its tier is stated.", "resell"
    )
    seller_place: Maybe[Line] = optional(
        "Seller place",
        "Where the partner is established, where only its tier is stated.",
        "DE-BY",
    )
    place: Maybe[Line] = optional(
        "Place", "Where the customer is: a country or subdivision (ISO 3166).", "DE-BY"
    )
    currency: CurrencyCode = required("Currency", "The currency of the order (ISO 4217).", "EUR")
    route: Maybe[Route] = optional("Route", "By which route it is bought.", "one-tier")
    claim: Maybe[Claim] = optional(
        "Claim", "Whether the deal is registered, and by this partner first or later.", "first"
    )
    deal_role: Maybe[DealRole] = optional(
        "Deal role", "What the partner did for the deal.", "sourced"
    )
    account: Maybe[Id] = optional(
        "Account",
        "The customer by name: the id of an account, or other for all that have none.",
        "other",
    )
    facts: Maybe[Facts] = optional(
        "Facts",
        "Of each segmentation its value; of each competency and fact, and of incumbent, yes or no.",
        {"sector": "public"},
    )
    dates: OrderDates = required("Dates", "When what happened.", {"order": "2026-12-10"})
    lines: Items[OrderLine] = required(
        "Lines", "What is ordered.", [{"product": "core", "quantity": 50}]
    )
    distributor_price: Maybe[MoneyText] = optional(
        "Distributor price",
        "What the distributor in fact asks of the partner for the whole order. It sets its own "
        "prices; without this, answers show what it would ask by what is recommended.",
        "31000 EUR",
    )
    take: Maybe[Names[TakenId]] = optional(
        "Take",
        "The incentives taken, of those on request or at the vendor's discretion. Without it those"
        " on request that are best for the partner are taken, and none at discretion; [none] takes"
        " none of either.",
        ["deal-registration"],
    )
    used: Maybe[Items[UsedCap]] = optional(
        "Used",
        "What caps of a period have already paid. One that is not stated is unused.",
        [{"incentive": "quarterly-rebate", "cap": "per-year", "amount": "1000 EUR"}],
    )
    period_value: Maybe[MoneyText] = optional(
        "Period value",
        "What the partner bought in the measuring period, this order included.",
        "120000 EUR",
    )
    periods: Maybe[Items[PeriodPart]] = optional(
        "Periods",
        "The same by incentive, where they measure other periods or other products.",
        [{"incentive": "quarterly-rebate", "value": "60000 EUR"}],
    )
    period_growth: Maybe[GrowthText] = optional(
        "Period growth",
        "How much more that is than in the period before, in %; less is negative.",
        "12%",
    )
