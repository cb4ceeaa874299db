"""Whether the first to register gets something on top of all that others get, plainly.

Where that is so for every row that could count at all, no sort of deal has to be looked at; where
it is so for the rows of one sort, no stack has to be. What cannot be told in this way is reckoned.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal

from partnerbook.pricing.board import Board
from partnerbook.pricing.chart import Bits
from partnerbook.pricing.exact import ONE, ZERO
from partnerbook.pricing.items import Item
from partnerbook.pricing.stacks import clash
from partnerbook.values.spans import spans


def plainly_rewarded(board: Board, start: Bits, tier: str, paid: Collection[int]) -> bool:
    """Whether the first earns more than any other wherever one of the rows ``paid`` counts.

    ``start``: the boxes of the deals looked at. False means that it is not plain, not that it
    fails: how many there can be, or which is given, may turn on what comes on top.
    """
    chart, axes = board.chart, board.program.axes
    here = start & chart.allowing("tier", axes.node("tier", tier))
    asked = chart.limiting("claim")
    not_first = spans(s for claim in ("none", "later") for s in axes.node("claim", claim))
    unlike = ~asked | chart.allowing("claim", not_first)
    items: list[Item] = []
    more: list[Item] = []
    pays = False
    if any(held & here for _, held in board.stack_limits) or _chosen_for(board, here):
        return False
    for at in range(len(board.steps)):
        mine = board.step_bits(at) & here
        numbers = board.numbers(at, mine)
        given = [board.item(number, None) for number in numbers]
        items += given
        counts = not set(paid).isdisjoint(numbers)
        if mine & asked and not mine & unlike:
            more += given
        elif mine & asked or counts:
            return False
        pays = pays or counts
    return not pays or surely_more(items, _with_followers(items, more))


def _chosen_for(board: Board, here: Bits) -> bool:
    """Whether some step there is one of which the program chooses, or hangs on the margin."""
    return any(
        (step.choice or step.only_below is not None) and board.step_bits(at) & here
        for at, step in enumerate(board.steps)
    )


def surely_more(items: Sequence[Item], more: Sequence[Item]) -> bool:
    """Whether whoever gets ``more`` besides the other ``items`` earns more on every finite deal.

    Of several items of one step any may be the one that counts. To every stack of the others the
    partner's part of ``more`` can be added; at most something is left out for it that customers or
    people get on request, which never earns the partner less.
    """
    taken = [item for item in more if item.chain == "partner"]
    beside = [item for item in items if item not in more]
    displaced = [item for item in beside if _rivals(item, taken)]
    needed = {name for item in items for name in item.step.requires}
    return (
        bool(taken)
        and not _may_turn(items)
        and all(_gives(item) and not item.step.requires for item in taken)
        and not any(_rivals(item, taken) for item in taken)
        # What nobody has to take, and what lowers no price of the partner's, takes nothing away.
        and all(item.chain != "customer" or item.step.applies != "automatic" for item in more)
        and all(
            item.chain in ("customer", "person")
            and item.step.applies != "automatic"
            and item.step.id not in needed
            # Nothing else may have to take its place.
            and all(rival in displaced for rival in _rivals(item, beside))
            for item in displaced
        )
    )


def _with_followers(items: Sequence[Item], more: Sequence[Item]) -> list[Item]:
    """With all that can only be had together with some of it."""
    found = list(more)
    ids = {item.step.id for item in found}
    while True:
        new = [i for i in items if i not in found and not ids.isdisjoint(i.step.requires)]
        if not new:
            return found
        found += new
        ids.update(item.step.id for item in new)


def _gives(item: Item) -> bool:
    """Whether an item gives something on every finite deal, whatever else is taken."""
    some = item.rate > ZERO or item.fixed > ZERO
    return some and not item.growing and ZERO not in (item.limit, item.unit_limit)


def _may_turn(items: Sequence[Item]) -> bool:
    """Whether a partner that takes more may earn less: see ``is_wild``, for what it earns."""
    highest: dict[str, Decimal] = {}
    for item in items:
        if item.bearing is not None and item.bearing.partner:
            return True
        if item.chain in ("partner", "customer"):
            if item.rate < ZERO or (item.is_fixed and item.fixed < ZERO):
                return True
            highest[item.step.id] = max(item.rate, highest.get(item.step.id, ZERO))
    return sum(highest.values(), ZERO) >= ONE


def _rivals(item: Item, among: Sequence[Item]) -> list[Item]:
    return [one for one in among if one.step is not item.step and clash(one.step, item.step)]
