"""The JSON answer about stacks as a schema: how far they go on every sort of deal."""

from __future__ import annotations

from partnerbook.render.reports.explain_money_shapes import amount, rate, step
from partnerbook.render.reports.explain_shapes import (
    Schema,
    closed,
    count,
    or_null,
    several,
    source,
    text,
    yes,
)


def margin() -> dict[str, Schema]:
    """The properties of the answer to ``explain margin``."""
    return {
        "asked": several(
            "The question as understood.",
            closed(
                "One coordinate.",
                dimension=text("Its dimension."),
                id=text("The value."),
                name=text("What people call it."),
            ),
        ),
        "partner": text("The partner; empty for any of the tier."),
        "tier": text("The tier."),
        "currency": text("The currency of all amounts."),
        "note": text("Why the partner cannot get any of it on the day; empty if it can."),
        "other_currencies": several("Currencies that were not asked about.", {"type": "string"}),
        "groups": several(
            "Routes and registrations on which the same sorts of deals are possible.",
            closed(
                "One group.",
                product=text("The product."),
                words=text("The routes and registrations in words."),
                routes=several("The routes.", {"type": "string"}),
                claims=several("The registrations.", {"type": "string"}),
                proven=yes("Whether no permitted stack goes further."),
                worst=count("Among sorts, from 0: that with the worst stack for the vendor."),
                best=count("Among sorts, from 0: that with the best stack for the partner."),
                with_discretion=rate(
                    "What the partner earns at most with what is at the vendor's discretion, in %"
                    " of list."
                ),
                sorts=several("All its sorts of deals, from 0.", count("One of them.")),
            ),
        ),
        "sorts": several("Every sort of deal: on each another set of rows counts.", _sort()),
    }


def _sort() -> Schema:
    return closed(
        "One sort of deal.",
        product=text("The product."),
        deal=several(
            "One such deal.",
            closed("On one dimension.", dimension=text("The dimension."), words=text("In words.")),
        ),
        rows=several("The rows that count, as step/row.", {"type": "string"}),
        list_price=amount("Of one unit."),
        source=source("Where the list price is written."),
        lines=count("On how many lines the smallest such deal has to be spread."),
        proven=yes("Whether no permitted stack goes further."),
        untold=text("Why that cannot be told; empty if it is proven."),
        floors=several(
            "The floors that hold.",
            closed(
                "One floor.",
                id=text("Its id."),
                maximum_give=or_null(rate("The most that is given, in % of list.")),
                minimum_margin=or_null(rate("The least that is kept, in % of net revenue.")),
                source=source(),
            ),
        ),
        worst=_stack("What costs the vendor the largest share of list price."),
        best=_stack("What earns the partner most, without what is at the vendor's discretion."),
    )


def _stack(about: str) -> Schema:
    return closed(
        about,
        units=count("The size of the deal."),
        endless=yes("Whether ever larger deals come close to it without reaching it."),
        two_tier=yes("Whether a distributor buys."),
        list_value=amount("Quantity times list price."),
        given=amount("What the vendor gives in all."),
        kept=amount("The vendor's net revenue."),
        earned=amount("What the partner company gets in all."),
        persons=amount("What people get."),
        distributor=amount("What the distributor gets on what it buys."),
        given_share=rate("Before rounding: what is given, in % of list."),
        kept_share=rate("Before rounding: what is kept, in % of list."),
        earned_share=rate("Before rounding: what the partner company gets, in % of list."),
        margin=or_null(rate("In % of net revenue; null if the cost is not known.")),
        steps=several("What is taken, in the order of the waterfall.", step()),
    )
