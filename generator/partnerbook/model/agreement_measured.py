"""What lets a part of an agreement form be held against evidence: a metric, a window, how much."""

from __future__ import annotations

from typing import Any

from partnerbook.model.base import Rule, optional

FIGURES = ("amounts", "count", "percent")
MEASURED: tuple[Rule, ...] = (
    Rule(
        "metric",
        "what is measured says how much is asked for",
        without=("amounts", "count"),
        require=("percent",),
    ),
    Rule("window", "a window belongs to a metric", require=("metric",)),
    *(Rule(key, "a figure belongs to a metric", require=("metric",)) for key in FIGURES),
    Rule("amounts", "one figure is enough", refuse=("count", "percent")),
    Rule("count", "one figure is enough", refuse=("percent",)),
)


def metric() -> Any:
    """The metric that tells it."""
    return optional(
        "Metric",
        "The metric by which it is measured for each partner under the form; absent: nobody"
        " measures it here.",
        "revenue",
        adverse="any",
    )


def window() -> Any:
    """Over which time."""
    return optional(
        "Window",
        "Over which time it is measured, as for tiers; absent: on the day, for what is counted and"
        " not summed up. A calendar or fiscal year is judged once it is over.",
        "calendar year",
        adverse="any",
    )


def amounts() -> Any:
    """How much money."""
    return optional(
        "Amounts",
        "How much money is asked for, one amount per currency; a partner is measured in its own.",
        ["100000 EUR", "110000 USD"],
        adverse="increase",
    )


def count() -> Any:
    """How many."""
    return optional("Count", "How many are asked for.", 10, adverse="increase")


def percent() -> Any:
    """How much of something."""
    return optional("Percent", "The percentage asked for.", "85%", adverse="increase")


def if_missed() -> Any:
    """What follows."""
    return optional(
        "If missed", "What follows where it is missed.", "A joint plan is made.", adverse="any"
    )
