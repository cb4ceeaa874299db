"""The index: grants that come and go leave exactly the conflicts of those that are there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rights.build import axes, cells, grant, program
from tests.rights.programs import AXES, programs

from partnerbook.resolve.program import Program
from partnerbook.rights import Index, conflicts
from partnerbook.rights.claim import claim_of
from partnerbook.rights.cover import Cover, Grid
from partnerbook.rights.nodes import Nodes
from partnerbook.values.box import Space, Spans, spans

CORE = {"place": "de", "product": "core"}


@given(programs(most=8), st.data())
def test_after_any_coming_and_going_the_conflicts_are_those_of_the_rest(
    made: Program, data: st.DataObject
) -> None:
    index = Index(made)
    there = {one.id: one for one in made.grants}
    gone: dict = {}
    for _ in range(data.draw(st.integers(1, 6))):
        back = bool(gone) and (not there or data.draw(st.booleans()))
        if not back and not there:
            return
        source, target = (gone, there) if back else (there, gone)
        name = data.draw(st.sampled_from(sorted(source)))
        one = source.pop(name)
        target[name] = one
        if back:
            index.add(one)
        else:
            index.remove(one)
        assert index.conflicts() == conflicts(replace(made, grants=tuple(there.values())))


@given(programs(most=10), st.data())
def test_grants_may_come_one_by_one_or_many_at_once(made: Program, data: st.DataObject) -> None:
    index = Index(replace(made, grants=()))
    left = list(data.draw(st.permutations(made.grants)))
    while left:
        some = data.draw(st.integers(1, len(left)))
        if some == 1:
            index.add(left.pop())
        else:
            index.add_all(left[-some:])
            del left[-some:]
    assert index.conflicts() == conflicts(made)


def test_an_index_from_axes_starts_empty_and_does_not_know_partners() -> None:
    index = Index(AXES)
    assert index.conflicts() == ()
    index.add(grant("a/x", cells(AXES, CORE)))
    index.add(grant("b/x", cells(AXES, {**CORE, "tier": "gold"})))
    index.add(grant("c/x", cells(AXES, {**CORE, "place": "us"})))
    (found,) = index.conflicts()
    assert (found.left.id, found.right.id, found.certain) == ("a/x", "b/x", False)


def sides(axis: str) -> st.SearchStrategy[Spans]:
    low, high = AXES.space.axes[axis]
    return st.frozensets(st.integers(int(low), int(high) - 1)).map(
        lambda numbers: spans((n, n + 1) for n in numbers)
    )


@given(sides("place"))
def test_a_cover_is_the_side_in_whole_nodes(side: Spans) -> None:
    tree = AXES.trees["place"]
    nodes = Nodes(tree)
    numbers = nodes.cover(side)
    assert len(set(numbers)) == len(numbers)
    # No two nodes of the cover lie inside each other, and nothing could be covered by fewer.
    assert not any(a != b and a in nodes.up[b] for a in numbers for b in numbers)
    fewest = {
        name
        for name, stretch in tree.stretch.items()
        if _inside(stretch, side)
        and (name == tree.root or not _inside(tree.stretch[tree.parent[name]], side))
    }
    assert len(numbers) == len(fewest)


def _inside(stretch: tuple[int, int], side: Spans) -> bool:
    return any(low <= stretch[0] and stretch[1] <= high for low, high in side)


def test_a_stretch_that_cuts_a_leaf_is_still_found() -> None:
    of = axes({"eu": {"de": {}, "fr": {}}})
    stretch = {"world": (0, 9), "eu": (0, 6), "de": (0, 3), "fr": (4, 6)}
    place = replace(of.trees["place"], stretch=stretch)
    space = Space({**of.space.axes, "place": (0, 9)})
    of = replace(of, trees={**of.trees, "place": place}, space=space)
    cover = Cover(Grid(of))
    for name, side in (("a/x", ((1, 2),)), ("b/x", ((3, 4),)), ("c/x", ((7, 8),))):
        held = of.space.box({"place": side})
        claim = claim_of(of, grant(name, held), None)
        cover.of(claim.shape).claims.add(claim)
        assert any(claim in alike.claims for alike in cover.near(claim.shape))


def test_an_unknown_grant_cannot_be_removed_nor_one_added_twice() -> None:
    one = grant("a/x", cells(AXES, CORE))
    index = Index(program(AXES, [one]))
    with pytest.raises(ValueError, match="there is a grant a/x already"):
        index.add(one)
    index.remove(one)
    with pytest.raises(KeyError):
        index.remove(one)
    assert index.conflicts() == ()


@pytest.mark.parametrize("kind", ["exclusive", "non-exclusive"])
def test_many_grants_with_one_id_are_not_taken(kind: str) -> None:
    one = replace(grant("a/x", cells(AXES, CORE)), kind=kind)
    index = Index(AXES)
    with pytest.raises(ValueError, match="a/x"):
        index.add_all([one, one])
    index.add_all([one])
    for again in (one, replace(one, kind="non-exclusive")):
        with pytest.raises(ValueError, match="a/x"):
            index.add_all([again])
        with pytest.raises(ValueError, match="a/x"):
            index.add(again)


def test_a_grant_that_comes_later_meets_those_that_came_all_at_once() -> None:
    weak = [replace(grant(f"{who}/x", cells(AXES, CORE)), kind="non-exclusive") for who in "bcd"]
    index = Index(AXES)
    index.add_all(weak)
    index.remove(weak[1])
    index.remove(weak[2])
    index.add_all([weak[2]])
    index.add(grant("a/x", cells(AXES, CORE)))
    assert [found.right.id for found in index.conflicts()] == ["b/x", "d/x"]
    index.remove(weak[0])
    assert [found.right.id for found in index.conflicts()] == ["d/x"]
    index.remove(weak[2])
    assert index.conflicts() == ()
    index.add(grant("e/x", cells(AXES, CORE)))
    assert [found.right.id for found in index.conflicts()] == ["e/x"]


def test_a_removed_grant_takes_its_conflicts_along() -> None:
    one, two, three = (grant(f"{who}/x", cells(AXES, CORE)) for who in "abc")
    index = Index(program(AXES, [one, two, three]))
    index.remove(two)
    assert [(found.left.id, found.right.id) for found in index.conflicts()] == [("a/x", "c/x")]
    index.add(two)
    assert len(index.conflicts()) == 3
