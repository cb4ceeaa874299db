"""What does a partner earn: the second of the three calculators.

What lives here: the waterfall of an order, the worst and the best permitted stack of every sort of
deal, tiers out of order, cells without a rate or with two, all in exact arithmetic. What does not:
rights (an order states its route), floors and repairs as judgements (check).
"""

from __future__ import annotations

from partnerbook.pricing.ambiguity import Ambiguity, ambiguous
from partnerbook.pricing.distributor import Squeeze, squeezes
from partnerbook.pricing.extreme import Extreme, Scope, extremes
from partnerbook.pricing.gap import Gap, gaps
from partnerbook.pricing.inversion import Inversion, inversions
from partnerbook.pricing.order import Line, Order
from partnerbook.pricing.payouts import PaidPart, Payout, payouts
from partnerbook.pricing.price_protection import Fall, falls
from partnerbook.pricing.quote import (
    Doubt,
    Figure,
    LineQuote,
    Missing,
    NotApplied,
    Quote,
    Sums,
)
from partnerbook.pricing.quoting import LIST_PRICE, ROUTE_RULE, STACK_LIMIT, price
from partnerbook.pricing.roles import Recast
from partnerbook.pricing.selling_off import SellingOff, no_agreement, selling_off
from partnerbook.pricing.shares import Part
from partnerbook.pricing.smallest import smallest_part
from partnerbook.pricing.stack import Stack
from partnerbook.pricing.untaken import untaken
from partnerbook.pricing.waterfall import Taken

__all__ = [
    "LIST_PRICE",
    "ROUTE_RULE",
    "STACK_LIMIT",
    "Ambiguity",
    "Doubt",
    "Extreme",
    "Fall",
    "Figure",
    "Gap",
    "Inversion",
    "Line",
    "LineQuote",
    "Missing",
    "NotApplied",
    "Order",
    "PaidPart",
    "Part",
    "Payout",
    "Quote",
    "Recast",
    "Scope",
    "SellingOff",
    "Squeeze",
    "Stack",
    "Sums",
    "Taken",
    "ambiguous",
    "extremes",
    "falls",
    "gaps",
    "inversions",
    "no_agreement",
    "payouts",
    "price",
    "selling_off",
    "smallest_part",
    "squeezes",
    "untaken",
]
