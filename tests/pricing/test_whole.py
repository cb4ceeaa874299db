"""Pricing of whole programs, read from files: the sample, and small ones laid over the minimal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from partnerbook import rights
from partnerbook.load import load_tree
from partnerbook.pricing import (
    Extreme,
    Line,
    Order,
    ambiguous,
    extremes,
    gaps,
    inversions,
    price,
)
from partnerbook.resolve import resolve
from partnerbook.resolve.program import Program
from partnerbook.source.tree import FolderTree, MemoryTree
from partnerbook.values.money import Money, minor_units
from partnerbook.values.percent import parse_percent

D = Decimal
MINIMAL = Path(__file__).parents[1] / "programs" / "minimal"
SCHEMA = "# yaml-language-server: $schema=../../../../../schemas/{}.schema.json\n"


def read(tree: FolderTree | MemoryTree) -> Program:
    """A program without findings."""
    loaded, shape = load_tree(tree)
    program, said = resolve(loaded)
    assert program is not None
    assert [finding.message for finding in (*shape, *said)] == []
    return program


def over_minimal(**files: str) -> Program:
    """The minimal program with incentives and tables added; ``folder__name`` is the path."""
    base = FolderTree(MINIMAL)
    found: dict[str, bytes] = {}
    for path in base.list()[0]:
        content = base.read(path)
        assert isinstance(content, bytes)
        found[path] = content
    for name, text in files.items():
        folder, stem = name.split("__")
        kind = folder.removesuffix("s")
        path = f"program/{folder}/{stem.replace('_', '-')}.yml"
        found[path] = (SCHEMA.format(kind) + text).encode()
    return read(MemoryTree(found))


@pytest.fixture(scope="module")
def sample(sample_root: Path) -> Program:
    return read(FolderTree(sample_root))


@pytest.fixture(scope="module")
def sorts_of_deals(sample: Program) -> tuple[Extreme, ...]:
    return extremes(sample)


def order_on(program: Program, one: Extreme) -> Order:
    """An order inside an extreme: the first number of every axis, taking just the worst stack."""
    axes = program.axes
    sides = dict(one.around.boxes[0].sides)
    first = {axis: side[0][0] for axis, side in sides.items()}
    facts: dict[str, str] = {}
    for axis, number in first.items():
        if axis in axes.values and axis not in {"tier", "currency", "billing", "line_type"}:
            facts[axis] = axes.values[axis][int(number)]
        elif axis in {"place", "seller"}:
            tree = axes.trees["place"]
            facts[axis] = next(
                code
                for code, (low, high) in tree.stretch.items()
                if low == number and high == low + 1
            )
        elif axis == "account":
            codes = axes.trees["account"].stretch
            facts[axis] = next(c for c in codes if axes.own("account", c)[0][0] == number)
    days = {
        axis.removeprefix("day:") if ":" in axis else "order": date.fromordinal(int(number))
        for axis, number in first.items()
        if axis.startswith("day")
    }
    bought = first.get(f"period_value:{one.currency}")
    grown = first.get("period_growth")
    place = facts.pop("place", None)
    line = Line(
        one.product,
        one.worst.units,
        axes.values["line_type"][int(first["line_type"])] if "line_type" in first else None,
        axes.values["billing"][int(first["billing"])] if "billing" in first else None,
        12,
    )
    return Order(
        currency=one.currency,
        dates=days,
        lines=(line,),
        partner=one.partner,
        tier=one.tier,
        place=place,
        facts=facts,
        take=frozenset(taken.step.id for taken in one.worst.taken),
        period_value=None if bought is None else Money(D(bought), one.currency),
        period_growth=None if grown is None else parse_percent(f"{D(grown):f}%"),
    )


def test_the_worst_stack_is_what_the_order_gives(
    sample: Program, sorts_of_deals: tuple[Extreme, ...]
) -> None:
    """The witness of every fiftieth sort of deal, priced as an order, give or take rounding."""
    checked = 0
    for one in sorts_of_deals[::50]:
        worst = one.worst
        if worst.endless or one.lines > 1:
            continue
        quote = price(sample, order_on(sample, one))
        assert quote.doubts == ()
        assert quote.sums is not None
        assert {t.step.id for t in quote.taken} == {t.step.id for t in worst.taken}
        unit = D(1).scaleb(-minor_units(one.currency))
        off = abs(quote.sums.given.amount - worst.given)
        assert off <= unit * (len(worst.taken) + 1) / 2
        checked += 1
    assert checked > 100


def test_the_sample_has_its_tiers_in_order_and_its_rates_in_place(
    sample: Program, sorts_of_deals: tuple[Extreme, ...]
) -> None:
    assert all(one.proven for one in sorts_of_deals)
    assert inversions(sample) == ()
    assert ambiguous(sample) == ()
    assert gaps(sample, rights.sold(sample)) == ()


def test_special_terms_have_deals_of_their_own(
    sample: Program, sorts_of_deals: tuple[Extreme, ...]
) -> None:
    partners = {step.partner for step in sample.steps if step.partner}
    assert {one.partner for one in sorts_of_deals} - {""} == partners
    for one in sorts_of_deals:
        special = [name for name in one.rows if name.startswith(f"{one.partner}/")]
        assert bool(one.partner) == bool(special and one.partner)


REGISTRATION = """name: Deal registration
summary: More for who comes first.
kind: deal-registration
for: {claim: [first], line_type: [new, added]}
rates: {silver: 12%, gold: GOLD}
from: 2026-01-01
side: partner
stage: front-end
base: list
anchor: registration
applies: on-request
audience: partner
"""
BANDS = """name: Volume
summary: More for more.
kind: volume-discount
for: everyone
bands:
  measure: quantity
  unit: seats
  counts: all-units
  rows:
    - {id: standard, from: 1, through: 20, rate: 0%}
    - {id: silver, from: 21, through: 30, rate: 3%}
    - {id: gold, from: 32, rate: 5%}
from: 2026-01-01
side: partner
stage: front-end
base: opening
anchor: order
applies: automatic
audience: partner
"""


def orders(quantity: int = 1, **more: object) -> Order:
    """An order of a gold partner in Germany."""
    given: dict[str, object] = {
        "currency": "EUR",
        "dates": {"order": date(2027, 1, 15), "registration": date(2027, 1, 10)},
        "lines": (Line("core", quantity, "new"),),
        "tier": "gold",
        "place": "DE",
        "route": "one-tier",
        "claim": "first",
        **more,
    }
    return Order(**given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("gold", "found"),
    [
        ("5%", [("best", D("32.00"), D("30.00"))]),  # 20 + 12 against 25 + 5
        ("7%", []),
        ("12%", []),
    ],
)
def test_v2_from_files(gold: str, found: list[tuple[str, Decimal, Decimal]]) -> None:
    program = over_minimal(incentives__registration=REGISTRATION.replace("GOLD", gold))
    said = [(one.how, one.lower.earned, one.higher.earned) for one in inversions(program)]
    assert said == found


@pytest.mark.parametrize(
    ("quantity", "rates", "left"),
    [
        (20, ["25%", "0%"], []),
        (21, ["25%", "3%"], []),
        (30, ["25%", "3%"], []),
        (31, ["25%"], ["no band covers quantity 31"]),
        (32, ["25%", "5%"], []),
    ],
)
def test_v10_from_files(quantity: int, rates: list[str], left: list[str]) -> None:
    program = over_minimal(incentives__volume=BANDS)
    (line,) = price(program, orders(quantity)).lines
    assert [str(taken.rate) for taken in line.taken] == rates
    assert [one.reason for one in line.not_applied] == left


def test_every_amount_of_a_quote_leads_to_its_number_in_the_files() -> None:
    program = over_minimal(incentives__registration=REGISTRATION.replace("GOLD", "10%"))
    quote = price(program, orders())
    sources: Mapping[str, list[str]] = {
        taken.step.id: [f"{ref.document}{ref.pointer}" for ref in taken.refs]
        for taken in quote.taken
    }
    assert sources == {
        "reseller-discount": [
            "program/discounts/reseller-discount.yml/rows/0/rates/gold",
            "program/prices/europe.csv/0/price",
        ],
        "registration": [
            "program/incentives/registration.yml/rates/gold",
            "program/prices/europe.csv/0/price",
        ],
    }
