"""Tiers that end by their own line with nothing after them."""

from __future__ import annotations

from partnerbook.resolve.held import Held
from partnerbook.resolve.program import Partner


def unfollowed(partner: Partner, held: Held) -> str:
    """``, and no tier is entered after it``; "" where one is, or the entry has no last day."""
    later = any(one.period.start >= held.period.end for one in partner.standing)
    return "" if later or held.period.through is None else ", and no tier is entered after it"
