"""How what an order earns is paid in parts: exact numbers of a whole program, and an oracle."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import examples

from partnerbook.load import load_tree
from partnerbook.pricing import payouts, price
from partnerbook.pricing.exact import smallest, split
from partnerbook.pricing.written import order_of
from partnerbook.resolve import resolve
from partnerbook.resolve.program import Program
from partnerbook.source.tree import MemoryTree
from partnerbook.values.money import Money

ROOT = Path(__file__).parents[1] / "programs" / "sixty-forty" / "program"


@pytest.fixture(scope="module")
def program() -> Program:
    files = {
        f"program/{path.relative_to(ROOT).as_posix()}": path.read_bytes()
        for path in ROOT.rglob("*.*")
    }
    loaded, findings = load_tree(MemoryTree(files))
    assert findings == []
    found, _ = resolve(loaded)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("example", "expected"),
    [
        # 40 % of 4 % of 700,000 is 11,200: enough.
        (
            "enough",
            {
                "core-incentive": [
                    ("rebate", "240.00", "", None),
                    ("co-op", "160.00", "kept", "11200.00"),
                ]
            },
        ),
        # 107.38 × 60 % = 64.428, × 40 % = 42.952: the cent goes to the larger remainder.
        # 40 % of 4.75 % of 200,000 is 3,800: paid as the rebate is.
        (
            "too-little",
            {
                "apps-incentive": [
                    ("rebate", "64.43", "", None),
                    ("co-op", "42.95", "converts", "3800.00"),
                ]
            },
        ),
        (
            "untold",
            {
                "core-incentive": [("rebate", "2.40", "", None), ("co-op", "1.60", "open", None)],
                "apps-incentive": [("rebate", "64.43", "", None), ("co-op", "42.95", "open", None)],
            },
        ),
    ],
)
def test_sixty_forty(program, example, expected):
    (written,) = [one for one in program.examples if one.id == example]
    quote = price(program, order_of(written.order))
    assert {
        payout.step.id: [
            (
                paid.part.id,
                f"{paid.amount.amount:.2f}",
                paid.side,
                None if paid.reached is None else f"{paid.reached.amount:.2f}",
            )
            for paid in payout.parts
        ]
        for payout in payouts(quote)
    } == expected


def slowly(total: int, weights: list[int]) -> list[int]:
    """The parts in whole units: each unit in turn to whoever lacks most of its exact share."""
    exact = [Fraction(total * weight, sum(weights)) for weight in weights]
    parts = [int(part) for part in exact]
    while sum(parts) < total:
        lacking = [want - got for want, got in zip(exact, parts, strict=True)]
        parts[lacking.index(max(lacking))] += 1
    return parts


@given(
    st.integers(0, 10**9),
    st.lists(st.integers(1, 100), min_size=1, max_size=5),
    st.sampled_from(["EUR", "JPY", "KWD"]),
)
@examples(200)
def test_parts_make_the_amount(total, shares, currency):
    unit = smallest(currency)
    amount = Money(total * unit, currency)
    parts = split(amount.amount, shares, unit)
    assert sum(parts) == amount.amount
    assert [int(part / unit) for part in parts] == slowly(total, shares)
