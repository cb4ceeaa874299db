"""Which partners became part of which: what they sold and hold counts there from that day on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from partnerbook.resolve.program import Partner


def merged_into(partners: Mapping[str, Partner]) -> dict[str, tuple[tuple[str, date], ...]]:
    """By partner those that became part of it, directly or through others, with the first day.

    A chain ends where a file says that evidence does not count, or leads back to itself.
    """
    found: dict[str, list[tuple[str, date]]] = {}
    for partner in partners.values():
        day, one, seen = date.min, partner, {partner.id}
        while (step := _step(one)) is not None and step[0] in partners and step[0] not in seen:
            heir, day = step[0], max(day, step[1])
            found.setdefault(heir, []).append((partner.id, day))
            seen.add(heir)
            one = partners[heir]
    return {heir: tuple(sorted(parts)) for heir, parts in found.items()}


def _step(partner: Partner) -> tuple[str, date] | None:
    """Whom a partner becomes part of, and when; None if its evidence does not go with it."""
    if not partner.life.states:
        return None
    last = partner.life.states[-1]
    return (last.into, last.period.start) if last.into and last.evidence else None
