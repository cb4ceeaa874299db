"""The finder and the territory pages: by which names a place is found, and who may hold rights."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pytest

from partnerbook.resolve.program import Program
from partnerbook.values.audience import PARTNER_VIEWER, PUBLIC_VIEWER, Viewer

LAKEFRONT = "Lakefront Advisory LLC may refer customers: **Corvenna Insight and Corvenna Maintain**"


Made = Callable[[Viewer], Mapping[str, bytes]]


@pytest.fixture(scope="module")
def public(made: Made) -> dict[str, str]:
    return {path: data.decode() for path, data in made(PUBLIC_VIEWER).items()}


@pytest.fixture(scope="module")
def partner(made: Made) -> dict[str, str]:
    return {path: data.decode() for path, data in made(PARTNER_VIEWER).items()}


def rows(pages: dict[str, str]) -> list[list[str]]:
    """The cells of the finder, the first one with the names that it does not show."""
    part = pages["territories.md"].partition("| Country |")[2]
    part = re.sub(r'<(span|h3) class="pb-(?:parts|row)".*?>(.*?)</\1>', r"\2", part)
    lines = [line for line in part.splitlines()[2:] if line.startswith("| ")]
    return [line.strip("| ").split(" | ") for line in lines]


@pytest.mark.parametrize(
    ("asked", "line"),
    [
        ("Deutschland", "Germany"),
        ("Bavaria", "Germany"),
        ("Bayern", "Germany"),
        ("Niederösterreich", "Austria"),
        ("Kalifornien", "United States: Arizona, California, Colorado"),
        ("Österreich", "Austria"),
        ("Schottland", "United Kingdom"),
    ],
)
def test_a_place_is_found_by_its_german_name(
    asked: str, line: str, public: dict[str, str], partner: dict[str, str]
) -> None:
    for pages in (public, partner):
        found = [row[0] for row in rows(pages) if re.search(rf"\b{asked}\b", row[0])]
        assert len(found) == 1, found
        assert found[0].startswith(line)


@pytest.mark.parametrize(
    ("territory", "names"),
    [("dach", ("Österreich", "Deutschland", "Schweiz")), ("us-west", ("Kalifornien",))],
)
def test_a_territory_is_found_by_the_german_names_of_its_places(
    territory: str, names: tuple[str, ...], public: dict[str, str]
) -> None:
    places = public[f"territories/{territory}.md"].partition("## Places")[2]
    for name in names:
        assert name in places


def test_parts_of_a_country_in_which_others_sell_stand_apart(public: dict[str, str]) -> None:
    """What is said of a part is exact: nothing holds "in part" only, nobody is missing."""
    states = [row for row in rows(public) if row[0].startswith("United States")]
    assert len(states) == 3
    assert ["Illinois" in row[0] for row in states] == [LAKEFRONT in row[2] for row in states]
    assert ["Nevada" in row[0] for row in states] == ["us-west.md" in row[1] for row in states]
    assert not any("in part" in cell for row in states for cell in row)
    # One line for a country in which all is the same everywhere.
    assert [row[0].partition("<")[0] for row in rows(public)].count("Germany") == 1


def test_partners_see_where_rights_may_be_held(partner: dict[str, str]) -> None:
    regions = {row[0].partition("<")[0]: row[3] for row in rows(partner)}
    assert regions["Germany"] == regions["Cyprus"] == "Europe"
    assert regions["Japan"] == "Australia and New Zealand; Japan"
    assert regions["Kuwait"] == "No region"
    assert "| Europe | Europe | Europe and European Economic Area |" in partner["territories.md"]
    here = partner["territories/anz.md"].partition("## Who may hold rights here")[2]
    assert "| Australia and New Zealand; Japan | Asia-Pacific | Everywhere here |" in here
    assert "authorises no region for these places" in partner["territories/gulf.md"]


def test_nobody_else_sees_them(public: dict[str, str]) -> None:
    assert {len(row) for row in rows(public)} == {3}
    for page, text in public.items():
        for said in ("hold rights", "Rights go to", "authorises no region", "Asia-Pacific"):
            assert said not in text, (page, said)


def test_what_must_be_covered_is_on_no_page(
    public: dict[str, str], partner: dict[str, str], sample: Program
) -> None:
    (head,) = sample.records["program"].values()
    for promise in head["must_cover"]:
        for pages in (public, partner):
            for page, text in pages.items():
                assert promise["id"] not in text, page
                assert promise["reason"] not in text, page


def test_who_does_not_sell_to_customers_stands_apart(public: dict[str, str]) -> None:
    """A referral partner, an agent and a distributor are named for what they do, not as sellers."""
    found = {row[0].partition("<")[0]: row[2] for row in rows(public)}
    assert "Järvenpuu Oy may refer customers: **Corvenna Connect" in found["Finland"]
    assert "may find customers for the vendor: **" in found["Ireland"]
    assert "Wiślana Dystrybucja sp. z o.o. may actively sell to other partners:" in found["Poland"]
    page = public["territories/uk-ireland.md"]
    assert "Pennine Gate Software Ltd may actively sell here today." in page
    sellers, _, others = page.partition("## Who else holds a right here")
    assert "Liffeyside" not in sellers
    assert "| May find customers for the vendor |" in others.partition("\n## ")[0]
    directory = [line for line in public["partners.md"].split("\n") if "Järvenpuu" in line]
    assert "| May refer customers<br> **Finland**: Corvenna Connect" in directory[0]


def test_the_finder_and_the_page_say_alike_for_which_customers(public: dict[str, str]) -> None:
    found = {row[0].partition("<")[0]: row[2] for row in rows(public)}
    assert "**All products (all but named customers)**: Garance" in found["France"]
    page = public["territories/north-west-europe.md"]
    assert re.search(r"\| \[Garance[^|]*\| All products \| All but named customers \|", page)
