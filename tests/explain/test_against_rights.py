"""Answers are those of the calculators: cell by cell, and nothing is said twice or left out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.explain.conftest import Write
from tests.explain.programs import AFFILIATES, APPLICANT, KINDS

from partnerbook.explain.coverage import CoverageAnswer, explain_coverage
from partnerbook.explain.question import Question
from partnerbook.explain.rights import PartnerAnswer, RightsAnswer, explain_partner, explain_rights
from partnerbook.resolve.axes import OTHER, Tree
from partnerbook.resolve.opening import open_program
from partnerbook.resolve.program import Program
from partnerbook.rights import holders, portfolio
from partnerbook.values.box import inside_spans, meet_spans

OPEN = "non-exclusive"


def sellers(program: Program) -> set[str]:
    """The partners from which a customer can buy."""
    others = {"distributor", "referral-partner", "agent"}
    return {name for name, one in program.partners.items() if one.type not in others}


def leaves(tree: Tree) -> list[str]:
    return [node for node in tree.stretch if not tree.children[node] and "/" not in node]


def sold_places(program: Program) -> list[str]:
    """The leaves in which anybody ever sells, and a few others."""
    sold = [grant.cells.on("place") for grant in program.grants if grant.cells]
    tree = program.axes.trees["place"]
    found = [
        leaf for leaf in leaves(tree) if any(inside_spans((tree.stretch[leaf],), s) for s in sold)
    ]
    return [*found, "BR", "AQ", "AE"]


@given(data=st.data())
def test_who_may_sell_is_who_holds(sample: Program, data: st.DataObject) -> None:
    axes = sample.axes
    place = data.draw(st.sampled_from([*sold_places(sample), "DE", "dach", "europe", "US"]))
    thing = data.draw(st.sampled_from([*axes.trees["product"].stretch]))
    account = data.draw(st.sampled_from(["", OTHER, "ardoise", "harrow-freight"]))
    sector = data.draw(st.sampled_from(["", *axes.values["sector"]]))
    size = data.draw(st.sampled_from(["", *axes.values["size"]]))
    on = data.draw(st.dates(date(2026, 1, 1), date(2029, 12, 31)))
    segments = {axis: code for axis, code in (("sector", sector), ("size", size)) if code}
    answer = explain_rights(sample, Question(place, thing, segments, account), on)
    assert isinstance(answer, RightsAnswer)
    cell = axes.cell(product=thing, **segments, **({"account": account} if account else {}))
    cell = cell.limited("place", answer.asked.where.held)
    held = holders(sample, cell, on)
    told = {one.grant: one for one in (*answer.sellers, *answer.others)}
    assert len(told) == len(answer.sellers) + len(answer.others)
    assert told.keys() == {one.grant.id for one in held}
    assert [one.grant for one in answer.sellers] == [
        one.grant.id for one in held if one.grant.partner in sellers(sample)
    ]
    for holding in held:
        right = told[holding.grant.id]
        assert (right.until, right.renews_from) == (holding.until, holding.assumed_from)
        assert right.cells.same(holding.cells)
        assert right.whole is (holding.covers is True)
        assert {axis for one in right.hangs for axis in one.on} == holding.missing
    closed = {one.grant.shared_group or one.grant.id for one in held if one.grant.kind != OPEN}
    kinds = ("exclusive", "sole", "shared-exclusive")
    assert {limit.id for limit in answer.limits if limit.kind in kinds} == closed


@given(partner=st.data(), on=st.dates(date(2026, 1, 1), date(2029, 12, 31)))
def test_a_portfolio_is_what_is_held(sample: Program, partner: st.DataObject, on: date) -> None:
    name = partner.draw(st.sampled_from(sorted(sample.partners)))
    answer = explain_partner(sample, name, on)
    assert isinstance(answer, PartnerAnswer)
    held = portfolio(sample, name, on)
    assert [one.right.grant for one in answer.held] == [one.grant.id for one in held]
    for one, holding in zip(answer.held, held, strict=True):
        others = {h.grant.partner for h in holders(sample, holding.cells, on)} - {name}
        assert {other.partner for other in one.others} == others


def small(write: Write, files: Mapping[str, str]) -> Program:
    program, _, _ = open_program(write(files))
    assert program is not None
    return program


@pytest.mark.parametrize(
    "files", [AFFILIATES, APPLICANT, KINDS], ids=["affiliates", "applicant", "kinds"]
)
def test_every_cell_of_a_small_program_is_told_right(
    write: Write, files: Mapping[str, str]
) -> None:
    judge(small(write, files))


def test_every_cell_of_the_sample_is_told_right(sample: Program) -> None:
    judge(sample)


def judge(program: Program) -> None:
    """Each place and product stands in one line, whose states are those of its atoms."""
    answer = explain_coverage(program)
    assert isinstance(answer, CoverageAnswer)
    axes = program.axes
    trees = axes.trees
    accounts = leaves(trees["account"])
    segments = [axis for axis in ("sector", "size") if axis in axes.values]
    atoms = [
        {"account": account, **dict(zip(segments, chosen, strict=True))}
        for account in accounts
        for chosen in product(*(axes.values[axis] for axis in segments))
    ]
    seen = 0
    for row in answer.rows:
        sides = [(trees["place"].stretch[code],) for code in row.places.codes]
        seen += sum(high - low for ((low, high),) in sides)
        place = meet_spans(sides[0], answer.extent.places)
        assert place == sides[0]
        lines = [code for line in row.lines for code in line.products.codes]
        wide = [trees["product"].stretch[code] for code in lines]
        assert sum(high - low for low, high in wide) == len(leaves_of(trees["product"]))
        for line in row.lines:
            thing = (trees["product"].stretch[line.products.codes[0]],)
            where = axes.space.box({"place": place, "product": thing})
            partners: set[str] = set()
            kinds: set[str] = set()
            for atom in atoms:
                cell = where.meet(axes.cell(**atom))
                held = [
                    one
                    for one in holders(program, cell, program.as_of)
                    if one.grant.partner in sellers(program)
                ]
                assert all(one.covers is not False for one in held)
                partners |= {one.grant.partner for one in held}
                kinds |= {one.grant.kind for one in held}
                if not held:
                    kinds.add(kept_as(program, row.places.codes[0], atom["account"]))
            assert {one for part in line.parts for one, _ in part.partners} == partners
            told = {part.status for part in line.parts}
            assert told - {"house-account"} == kinds - {"house-account"}
            assert told >= kinds
    assert seen == sum(high - low for low, high in answer.extent.places)


def leaves_of(tree: Tree) -> list[str]:
    return [node for node in tree.stretch if not tree.children[node]]


def kept_as(program: Program, place: str, account: str) -> str:
    """Why nobody sells there: reserved, an account of the vendor's own, or simply uncovered."""
    axes = program.axes
    where = axes.cell(place=place)
    if any(where.inside(right.cells.without("product")) for right in program.reserved):
        return "reserved"
    for name, record in program.records["account"].items():
        inside = inside_spans(axes.node("account", account), axes.node("account", name))
        if record.get("house") and inside and where.meets(axes.cell(place=record["place"])):
            return "house-account"
    return "uncovered"
