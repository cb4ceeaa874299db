"""Bands: rates by quantity, by list value, by what a period brought or how it grew."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator

from partnerbook.model.base import Items, Maybe, Part, optional, required
from partnerbook.model.scalars import Id, Line, MoneyText, PercentText, Positive, RateText

_RATE = ("Rate", "What is given in this band, in % of the incentive's base.", "3%")
BAND_EXAMPLE = [{"id": "from-50", "from": 50, "rate": "3%"}]


class QuantityBand(Part):
    """One band of quantities."""

    id: Id = required("Id", "The id of the band, unique in this file.", "from-50")
    from_: Positive = required(
        "From", "The smallest quantity inside.", 50, key="from", adverse="increase"
    )
    through: Maybe[Positive] = optional(
        "Through", "The largest quantity inside; the last band may be open.", 199, adverse="any"
    )
    rate: RateText = required(*_RATE, adverse="decrease")


class ValueBand(Part):
    """One band of amounts in one currency."""

    id: Id = required("Id", "The id of the band, unique in this file.", "eur-small")
    from_: MoneyText = required(
        "From", "The smallest amount inside.", "50000 EUR", key="from", adverse="increase"
    )
    below: Maybe[MoneyText] = optional(
        "Below",
        "The first amount no longer inside; the last band of a currency may be open.",
        "150000 EUR",
        adverse="any",
    )
    rate: RateText = required(*_RATE, adverse="decrease")


class GrowthBand(Part):
    """One band of growth over the period before."""

    id: Id = required("Id", "The id of the band, unique in this file.", "strong")
    from_: PercentText = required(
        "From", "The smallest growth inside, in %.", "10%", key="from", adverse="increase"
    )
    below: Maybe[PercentText] = optional(
        "Below",
        "The first growth no longer inside, in %; the last band may be open.",
        "20%",
        adverse="any",
    )
    rate: RateText = required(*_RATE, adverse="decrease")


Counting = Literal["all-units", "marginal"]
_COUNTS = (
    "Counts",
    (
        "What the rate of a band is for: all units or amounts once the band is reached, or"
        " marginal: each unit or amount at the rate of the band in which it lies itself. Marginal"
        " bands need `base: list`."
    ),
    "all-units",
)
_ALL_OF_IT = (
    "Counts",
    "What the rate of a band is for: all purchases, once the band is reached.",
    "all-units",
)
_DROP = (
    "Accepted drop",
    (
        "How much less an order at the start of a band may cost in all than the largest one below"
        " it, in % of that. Absent: the check warns of every such edge. Not for marginal bands,"
        " which have none."
    ),
    "3%",
)
_METRIC = (
    "Metric",
    (
        "The metric whose evidence tells what was bought. It must count to pay: what counts to a"
        " tier only earns nothing."
    ),
    "revenue",
)
_PERIOD = ("Period", "The time over which purchases are added up.", "quarter")


class QuantityBands(Part):
    """Bands cut by the number of units on an order line."""

    measure: Literal["quantity"] = required(
        "Measure", "What the bands are cut by.", "quantity", adverse="any"
    )
    unit: Maybe[Line] = optional("Unit", "What is counted.", "users")
    counts: Counting = required(*_COUNTS, adverse="any")
    accepted_drop: Maybe[RateText] = optional(*_DROP, audience="internal")
    rows: Items[QuantityBand] = required("Rows", "The bands.", BAND_EXAMPLE, adverse="removal")


class ListValueBands(Part):
    """Bands cut by the list value of the deal."""

    measure: Literal["list-value"] = required(
        "Measure", "What the bands are cut by.", "list-value", adverse="any"
    )
    counts: Counting = required(*_COUNTS, adverse="any")
    accepted_drop: Maybe[RateText] = optional(*_DROP, audience="internal")
    rows: Items[ValueBand] = required(
        "Rows",
        "The bands; each currency has its own.",
        [{"id": "eur-large", "from": "50000 EUR", "rate": "3%"}],
        adverse="removal",
    )


class PeriodValueBands(Part):
    """Bands cut by what the partner bought in a period."""

    measure: Literal["period-value"] = required(
        "Measure", "What the bands are cut by.", "period-value", adverse="any"
    )
    period: Literal["quarter", "year"] = required(*_PERIOD, adverse="any")
    counts: Literal["all-units"] = required(*_ALL_OF_IT, adverse="any")
    metric: Maybe[Id] = optional(*_METRIC, audience="internal")
    rows: Items[ValueBand] = required(
        "Rows",
        "The bands; each currency has its own.",
        [{"id": "eur-one", "from": "50000 EUR", "rate": "1%"}],
        adverse="removal",
    )


class PeriodGrowthBands(Part):
    """Bands cut by how much more a partner bought in a period than in the one before."""

    measure: Literal["period-growth"] = required(
        "Measure", "What the bands are cut by.", "period-growth", adverse="any"
    )
    period: Literal["quarter", "year"] = required(*_PERIOD, adverse="any")
    counts: Literal["all-units"] = required(*_ALL_OF_IT, adverse="any")
    metric: Maybe[Id] = optional(*_METRIC, audience="internal")
    rows: Items[GrowthBand] = required(
        "Rows",
        "The bands of growth.",
        [{"id": "strong", "from": "10%", "below": "20%", "rate": "1%"}],
        adverse="removal",
    )


Bands = Annotated[
    QuantityBands | ListValueBands | PeriodValueBands | PeriodGrowthBands,
    Discriminator("measure"),
]
