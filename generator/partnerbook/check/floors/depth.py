"""How far below their floors the stacks of one finding go: what a waiver of it must bound.

And what that is in money, on which cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnerbook.check.floors.below import AtList
from partnerbook.check.floors.breach import Breach, margin
from partnerbook.check.floors.words import given_as_paid, which
from partnerbook.check.waiving.bounds import GIVE, MARGIN
from partnerbook.findings import Cost, Depth
from partnerbook.pricing.exact import share
from partnerbook.values.box import BoxSet
from partnerbook.values.money import Money


def depths(breaches: Sequence[Breach]) -> Iterator[Depth]:
    """The most that is given and the least margin that is left, each where a floor limits it."""
    given = [one.stack.given_share for one in breaches if one.limit.minimum_margin is None]
    if given:
        yield Depth(GIVE, max(given))
    told = [one for one in breaches if one.limit.minimum_margin is not None]
    if told:
        yield Depth(MARGIN, min(margin(one.limit, one.stack) for one in told))


def cost(first: Breach) -> Cost:
    """What the deal that is shown lacks to its floor."""
    stack, currency = first.stack, first.extreme.currency
    # Reckoned from what the sum shows, so that a reader comes to the same.
    shown = first.excess - stack.given + given_as_paid(stack)
    short, value = (Money(one, currency).rounded() for one in (shown, stack.value))
    return Cost(short, value, first.share, which(first), stack.endless)


def cost_at_list(found: AtList) -> Cost:
    """What one unit lacks to its floor at its list price."""
    limit, listed = found.limit, found.price.price
    assert limit.minimum_margin is not None
    short = share(limit.cost, 1 - limit.minimum_margin.fraction) - listed.amount
    lack = Money(short, listed.currency).rounded()
    return Cost(lack, listed, share(short, listed.amount), "on one unit")


def inside(breaches: Sequence[Breach], cells: BoxSet) -> bool:
    """Whether all deals on which a floor is broken lie in some cells."""
    return all(one.extreme.cells.inside(cells) for one in breaches)
