"""The territory pages of the site say who may actively sell; ``explain`` says the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

import pytest

from partnerbook.explain.limits import RESERVED, ROUTE
from partnerbook.explain.question import Question
from partnerbook.explain.rights import RightsAnswer, explain_rights
from partnerbook.render.escape import md
from partnerbook.render.site import site_files
from partnerbook.render.views.countries import finder
from partnerbook.resolve.program import Program
from partnerbook.resolve.written_place import held_on
from partnerbook.values.audience import PARTNER_VIEWER, PUBLIC_VIEWER, Viewer
from partnerbook.values.box import Spans, meet_spans, spans, subtract_spans

VIEWERS = [("public", PUBLIC_VIEWER), ("partner", PARTNER_VIEWER)]
HERE = "Everywhere here"
JOINTS = re.compile(r"(?:, | and | except )?")


def answered(program: Program, territory: str, product: str) -> RightsAnswer:
    answer = explain_rights(program, Question(territory, product))
    assert isinstance(answer, RightsAnswer)
    return answer


def table(page: str) -> list[list[str]]:
    """The cells of the rows under "Who may actively sell", links as their words."""
    part = page.partition("## Who may actively sell")[2].partition("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in part.splitlines() if line.startswith("| [")]
    return [[re.sub(r"\[(.*?)\]\(.*?\)", r"\1", cell) for cell in row] for row in rows]


def meant(words: str, known: Mapping[str, Spans]) -> Spans:
    """What ``Germany except Berlin; Austria`` holds. Every word of it must be known."""
    return spans(side for part in words.split("; ") for side in one_of(part, known))


def one_of(words: str, known: Mapping[str, Spans]) -> Spans:
    names = re.compile("|".join(re.escape(n) for n in sorted(known, key=len, reverse=True)))
    held: Spans = ()
    without = False
    while words:
        joint = JOINTS.match(words)
        assert joint is not None
        without = without or joint[0] == " except "
        name = names.match(words, joint.end())
        assert name is not None, words
        side = known[name[0]]
        held = subtract_spans(held, side) if without else spans((*held, *side))
        words = words[name.end() :]
    return held


def places_by_name(program: Program, within: Spans) -> dict[str, Spans]:
    """Every place; of two with one name what has to do with some others, and the larger."""
    tree = program.axes.trees["place"]
    sides: dict[str, list[Spans]] = {}
    for code, stretch in tree.stretch.items():
        sides.setdefault(str(md(tree.names[code])), []).append((stretch,))
    for code, territory in program.territories.items():
        sides.setdefault(str(md(territory.name)), []).append(held_on(program, code, program.as_of))

    def size(side: Spans) -> tuple[bool, int]:
        return bool(meet_spans(side, within)), sum(int(high - low) for low, high in side)

    return {**{name: max(same, key=size) for name, same in sides.items()}, HERE: within}


def products_by_name(program: Program) -> dict[str, Spans]:
    stretch = program.axes.trees["product"].stretch
    found = {str(md(one.name)): (stretch[code],) for code, one in program.products.items()}
    return {**found, "All products": program.axes.space.full("product")}


Pages = Callable[[Viewer], Mapping[str, str]]


@pytest.fixture(scope="module")
def pages(sample: Program) -> Pages:
    """``pages(viewer)``: each territory with its page in an edition, rendered once."""

    @cache
    def of(viewer: Viewer) -> Mapping[str, str]:
        files = site_files(sample, viewer)
        return {name: files[f"territories/{name}.md"].decode() for name in sample.territories}

    return of


@pytest.mark.parametrize(("edition", "viewer"), VIEWERS)
def test_territory_pages_agree_with_explain(
    sample: Program, pages: Pages, edition: str, viewer: Viewer
) -> None:
    sold_somewhere = 0
    for territory, page in pages(viewer).items():
        answer = answered(sample, territory, "all")
        listed = {
            str(md(right.partner_name))
            for right in answer.sellers
            if sample.partners[right.partner].listed
        }
        assert {row[0] for row in table(page)} == listed, (edition, territory)
        sold_somewhere += bool(listed)
        kinds = [limit.kind for limit in answer.limits]
        assert ("keeps for its own team" in page) <= (RESERVED in kinds)
        assert ("No way of buying is prescribed" not in page) == (ROUTE in kinds), territory
        assert ("To sell actively" in page) == answer.active_sales
    assert sold_somewhere > 5


@pytest.mark.parametrize(("edition", "viewer"), VIEWERS)
def test_every_product_is_sold_where_explain_says(
    sample: Program, pages: Pages, edition: str, viewer: Viewer
) -> None:
    """Every territory by every product: the same partners, each in exactly the same places."""
    products, compared = products_by_name(sample), 0
    for territory, page in pages(viewer).items():
        within = held_on(sample, territory, sample.as_of)
        places = places_by_name(sample, within)
        rows = [(row[0], meant(row[1], products), meant(row[3], places)) for row in table(page)]
        for product in sample.products:
            side = sample.axes.node("product", product)
            said: dict[str, Spans] = {}
            for partner, goods, where in rows:
                if meet_spans(goods, side):
                    said[partner] = spans((*said.get(partner, ()), *meet_spans(where, within)))
            explained: dict[str, Spans] = {}
            for right in answered(sample, territory, product).sellers:
                if sample.partners[right.partner].listed:
                    name = str(md(right.partner_name))
                    held = right.cells.on("place")
                    explained[name] = spans((*explained.get(name, ()), *held))
            assert said == explained, (edition, territory, product)
            compared += len(said)
    assert compared > 300


@pytest.mark.parametrize(("edition", "viewer"), VIEWERS)
def test_the_finder_agrees_with_explain(sample: Program, edition: str, viewer: Viewer) -> None:
    """Each country, or each part of one that has several lines: the same partners."""
    table, compared = sample.geography, 0
    areas = [table.area(code) for code in table.codes]
    countries = {area.name(): area for area in areas if area.kind == "country"}
    for line in finder(sample, viewer, sample.as_of):
        country = countries[line.name]
        names = re.split(r", | and ", line.parts)
        parts = [one for one in table.children(country.code) if one.name() in names]
        found = {name for _, names in line.answer.sellers for name in names}
        for area in parts if line.parts else [country]:
            explained = {
                right.partner_name
                for right in answered(sample, area.code, "all").sellers
                if sample.partners[right.partner].listed
            }
            assert found == explained, (edition, area.code)
            compared += 1
    assert compared > 100
