"""One plan per set of rows, shared by all contexts in which just these rows count."""

from __future__ import annotations

from collections.abc import Mapping

from partnerbook.pricing.board import Board
from partnerbook.pricing.contexts import Shape, taking_part
from partnerbook.pricing.reckoner import Plan
from partnerbook.pricing.search import Search
from partnerbook.resolve.program import Partner, Program
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
        self, currency: str, partner: Partner | None = None, *, promised: bool = False
    ) -> Board:
        """The board of one currency, with a partner's special terms if one is named.

        ``promised``: without what is at the vendor's discretion.
        """
        return Board(
            self._program,
            self._search.items,
            currency,
            partner,
            promised=promised,
            within=self._within,
        )

    def plan(self, board: Board, shape: Shape, which: int = 0) -> Plan:
        """What is known about the stacks of a shape, for one of its tiers."""
        rows = shape.rows[which]
        key = (board, rows, shape.billing)
        if key not in self._plans:
            items = taking_part(board, shape, which)
            self._plans[key] = Plan(self._search, items, two_tier=shape.two_tier[which])
        return self._plans[key]
