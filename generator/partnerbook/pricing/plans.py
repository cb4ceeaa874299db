"""One plan per set of rows, shared by all contexts in which just these rows count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from partnerbook.pricing.board import Board
from partnerbook.pricing.contexts import Shape, taking_part
from partnerbook.pricing.items import Item
from partnerbook.pricing.judging import unit_cost
from partnerbook.pricing.reckoner import Plan
from partnerbook.pricing.search import Search
from partnerbook.resolve.program import Partner, Program, StackLimit
from partnerbook.values.box import BoxSet
from partnerbook.values.spans import Spans

EVERYWHERE: Mapping[str, Spans] = {}
"""No limit on the deals that are looked at."""


class Plans:
    """The plans of one program; contexts with the same rows share one."""

    def __init__(self, program: Program, within: Mapping[str, Spans] = EVERYWHERE) -> None:
        self._program, self._within = program, within
        self._search = Search(program)
        self._plans: dict[tuple[object, ...], Plan] = {}

    def board(
        self,
        currency: str,
        partner: Partner | None = None,
        *,
        promised: bool = False,
        region: BoxSet | None = None,
    ) -> Board:
        """The board of one currency, with a partner's special terms if one is named.

        ``promised``: without what is at the vendor's discretion. ``region``: only deals in it.
        """
        return Board(
            self._program,
            self._search.items,
            currency,
            partner,
            promised=promised,
            within=self._within,
            region=region,
        )

    def plan(self, board: Board, shape: Shape, product: str, which: int = 0) -> Plan:
        """What is known about the stacks of a shape, for one of its tiers.

        ``product`` matters only where something is given at a low margin alone.
        """
        rows = shape.rows[which]
        judged = board.conditional and any(
            board.rows[number][0].only_below is not None for number in rows
        )
        cost = unit_cost(self._program, product, board.currency) if judged else None
        limits = _binding(board, shape, which) if shape.limits[which] else ()
        key = (board, rows, shape.billing, limits, cost, shape.crowd)
        if key not in self._plans:
            items = taking_part(board, shape, which)
            if judged:
                items = tuple(
                    item if item.step.only_below is None else replace(item, unit_cost=cost)
                    for item in items
                )
            two_tier = shape.two_tier[which]
            self._plans[key] = Plan(
                self._search, items, two_tier=two_tier, limits=limits, crowd=shape.crowd
            )
        return self._plans[key]

    def made_of(self, items: tuple[Item, ...]) -> Plan:
        """What is known about the stacks of some items in one tier; remembered."""
        key = (None, *(id(item) for item in items))
        if key not in self._plans:
            self._plans[key] = Plan(self._search, items, two_tier=False)
        return self._plans[key]


def _binding(board: Board, shape: Shape, which: int) -> tuple[StackLimit, ...]:
    """The limits of a shape that more incentives meet than they allow."""
    ids = [board.rows[number][0].id for number in shape.rows[which]]
    return tuple(
        limit
        for limit in shape.limits[which]
        if sum(name in limit.of for name in ids) > limit.at_most
    )
