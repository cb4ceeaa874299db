"""Why it cannot be told how far stacks go on a sort of deal, in words."""

from __future__ import annotations

from collections.abc import Sequence

from partnerbook.pricing.crowding import MOST_COMPARED, Crowd
from partnerbook.pricing.distributor import Squeeze, on_several_lines
from partnerbook.pricing.exact import points, share
from partnerbook.pricing.extreme import Extreme
from partnerbook.pricing.items import Item
from partnerbook.resolve.naming_words import joined


def why_untold(extreme: Extreme) -> str:
    """Why the worst stack is not proven; empty if it is."""
    if extreme.proven:
        return ""
    if extreme.shape.coarse:
        return "more sorts of deals than can be told apart"
    plan = extreme.plan
    if not plan.judged:
        spread = next((size for size in extreme.sizes if size.lines > 1), None)
        names = list(dict.fromkeys(item.step.name for item in by_parts(extreme)))
        if not names or spread is None or not plan.unspread:
            return "too many permitted stacks to compare"
        gives = "gives" if len(names) == 1 else "give"
        tried = f"{points(share(extreme.given, extreme.value))} of list"
        return (
            f"{joined(names, 'and')} {gives} each part of a quantity a rate of its own, orders of"
            f" {spread.units} or more have to be of {spread.lines} lines or more, and"
            f" {plan.unspread}; of the orders that were tried the worst one gives {tried}"
        )
    if plan.crowd is not None:
        return _crowded(plan.crowd, plan.items)
    low = [item.step.id for item in plan.items if item.step.only_below is not None]
    if not plan.reckonable:
        product = extreme.board.program.products[extreme.product].name
        return (
            f"{joined(low, 'and')} is given only at a low margin, and the cost of {product} in"
            f" {extreme.currency} is not written"
        )
    groups = dict.fromkeys(item.step.group for item in plan.items if item.step.choice)
    hangs = joined([*low, *(f"the best of {group}" for group in groups)], "and")
    if plan.ties.listed(None, two_tier=plan.two_tier, wild=True) is None:
        return f"too many permitted stacks to look at each, as what is given of {hangs} hangs on it"
    return f"what is given of {hangs} hangs on itself: no stack agrees with all its own rules"


def _crowded(crowd: Crowd, items: Sequence[Item]) -> str:
    """Why nothing is compared where too many would have to be on too many deals."""
    groups = list(dict.fromkeys(item.step.group for item in items if item.step.choice))
    return (
        f"of {joined(groups, 'and')} the program gives one, by what each comes to; up to"
        f" {crowd.members} of them meet on each of {crowd.deals:,} sorts of deals, which would take"
        f" {crowd.compared:,} comparisons, and no more than {MOST_COMPARED:,} are made for one"
        " product"
    )


def by_parts(extreme: Extreme) -> tuple[Item, ...]:
    """The bands of a sort of deal that give each part of a quantity a rate of its own."""
    return tuple(item for item in extreme.plan.items if item.list_units)


def why_squeezed(squeeze: Squeeze) -> str:
    """Why it is not proven what a distributor keeps at worst."""
    plan = squeeze.extreme.plan
    if on_several_lines(squeeze.extreme):
        bands = joined(list({item.step.name: 0 for item in by_parts(squeeze.extreme)}), "and")
        return (
            f"what {bands} comes to depends on how many lines an order has, and only orders of the"
            " fewest lines are looked at"
        )
    if not plan.judged:
        return "too many permitted stacks to compare"
    why = why_untold(squeeze.extreme)
    if why:
        return why
    names = [i.step.id for i in plan.items if i.step.choice or i.step.only_below is not None]
    return (
        f"which of {joined(names, 'and')} is given hangs on itself on some deals: no stack agrees"
        " with all its own rules there"
    )
