"""What a partner does with its rights: not everyone that holds one sells to customers itself."""

from __future__ import annotations

from collections.abc import Mapping

from partnerbook.resolve.program import Partner

SELLS, SUPPLIES, REFERS, FINDS = "sells", "supplies", "refers", "finds"
"""Sells to customers; sells to other partners only; refers customers; finds them for the vendor."""

ROLES = (SELLS, SUPPLIES, REFERS, FINDS)

_BY_TYPE: Mapping[str, str] = {
    "distributor": SUPPLIES,
    "referral-partner": REFERS,
    "agent": FINDS,
}


def role(partner: Partner) -> str:
    """What the partner does for a customer whom its right reaches: one of ``ROLES``.

    A right keeps others out, and is kept out, whatever its holder does with it.
    """
    return _BY_TYPE.get(partner.type, SELLS)


def sells(partner: Partner) -> bool:
    """Whether a customer can buy from the partner, so that it covers the places of its rights."""
    return role(partner) == SELLS
