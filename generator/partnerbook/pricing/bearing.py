"""Who bears what is given: what the distributor or the partner takes over from the vendor.

Prices stay as they are. What somebody else bears is settled beside them: the partner pays its share
back, and so earns less; the distributor pays its own, and so keeps less. Where a distributor passes
the partner's front end on, which it otherwise bears alone, it gets back all but its own share. On a
deal without a distributor the vendor bears that one's share.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from partnerbook.pricing.exact import ONE, ZERO
from partnerbook.resolve.program import Step

PARTNER, DISTRIBUTOR, VENDOR = "partner", "distributor", "vendor"


@dataclass(frozen=True, slots=True)
class Bearing:
    """The shares of what is given, as factors that make 1."""

    vendor: Decimal
    distributor: Decimal
    partner: Decimal


@dataclass(frozen=True, slots=True)
class Borne:
    """What everybody bears of one amount, as it is paid; together the amount.

    Of what a distributor passes on to the end customer the partner's part stands at the partner's
    price and the distributor's at its own; the vendor's is what is left of the latter.
    """

    vendor: Decimal
    distributor: Decimal
    partner: Decimal


class Moved(NamedTuple):
    """By how much more the vendor gives, the partner earns and the distributor gets; or less."""

    given: Decimal
    earned: Decimal
    distributor: Decimal


def bearing_of(step: Step) -> Bearing | None:
    """Who bears a step; None if nothing is said."""
    said = step.terms.borne_by
    if not said:
        return None
    shares = (said[who].fraction if who in said else ZERO for who in (VENDOR, DISTRIBUTOR, PARTNER))
    return Bearing(*shares)


def moved(
    bearing: Bearing, chain: str, amount: Decimal, passed: Decimal, *, front: bool, two_tier: bool
) -> Moved:
    """What is moved of an amount. ``passed``: what of the end customer's the distributor gets.

    ``chain`` as in ``Item``; call inside exactly().
    """
    mine = bearing.partner * amount
    if chain == "customer":
        theirs = bearing.distributor * passed if two_tier else ZERO
        return Moved(-mine - theirs, -mine, -theirs)
    if chain == PARTNER and front and two_tier:
        back = (ONE - bearing.distributor) * amount
        return Moved(bearing.vendor * amount, -mine, back)
    theirs = bearing.distributor * amount if two_tier else ZERO
    return Moved(-mine - theirs, -mine, -theirs)
