"""What a partner has of all that keeps it from its tier: a waiver covers no less than that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from partnerbook.check.tiers.unearned import Unearned
from partnerbook.findings import Level
from partnerbook.standing import Verdict
from partnerbook.standing.verdict import NO


def levels_of(found: Unearned) -> tuple[Level, ...]:
    """Each requirement that is not met; of a group those inside it."""
    return tuple(_levels(found.held.tier, found.lacks))


def _levels(tier: str, lacks: Iterable[Verdict]) -> Iterator[Level]:
    for one in lacks:
        ask, value, needs = one.ask, one.reading.value, one.needs
        if one.inner:
            yield from _levels(tier, (inner for inner in one.inner if inner.verdict == NO))
            continue
        if not one.unit or value is None or needs is None:
            yield Level(tier, ask.id, ask.name, None, None, "")
        elif value < needs:
            yield Level(tier, ask.id, ask.name, value, needs, one.unit)
        for part in one.minimum:
            if part.verdict == NO:
                had, least = part.low or Fraction(0), Fraction(part.needs)
                name = f"{ask.name}, {part.category}"
                yield Level(tier, f"{ask.id}/{part.category}", name, had, least, one.unit)
