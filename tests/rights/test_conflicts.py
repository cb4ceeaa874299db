"""Conflicts: the published vectors, the table of kinds, and brute force over atoms and days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rights import oracle
from tests.rights.build import (
    FIRST,
    Nested,
    axes,
    cells,
    day,
    during,
    grant,
    group,
    partner,
    period,
    program,
    reserved,
)
from tests.rights.oracle import points_of
from tests.rights.programs import programs

from partnerbook.resolve.program import Program
from partnerbook.rights import Conflict, conflicts
from partnerbook.values.box import BoxSet
from partnerbook.values.period import Period

AXES = axes()
CORE = {"place": "de", "product": "core"}


def as_points(found: tuple[Conflict, ...]) -> set[oracle.Found]:
    return {
        (one.left.id, one.right.id, one.rule, points_of(one.cells), one.assumed, one.certain)
        for one in found
    }


@given(programs())
def test_conflicts_are_those_that_brute_force_finds(made: Program) -> None:
    found = conflicts(made)
    assert as_points(found) == oracle.conflicts(made)
    assert len({one.key for one in found}) == len(found)
    for one in found:
        # Boxes do not overlap, not even when days are not looked at.
        shadows = [BoxSet(made.axes.space, (box,)).without("day") for box in one.cells.boxes]
        whole = one.cells.without("day")
        assert sum(len(points_of(shadow)) for shadow in shadows) == len(points_of(whole))


@given(programs(), st.randoms(use_true_random=False))
def test_the_order_of_grants_changes_nothing(made: Program, chance) -> None:
    grants = list(made.grants)
    chance.shuffle(grants)
    partners = list(made.partners.items())
    chance.shuffle(partners)
    other = replace(made, grants=tuple(grants), partners=dict(partners))
    assert conflicts(other) == conflicts(made)


EUROPE: Nested = {
    "emea": {
        "dach": {"de": {}, "at": {}, "ch": {}},
        "benelux": {"be": {}, "nl": {}, "lu": {}},
        "fr": {},
        "za": {},
    },
    "us": {},
}


def vector_4(c: Mapping[str, str], *, segment: str = "commercial public") -> dict[str, str]:
    """Who meets whom where, for a third grant ``c``; the two others hold a segment."""
    of = axes(EUROPE)
    made = program(
        of,
        [
            grant(
                "a/emea",
                cells(
                    of, {"place": "emea", "product": "core", "sector": segment}, {"place": "dach"}
                ),
            ),
            grant("b/de", cells(of, {"place": "de", "product": "core", "sector": segment})),
            grant("c/benelux", cells(of, c)),
        ],
    )
    tree = of.trees["place"]
    leaves = {stretch[0]: name for name, stretch in tree.stretch.items() if not tree.children[name]}
    return {
        f"{one.left.id[0]}{one.right.id[0]}": " ".join(
            leaves[int(n)]
            for low, high in one.cells.on("place")
            for n in range(int(low), int(high))
        )
        for one in conflicts(made)
    }


def test_vector_4_through_a_hierarchy() -> None:
    third = {"place": "benelux de", "product": "core"}
    assert vector_4(third) == {"ac": "be nl lu", "bc": "de"}
    assert vector_4({**third, "product": "edge"}) == {}
    # Silence means all segments: limiting only the third grant does not help …
    assert vector_4({**third, "sector": "public"}) == {"ac": "be nl lu", "bc": "de"}
    # … but excluding the segment from the two others does.
    assert vector_4({**third, "sector": "public"}, segment="commercial") == {}


def test_vector_5_one_place_under_two_groups() -> None:
    # Puerto Rico is one node, whichever name a file uses; here it lies in the Caribbean.
    of = axes(
        {
            "america": {"us": {"ca": {}, "ny": {}}, "caribbean": {"pr": {}, "vg": {}, "vi": {}}},
            "europe": {},
        }
    )
    usa = grant("a/usa", cells(of, {"place": "us"}))
    latin = grant("b/latin", cells(of, {"place": "pr vg"}))
    with_pr = grant("c/usa-pr", cells(of, {"place": "us pr"}))
    found = conflicts(program(of, [usa, latin, with_pr]))
    assert [(one.left.id, one.right.id) for one in found] == [
        ("a/usa", "c/usa-pr"),
        ("b/latin", "c/usa-pr"),
    ]
    assert found[1].cells.same(of.cell(place="pr"))


@pytest.mark.parametrize(
    ("until", "since", "overlap"),
    [(4, 4, [4]), (4, 5, []), (5, 4, [4, 5]), (9, 0, list(range(10)))],
)
def test_vector_6_last_days_are_inside(until: int, since: int, overlap: list[int]) -> None:
    one = grant("a/x", during(AXES, cells(AXES, CORE), period(0, until)))
    two = grant("b/x", during(AXES, cells(AXES, CORE), period(since)))
    found = conflicts(program(AXES, [one, two]))
    days = {at for conflict in found for _, at in points_of(conflict.cells)}
    assert sorted(days) == [day(n).toordinal() for n in overlap]


KINDS = ("exclusive", "shared-exclusive", "sole", "non-exclusive", "reserved")
TABLE = """
                  exclusive         shared-exclusive  sole              non-exclusive     reserved
exclusive         exclusive         exclusive         exclusive         exclusive         reserved
shared-exclusive  exclusive         shared-exclusive  shared-exclusive  shared-exclusive  reserved
sole              exclusive         shared-exclusive  sole              sole              -
non-exclusive     exclusive         shared-exclusive  sole              -                 reserved
"""


@pytest.mark.parametrize(
    ("one", "two", "rule"),
    [
        (row.split()[0], column, rule)
        for row in TABLE.strip().splitlines()[1:]
        for column, rule in zip(KINDS, row.split()[1:], strict=True)
    ],
)
def test_the_table_of_kinds(one: str, two: str, rule: str) -> None:
    held = cells(AXES, CORE)
    left = grant("a/x", held, kind=one, group="north" * (one == "shared-exclusive"))
    if two == "reserved":
        made = program(AXES, [left], reserved=[reserved("x", held)])
    else:
        right = grant("b/x", held, kind=two, group="south" * (two == "shared-exclusive"))
        made = program(AXES, [left, right])
    assert [one.rule for one in conflicts(made)] == ([] if rule == "-" else [rule])


def test_the_right_that_is_broken_stands_left() -> None:
    held = cells(AXES, CORE)
    kinds = {"a/x": "non-exclusive", "b/x": "sole", "c/x": "exclusive"}
    found = conflicts(program(AXES, [grant(name, held, kind=kind) for name, kind in kinds.items()]))
    assert [(one.left.id, one.rule, one.right.id) for one in found] == [
        ("b/x", "sole", "a/x"),
        ("c/x", "exclusive", "a/x"),
        ("c/x", "exclusive", "b/x"),
    ]


def test_affiliates_count_as_one() -> None:
    held = cells(AXES, CORE)
    grants = [grant("a/x", held, owner="group"), grant("b/x", held, owner="group")]
    assert conflicts(program(AXES, grants)) == ()


@pytest.mark.parametrize(
    ("one", "two", "clash"),
    [
        (("resell",), ("host",), False),
        (("resell", "host"), ("host",), True),
        (("resell",), (), True),
        ((), (), True),
    ],
)
def test_grants_that_cover_different_things(one, two, clash: bool) -> None:
    held = cells(AXES, CORE)
    made = program(AXES, [grant("a/x", held, covers=one), grant("b/x", held, covers=two)])
    assert bool(conflicts(made)) == clash


def test_exclusive_rights_from_different_seats_meet_on_the_customers_place() -> None:
    grants = [
        grant("a/x", cells(AXES, {**CORE, "seller": "de"})),
        grant("b/x", cells(AXES, {**CORE, "seller": "fr"})),
    ]
    seats = [partner("a", seller="de"), partner("b", seller="fr")]
    (found,) = conflicts(program(AXES, grants, partners=seats))
    assert found.cells.same(cells(AXES, CORE))
    assert found.certain
    # A grant for sellers elsewhere gives its partner nothing.
    assert conflicts(program(AXES, grants, partners=[partner("a", seller="us"), seats[1]])) == ()


def test_a_clash_only_after_a_renewal_is_assumed() -> None:
    held = during(AXES, cells(AXES, CORE), period(0, 9))
    renewed = during(AXES, held, period(5, 9))
    one = grant("a/x", held, assumed=renewed)
    for first, assumed in ((5, True), (4, False)):
        two = grant("b/x", during(AXES, held, period(first)))
        (found,) = conflicts(program(AXES, [one, two]))
        assert found.assumed is assumed


def test_what_is_assumed_for_sellers_elsewhere_is_not_assumed_here() -> None:
    held = cells(AXES, CORE)
    for elsewhere in (held, cells(AXES, {**CORE, "seller": "eu"})):
        grants = [
            grant("a/x", elsewhere, assumed=cells(AXES, {**CORE, "seller": "fr"})),
            grant("b/x", held),
        ]
        for seller, assumed in (("de", False), ("fr", True)):
            made = program(AXES, grants, partners=[partner("a", seller=seller)])
            assert [one.assumed for one in conflicts(made)] == [assumed]


def test_a_clash_that_hangs_on_an_unknown_tier_is_not_certain() -> None:
    gold = grant("a/x", cells(AXES, {**CORE, "tier": "gold"}))
    other = grant("b/x", cells(AXES, CORE))
    for standing, expected in (
        ([("gold", period())], [True]),
        ([("silver", period())], []),
        ([], [False]),
        ([("silver", period(0, 4))], [False]),
        ([("gold", period(0, 4))], [True]),
    ):
        made = program(AXES, [gold, other], partners=[partner("a", standing=standing)])
        assert [one.certain for one in conflicts(made)] == expected


@pytest.mark.parametrize(
    ("as_of", "days"),
    [(0, {1, 2, 6, 7}), (2, {1, 2, 6, 7}), (3, {6, 7}), (7, {6, 7}), (8, set())],
)
def test_what_has_ended_is_not_reported_and_what_runs_is_in_full(as_of: int, days) -> None:
    held = cells(AXES, CORE)
    twice = during(AXES, held, period(1, 2)).union(during(AXES, held, period(6, 7)))
    made = program(AXES, [grant("a/x", held), grant("b/x", twice)], as_of=day(as_of))
    found = {at for one in conflicts(made) for _, at in points_of(one.cells)}
    assert found == {day(n).toordinal() for n in days}


def test_a_shared_right_has_room_for_its_limit() -> None:
    scope = cells(AXES, CORE)

    def member(name: str, when: Period, owner: str = ""):
        held = during(AXES, scope, when)
        return grant(name, held, kind="shared-exclusive", group="north", owner=owner)

    three = [
        member("a/x", period(0, 4)),
        member("b/x", period(3, 9)),
        member("c/x", period(4, 9)),
    ]
    north = group("north", scope, 2)
    found = conflicts(program(AXES, three, groups=[north]))
    assert [(one.left.id, one.rule, one.right) for one in found] == [
        (name, "shared-limit", north) for name in ("a/x", "b/x", "c/x")
    ]
    assert {at for one in found for _, at in points_of(one.cells)} == {day(4).toordinal()}
    # Two affiliates take one seat; a member that leaves on the day before makes room.
    affiliates = [*three[:2], member("c/x", period(4, 9), owner="a")]
    assert conflicts(program(AXES, affiliates, groups=[north])) == ()
    in_turn = [member("a/x", period(0, 3)), *three[1:]]
    assert conflicts(program(AXES, in_turn, groups=[north])) == ()


def test_a_crowd_is_not_certain_while_a_member_may_lack_its_tier() -> None:
    north = group("north", cells(AXES, CORE), 1)
    members = [
        grant("a/x", cells(AXES, CORE), kind="shared-exclusive", group="north"),
        grant("b/x", cells(AXES, {**CORE, "tier": "gold"}), kind="shared-exclusive", group="north"),
    ]
    for standing, expected in (([("gold", period())], [True, True]), ([], [False, False])):
        made = program(AXES, members, groups=[north], partners=[partner("b", standing=standing)])
        assert [one.certain for one in conflicts(made)] == expected


def test_a_member_beyond_its_group_is_named_with_what_is_outside() -> None:
    north = group("north", cells(AXES, CORE), 2)
    wide = grant(
        "a/x",
        cells(AXES, {"place": "eu", "product": "core"}),
        kind="shared-exclusive",
        group="north",
    )
    (found,) = conflicts(program(AXES, [wide], groups=[north]))
    assert (found.left, found.rule, found.right) == (wide, "shared-scope", north)
    assert found.cells.same(cells(AXES, {"place": "fr", "product": "core"}))


def test_an_empty_grant_meets_nothing() -> None:
    nobody = grant("a/x", AXES.space.nothing)
    assert conflicts(program(AXES, [nobody, grant("b/x", AXES.space.everything)])) == ()


def test_the_window_starts_where_the_tests_think() -> None:
    assert AXES.space.axes["day"][0] == FIRST.toordinal()
