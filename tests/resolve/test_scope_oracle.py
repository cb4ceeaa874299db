"""Scopes against an oracle: the rules of for/except read out loud, point by point, no geometry."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerbook.findings import Ref
from partnerbook.resolve.atlas_build import atlas_of
from partnerbook.resolve.axes import Axes, day_axis
from partnerbook.resolve.desk import Desk
from partnerbook.resolve.places import Places
from partnerbook.resolve.scope import Scopes
from partnerbook.resolve.targets import ACCOUNT, PRODUCT, TIER
from partnerbook.source.geography import geography

# What each word holds, said by hand. Leaves of places are subdivisions.
INSIDE = {
    "world": {"DE-BE", "DE-BY", "AT-9", "CH-ZH", "JP-13"},
    "europe": {"DE-BE", "DE-BY", "AT-9", "CH-ZH"},
    "DE": {"DE-BE", "DE-BY"},
    "AT": {"AT-9"},
    "CH": {"CH-ZH"},
    "JP": {"JP-13"},
    "DE-BE": {"DE-BE"},
}
CHANGE = date(2027, 1, 1)
LATER = date(2028, 1, 1)
PRODUCTS = {
    "all": {"core", "hammer", "saw"},
    "platform": {"core"},
    "tools": {"hammer", "saw"},
    "core": {"core"},
    "saw": {"saw"},
}
ACCOUNTS = {
    "all": {"ardoise/self", "ardoise-energie", "other"},
    "ardoise": {"ardoise/self", "ardoise-energie"},
    "ardoise-energie": {"ardoise-energie"},
}
FILES = {
    "territories/dach.yml": "name: DACH\nversions:\n"
    "  - {id: a, through: 2026-12-31, places: [DE, AT]}\n"
    "  - {id: b, from: 2027-01-01, places: [DE, AT, CH], except: [DE-BE]}\n",
    "territories/wide.yml": "name: Wide\nversions:\n"
    "  - {id: a, through: 2027-12-31, places: [JP, dach]}\n",
    "products/tools.yml": "name: Tools\nproducts:\n"
    "  - {id: hammer, name: H, sku: T-1, per: piece, billing: once, launch: 2024-01-01,"
    " cost: [1 EUR]}\n"
    "  - {id: saw, name: S, sku: T-2, per: piece, billing: once, launch: 2024-01-01,"
    " cost: [1 EUR]}\n",
    "accounts/ardoise.yml": "name: Groupe Ardoise\nplace: FR\n",
    "accounts/ardoise-energie.yml": "name: Ardoise Énergie\nplace: FR\nparent: ardoise\n",
}

names = {
    "places": st.sampled_from([*INSIDE, "dach", "wide"]),
    "seller_places": st.sampled_from([*INSIDE, "dach"]),
    "products": st.sampled_from(list(PRODUCTS)),
    "accounts": st.sampled_from(list(ACCOUNTS)),
    "sector": st.sampled_from(["public", "commercial"]),
    "nonprofit": st.sampled_from(["yes", "no"]),
    "tiers": st.sampled_from(["silver", "gold"]),
    "claim": st.sampled_from(["none", "first", "later"]),
}
boxes = st.fixed_dictionaries(
    {}, optional={key: st.lists(value, min_size=1, max_size=3) for key, value in names.items()}
)
quantities = st.integers(0, 6).flatmap(
    lambda low: st.fixed_dictionaries({"at_least": st.just(low), "below": st.integers(low + 1, 9)})
)
whole_boxes = st.tuples(boxes, st.none() | quantities).map(
    lambda pair: pair[0] if pair[1] is None else {**pair[0], "quantity": pair[1]}
)
things = st.fixed_dictionaries(
    {"for": whole_boxes | st.just("everyone")},
    optional={"except": st.lists(whole_boxes.filter(bool), min_size=1, max_size=2)},
)
points = st.fixed_dictionaries(
    {
        "places": st.sampled_from(sorted(INSIDE["world"])),
        "seller_places": st.sampled_from(sorted(INSIDE["world"])),
        "products": st.sampled_from(["core", "hammer", "saw"]),
        "accounts": st.sampled_from(["ardoise/self", "ardoise-energie", "other"]),
        "sector": st.sampled_from(["public", "commercial"]),
        "nonprofit": st.sampled_from(["yes", "no"]),
        "tiers": st.sampled_from(["silver", "gold"]),
        "claim": st.sampled_from(["none", "first", "later"]),
        "quantity": st.integers(0, 9),
        "day": st.sampled_from([CHANGE - timedelta(1), CHANGE, LATER - timedelta(1), LATER]),
    }
)


def holds(name: str, place: str, day: date) -> bool:
    """Whether a written place holds a subdivision on a day."""
    if name == "dach":
        if day < CHANGE:
            return place in INSIDE["DE"] | INSIDE["AT"]
        return place in INSIDE["DE"] | INSIDE["AT"] | INSIDE["CH"] and place != "DE-BE"
    if name == "wide":
        return day < LATER and (place in INSIDE["JP"] or holds("dach", place, day))
    return place in INSIDE[name]


def in_box(box: dict[str, Any], point: dict[str, Any]) -> bool:
    for key, values in box.items():
        at = point[key]
        if key in ("places", "seller_places"):
            met = any(holds(name, at, point["day"]) for name in values)
        elif key == "products":
            met = any(at in PRODUCTS[name] for name in values)
        elif key == "accounts":
            met = any(at in ACCOUNTS[name] for name in values)
        elif key == "quantity":
            met = values["at_least"] <= at < values["below"]
        else:
            met = at in values
        if not met:
            return False
    return True


def in_thing(thing: dict[str, Any], point: dict[str, Any]) -> bool:
    inside = thing["for"] == "everyone" or in_box(thing["for"], point)
    return inside and not any(in_box(box, point) for box in thing.get("except", ()))


AXES = {
    "places": "place",
    "seller_places": "seller",
    "products": "product",
    "accounts": "account",
    "tiers": "tier",
}


def cell_of(axes: Axes, point: dict[str, Any], anchor: str):
    sides = {
        AXES.get(key, key): axes.node(AXES.get(key, key), value)
        for key, value in point.items()
        if key not in ("quantity", "day")
    }
    day = point["day"].toordinal()
    sides["quantity"] = ((point["quantity"], point["quantity"] + 1),)
    sides[day_axis(anchor)] = ((day, day + 1),)
    return axes.space.box(sides)


@pytest.fixture(scope="module")
def scopes(make) -> Scopes:
    made = make(FILES)
    assert made.said == []
    desk = Desk(made.loaded)
    desk.know(PRODUCT, (name for name in made.program.products if name != "all"))
    desk.know(ACCOUNT, made.program.records["account"])
    desk.know(TIER, made.program.tiers)
    (program,) = made.program.records["program"].values()
    atlas = atlas_of(made.program.records, program, geography(), desk)
    places = Places(atlas, made.program.records["territory"], desk)
    return Scopes(made.program.axes, places, desk)


@given(
    thing=things,
    found=st.lists(points, min_size=1, max_size=12),
    anchor=st.sampled_from(["order", "registration"]),
)
def test_a_point_is_in_the_cells_exactly_if_the_words_say_so(
    scopes: Scopes, thing: dict[str, Any], found: list[dict[str, Any]], anchor: str
):
    cells = scopes.cells(thing, Ref("program/x.yml"), anchor)
    assert cells is not None
    assert scopes.desk.findings() == []
    for point in found:
        cell = cell_of(scopes.axes, point, anchor)
        assert cells.verdict(cell) == (in_thing(thing, point), frozenset())
