"""Two list prices compete exactly where an order would find two."""

from __future__ import annotations

from datetime import date

import pytest
from tests.pricing.build import Maker, Nested, Scope

from partnerbook.pricing import Line, Order, price
from partnerbook.pricing.twice import priced_twice

ONE: Nested = {"core": {"a": {}}}


def maker(*scopes: Scope) -> Maker:
    made = Maker(ONE)
    for at, scope in enumerate(scopes):
        made.price("a", "100 EUR", scope, name=f"list-{at}")
    return made


@pytest.mark.parametrize(
    ("scopes", "compete"),
    [
        ([{"place": "de"}, {"place": "de"}], ["by", "be"]),
        ([{"place": "eu"}, {"place": "de"}], []),
        ([{"place": "de fr"}, {"place": "de us"}], ["by", "be"]),
        ([{"place": "de fr"}, {"place": "de us"}, {"place": "by"}], ["be"]),
        ([{"place": "de"}, {"place": "fr"}], []),
    ],
    ids=["the same", "one inside the other", "in part", "a third one decides", "apart"],
)
def test_where_two_lists_compete(scopes: list[Scope], compete: list[str]) -> None:
    program = maker(*scopes).program()
    found = priced_twice(program)
    axes = program.axes
    for place in ("by", "be", "fr", "us"):
        here = axes.cell(place=place)
        assert any(one.cells.meets(here) for one in found) is (place in compete)
        order = Order(
            "EUR", {"order": date(2026, 11, 22)}, (Line("a", 1),), tier="gold", place=place
        )
        doubts = [d.reason for d in price(program, order).doubts]
        assert any("both give a list price" in d for d in doubts) is (place in compete)
