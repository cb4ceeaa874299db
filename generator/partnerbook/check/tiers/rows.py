"""Requirements side by side: what one tier asks for and another asks for too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from partnerbook.resolve.asked_over_time import same, sizes
from partnerbook.resolve.rungs import Ask, Rung
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


def softer(high: Ask, low: Ask) -> tuple[str, ...]:
    """The currencies, or "", in which the first asks for less than the second."""
    highs, lows = sizes(high), sizes(low)
    return tuple(key for key, size in lows.items() if key in highs and highs[key] < size)


def implied(high: Ask, low: Ask) -> bool:
    """Whether whoever meets the second meets the first."""
    highs, lows = sizes(high), sizes(low)
    return same(high, low) and all(key in lows and lows[key] >= highs[key] for key in highs)
