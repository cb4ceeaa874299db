"""Exact decimal arithmetic: no digit is lost, and rounding happens only where someone says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from decimal import (
    ROUND_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Context,
    Decimal,
    Inexact,
    localcontext,
)

from partnerbook.values.money import minor_units
from partnerbook.values.percent import Percent

ZERO = Decimal(0)
ONE = Decimal(1)
HUNDRED = Decimal(100)

# Each compounding rate adds up to eight digits, so Decimal's usual 28 are soon too few. Whoever
# needs more than 200 has found our bug: Inexact is raised instead of a digit lost.
_EXACT = Context(prec=200, traps=[Inexact])
_ROUNDING = Context(prec=200)
_SHARES = Context(prec=60)


def exactly() -> AbstractContextManager[Context]:
    """Inside, ``+ - *`` on Decimals are exact."""
    return localcontext(_EXACT)


_MODES: Mapping[str, str] = {
    "half-up": ROUND_HALF_UP,
    "half-even": ROUND_HALF_EVEN,
    "down": ROUND_DOWN,
    "up": ROUND_UP,
}


def smallest(currency: str) -> Decimal:
    """The smallest amount that the currency can be paid in: 0.01 for EUR, 1 for JPY."""
    return ONE.scaleb(-minor_units(currency))


@dataclass(frozen=True, slots=True)
class Coins:
    """How a currency is paid: its smallest amount, and how one rounds to it.

    ``mode`` as program.yml says it: half-up, half-even, down or up (away from zero).
    """

    currency: str
    mode: str

    @property
    def smallest(self) -> Decimal:
        """The smallest amount that can be paid."""
        return smallest(self.currency)

    def rounded(self, amount: Decimal) -> Decimal:
        """To what can be paid; what is taken back rounds as what was given did."""
        return amount.quantize(self.smallest, _MODES[self.mode], _ROUNDING)


def share(part: Decimal, whole: Decimal) -> Decimal:
    """``part / whole`` to 60 digits: to show and to sort; compare products where it must be exact.

    Raises ZeroDivision where the whole is zero: nothing has a share of nothing.
    """
    return _SHARES.divide(part, whole)


def points(part: Decimal) -> Percent:
    """A factor in percent, to two decimals, half-up: to show."""
    return Percent((part * HUNDRED).quantize(Decimal("0.01"), ROUND_HALF_UP, _ROUNDING))


def split(total: Decimal, weights: Sequence[Decimal], unit: Decimal) -> tuple[Decimal, ...]:
    """A total in parts by weight, each a multiple of ``unit``, by the largest remainder.

    The parts add up to the total exactly; equal remainders go to the earlier part. Without any
    weight all parts weigh the same. ``total`` must be a multiple of ``unit``.
    """
    whole = sum(weights, ZERO)
    if not whole:
        weights, whole = [ONE] * len(weights), Decimal(len(weights))
    units = total / unit
    floors = [units * weight // whole for weight in weights]
    rests = [units * weight % whole for weight in weights]
    left = int(units - sum(floors, ZERO))
    for at in sorted(range(len(weights)), key=lambda at: (-rests[at], at))[:left]:
        floors[at] += ONE
    return tuple(floor * unit for floor in floors)
