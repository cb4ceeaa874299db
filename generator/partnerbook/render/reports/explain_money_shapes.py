"""The JSON answer about an order as a schema: what it costs and earns."""

from __future__ import annotations

from partnerbook.render.reports.explain_expected import expected_shape
from partnerbook.render.reports.explain_shapes import (
    Schema,
    closed,
    count,
    named,
    or_null,
    several,
    source,
    text,
    yes,
)

_AMOUNT = r"^-?[0-9]+(\.[0-9]+)?$"
_RATE = r"^-?[0-9]+(\.[0-9]+)?%$"


def amount(about: str) -> Schema:
    """A plain decimal as text, in the currency of the answer: ``6384.00``."""
    return {"type": "string", "pattern": _AMOUNT, "description": about}


def rate(about: str) -> Schema:
    """``24%``."""
    return {"type": "string", "pattern": _RATE, "description": about}


def price() -> dict[str, Schema]:
    """The properties of the answer to ``explain price``."""
    return {
        "buyer": closed(
            "Who buys.",
            partner=text("The partner; empty if the question is about a tier."),
            tier=text("The tier that was asked about; empty for the partner's own."),
            name=text("In words."),
        ),
        "asked": several("The coordinates of the order.", _coordinate()),
        "currency": text("The currency of all amounts."),
        "two_tier": yes("Whether a distributor buys from the vendor and sells to the partner."),
        "certain": yes("Whether nothing is missing, doubtful, or left out of the program."),
        "refused": yes("Whether the order cannot be priced as it is stated; doubts say why."),
        "reclassified": several(
            "The lines that count in another deal role than was said, before any price.",
            _reclassified(),
        ),
        "sell_off": or_null(
            closed(
                "Of an order after the end of the agreement, in the time to sell off; else null.",
                last=text("The last day of the agreement, by whose terms it is priced."),
                through=text("The last day on which offers made before may become orders."),
                source=source(),
            )
        ),
        "not_granted": several(
            "The products that a named partner is granted nowhere with such a customer.",
            text("A product."),
        ),
        "lines": several("The lines that have a list price.", _line()),
        "sums": or_null(sums("Of the whole order; null if no line can be priced.")),
        "expected": several(
            "What the file of the order expects, if the question is about one.",
            expected_shape(amount("In the currency of the order.")),
        ),
        "what_fits": several(
            "Where that differs, what would make it come out; else empty.",
            closed(
                "One change, worked out anew.",
                words=text("In words."),
                source=or_null(source("Where what it is about is written; null if nowhere.")),
            ),
        ),
        "missing": several(
            "What the order does not say, and what depends on it.",
            closed(
                "One coordinate.",
                dimension=text("Its dimension."),
                words=text("In words."),
                option=text("The option with which it is said."),
                depends=several(
                    "The steps, price lists and rules about routes that depend on it.",
                    closed(
                        "One of them.",
                        id=text("The id in the files."),
                        name=text("What people call it."),
                        source=source(),
                    ),
                ),
            ),
        ),
        "doubts": several(
            "What else keeps the answer from being certain, or from being as the order says.",
            closed(
                "One doubt.",
                reason=text("In words."),
                line={
                    "type": ["integer", "null"],
                    "description": "Which line, from 0; null for the whole order.",
                },
                sources=_sources(),
            ),
        ),
        "own_price": or_null(
            closed(
                "What follows from the price that a distributor sets itself, if it is stated.",
                price=amount("What it asks of the partner."),
                recommended=amount("What it would ask by what is recommended."),
                paid=amount("What it pays the vendor, less what it gets later."),
                keeps=amount("The difference of both."),
                kept=or_null(rate("The same in % of its price.")),
                later=amount("What the partner gets later."),
                net=amount("What the partner pays less that."),
                earned=amount("The list value less that."),
                margin=or_null(rate("The same in % of the list value.")),
            )
        ),
        "remarks": several(
            "What is odd about what the order says was bought in a period.",
            closed("One remark.", words=text("In words."), sources=_sources()),
        ),
        "best": or_null(
            closed(
                "The best permitted stack for the partner, if the question says what is taken.",
                steps=several("The steps that are taken.", {"type": "string"}),
                sums=sums("What it comes to."),
            )
        ),
        "routes": several(
            "The same order by every route, if asked for.",
            closed(
                "One route.",
                route=text("The route."),
                asked=yes("Whether the question names it."),
                why_not=text("Why there is no price; empty if there is one."),
                certain=yes("Whether nothing is missing or doubtful."),
                sums=or_null(sums("What it comes to.")),
                sources=_sources(),
            ),
        ),
    }


def _coordinate() -> Schema:
    return closed(
        "One coordinate.",
        dimension=text("Its dimension, such as place, route, day:registration, or a segmentation."),
        id=text("The value; a day as an ISO date."),
        words=text("What it is in words."),
    )


def _sources() -> Schema:
    return several("Where it is written.", source())


def _reclassified() -> Schema:
    return closed(
        "One line.",
        rule=text("The rule in program.yml."),
        line=count("Which line, from 0."),
        because=count("The line whose type decides, from 0."),
        was=or_null(text("The role that was said; null if none was.")),
        role=text("The role in which it counts."),
        whole=text("Whether the rule is about the whole order or the line alone."),
        source=source("Where the rule is written."),
    )


def _line() -> Schema:
    return closed(
        "One line.",
        product=named("The product."),
        quantity=count("How many units."),
        first_of_term=or_null(
            text("month or year: all amounts are for the first one of a longer term; else null.")
        ),
        of=or_null(text("The day of the order of which they are taken back; null if bought.")),
        back_told=several(
            "Of what is taken back: how much of the price, and by which rule.",
            closed("One sentence.", words=text("It."), source=or_null(source())),
        ),
        bundle=several(
            "What one unit consists of, if it is a bundle.",
            closed(
                "A part.",
                product=text("The product."),
                quantity=count("How many units of it are in one unit of the bundle."),
            ),
        ),
        list_price=amount("Of one unit."),
        per=text("What a unit is."),
        source=source("Where the list price is written."),
        steps=several("What is taken, in the order of the waterfall.", step()),
        recommended=several(
            "The steps that a distributor passes on: recommendations, it sets its own price.",
            {"type": "string"},
        ),
        whole_terms=several(
            "What shares of what recurs come to from this order to the end of their term, if the"
            " customer stays.",
            closed(
                "One share.",
                step=named("The incentive."),
                payments=count("How often it is paid."),
                each=text("month or year."),
                amount=amount("What is paid each time."),
                total=amount("All payments together."),
                last=text("The day on which the last billing period begins."),
                capped=yes("Whether a cap for a longer time may cut the total."),
                source=source("Where the term is written."),
            ),
        ),
        not_applied=several(
            "The steps that give nothing.",
            closed(
                "One step.",
                step=named("The step."),
                reason=text("Why not."),
                sources=_sources(),
            ),
        ),
        sums=sums("Of this line."),
    )


def step() -> Schema:
    """A step of a waterfall."""
    return closed(
        "One step.",
        step=named("The discount, incentive or special term."),
        row=text("The row of it that counts."),
        stage=text("The stage of the waterfall."),
        timing=text("front-end: known at the order; back-end: later."),
        gets=text("Whose price it lowers or who gets it: partner, distributor or person."),
        base=text("What the rate is a part of, in words."),
        base_amount=or_null(amount("That as an amount; null for a fixed amount.")),
        rate=or_null(rate("The rate; null for fixed amounts, prices and marginal bands.")),
        earlier_caps=several("Caps that cut it before.", {"type": "string"}),
        tier_told=several(
            "Which tier's rate counts and why: of what runs for a term, and where the tier of"
            " another day than the order's counts; empty where it is plainly that of the order.",
            closed("One reason.", words=text("The reason."), source=source()),
        ),
        uncut=amount("What is given before rounding and caps."),
        cap=or_null(
            closed(
                "The last cap that cut it.",
                id=text("Its id."),
                per=text("For which stretch it holds."),
                amount=amount("The most."),
                source=source(),
            )
        ),
        cap_share=or_null(
            closed(
                "How the lines share that cap; null where they do not.",
                left=amount("What is left of it for these lines."),
                mine=amount("What this line would get with caps per unit alone."),
                all=amount("What all of them would get so."),
            )
        ),
        amount=amount("What is given."),
        price_after=amount("That price when it is taken off."),
        taken_back=or_null(text("Of what is taken back, how much, in words; else null.")),
        borne=or_null(
            closed(
                "Who bears the amount at this price; null if nobody takes a part over.",
                vendor=amount("The vendor, or what is left where others bear a part."),
                distributor=amount("The distributor."),
                partner=amount("The partner, which pays it back later."),
            )
        ),
        source=source("Where the rate or amount is written."),
    )


def sums(about: str) -> Schema:
    """The sums of a line or of an order."""
    return closed(
        about,
        list_value=amount("Quantity times list price."),
        invoice=amount("What the partner (direct or referral: the customer) pays at the order."),
        back_end=amount("What the partner company gets later."),
        net_net=amount("The invoice less what comes later."),
        earned=amount("What the partner company gets in all."),
        persons=amount("What people get."),
        distributor_invoice=or_null(amount("What the distributor pays; null in one tier.")),
        distributor_back_end=or_null(amount("What it gets later; null in one tier.")),
        vendor_net=amount("The vendor's net revenue."),
        cost=or_null(amount("What it costs the vendor; null if not known.")),
        distributor_keeps=or_null(amount("What the distributor keeps; null in one tier.")),
        given=amount("What the vendor gives in all."),
        margin=or_null(rate("In % of net revenue; null if the cost is not known.")),
    )
