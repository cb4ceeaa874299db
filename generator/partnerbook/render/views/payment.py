"""How an incentive is paid, as lines of its page: how, when, in which parts, how long to claim."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from partnerbook.render import fmt, words
from partnerbook.render.views.reversal import taken_back
from partnerbook.render.views.scope import ScopeLine
from partnerbook.render.views.seen import Seen

PERIODS = {"quarter": "in a quarter", "half-year": "in half a year", "year": "in a year"}


def payment_of(incentive: Seen) -> Iterator[ScopeLine]:
    """The lines, without what the viewer may not see."""
    paid = incentive.get("payment", {})
    split = incentive.get("split", ())
    if split:
        for part in split:
            yield ScopeLine(f"{fmt.percent(part['share'])} of it", part_in_words(part, split))
    elif "how" in paid:
        yield ScopeLine("How", words.PAYMENTS[paid["how"]])
    if "when" in paid:
        yield ScopeLine("When", fmt.sentence(paid["when"]))
    if "within" in paid:
        yield ScopeLine("Within", fmt.duration(paid["within"]))
    if "minimum" in paid:
        least = f"{fmt.amounts(paid['minimum'])}; less is carried over"
        yield ScopeLine("Smallest payment", least)
    if back := taken_back(incentive):
        yield ScopeLine("Taken back on", back)
    if "claim_window" in incentive:
        since = incentive.get("claim_counted_from")
        window = fmt.duration(incentive["claim_window"])
        yield ScopeLine("Claim within", f"{window} from {since}" if since else window)
    if "reported_within" in incentive:
        within = fmt.duration(incentive["reported_within"])
        yield ScopeLine("Stock reported within", f"{within}, with the day of the fall")
    for key, way in incentive.get("running", {}).items():
        label, ways = words.RUNNING[key]
        yield ScopeLine(label, fmt.sentence(ways[way]))
    if "tax" in paid:
        yield ScopeLine("Tax", fmt.sentence(paid["tax"]))
    if "books_as" in paid:
        yield ScopeLine("Booked as", fmt.sentence(paid["books_as"]))


def credit_note(incentive: Seen) -> str:
    """What price protection gives; empty for all else, and where the window is not seen."""
    if "window" not in incentive:
        return ""
    return (
        f"When the list price falls within {fmt.duration(incentive['window'])} from the order,"
        " the day of the order counted, each"
        " unit still in stock is credited with the old net price less the new one, both at the"
        " rates of the order."
    )


def part_in_words(part: Any, split: Any) -> str:
    """How one part is paid, and what it turns into when it is small."""
    how = words.PAYMENTS[part["how"]]
    if "converts_below" not in part:
        return how
    other = next(other for other in split if other["id"] == part["to"])
    instead = words.PAYMENTS[other["how"]].lower()
    least = fmt.amounts(part["converts_below"])
    return f"{how}; {instead} if it comes to less than {least} {PERIODS[part['per']]}"
