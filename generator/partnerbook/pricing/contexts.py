"""The distinct deals of a program: for each tier and product, every set of rows that meets on one.

Cells are told apart only where the rows that count, the list price, the floors, the limits of
stacks or the billing (for caps of several periods) differ. The size of a deal is an axis like
the others, except that quantity and list value go together, and that what sizes a deal can have
depends on the product's price.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product as combined
from typing import NamedTuple

from partnerbook.pricing.board import Board
from partnerbook.pricing.chart import Bits, Place
from partnerbook.pricing.crowding import Crowd, crowd_of
from partnerbook.pricing.items import Item
from partnerbook.pricing.moments import NO_MIX, Mix
from partnerbook.pricing.sizes import Size, sized
from partnerbook.resolve.program import Floor, ListPrice, StackLimit
from partnerbook.values.spans import Spans

Numbers = tuple[int, ...]
"""Rows that count in a cell, by their number on the board, in the order of the waterfall."""

Grades = tuple[tuple[Spans, Spans], ...]
"""Quantities and list values that go together."""

Sides = tuple[tuple[str, str], ...]
"""Tiers, each with one claim or with any ("")."""


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """Deals on which the same rows count, whatever the product. Made once for alike products.

    ``rows``: one tuple for each tier or claim that was asked about. ``limits``, for each of them:
    those on how many incentives there can be. ``two_tier``, for each of them:
    whether a distributor buys at its own discount, out of which it passes on the partner's front
    end. Without one the vendor bears all of it. ``listed``: the price lists that hold, as bits.
    ``grades``: the quantities and list values of such deals (``graded``: one number for equal
    ones). ``around``, for each of them: one stretch per axis of ``axes`` around one such deal;
    inside it nothing differs. ``coarse``: there are more sorts of deals than can be told apart, and
    this one only stands for them. ``crowd``: too much to compare on all of them, if it is.
    """

    rows: tuple[Numbers, ...]
    two_tier: tuple[bool, ...]
    billing: str | None
    floors: tuple[Floor, ...]
    limits: tuple[tuple[StackLimit, ...], ...]
    listed: Bits
    grades: Grades
    graded: int
    axes: tuple[str, ...]
    around: tuple[tuple[Spans, ...], ...]
    coarse: bool = False
    crowd: Crowd | None = None


class Deals(NamedTuple):
    """The deals of a shape in one product at one list price.

    ``sizes``: the smallest first. ``at``: among which of the shape's ``grades`` that one is.
    """

    price: ListPrice
    sizes: tuple[Size, ...]
    at: int


class _Asked(NamedTuple):
    """What shapes are asked for: among which boxes, for whom."""

    start: Bits
    views: Sides
    mix: Mix
    some: bool


class Contexts:
    """Finds the contexts on one board."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._places: dict[tuple[Bits, bool], tuple[tuple[str, ...], tuple[Place, ...]] | None] = {}
        self._shapes: dict[_Asked, tuple[Shape, ...]] = {}
        self._sizes: dict[tuple[int, Decimal], tuple[tuple[Size, ...], int]] = {}
        self._graded: dict[Grades, int] = {}

    def on(self, shape: Shape, product: str) -> Iterator[Deals]:
        """The deals of a shape in a product: one, none, or several if prices are rivals."""
        prices = self._board.price_of(product, shape.listed)
        for price in prices[:1] if shape.coarse else prices:
            key = (shape.graded, price.price.amount)
            if key not in self._sizes:
                self._sizes[key] = sized(shape.grades, price.price.amount)
            found, at = self._sizes[key]
            if found:
                yield Deals(price, found, at)

    def shapes(
        self,
        product: str,
        tiers: tuple[str, ...],
        claims: tuple[str, ...] = (),
        mix: Mix = NO_MIX,
        *,
        some: bool = False,
    ) -> tuple[Shape, ...]:
        """The shapes of deals in a product, for one tier or for several at once.

        With ``claims``: for one tier with each of these claims instead. ``mix``: the tier of some
        moments besides the order. ``some``: also deals that are forbidden to not all of the tiers.
        """
        board = self._board
        if product not in board.prices:
            return ()
        start = board.start(product)
        views = tuple((tier, claim) for tier in tiers for claim in claims or ("",))
        asked = _Asked(start, views, mix, some)
        if asked not in self._shapes:
            within = (start, bool(claims))
            if within not in self._places:
                needed = [board.price_bits & start]
                needed += [board.region] if board.region else []
                needed += [board.offered[product]] if product in board.offered else []
                without = ("product", "tier", *(["claim"] if claims else []))
                self._places[within] = board.chart.places(start, needed, without=without)
            found = self._places[within]
            view = _View(board, asked, self._graded)
            made = (view.coarse(),) if found is None else view.shapes(*found)
            crowd = crowd_of(board, (rows for shape in made for rows in shape.rows))
            self._shapes[asked] = tuple([replace(s, crowd=crowd) for s in made]) if crowd else made
        return self._shapes[asked]


class _View:
    """What matters of a set of boxes to some tiers or claims, and what it means."""

    def __init__(self, board: Board, asked: _Asked, known: dict[Grades, int]) -> None:
        start, views, mix, some = asked
        self._board = board
        self._known, self._out = known, all if some else any
        self._floors: dict[Bits, tuple[Floor, ...]] = {}
        axes = board.program.axes
        self._tiers = [board.chart.allowing("tier", axes.node("tier", tier)) for tier, _ in views]
        for at, (_, claim) in enumerate(views):
            if claim:
                self._tiers[at] &= board.chart.allowing("claim", axes.node("claim", claim))
        mixed = {at: board.chart.allowing("tier", axes.node("tier", tier)) for at, tier in mix}
        held = (*(tier for tier, _ in views), *(tier for _, tier in mix))
        self._tracks = [board.tracks[tier] for tier in held]
        self._prices = board.price_bits & start
        sized = board.chart.limiting("quantity") | board.chart.limiting(board.chart.value_axis)
        # Only the steps whose rows are cut by size have to wait for it.
        self._plain: list[list[tuple[int, Bits]]] = []
        self._later: list[list[tuple[int, Bits]]] = []
        any_tier = 0
        for tier in self._tiers:
            any_tier |= tier
        self._judging = board.floor_bits | board.limit_bits
        self._kept = (self._judging | board.forbidden) & any_tier & start
        self._picks: dict[Bits, list[list[Numbers]]] = {}
        self._billed = 0
        for tier in self._tiers:
            mine = [
                (at, board.step_bits(at) & start & mixed.get(moment, tier))
                for at, moment in enumerate(board.moments)
            ]
            self._plain.append([(at, bits) for at, bits in mine if bits and not bits & sized])
            self._later.append([(at, bits) for at, bits in mine if bits & sized])
            for _, bits in self._later[-1]:
                self._kept |= bits
            for at, bits in mine:
                self._billed |= bits if at in board.billed_steps else 0
        grades = board.chart.grades
        self._sizes = [
            (quantity.bits & value.bits, (quantity.side, value.side))
            for quantity in grades("quantity", self._kept)
            for value in grades(board.chart.value_axis, self._kept)
        ]

    def coarse(self) -> Shape:
        """One shape that stands for more than can be told apart: a row of every step."""
        axes = self._board.program.axes
        pair = (self._board.limits["quantity"], axes.space.full(self._board.chart.value_axis))
        rows = tuple(
            tuple(self._board.chosen(at, mine)[0] for at, mine in sorted((*plain, *later)))
            for plain, later in zip(self._plain, self._later, strict=True)
        )
        draft = _Draft(rows, None, 0, self._prices, {pair: Place(0, ())})
        return replace(self._shape((), draft), coarse=True)

    def shapes(self, axes: tuple[str, ...], places: Sequence[Place]) -> tuple[Shape, ...]:
        """The shapes among some places."""
        drafts: dict[tuple[object, ...], _Draft] = {}
        alike: dict[Bits, list[tuple[Bits, list[tuple[Spans, Spans]]]]] = {}
        for place, plain in self._rough(places):
            here, rest = place.bits & self._kept, place.bits & ~self._kept
            if here not in alike:
                alike[here] = self._by_size(here)
            for kept, pairs in alike[here]:
                billing = self._billing(rest | kept)
                judging = kept & self._judging
                for rows in self._rows(kept, plain):
                    key = (rows, billing, judging, rest & self._prices)
                    if key not in drafts:
                        around = dict.fromkeys(pairs, place)
                        drafts[key] = _Draft(rows, billing, kept, rest & self._prices, around)
                        continue
                    for pair in pairs:
                        drafts[key].places.setdefault(pair, place)
        return tuple([self._shape(axes, draft) for draft in drafts.values()])

    def _by_size(self, bits: Bits) -> list[tuple[Bits, list[tuple[Spans, Spans]]]]:
        """What is left of some boxes on deals of each size; not where they are forbidden."""
        found: dict[Bits, list[tuple[Spans, Spans]]] = {}
        for more, pair in self._sizes:
            found.setdefault(bits & more, []).append(pair)
        barred = [self._board.forbidden & tier for tier in self._tiers]
        return [
            (kept, pairs)
            for kept, pairs in found.items()
            if not self._out(kept & b for b in barred)
        ]

    def _rough(self, places: Sequence[Place]) -> list[tuple[Place, list[list[Numbers]]]]:
        """The places that differ in more than size, each with the rows that size has no say in."""
        chosen = self._board.chosen
        merged = self._prices | self._kept
        found: dict[tuple[object, ...], tuple[Place, list[list[Numbers]]]] = {}
        for place in places:
            bits = place.bits
            if not all(bits & track for track in self._tracks):
                continue
            plain = [[chosen(at, bits & mine) for at, mine in steps] for steps in self._plain]
            key = (bits & merged, self._billing(bits), *map(tuple, plain))
            if key not in found:
                found[key] = (place, [list(filter(None, picks)) for picks in plain])
        return list(found.values())

    def _rows(self, kept: Bits, plain: Sequence[Sequence[Numbers]]) -> list[tuple[Numbers, ...]]:
        """The rows that count for each tier; several ways where rows are rivals."""
        if kept not in self._picks:
            chosen = self._board.chosen
            found = ([chosen(at, kept & mine) for at, mine in later] for later in self._later)
            self._picks[kept] = [list(filter(None, picks)) for picks in found]
        ways = [
            [tuple(sorted(way)) for way in combined(*first, *rest)]
            for first, rest in zip(plain, self._picks[kept], strict=True)
        ]
        return list(combined(*ways))

    def _limits(self, kept: Bits) -> tuple[StackLimit, ...]:
        """The limits on how many incentives there can be, for one of the tiers or claims."""
        return tuple([limit for limit, mine in self._board.stack_limits if kept & mine])

    def _billing(self, bits: Bits) -> str | None:
        """How often the deal is billed, if that matters to the caps of a step that may count."""
        if not bits & self._billed:
            return None
        return next(name for name, mine in self._board.billing.items() if bits & mine)

    def _shape(self, axes: tuple[str, ...], draft: _Draft) -> Shape:
        here = draft.kept & (board := self._board).floor_bits
        if here not in self._floors:
            self._floors[here] = tuple(floor for floor, mine in board.floors if here & mine)
        grades = tuple(draft.places)
        return Shape(
            rows=draft.rows,
            two_tier=tuple([board.has_distributor(numbers) for numbers in draft.rows]),
            billing=draft.billing,
            floors=self._floors[here],
            limits=tuple([self._limits(draft.kept & tier) for tier in self._tiers]),
            listed=draft.listed,
            grades=grades,
            graded=self._known.setdefault(grades, len(self._known)),
            axes=axes,
            around=tuple([place.sides for place in draft.places.values()]),
        )


@dataclass(frozen=True, slots=True)
class _Draft:
    """A shape in the making; ``places``, one for each quantity and list value, grows."""

    rows: tuple[Numbers, ...]
    billing: str | None
    kept: Bits
    listed: Bits
    places: dict[tuple[Spans, Spans], Place]


def taking_part(board: Board, shape: Shape, which: int = 0) -> tuple[Item, ...]:
    """The items of a shape for one of its tiers."""
    return tuple(board.item(number, shape.billing) for number in shape.rows[which])
