"""Requirements of a tier that take each other's place over time, and how much each asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from partnerbook.resolve.rungs import Ask
from partnerbook.values.money import Money
from partnerbook.values.percent import Percent
from partnerbook.values.period import ALWAYS


def versions(asks: Iterable[Ask]) -> tuple[tuple[Ask, ...], ...]:
    """The requirements of one list, those that are versions of one together, the earliest first.

    A requirement is a version of the one that it ``follows``; and of another that measures the same
    over the same time, where either has dates.
    """
    groups: list[list[Ask]] = []
    for ask in sorted(asks, key=lambda one: one.period):
        for group in groups:
            if any(_versions(ask, other) for other in group):
                group.append(ask)
                break
        else:
            groups.append([ask])
    return tuple(tuple(group) for group in groups)


def _versions(one: Ask, two: Ask) -> bool:
    if one.follows == two.id or two.follows == one.id:
        return True
    dated = one.period != ALWAYS or two.period != ALWAYS
    alike = (one.kind, one.metric, one.window) == (two.kind, two.metric, two.window)
    return dated and alike and bool(one.metric)


def before(asks: Sequence[Ask]) -> Mapping[str, Ask]:
    """By the id of a version, the one before it."""
    return {group[at].id: group[at - 1] for group in versions(asks) for at in range(1, len(group))}


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
