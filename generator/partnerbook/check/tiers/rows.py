"""Requirements side by side: what one tier asks for and another asks for too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from partnerbook.resolve.rungs import Ask, Rung
from partnerbook.values.money import Money
from partnerbook.values.percent import Percent
from partnerbook.values.spans import touch_spans


def leaves(asks: Iterable[Ask]) -> Iterator[Ask]:
    """The single things inside requirements."""
    for ask in asks:
        if ask.inner:
            yield from leaves(ask.inner)
        else:
            yield ask


def together(one: Rung, two: Rung) -> bool:
    """Whether some partner can be measured by both."""
    if not set(one.tracks) & set(two.tracks):
        return False
    if one.regions is None or two.regions is None:
        return True
    return touch_spans(one.regions, two.regions)


def same(one: Ask, two: Ask) -> bool:
    """Whether two requirements ask for the same thing over the same time."""
    if one.inner or two.inner or one.parts or two.parts or one.kind != two.kind:
        return False
    if one.metric or two.metric:
        return (one.metric, one.window) == (two.metric, two.window)
    # What nobody measures here has its time in words alone: only what has none can be compared.
    return one.kind in ("done", "agreement") and one.id == two.id


def sizes(ask: Ask) -> dict[str, Decimal]:
    """How much is asked for, by currency or under "" for what has none."""
    if ask.amounts:
        return {currency: money.amount for currency, money in ask.amounts.items()}
    if ask.count is not None:
        return {"": Decimal(ask.count)}
    return {"": ask.percent.points} if ask.percent is not None else {}


def shown(ask: Ask, key: str) -> str:
    """One of these, as people write it."""
    size = sizes(ask)[key]
    if key:
        return str(Money(size, key))
    return str(Percent(size)) if ask.percent is not None else f"{size} {ask.unit}"


def softer(high: Ask, low: Ask) -> tuple[str, ...]:
    """The currencies, or "", in which the first asks for less than the second."""
    highs, lows = sizes(high), sizes(low)
    return tuple(key for key, size in lows.items() if key in highs and highs[key] < size)


def implied(high: Ask, low: Ask) -> bool:
    """Whether whoever meets the second meets the first."""
    highs, lows = sizes(high), sizes(low)
    return same(high, low) and all(key in lows and lows[key] >= highs[key] for key in highs)
