"""Which places and products are covered, by whom, which are kept, and which nobody covers.

Places and products are cut where any right begins or ends; those in which everything is the same
are one again. So every row is exact, and there are as few as can be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from partnerbook.explain.grid import regions
from partnerbook.explain.limits import Kept, kept
from partnerbook.explain.places import Unclear, Where, place_of
from partnerbook.explain.question import product_of
from partnerbook.explain.right import Right, in_words, right_of
from partnerbook.findings import Ref
from partnerbook.resolve.naming import describe_axis
from partnerbook.resolve.naming_tree import whole_nodes
from partnerbook.resolve.postal import by_prefix
from partnerbook.resolve.program import Program
from partnerbook.resolve.written_place import held_on
from partnerbook.rights import Holding, holders
from partnerbook.rights.roles import sells
from partnerbook.values.box import BoxSet, Spans, meet_spans, spans

OPEN = "non-exclusive"
UNCOVERED = "uncovered"


@dataclass(frozen=True, slots=True)
class Who:
    """A right as a part of the coverage: for all customers, or for those in ``customers``."""

    right: Right
    customers: str


@dataclass(frozen=True, slots=True)
class Part:
    """One state of a place and product, for all customers or for those in ``customers``.

    ``status`` is ``exclusive``, ``sole``, ``shared-exclusive``, ``non-exclusive``, ``reserved``,
    ``house-account`` or ``uncovered``. ``who`` holds it; ``kept`` is the id, ``reason`` and ``ref``
    the why and where of what the vendor keeps.
    """

    status: str
    customers: str
    who: tuple[Who, ...] = ()
    kept: str = ""
    reason: str = ""
    ref: Ref | None = None

    @property
    def partners(self) -> tuple[tuple[str, str], ...]:
        """Who holds it, as (id, name), by name."""
        found = {(one.right.partner, one.right.partner_name) for one in self.who}
        return tuple(sorted(found, key=lambda one: (one[1].casefold(), one[0])))


@dataclass(frozen=True, slots=True)
class Named:
    """Places or products: in words, and as the fewest ids that are exactly them."""

    words: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """Products in which everything is the same."""

    products: Named
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """Places in which everything is the same, product by product.

    ``places`` are coded country by country, a country that is cut by its parts.
    """

    places: Named
    lines: tuple[CoverageLine, ...]


@dataclass(frozen=True, slots=True)
class Extent:
    """What a coverage looks at: where (``words`` if that was asked), which products, which day."""

    places: Spans
    products: Spans
    words: str
    on: date


@dataclass(frozen=True, slots=True)
class CoverageAnswer:
    """Rows by the names of their places; together they are exactly the extent."""

    extent: Extent
    rows: tuple[CoverageRow, ...]


def explain_coverage(
    program: Program,
    products: Sequence[str] = (),
    place: str = "",
    on: date | None = None,
) -> CoverageAnswer | Unclear:
    """What is covered of some products (none: all) in a place (none: wherever the program is).

    ``on`` None means the program's own day.
    """
    extent = extent_of(program, products, place, on or program.as_of)
    return extent if isinstance(extent, Unclear) else coverage_in(program, extent)


def extent_of(program: Program, products: Sequence[str], place: str, on: date) -> Extent | Unclear:
    """What is asked about, or why that is unclear."""
    found = [product_of(program, product) for product in products or ("all",)]
    where = place_of(program, place, on) if place else None
    wrong = [one.say for one in (where, *found) if isinstance(one, Unclear)]
    if wrong:
        return Unclear("; ".join(dict.fromkeys(wrong)))
    side = spans(s for one in found for s in program.axes.node("product", str(one)))
    held = where.held if isinstance(where, Where) else _known_places(program, on)
    return Extent(held, side, str(where or ""), on)


def coverage_in(program: Program, extent: Extent) -> CoverageAnswer:
    """The coverage of what is asked about."""
    within = rights_within(program, extent)
    held = [one for one in within if sells(program.partners[one.grant.partner])]
    own = kept(program, extent.on)
    shown = [right_of(program, holding, None, extent.on) for holding in held]
    sets = [*(holding.cells for holding in held), *(one.cells for one in own)]
    rows = [
        CoverageRow(
            _countries(program, region.places),
            tuple(
                CoverageLine(
                    named(program, "product", products), tuple(_parts(program, left, shown, own))
                )
                for products, left in region.lines
            ),
        )
        for region in regions(program.axes.space, extent.places, extent.products, sets)
    ]
    return CoverageAnswer(extent, tuple(sorted(rows, key=lambda row: row.places.words.casefold())))


def rights_within(program: Program, extent: Extent) -> tuple[Holding, ...]:
    """Who holds the right to resell any of what is asked about, the strongest kinds first.

    Also those that do not sell to customers themselves.
    """
    cells = program.axes.space.box({"place": extent.places, "product": extent.products})
    return holders(program, cells, extent.on) if extent.places else ()


def named(program: Program, axis: str, side: Spans) -> Named:
    """Places or products in words and as the fewest ids."""
    words = describe_axis(program.axes, axis, side)
    prefixes: tuple[str, ...] | None = ()
    if axis == "place":
        # Where no prefix cuts out what is held, the leaves of each part are named after all.
        prefixes, side = by_prefix(program.axes.postal, side)
    return Named(words, (*whole_nodes(program.axes.trees[axis], side), *(prefixes or ())))


def _countries(program: Program, side: Spans) -> Named:
    """Places in words and as ids country by country: of one that is cut, its parts."""
    prefixes, whole = by_prefix(program.axes.postal, side)
    tree, table = program.axes.trees["place"], program.geography

    def codes(node: str) -> Iterator[str]:
        inside = meet_spans(whole, (tree.stretch[node],))
        if inside and table.knows(node) and table.area(node).kind == "region":
            for child in tree.children[node]:
                yield from codes(child)
        elif inside:
            yield from whole_nodes(tree, inside)

    words = describe_axis(program.axes, "place", side)
    return Named(words, (*codes(tree.root), *(prefixes or ())))


def _parts(
    program: Program,
    left: Mapping[int, BoxSet],
    held: Sequence[Right],
    own: Sequence[Kept],
) -> Iterator[Part]:
    """The states of one place and product, the strongest first, what nobody covers last.

    ``left`` are the sets that reach there, without place and product; the rights come first.
    """
    space = program.axes.space
    uncovered = space.everything
    states: dict[tuple[str, str], list[int]] = {}
    for number, cells in left.items():
        uncovered = uncovered.subtract(cells)
        if number < len(held):
            right = held[number]
            # Each closed right is a state of its own; members of a group share one.
            apart = "" if right.kind == OPEN else right.group or right.grant
            states.setdefault((right.kind, apart), []).append(number)
    for (kind, _), numbers in states.items():
        cells = space.nothing
        for number in numbers:
            cells = cells.union(left[number])
        who = tuple(Who(held[number], in_words(program, left[number])) for number in numbers)
        yield Part(kind, in_words(program, cells), who)
    said = space.nothing
    for number in range(len(held), len(held) + len(own)):
        # A subsidiary is said with its parent.
        if number in left and not left[number].inside(said):
            said = said.union(left[number])
            one, words = own[number - len(held)], in_words(program, left[number])
            yield Part(one.kind, words, (), one.id, one.reason, one.ref)
    if uncovered:
        yield Part(UNCOVERED, in_words(program, uncovered))


def _known_places(program: Program, on: date) -> Spans:
    """Where the program is: its territories, what must be covered, what is or will be sold."""
    end = program.axes.space.axes["day"][1]
    ahead = program.axes.space.box({"day": ((on.toordinal(), end),)})
    declared = [held_on(program, territory, on) for territory in program.axes.territories]
    granted = [grant.written.meet(ahead) for grant in program.grants]
    reached = [cells.on("place") for cells in granted if cells]
    own = [one.cells.on("place") for one in kept(program, on)]
    asked = [one.cells.meet(ahead) for one in program.authority.must_cover]
    wanted = [cells.on("place") for cells in asked if cells]
    return spans(s for side in (*declared, *reached, *own, *wanted) for s in side)
