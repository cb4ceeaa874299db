"""What follows from the price that a distributor sets itself: at a terminal, and as data."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.explain.price import PriceAnswer
from partnerbook.pricing.own_price import own_price
from partnerbook.render.fmt import percent
from partnerbook.render.reports.explain_frame import Frame
from partnerbook.render.reports.ink import Ink, wrap
from partnerbook.render.reports.ledger import Entry, ledger, plain
from partnerbook.render.reports.source import COLUMNS


def at_own_price(answer: PriceAnswer, frame: Frame, ink: Ink) -> Iterator[str]:
    """What the distributor keeps and the partner earns at the distributor's own price."""
    own = own_price(answer.quote)
    if own is None:
        return
    currency = answer.order.currency
    figures = [
        ("the partner pays, as the distributor itself has set it", own.price),
        ("recommended would be", own.recommended),
        ("the distributor asks more than that" if own.above.amount >= 0 else "it asks less", None),
        ("the distributor pays the vendor, less what it gets later", own.paid),
        ("the distributor keeps", own.keeps),
        ("the partner gets later", own.later),
        ("net-net for the partner", own.net),
        ("the partner company earns in all, off the list value", own.earned),
    ]
    entries = []
    for label, money in figures:
        said = abs(own.above.amount) if money is None else money.amount
        entries.append(Entry(label, (plain(said, currency),)))
    if own.kept is not None:
        entries.insert(5, Entry("that is, of its own price", (percent(own.kept),)))
    if own.margin is not None:
        entries.append(Entry("that is, of the list value", (percent(own.margin),)))
    yield ""
    yield ink("bold", "At the distributor's own price")
    yield from ledger(entries, ("",), frame, ink)
    yield from wrap(
        "  The distributor sets its own prices: what is above is recommended to it. What comes"
        " later is reckoned from what is recommended, and the vendor keeps the same.",
        COLUMNS,
    )


def own_price_data(answer: PriceAnswer) -> dict[str, str | None] | None:
    """The same for programs; None where the order states no such price."""
    own = own_price(answer.quote)
    if own is None:
        return None
    names = "price recommended paid keeps later net earned".split()
    return {
        **{name: f"{getattr(own, name).rounded().amount:f}" for name in names},
        "kept": None if own.kept is None else str(own.kept),
        "margin": None if own.margin is None else str(own.margin),
    }
