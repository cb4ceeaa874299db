"""Lines that count in another deal role than the order says: which, by what, and never else."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import examples
from tests.pricing.build import Maker
from tests.pricing.oracle import Oracle, holds
from tests.pricing.test_extremes import case_of, expected, found

from partnerbook.pricing import Line, Order, extremes, price
from partnerbook.resolve.axes import FIXED
from partnerbook.resolve.program import Program

TYPES, ROLES = ("new", "added", "renewal", "upgrade"), FIXED["deal_role"]
RULES = {"upgrade": ("upgrade", "sourced", "order"), "added": ("added", "sourced", "line")}


def maker(*rules: str) -> Maker:
    """Sourced deals at 30 %, co-sell at 10 %, renewals at 5 %."""
    made = Maker({"core": {"a": {}, "b": {}}}).price("a", "100 EUR").price("b", "40 EUR")
    made.table(
        "by-role",
        ("30%", {"deal_role": "sourced"}),
        ("10%", {"deal_role": "co-sell", "line_type": "new added upgrade"}),
        ("5%", {"deal_role": "co-sell fulfilment", "line_type": "renewal"}),
    )
    for name in rules:
        made.reclassify(name, *RULES[name])
    return made


def ordered(*types: str | None, role: str | None = "co-sell", own: str | None = None) -> Order:
    """Ten units of each line; the first line may say a role of its own."""
    lines = tuple(
        Line("a", 10, line_type, deal_role=None if at else own)
        for at, line_type in enumerate(types)
    )
    return Order("EUR", {"order": date(2026, 12, 1)}, lines, tier="gold", deal_role=role)


@pytest.mark.parametrize(
    ("rules", "order", "rates", "recast"),
    [
        ("", ordered("renewal", "added"), ["5%", "10%"], []),
        ("upgrade added", ordered("renewal"), ["5%"], []),
        ("upgrade added", ordered("renewal", "added"), ["5%", "30%"], ["added 1 1 co-sell"]),
        (
            "upgrade added",
            ordered("renewal", "added", "upgrade"),
            ["30%", "30%", "30%"],
            ["upgrade 0 2 co-sell", "upgrade 1 2 co-sell", "upgrade 2 2 co-sell"],
        ),
        ("upgrade", ordered("upgrade", "renewal", role=None), ["30%", "30%"], None),
        ("upgrade", ordered("upgrade", role="sourced"), ["30%"], []),
        ("", ordered("new", "new", own="sourced"), ["30%", "10%"], []),
        ("added", ordered("added", own="fulfilment"), ["30%"], ["added 0 0 fulfilment"]),
    ],
)
def test_a_line_counts_in_the_role_that_the_rules_give_it(
    rules: str, order: Order, rates: list[str], recast: list[str] | None
) -> None:
    quote = price(maker(*rules.split()).program(), order)
    assert quote.certain
    assert [str(taken.rate) for taken in quote.taken] == rates
    if recast is not None:
        said = [f"{one.rule.id} {one.line} {one.because} {one.was}" for one in quote.recast]
        assert said == recast
    assert quote.order is order


@pytest.mark.parametrize(
    ("rules", "order", "missing"),
    [
        ("upgrade", ordered("renewal", None), {"line_type"}),
        ("upgrade", ordered(None, role="sourced"), set()),
        ("added", ordered(None), {"line_type"}),
        ("added", ordered("renewal", None), {"line_type"}),
        ("", ordered("new", role=None), {"deal_role"}),
        ("upgrade", ordered("upgrade", None, role=None), set()),
    ],
)
def test_what_a_role_hangs_on_is_asked_for(rules: str, order: Order, missing: set[str]) -> None:
    quote = price(maker(*rules.split()).program(), order)
    assert {one.axis for one in quote.missing} == missing


def test_rules_that_contradict_each_other_are_a_doubt() -> None:
    made = maker("upgrade").reclassify("other", "new", "fulfilment", "order")
    quote = price(made.program(), ordered("upgrade", "new"))
    assert quote.doubts[0].reason == "upgrade and other give one line different deal roles"
    assert price(made.program(), ordered("upgrade")).certain


@st.composite
def ruled(draw: st.DrawFn) -> Program:
    """A program with rows by role and type, and up to three rules."""
    made = Maker({"core": {"a": {}, "b": {}}}, tiers=("gold",)).price("a", "100 EUR")
    for name in ("one", "two"):
        scope = {
            "deal_role": " ".join(draw(st.lists(st.sampled_from(ROLES), min_size=1, unique=True))),
            "line_type": " ".join(draw(st.lists(st.sampled_from(TYPES), min_size=1, unique=True))),
        }
        made.step(name, (draw(st.sampled_from(["5%", "20%"])), scope))
    for at in range(draw(st.integers(0, 3))):
        types = " ".join(draw(st.lists(st.sampled_from(TYPES), min_size=1, max_size=2)))
        whole = draw(st.sampled_from(["order", "line"]))
        made.reclassify(f"r{at}", types, draw(st.sampled_from(ROLES)), whole)
    return made.program()


@examples(60)
@given(ruled())
def test_deals_are_looked_at_in_the_roles_in_which_they_count(program: Program) -> None:
    assert found(program) == expected(program)
    oracle = Oracle(program)
    cells = {case_of(one): one.cells for one in extremes(program)}
    for point, cell in oracle.cells:
        cases = {case for case, _, _ in oracle._at(point, cell)}
        assert {case for case, held in cells.items() if holds(held, point)} == cases


@examples(60)
@given(ruled(), st.lists(st.sampled_from(TYPES), min_size=1, max_size=3), st.sampled_from(ROLES))
def test_a_quote_gives_the_role_that_the_oracle_gives(
    program: Program, types: list[str], role: str
) -> None:
    order = Order(
        "EUR",
        {"order": date(2026, 12, 1)},
        tuple(Line("a", 1, line_type) for line_type in types),
        tier="gold",
        deal_role=role,
    )
    quote = price(program, order)
    for at, line in enumerate(quote.lines):
        others = [other for n, other in enumerate(types) if n != at]
        roles = Oracle.role_of(Oracle(program), types[at], role, others)
        assert line.line.deal_role == (roles.pop() if len(roles) == 1 else None)
