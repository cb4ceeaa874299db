"""What caps leave of one step: no line gets more than its own, all together no more than each cap.

A cap per unit is for each line by itself. Every other cap is for all lines that it binds: they
share it by what each gets before any of them, to the last coin, by the largest remainder. Where
caps bind different lines, all lines are filled at one pace until a cap of theirs is full; what one
line may not have because of its own cap is then the others'. So nothing hangs on the order of the
caps.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from partnerbook.pricing.exact import ONE, ZERO, Coins
from partnerbook.pricing.items import PER_UNIT
from partnerbook.pricing.shares import Part, Share
from partnerbook.resolve.program import Cap


def cut(
    shares: Sequence[Share], units: Mapping[int, int], coins: Coins | None, *, endless: bool
) -> None:
    """Cuts what the lines get of one step, rounded already. ``units``: of each line.

    Without ``coins`` there must be one line only. Call inside exactly().
    """
    if not any(share.item.caps for share in shares):
        return
    for share in shares:
        limits = [(left * units[share.line], cap) for cap, left in share.item.caps if _each(cap)]
        most, cap = min(limits, key=lambda limit: limit[0], default=(ZERO, None))
        if cap is not None and most < share.amount:
            share.cut(cap, most)
    order = _Order(shares, coins)
    for cap_id, (cap, left) in {c.id: (c, n) for s in shares for c, n in s.item.caps}.items():
        if not _each(cap):
            order.bind(cap_id, cap, ZERO if endless else left)
    order.fill()


def _each(cap: Cap) -> bool:
    return cap.per == PER_UNIT


@dataclass(frozen=True, slots=True)
class _Bound:
    """A cap for several lines: what is left of it, and the positions of the lines it binds."""

    cap: Cap
    left: Decimal
    members: tuple[int, ...]


class _Order:
    """The lines of an order, on the way to what each gets of one step."""

    def __init__(self, shares: Sequence[Share], coins: Coins | None) -> None:
        self._shares = shares
        self._unit = None if coins is None else coins.smallest
        self._bounds: list[_Bound] = []
        # What costs the partner something, where prices have fallen below zero, nothing caps.
        self._open = {at for at, share in enumerate(shares) if share.amount > 0}

    def bind(self, cap_id: str, cap: Cap, left: Decimal) -> None:
        """One cap more."""
        members = [
            at for at, s in enumerate(self._shares) if any(c.id == cap_id for c, _ in s.item.caps)
        ]
        self._bounds.append(_Bound(cap, left, tuple(members)))

    def fill(self) -> None:
        """Closes the lines of one full cap after the other, the cap first that is full first."""
        while (bound := self._next()) is not None:
            self._close(bound)

    def _next(self) -> _Bound | None:
        """The cap that the lines still open fill first, if any."""
        first: tuple[Decimal, Decimal, _Bound] | None = None
        for bound in self._bounds:
            left, wanted = self._left(bound), self._amounts(self._open.intersection(bound.members))
            if wanted <= left:
                continue
            if first is None or _before((left, wanted, bound), first):
                first = (left, wanted, bound)
        return None if first is None else first[2]

    def _close(self, bound: _Bound) -> None:
        mine = [at for at in bound.members if at in self._open]
        left, wanted = self._left(bound), self._amounts(mine)
        parts = self._parts(left, mine, bound)
        audience = self._shares[bound.members[0]].audience
        for at in bound.members:
            audience &= self._shares[at].audience
        for at, part in zip(mine, parts, strict=True):
            share = self._shares[at]
            share.part = Part(left, share.amount, wanted) if len(bound.members) > 1 else None
            share.cut(bound.cap, part)
        for at in bound.members:
            self._shares[at].audience = audience
        self._open.difference_update(mine)

    def _parts(self, total: Decimal, mine: Sequence[int], bound: _Bound) -> list[Decimal]:
        """So much for each, in coins. Of the rest nobody gets a coin that breaks another cap."""
        if len(mine) == 1:
            return [total]
        assert self._unit is not None, "only what is paid has several lines"
        weights = [self._shares[at].amount for at in mine]
        whole, coins = sum(weights, ZERO), total / self._unit
        parts = [coins * weight // whole for weight in weights]
        rests = [coins * weight % whole for weight in weights]
        others = [one for one in self._bounds if one is not bound]
        room = [
            self._left(one) / self._unit
            - sum((parts[n] for n, at in enumerate(mine) if at in one.members), ZERO)
            for one in others
        ]
        rest = coins - sum(parts, ZERO)
        for n in sorted(range(len(mine)), key=lambda n: (-rests[n], n)):
            hit = [at for at, one in enumerate(others) if mine[n] in one.members]
            if rest and all(room[at] >= 1 for at in hit):
                parts[n], rest = parts[n] + ONE, rest - ONE
                for at in hit:
                    room[at] -= 1
        return [part * self._unit for part in parts]

    def _left(self, bound: _Bound) -> Decimal:
        """What those lines of a cap leave of it that are closed."""
        return bound.left - self._amounts(at for at in bound.members if at not in self._open)

    def _amounts(self, places: Iterable[int]) -> Decimal:
        return sum((self._shares[at].amount for at in places), ZERO)


def _before(one: tuple[Decimal, Decimal, _Bound], two: tuple[Decimal, Decimal, _Bound]) -> bool:
    """Whether a cap is full before another; of equals that of more lines, then of earlier ones."""
    mine, theirs = one[0] * two[1], two[0] * one[1]
    return mine < theirs or (mine == theirs and _rank(one[2].members) < _rank(two[2].members))


def _rank(members: Collection[int]) -> tuple[int, tuple[int, ...]]:
    return (-len(members), tuple(members))
