"""BoxSet against sets of points: every operation on small random sets, and the awkward cases."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerbook.values.box import (
    INFINITY,
    BoxSet,
    Space,
    Spans,
    inside_spans,
    meet_spans,
    spans,
    subtract_spans,
)
from partnerbook.values.spans import touch_spans

SIZES = {"a": 4, "b": 3, "c": 2}
SPACE = Space({axis: (0, size) for axis, size in SIZES.items()})
EVERY_POINT = frozenset(product(*(range(size) for size in SIZES.values())))
AXES = tuple(SIZES)
Point = tuple[int, ...]
Points = frozenset[Point]


def stretches_of(numbers: frozenset[int]) -> Spans:
    return spans((n, n + 1) for n in numbers)


def numbers_in(side: Spans) -> frozenset[int]:
    return frozenset(n for n in range(-1, 12) if any(low <= n < high for low, high in side))


def points(cells: BoxSet) -> Points:
    """The oracle: every point that lies in some box, by looking at each."""
    return frozenset(
        point
        for point in EVERY_POINT
        if any(
            all(
                any(low <= point[AXES.index(axis)] < high for low, high in side)
                for axis, side in box.sides
            )
            for box in cells.boxes
        )
    )


def is_well_formed(cells: BoxSet) -> bool:
    """What each operation may rely on: sorted axes, sides neither empty nor everything."""
    return all(
        [axis for axis, _ in box.sides] == sorted({axis for axis, _ in box.sides})
        and all(
            side and side != SPACE.full(axis) and side == spans(side) for axis, side in box.sides
        )
        for box in cells.boxes
    )


def sides_of(axis: str) -> st.SearchStrategy[Spans]:
    return st.frozensets(st.integers(0, SIZES[axis] - 1), min_size=1).map(stretches_of)


BOXES = st.fixed_dictionaries({}, optional={axis: sides_of(axis) for axis in AXES}).map(SPACE.box)
SETS = st.lists(BOXES, max_size=4).map(
    lambda boxes: BoxSet(SPACE, tuple(box for cells in boxes for box in cells.boxes))
)
NUMBERS = st.frozensets(st.integers(0, 9))


@given(NUMBERS, NUMBERS)
def test_one_axis_is_a_set_of_numbers(left: frozenset[int], right: frozenset[int]) -> None:
    a, b = stretches_of(left), stretches_of(right)
    assert numbers_in(meet_spans(a, b)) == left & right
    assert numbers_in(subtract_spans(a, b)) == left - right
    assert inside_spans(a, b) == (left <= right)
    assert touch_spans(a, b) == bool(left & right)
    for made in (meet_spans(a, b), subtract_spans(a, b)):
        assert made == spans(made)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9))))
def test_spans_are_sorted_disjoint_and_do_not_touch(pairs: list[tuple[int, int]]) -> None:
    made = spans(pairs)
    assert numbers_in(made) == frozenset(n for low, high in pairs for n in range(low, high))
    assert all(a[1] < b[0] for a, b in pairwise(made))


@given(SETS, SETS)
def test_two_sets(left: BoxSet, right: BoxSet) -> None:
    a, b = points(left), points(right)
    results = {
        "meet": (left.meet(right), a & b),
        "union": (left.union(right), a | b),
        "subtract": (left.subtract(right), a - b),
    }
    for name, (made, expected) in results.items():
        assert points(made) == expected, name
        assert is_well_formed(made), name
        assert bool(made) == bool(expected), name
    assert left.meets(right) == bool(a & b)
    assert left.inside(right) == (a <= b)
    assert left.same(right) == (a == b)


@given(SETS, st.sets(st.sampled_from(AXES)))
def test_a_shadow_forgets_axes(cells: BoxSet, forgotten: set[str]) -> None:
    kept = [i for i, axis in enumerate(AXES) if axis not in forgotten]
    seen = {tuple(point[i] for i in kept) for point in points(cells)}
    expected = {point for point in EVERY_POINT if tuple(point[i] for i in kept) in seen}
    assert points(cells.without(*forgotten)) == expected
    assert cells.without(*forgotten).axes().isdisjoint(forgotten)


@given(SETS, st.sampled_from(AXES))
def test_one_axis_of_a_set(cells: BoxSet, axis: str) -> None:
    at = AXES.index(axis)
    assert numbers_in(cells.on(axis)) == {point[at] for point in points(cells)}
    for n in range(SIZES[axis]):
        part = cells.limited(axis, ((n, n + 1),))
        assert points(part) == {point for point in points(cells) if point[at] == n}


@given(SETS, st.sets(st.sampled_from(AXES)))
def test_disjoint_boxes_hold_the_same_cells_once(cells: BoxSet, last: set[str]) -> None:
    made = cells.disjoint(*last)
    assert points(made) == points(cells)
    assert is_well_formed(made)
    assert sum(len(points(BoxSet(SPACE, (box,)))) for box in made.boxes) == len(points(cells))


@given(SETS, st.sampled_from(AXES))
def test_boxes_cut_along_an_axis_last_do_not_overlap_without_it(cells: BoxSet, last: str) -> None:
    shadows = [BoxSet(SPACE, (box,)).without(last) for box in cells.disjoint(last).boxes]
    assert sum(len(points(shadow)) for shadow in shadows) == len(points(cells.without(last)))


@given(SETS, SETS, st.sets(st.sampled_from(AXES)))
def test_equal_cells_have_equal_disjoint_boxes(left: BoxSet, right: BoxSet, last: set[str]) -> None:
    # The same cells put together in another way, and whatever else happens to be equal.
    other = left.subtract(right).union(left.meet(right))
    assert other.disjoint(*last).boxes == left.disjoint(*last).boxes
    assert (left.disjoint().boxes == right.disjoint().boxes) == (points(left) == points(right))


@given(SETS, st.randoms(use_true_random=False))
def test_a_simplified_set_does_not_depend_on_the_order(cells: BoxSet, chance) -> None:
    made = cells.simplified()
    shuffled = list(cells.boxes)
    chance.shuffle(shuffled)
    assert points(made) == points(cells)
    assert is_well_formed(made)
    assert len(made.boxes) <= len(cells.boxes)
    assert BoxSet(SPACE, tuple(shuffled)).simplified().boxes == made.boxes


@given(SETS, BOXES)
def test_the_verdict_on_one_box_names_what_would_decide(cells: BoxSet, cell: BoxSet) -> None:
    inside, asked = points(cells), points(cell)
    verdict, missing = cells.verdict(cell)
    if not asked & inside:
        assert (verdict, missing) == (False, frozenset())
    elif asked <= inside:
        assert (verdict, missing) == (True, frozenset())
    else:
        deciding = {
            axis
            for i, axis in enumerate(AXES)
            for p in asked & inside
            for q in asked - inside
            if all(p[j] == q[j] for j in range(len(AXES)) if j != i)
        }
        assert verdict is None
        assert missing == deciding
        assert deciding


@given(SETS, SETS)
def test_the_verdict_on_any_set_of_cells(cells: BoxSet, asked: BoxSet) -> None:
    verdict, missing = cells.verdict(asked)
    met = points(cells) & points(asked)
    expected = False if not met else True if met == points(asked) else None
    assert verdict is expected
    assert bool(missing) == (expected is None)


def box(**sides: Spans) -> BoxSet:
    return SPACE.box(sides)


@pytest.mark.parametrize(
    ("cells", "cell", "expected"),
    [
        # Everything but one corner: the corner's two axes decide, although each alone reaches far.
        (
            SPACE.everything.subtract(box(a=((0, 1),), b=((0, 1),))),
            box(b=((0, 2),)),
            (None, {"a", "b"}),
        ),
        # A coordinate that is given exactly never decides.
        (box(a=((0, 1),), b=((0, 1),)), box(b=((0, 1),)), (None, {"a"})),
        # An axis that no longer distinguishes anything in this cell is not asked for.
        (box(a=((0, 2),), b=((0, 1),)).union(box(a=((2, 4),))), box(b=((0, 1),)), (True, set())),
        (SPACE.nothing, SPACE.everything, (False, set())),
        (SPACE.everything, SPACE.nothing, (False, set())),
        (SPACE.everything, SPACE.everything, (True, set())),
    ],
)
def test_verdicts(cells: BoxSet, cell: BoxSet, expected: tuple[bool | None, set[str]]) -> None:
    verdict, missing = cells.verdict(cell)
    assert verdict is expected[0]
    assert missing == expected[1]


def test_a_box_is_clipped_to_its_space_and_full_sides_are_not_kept() -> None:
    assert box(a=((-5, 99),)).boxes == SPACE.everything.boxes
    assert box(a=((3, 99),)).boxes == box(a=((3, 4),)).boxes
    assert box(a=((7, 9),)).boxes == ()
    assert box(a=()).boxes == ()
    with pytest.raises(KeyError):
        box(d=((0, 1),))


def test_amounts_are_exact_and_have_no_upper_end() -> None:
    space = Space({"list_value:EUR": (Decimal(0), INFINITY), "quantity": (1, INFINITY)})
    small = space.box({"list_value:EUR": ((Decimal(0), Decimal("50000.00")),)})
    large = space.everything.subtract(small)
    assert large.on("list_value:EUR") == ((Decimal(50000), INFINITY),)
    assert not small.meets(large)
    assert small.union(large).same(space.everything)
    assert small.union(large).disjoint().boxes == space.everything.boxes
    assert space.box({"quantity": ((1, INFINITY),)}).boxes == space.everything.boxes


def test_one_hole_leaves_few_boxes() -> None:
    hole = box(a=((1, 2),), b=((1, 2),), c=((0, 1),))
    assert len(SPACE.everything.subtract(hole).disjoint().boxes) == 3
    assert SPACE.everything.subtract(hole).union(hole).simplified().same(SPACE.everything)
