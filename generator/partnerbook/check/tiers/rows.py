"""Requirements side by side: what one tier asks for and another asks for too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from partnerbook.resolve.asked_over_time import same, sizes
from partnerbook.resolve.evidence import Metric
from partnerbook.resolve.rungs import Ask, Rung
from partnerbook.values.spans import touch_spans


def leaves(asks: Iterable[Ask]) -> Iterator[Ask]:
    """The single things inside requirements."""
    for ask in asks:
        if ask.inner:
            yield from leaves(ask.inner)
        else:
            yield ask


def circle(rungs: Mapping[str, Rung], start: str) -> tuple[str, ...]:
    """The shortest way from a tier by its prerequisites back to itself; empty if there is none."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    for way in ways:
        for name in rungs[way[-1]].after:
            if name == start:
                return way
            if name not in seen:
                seen.add(name)
                ways.append((*way, name))
    return ()


def beyond_all(ask: Ask, metrics: Mapping[str, Metric]) -> bool:
    """Whether it asks for more than 100% of a part: of two counts of the same things."""
    metric = metrics.get(ask.metric)
    if ask.percent is None or metric is None or metric.ratio is None:
        return False
    of, to = (metrics.get(name) for name in metric.ratio)
    if of is None or to is None:
        return False
    same_things = of.unit == to.unit == "count" and of.of == to.of
    return same_things and ask.percent.points > 100


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
