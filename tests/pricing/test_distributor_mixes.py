"""What a distributor keeps where a date brings the rate of another tier: as trying everything."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from tests.examples import examples
from tests.pricing.oracle import Oracle
from tests.pricing.programs import TIERS, programs

from partnerbook.pricing import Squeeze, extremes, squeezes
from partnerbook.pricing.distributor_mixes import of_mixed_tiers
from partnerbook.resolve.program import Program

LEAST = ("0", "0.05", "0.2", "0.3")
RATES = ("0%", "3%", "5%", "7%", "12.5%")
Sort = tuple[str, str]
"""A product at a list price."""


def found(program: Program, least: str) -> dict[Sort, Fraction]:
    """The most that is lacking of every sort of deal, whatever the tiers."""
    out: dict[Sort, Fraction] = {}
    mixed = list(of_mixed_tiers(program, ["a", "b"], Decimal(least)))
    for one in (*squeezes(extremes(program), Decimal(least)), *mixed):
        assert isinstance(one, Squeeze)
        assert one.proven
        assert one.lacking is not None
        sort = (one.extreme.product, str(one.extreme.price.ref))
        lacks = Fraction(one.lacking) / Fraction(one.stack.value)
        out[sort] = max(out.get(sort, Fraction(0)), lacks)
    return out


def expected(program: Program, least: str) -> dict[Sort, Fraction]:
    """The same by trying every tier at the registration beside every tier at the order."""
    out: dict[Sort, Fraction] = {}
    for tier in TIERS:
        cases = Oracle(program, tiers={"registration": tier}).squeezed(Fraction(least))
        for case, lacks in cases.items():
            sort = (case.product, str(case.price.ref))
            out[sort] = max(out.get(sort, Fraction(0)), lacks)
    return out


@examples(10)
@given(
    programs(steps=(2, 4), always=("tier",), axes=0, distribution=True, rates=RATES),
    st.sampled_from(LEAST),
)
def test_nothing_leaves_less_than_what_is_found(program: Program, least: str) -> None:
    assert found(program, least) == expected(program, least)
