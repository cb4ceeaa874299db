"""What each partner holds a right to on a day, and where: products by place, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from partnerbook.render import fmt
from partnerbook.render.views.places import in_words
from partnerbook.render.views.seen import Seen
from partnerbook.render.views.sellers import customers, shown
from partnerbook.resolve.naming import describe_axis
from partnerbook.resolve.program import Program
from partnerbook.rights import holders
from partnerbook.values.box import Box, BoxSet, Spans, spans, subtract_spans


@dataclass(frozen=True, slots=True)
class Range:
    """Products in some place.

    ``only`` tells what keeps it from being all of it: ``in part``, or for which customers it is.
    """

    where: str
    products: str
    only: str

    @property
    def what(self) -> str:
        """``Core and Insight (in part, Public sector)``."""
        return f"{self.products} ({self.only})" if self.only else self.products


def reach(program: Program, partners: Mapping[str, Seen], on: date) -> dict[str, BoxSet]:
    """What each of the partners holds a right to, as far as its rights are shown; by id."""
    space = program.axes.space
    found: dict[str, BoxSet] = {}
    for holding in holders(program, space.everything, on):
        partner = holding.grant.partner
        if shown(partners.get(partner, {}), holding):
            found[partner] = found.get(partner, space.nothing).union(holding.cells)
    return found


def ranges_in(program: Program, cells: BoxSet, place: Spans, name: str) -> tuple[Range, ...]:
    """What of some cells lies in a place: first what holds for all of it, then the rest."""
    by_limit: dict[tuple[bool, str], Spans] = {}
    for box in cells.limited("place", place).simplified().boxes:
        limit = box.side("place") != place, _customers(program, box)
        by_limit[limit] = spans([*by_limit.get(limit, ()), *_products(program, box)])
    everywhere = by_limit.get((False, ""), ())
    return tuple(
        Range(name, _said(program, products), _only(*limit))
        for limit, held in sorted(by_limit.items())
        if (products := subtract_spans(held, everywhere) if any(limit) else held)
    )


def ranges(program: Program, cells: BoxSet, on: date) -> tuple[Range, ...]:
    """All of some cells, products that go together in one line."""
    by_product: dict[tuple[Spans, str], Spans] = {}
    for box in cells.simplified().boxes:
        key = _products(program, box), _customers(program, box)
        by_product[key] = spans([*by_product.get(key, ()), *_places(program, box)])
    found = (
        Range(in_words(program, held, on), _said(program, products), _only(False, whom))
        for (products, whom), held in by_product.items()
    )
    return tuple(sorted(found, key=lambda one: (fmt.alphabetical(one.where), one.what)))


def _only(in_part: bool, whom: str) -> str:
    return ", ".join(filter(None, ("in part" if in_part else "", whom)))


def _customers(program: Program, box: Box) -> str:
    return customers(program, BoxSet(program.axes.space, (box,)))


def _products(program: Program, box: Box) -> Spans:
    return box.side("product") or program.axes.space.full("product")


def _places(program: Program, box: Box) -> Spans:
    return box.side("place") or program.axes.space.full("place")


def _said(program: Program, products: Spans) -> str:
    return fmt.sentence(describe_axis(program.axes, "product", products))
