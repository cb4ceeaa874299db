"""The JSON answer about how what an order earns is paid, as a schema."""

from __future__ import annotations

from partnerbook.render.reports.explain_money_shapes import amount, rate
from partnerbook.render.reports.explain_shapes import (
    Schema,
    closed,
    count,
    day,
    named,
    one_of,
    or_null,
    several,
    source,
    text,
)


def payouts() -> dict[str, Schema]:
    """What ``explain price`` says of it."""
    step = closed(
        "One step, on all lines.",
        step=named("The incentive."),
        amount=amount("What it gives on the order."),
        how=text("How it is paid where it has no parts; empty if nothing is said."),
        tax=text("How it is taxed; empty if nothing is said."),
        books_as=text("As what it is booked; empty if nothing is said."),
        parts=several("The parts in which it is paid; they make the amount.", _part()),
    )
    return {
        "payouts": several("How what is taken is paid, of steps that say it.", step),
        "price_protection": several("Lower list prices soon after the order.", _fall()),
        "supposed_fall": or_null(
            closed(
                "What is credited if a list price falls, if that is asked.",
                product=text("The product."),
                price=amount("The lower list price that is supposed."),
                on=day("From when."),
                why_not=text("Why nothing is credited; empty if something is."),
                credits=several("What is credited.", _fall()),
            )
        ),
    }


def _fall() -> Schema:
    return closed(
        "What is credited for each unit in stock.",
        step=named("The price protection."),
        line=count("Which line of the order, from 0."),
        product=text("The id of the product."),
        on=day("The first day of the lower price."),
        old_net=amount("What a unit cost at the order."),
        new_net=amount("What it costs from then on."),
        credit=amount("The difference."),
        report_by=day("The last day on which stock can be reported."),
        sources=several("The old and the new list price.", source()),
    )


def _part() -> Schema:
    return closed(
        "One part.",
        id=text("Its id in the file."),
        share=rate("How much of the amount it is."),
        how=text("credit-note, transfer or proof-of-use."),
        amount=amount("What it is on this order."),
        converts=or_null(
            closed(
                "What it turns into when it is small; null if it never does.",
                below=amount("It turns below this."),
                per=text("The period over which it is added up."),
                to=text("The part as which it is paid then."),
                side=one_of(
                    "kept: large enough; converts: not so far; open: the order does not tell.",
                    ["kept", "converts", "open"],
                ),
                reached=or_null(amount("What it came to in the period; null if not told.")),
            )
        ),
        source=source(),
    )
