"""What may a partner sell, where, to whom and when: the first of the three calculators.

What lives here: holders of a cell, the portfolio of a partner, what is sold at all, and where
rights collide. What does not: prices (pricing), tiers (standing), whether a collision is an error
and what it is called (check).
"""

from partnerbook.rights.conflict import (
    EXCLUSIVE,
    RESERVED,
    SHARED,
    SHARED_LIMIT,
    SHARED_SCOPE,
    SOLE,
    Conflict,
)
from partnerbook.rights.holding import Holding, holders, portfolio, sold
from partnerbook.rights.index import Index, conflicts

__all__ = [
    "EXCLUSIVE",
    "RESERVED",
    "SHARED",
    "SHARED_LIMIT",
    "SHARED_SCOPE",
    "SOLE",
    "Conflict",
    "Holding",
    "Index",
    "conflicts",
    "holders",
    "portfolio",
    "sold",
]
