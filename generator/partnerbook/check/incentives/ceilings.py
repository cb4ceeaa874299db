"""The caps of one incentive beside each other: which of them no deal can ever reach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from partnerbook.findings import Ref
from partnerbook.resolve.record import Record
from partnerbook.values.money import Money

MONTHS = {"deal": 0, "month": 1, "quarter": 3, "year": 12, "period": 1200}
"""How long what a cap limits lasts: a deal is shorter than any period, and longer than every other
is the whole time of the incentive. What a cap per unit comes to depends on the deal."""


@dataclass(frozen=True, slots=True)
class Ceiling:
    """One amount of a cap, with its place; ``limited``: it binds for some cells alone."""

    cap: str
    per: str
    most: Money
    ref: Ref
    limited: bool


@dataclass(frozen=True, slots=True)
class Idle:
    """A cap in one currency that is never reached, because of another one.

    ``times`` so much of ``other`` is the most that ``cap`` ever sees: the months of a year, or 1.
    """

    cap: Ceiling
    other: Ceiling
    times: int

    @property
    def reached(self) -> Money:
        """The most that ever counts towards the cap."""
        return self.other.most.times(self.times)


def ceilings(record: Record) -> tuple[Ceiling, ...]:
    """All amounts of the caps of an incentive but those per unit, beside which nothing is told."""
    return tuple(
        Ceiling(
            cap["id"],
            cap["per"],
            most,
            record.ref.child("caps", at, "amounts", number),
            limited=bool({"for", "except"} & cap.keys()),
        )
        for at, cap in enumerate(record.get("caps", ()))
        if cap["per"] in MONTHS
        for number, most in enumerate(cap["amounts"])
    )


def idle_caps(found: Sequence[Ceiling]) -> Iterator[Idle]:
    """Each pair of caps in one currency of which one is never reached, wherever it binds."""
    yield from (pair for pair in _pairs(found) if not pair.other.limited)


def tightest(found: Iterable[Idle]) -> list[Idle]:
    """Of each cap in each currency, the one that lets least of it be reached: others follow."""
    least: dict[tuple[str, str], Idle] = {}
    for idle in found:
        key = (idle.cap.cap, idle.cap.most.currency)
        known = least.get(key)
        if known is None or idle.reached < known.reached:
            least[key] = idle
    return list(least.values())


def _pairs(found: Sequence[Ceiling]) -> Iterator[Idle]:
    ordered = sorted(found, key=lambda one: MONTHS[one.per])
    for short, long in combinations(ordered, 2):
        if short.cap == long.cap or short.most.currency != long.most.currency:
            continue
        if short.per == long.per:
            low, high = sorted((short, long), key=lambda one: one.most)
            yield Idle(high, low, 1)
        elif long.most < short.most:
            yield Idle(short, long, 1)
        elif short.per != "deal" and long.per != "period":
            times = MONTHS[long.per] // MONTHS[short.per]
            if long.most > short.most.times(times):
                yield Idle(long, short, times)
