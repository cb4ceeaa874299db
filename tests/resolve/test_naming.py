"""Sets of cells in words, and back: the words say exactly the same set."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerbook.resolve.axes import Axes, Tree, day_spans
from partnerbook.resolve.axes_build import place_tree
from partnerbook.resolve.naming import describe, describe_axis, name_place
from partnerbook.resolve.naming_tree import cover, whole_nodes
from partnerbook.source.geography import geography
from partnerbook.values.box import BoxSet, Spans, spans, subtract_spans
from partnerbook.values.dates import in_words, period_in_words
from partnerbook.values.period import inclusive, parse_date

TERRITORIES = {
    "territories/dach.yml": "name: DACH\nversions: [{id: first, places: [DE, AT, CH]}]\n",
    "territories/alps.yml": "name: Alps\nversions:\n"
    "  - {id: first, through: 2026-12-31, places: [AT, CH]}\n"
    "  - {id: second, from: 2027-01-01, places: [AT, CH, LI]}\n",
    "products/tools.yml": "name: Tools\nproducts:\n"
    "  - {id: hammer, name: Hammer, sku: T-1, per: piece, billing: once, launch: 2024-01-01,"
    " cost: [1 EUR]}\n"
    "  - id: saw\n    name: Saw\n    sku: T-2\n    per: piece\n    billing: once\n"
    "    launch: 2024-01-01\n    cost: [2 EUR]\n    products:\n"
    "      - {id: blade, name: Blade, sku: T-3, per: piece, billing: once, launch: 2024-01-01,"
    " cost: [1 EUR]}\n",
    "accounts/ardoise.yml": "name: Groupe Ardoise\nplace: FR\n",
    "accounts/ardoise-energie.yml": "name: Ardoise Énergie\nplace: FR\nparent: ardoise\n",
}


@pytest.fixture(scope="module")
def axes(make) -> Axes:
    made = make(TERRITORIES)
    assert made.said == []
    found: Axes = made.program.axes
    return found


def boxes(axes: Axes, *written: dict[str, str]) -> BoxSet:
    """Boxes from ``{"place": "DE|AT", "day": "2027-03-01..", "quantity": "10..50"}``."""
    cells = axes.space.nothing
    for box in written:
        cells = cells.union(axes.space.box({axis: side(axes, axis, box[axis]) for axis in box}))
    return cells


def side(axes: Axes, axis: str, text: str) -> Spans:
    if axis.startswith("day"):
        start, _, through = text.partition("..")
        return day_spans(
            inclusive(
                parse_date(start) if start else None, parse_date(through) if through else None
            )
        )
    if ".." in text:
        low, _, high = text.partition("..")
        return spans([(int(low or 0), int(high) if high else axes.space.axes[axis][1])])
    return spans(stretch for code in text.split("|") for stretch in axes.node(axis, code))


ONE_BOX = [
    ({}, "everywhere × all products"),
    ({"place": "DE"}, "Germany × all products"),
    ({"place": "DE|AT"}, "Austria and Germany × all products"),
    ({"place": "DE|AT|CH"}, "DACH × all products"),
    ({"place": "AT|CH"}, "Austria and Switzerland × all products"),
    ({"place": "AT|CH|LI"}, "Alps × all products"),
    ({"place": "US-GA"}, "Georgia (US-GA) × all products"),
    ({"place": "GE|US-GA|AQ"}, "Antarctica, Georgia and Georgia (US-GA) × all products"),
    ({"product": "tools"}, "everywhere × Tools"),
    ({"product": "saw"}, "everywhere × Saw"),
    ({"product": "saw/self"}, "everywhere × Saw itself"),
    ({"product": "hammer|blade"}, "everywhere × Hammer and Blade"),
    ({"account": "ardoise"}, "everywhere × all products × Groupe Ardoise"),
    ({"account": "ardoise/self"}, "everywhere × all products × Groupe Ardoise itself"),
    (
        {"account": "other|ardoise/self"},
        "everywhere × all products × all accounts except Ardoise Énergie",
    ),
    (
        {"account": "other"},
        "everywhere × all products × all accounts except Groupe Ardoise",
    ),
    ({"seller": "DE"}, "everywhere × all products × sellers in Germany"),
    ({"sector": "public"}, "everywhere × all products × Public sector"),
    ({"nonprofit": "yes"}, "everywhere × all products × Non-profit customer"),
    ({"nonprofit": "no"}, "everywhere × all products × not: Non-profit customer"),
    ({"tier": "gold"}, "everywhere × all products × Gold partners"),
    ({"track": "resell"}, "everywhere × all products × Resell track"),
    ({"route": "direct|two-tier"}, "everywhere × all products × direct or two-tier route"),
    (
        {"route": "direct|one-tier|two-tier|marketplace"},
        "everywhere × all products × any route except referral",
    ),
    ({"claim": "first"}, "everywhere × all products × first registration"),
    ({"incumbent": "no"}, "everywhere × all products × not the incumbent"),
    ({"covers": "host"}, "everywhere × all products × right to host"),
    ({"covers": "resell"}, "everywhere × all products"),
    ({"covers": "resell|host"}, "everywhere × all products × right to resell or host"),
    (
        {"partner_type": "managed-service-provider"},
        "everywhere × all products × managed service provider",
    ),
    ({"quantity": "10..50"}, "everywhere × all products × quantity 10 to 49"),
    ({"quantity": "50.."}, "everywhere × all products × quantity 50 or more"),
    ({"quantity": "0..50"}, "everywhere × all products × quantity up to 49"),
    ({"quantity": "1..2"}, "everywhere × all products × quantity 1"),
    ({"term_months": "12..37"}, "everywhere × all products × term 12 to 36 months"),
    (
        {"list_value:EUR": "10000.."},
        "everywhere × all products × list value 10000 EUR or more",
    ),
    (
        {"list_value:EUR": "10000..20000"},
        "everywhere × all products × list value 10000 to below 20000 EUR",
    ),
    ({"day": "2027-03-01..2027-12-31"}, "everywhere × all products, 1 March to 31 December 2027"),
    ({"day": "2027-03-01.."}, "everywhere × all products, from 1 March 2027"),
    ({"day": "..2027-03-01"}, "everywhere × all products, until 1 March 2027"),
    (
        {"day:registration": "2027-03-01..", "day": "2027-04-01.."},
        "everywhere × all products, from 1 April 2027, registered from 1 March 2027",
    ),
]


@pytest.mark.parametrize(("box", "words"), ONE_BOX, ids=[words for _, words in ONE_BOX])
def test_one_box_in_words(axes: Axes, box: dict[str, str], words: str):
    assert describe(axes, boxes(axes, box)) == words


def test_the_whole_sentence(axes: Axes):
    cells = boxes(
        axes,
        {
            "place": "DE",
            "product": "core",
            "sector": "public",
            "day": "2027-03-01..2027-12-31",
        },
    ).subtract(boxes(axes, {"place": "DE-BE"}))
    assert describe(axes, cells) == (
        "Germany except Berlin × Core × Public sector, 1 March to 31 December 2027"
    ).replace("Core", "Platform")


SEVERAL = [
    ([{"place": "DE"}, {"place": "AT"}], [], "Austria and Germany × all products"),
    (
        [{"place": "DE", "sector": "public"}, {"place": "DE", "sector": "commercial"}],
        [],
        "Germany × all products",
    ),
    (
        [{"place": "DE", "day": "..2026-12-31"}, {"place": "DE", "day": "2027-01-01.."}],
        [],
        "Germany × all products",
    ),
    (
        [{"place": "DE"}],
        [{"place": "DE-BE", "sector": "public"}],
        "Germany × all products, but not Berlin × Public sector",
    ),
    ([{}], [{"place": "DE"}], "everywhere except Germany × all products"),
    (
        [{}],
        [{"account": "ardoise"}],
        "everywhere × all products × all accounts except Groupe Ardoise",
    ),
    (
        [{"place": "DE", "product": "hammer"}, {"place": "FR", "product": "saw"}],
        [],
        "Germany × Hammer; or France × Saw",
    ),
    (
        [
            {"sector": "public", "place": "DE", "product": "hammer"},
            {"sector": "public", "place": "FR", "product": "saw"},
        ],
        [],
        "Public sector × (Germany × Hammer; or France × Saw)",
    ),
    (
        [{"place": "DE|AT", "day": "..2026-12-31"}, {"place": "DE|AT|CH", "day": "2027-01-01.."}],
        [],
        "DACH × all products, but not Switzerland, until 31 December 2026",
    ),
    ([], [], "nothing"),
]


@pytest.mark.parametrize(("held", "cut", "words"), SEVERAL, ids=[case[2] for case in SEVERAL])
def test_several_boxes_in_words(axes: Axes, held, cut, words: str):
    assert describe(axes, boxes(axes, *held).subtract(boxes(axes, *cut))) == words


def test_a_territory_is_named_only_when_the_set_is_exactly_it(axes: Axes):
    dach = side(axes, "place", "DE|AT|CH")
    assert describe_axis(axes, "place", dach) == "DACH"
    fewer = subtract_spans(dach, side(axes, "place", "DE-BE"))
    assert describe_axis(axes, "place", fewer) == "Austria; Germany except Berlin; Switzerland"


@pytest.mark.parametrize(
    ("code", "name"),
    [("DE", "Germany"), ("150", "Europe"), ("dach", "DACH"), ("nowhere", "nowhere")],
)
def test_name_of_a_place(axes: Axes, code: str, name: str):
    assert name_place(axes, code) == name


PERIODS = [
    ("2027-03-01..2027-03-31", "1 to 31 March 2027"),
    ("2027-03-01..2027-12-31", "1 March to 31 December 2027"),
    ("2027-03-01..2028-01-05", "1 March 2027 to 5 January 2028"),
    ("2027-03-01..2027-03-01", "1 March 2027"),
    ("2027-03-01..", "from 1 March 2027"),
    ("..2027-03-01", "until 1 March 2027"),
    ("..", "always"),
    ("2027-03-02..2027-03-01", "never"),
]


@pytest.mark.parametrize(("period", "words"), PERIODS)
def test_periods_in_words(period: str, words: str):
    start, _, through = period.partition("..")
    days = inclusive(parse_date(start) if start else None, parse_date(through) if through else None)
    assert period_in_words(days) == words


def test_dates_in_words():
    assert in_words(date(2027, 5, 9)) == "9 May 2027"


# ------------------------------------------------------------------ there and back
PLACES = place_tree(geography())
CODES = sorted(PLACES.stretch)
BY_NAME = {name: code for code, name in PLACES.names.items() if not code.isdigit()}
place_sets = st.lists(st.tuples(st.sampled_from(CODES), st.booleans()), min_size=1, max_size=8)


def held_by(tree: Tree, steps: list[tuple[str, bool]]) -> Spans:
    held: Spans = ()
    for code, adds in steps:
        stretch = (tree.stretch[code],)
        held = spans((*held, *stretch)) if adds else subtract_spans(held, stretch)
    return held


@given(place_sets)
def test_terms_recompile_to_the_same_places(steps: list[tuple[str, bool]]):
    held = held_by(PLACES, steps)
    again: Spans = ()
    for term in cover(PLACES, held):
        part = subtract_spans(
            (PLACES.stretch[term.code],), spans(PLACES.stretch[code] for code in term.but)
        )
        assert part, "a term that says nothing"
        again = spans((*again, *part))
    assert again == held


@given(place_sets)
def test_terms_are_never_more_than_the_plain_list(steps: list[tuple[str, bool]]):
    held = held_by(PLACES, steps)
    count = sum(1 + len(term.but) for term in cover(PLACES, held))
    assert count <= len(whole_nodes(PLACES, held))


def test_every_name_of_a_place_means_one_place():
    names = [name for code, name in PLACES.names.items() if not code.isdigit()]
    assert len(set(names)) == len(names)


@given(place_sets)
def test_words_recompile_to_the_same_places(make, steps: list[tuple[str, bool]]):
    """Reads the words back as a person would: names, "except", "and"."""
    held = held_by(PLACES, steps)
    program = make({}).program
    if not held or held == program.axes.space.full("place"):
        return
    words = describe_axis(program.axes, "place", held)
    assert compiled(words) == held


def compiled(words: str) -> Spans:
    again: Spans = ()
    terms = words.split("; ") if " except " in words else listed(words)
    for term in terms:
        name, _, but = term.partition(" except ")
        again = spans(
            (
                *again,
                *subtract_spans(
                    (stretch_of(name),), spans(stretch_of(one) for one in listed(but) if one)
                ),
            )
        )
    return again


def listed(words: str) -> list[str]:
    """``a, b and c``; names with commas or "and" in them are tried whole first."""
    if words == "" or words in NAMES:
        return [words]
    for match in re.finditer(", | and ", words):
        head, tail = words[: match.start()], words[match.end() :]
        if head in NAMES:
            return [head, *listed(tail)]
    return [words]


NAMES = {**{name: code for code, name in PLACES.names.items()}, "everywhere": "world"}


def stretch_of(name: str) -> tuple[int, int]:
    return PLACES.stretch[NAMES[name]]
