"""Registering earns nothing more exactly where trying every deal and every stack says so."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from tests.examples import examples
from tests.pricing.build import Maker
from tests.pricing.oracle import Oracle
from tests.pricing.programs import programs

from partnerbook.pricing.claims import Unrewarded, unrewarded
from partnerbook.resolve.program import Program

D = Decimal
FIRST = {"claim": "first"}
REG: dict[str, Any] = {"kind": "deal-registration", "applies": "on-request"}


def rows_of(one: Unrewarded, which: int) -> frozenset[tuple[str, str]]:
    """The rows that count for one of the three claims."""
    named = (one.board.rows[number] for number in one.shape.rows[which])
    return frozenset((step.id, row.id) for step, row in named)


def registering(program: Program) -> Program:
    """The program with one of its steps, the first that can be, for registered deals."""
    steps = list(program.steps)
    for at, step in enumerate(steps):
        if step.paid_to == "company" and step.side == "partner" and not step.nested:
            steps[at] = replace(step, kind="deal-registration")
            break
    return replace(program, steps=tuple(steps))


@examples(40)
@given(programs(steps=(2, 4), axes=0, always=("claim",)).map(registering))
def test_every_unrewarded_registration_is_found(program: Program) -> None:
    found = {
        (tuple(rows_of(one, which) for which in range(3)), one.claim) for one in unrewarded(program)
    }
    assert found == Oracle(program).unrewarded()


def small() -> Maker:
    """One product at 100 EUR and one tier."""
    return Maker({"core": {"a": {}}}, tiers=("gold",)).price("a", "100 EUR")


def test_registration_on_top_of_all_else_is_rewarded() -> None:
    made = small().table("tier", "20%").step("reg", ("5%", FIRST), **REG)
    assert unrewarded(made.step("more", "9%").program()) == ()


def test_a_rate_of_nothing_is_meant() -> None:
    assert unrewarded(small().step("reg", ("0%", FIRST), **REG).program()) == ()


def test_one_of_a_group_is_taken_and_not_the_registration() -> None:
    made = small().step("reg", ("5%", FIRST), group="g", **REG)
    (one,) = unrewarded(made.step("more", "6%", group="g").program())
    assert (one.claim, one.first.earned, one.other.earned) == ("none", D(6), D(6))
    assert [taken.step.id for taken in one.displaced] == ["more"]


def test_a_later_claim_is_looked_at_only_where_registering_pays_at_all() -> None:
    both = small().step("reg", ("5%", {"claim": "first later"}), **REG).program()
    assert [one.claim for one in unrewarded(both)] == ["later"]
    everyone = small().step("reg", "5%", **REG).program()
    assert [one.claim for one in unrewarded(everyone)] == ["none"]


@pytest.mark.parametrize(("cap", "units"), [("deal 300 EUR", 100), ("deal 40 EUR", 14)])
def test_the_first_deal_on_which_a_cap_makes_it_pointless(cap: str, units: int) -> None:
    """Registered 10 %, capped, or 3 % without: 3 n reaches the cap there."""
    made = small().step("reg", ("10%", FIRST), caps=[cap], group="g", **REG)
    (one,) = unrewarded(made.step("more", "3%", group="g", applies="on-request").program())
    assert one.first.units == units


def test_a_cap_alone_takes_nothing_away() -> None:
    made = small().table("tier", "20%").step("reg", ("5%", FIRST), caps=["deal 10 EUR"], **REG)
    assert unrewarded(made.program()) == ()


def test_what_is_at_the_vendors_discretion_does_not_count() -> None:
    made = small().step("reg", ("5%", FIRST), group="g", **REG)
    made.step("gift", "9%", group="g", applies="discretionary")
    assert unrewarded(made.program()) == ()


def test_what_hangs_on_the_registration_counts_as_it_lowers_the_partners_price() -> None:
    """5 % for registering; what comes with it lowers the price that half is rebated of later."""

    def found(side: str) -> tuple[Unrewarded, ...]:
        made = small().step("reg", ("5%", FIRST), **REG)
        made.step("with-it", "9%", side=side, applies="automatic", requires=("reg",))
        made.step("rebate", "50%", stage="back", base="opening")
        return unrewarded(made.program())

    assert found("distributor") == ()
    (one,) = found("end-customer")
    assert (one.first.earned, one.other.earned) == (D(50), D(50))


def test_a_rival_that_the_customer_gets_on_request_can_be_left_out() -> None:
    def found(**rival: Any) -> tuple[Unrewarded, ...]:
        made = small().step("reg", ("5%", FIRST), group="g", **REG)
        return unrewarded(made.step("aid", "9%", group="g", **rival).program())

    assert found(side="end-customer", applies="on-request") == ()
    assert [one.claim for one in found(side="partner", applies="on-request")] == ["none"]
