"""The least that a distributor keeps is what trying everything finds, and what a quote says."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import examples
from tests.pricing.build import Maker
from tests.pricing.limited import judged
from tests.pricing.oracle import FAR, Case, Oracle
from tests.pricing.programs import programs
from tests.pricing.test_extremes import case_of

from partnerbook.pricing import Squeeze, distributor_choices, extremes, squeezes
from partnerbook.pricing.exact import exactly
from partnerbook.pricing.stacks import MOST_CHOICES
from partnerbook.resolve.program import Program

LEAST = ("0", "0.05", "0.2", "0.3")


def found(program: Program, least: str) -> dict[Case, Fraction]:
    """What the engine says; its witness and the smallest part of it must bear it out."""
    out: dict[Case, Fraction] = {}
    for one in squeezes(extremes(program), Decimal(least)):
        assert one.proven
        assert one.lacking is not None
        assert lacking(one, least) == one.lacking > 0
        assert set(taken(one, core=True)) <= set(taken(one))
        out[case_of(one.extreme)] = Fraction(one.lacking) / Fraction(one.stack.value)
    return out


def lacking(one: Squeeze, least: str) -> Decimal:
    """What the distributor lacks of the stack written out."""
    stack = one.stack
    with exactly():
        return stack.distributor_pays - (1 - Decimal(least)) * stack.partner_pays


def taken(one: Squeeze, *, core: bool = False) -> list[str]:
    """The steps of the worst stack, or of its core."""
    return [step.step.id for step in (one.core if core else one.stack).taken]


@examples(40)
@given(programs(steps=(2, 5), axes=1, distribution=True), st.sampled_from(LEAST))
def test_the_worst_for_the_distributor(program: Program, least: str) -> None:
    assert found(program, least) == Oracle(program).squeezed(Fraction(least))


@examples(20)
@given(programs(steps=(4, 6), axes=0, distribution=True), st.sampled_from(LEAST))
def test_the_dynamic_programme_finds_the_same(program: Program, least: str) -> None:
    ones = extremes(program)
    tried = squeezes(ones, Decimal(least))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(distributor_choices, "MOST_CHOICES", 0)
        gone = {id(one.extreme): one for one in squeezes(ones, Decimal(least))}
    assert MOST_CHOICES > 0
    for one in tried:
        other = gone[id(one.extreme)]
        if other.proven:
            assert (other.lacking, other.stack.value) == (one.lacking, one.stack.value)
    for one in gone.values():
        # Where sizes matter, one deal was tried: what is found there is no proof of the worst.
        assert one.proven or one.extreme.plan.sized


def v3(credit_back: str = "", applies: str = "automatic") -> tuple[Squeeze, ...]:
    """Distributor 35 %, Gold 30 %, registration 10 %; a distributor must keep 5 %."""
    made = Maker({"core": {"a": {}}}, tiers=("gold",))
    made.price("a", "100 EUR")
    made.table("distribution", "35%", side="distributor")
    made.table("partner", "30%")
    made.step("registration", made.row("r", "10%", {"claim": "first"}), stage="deal")
    if credit_back:
        made.step(
            "credit-back",
            made.row("r", credit_back, {"claim": "first"}),
            stage="back",
            side="distributor",
            applies=applies,
        )
    return squeezes(extremes(made.program()), Decimal("0.05"))


def test_v3_registration_takes_more_than_the_distributor_has() -> None:
    (one,) = v3()
    assert (one.stack.partner_pays, one.stack.distributor_pays) == (Decimal(60), Decimal(65))
    assert one.lacking == 8
    assert taken(one, core=True) == ["distribution", "partner", "registration"]


@pytest.mark.parametrize(
    ("credit_back", "applies", "lacking"),
    [
        ("10%", "automatic", None),
        ("10%", "on-request", None),
        ("10%", "discretionary", 8),
        ("8%", "automatic", None),
        ("7.9%", "automatic", Decimal("0.1")),
    ],
)
def test_v3_with_a_credit_back(credit_back: str, applies: str, lacking: Decimal | None) -> None:
    assert [one.lacking for one in v3(credit_back, applies)] == (
        [] if lacking is None else [lacking]
    )


def test_a_capped_credit_back_is_worst_on_endless_deals() -> None:
    made = Maker({"core": {"a": {}}}, tiers=("gold",))
    made.price("a", "100 EUR")
    made.table("distribution", "25%", side="distributor")
    made.table("partner", "20%")
    made.step("registration", made.row("r", "10%"), stage="deal")
    made.step(
        "credit-back",
        made.row("r", "10%"),
        stage="back",
        side="distributor",
        caps=["deal 500 EUR"],
    )
    (one,) = squeezes(extremes(made.program()), Decimal(0))
    assert one.stack.endless
    assert one.lacking is not None
    assert one.lacking * 20 == one.stack.value


def compare_judged(program: Program, least: str) -> None:
    """Nothing the oracle tries is worse; each witness stands by the oracle's own rules."""
    oracle = Oracle(program)
    expected = oracle.squeezed(Fraction(least))
    rows = {(step.id, row.id): (step, row) for step in program.steps for row in step.rows}
    found = {case_of(one.extreme): one for one in squeezes(extremes(program), Decimal(least))}
    untold = {case for case, one in found.items() if not one.proven}
    assert expected.keys() - untold <= found.keys()
    for case, one in found.items():
        if one.lacking is None:
            assert not one.proven
            continue
        assert lacking(one, least) == one.lacking > 0
        assert set(taken(one, core=True)) <= set(taken(one))
        share = Fraction(one.lacking) / Fraction(one.stack.value)
        assert share >= expected.get(case, Fraction(0))
        board, unit = one.extreme.board, Fraction(case.price.price.amount)
        picked = [
            rows[step.id, row.id]
            for step, row in (board.rows[number] for number in one.extreme.shape.rows[0])
        ]
        units = FAR if one.stack.endless else one.stack.units
        for ids in (set(taken(one)), set(taken(one, core=True))):
            stacks = oracle.permitted(picked, case, claimed=True)
            (mine,) = [stack for stack in stacks if {step.id for step, _ in stack} == ids]
            assert oracle.standing(picked, [mine], (unit * units, units), case, claimed=True)


@examples(8)
@given(judged(steps=(2, 4), axes=0, distribution=True), st.sampled_from(LEAST))
def test_what_hangs_on_sums(program: Program, least: str) -> None:
    compare_judged(program, least)


@examples(5)
@given(judged(steps=(2, 3), axes=0, sums=True, distribution=True), st.sampled_from(LEAST))
def test_what_hangs_on_fixed_sums(program: Program, least: str) -> None:
    compare_judged(program, least)


@pytest.mark.parametrize(("volume", "lacking"), [("10%", 8), ("1.9%", 8), ("2%", 8)])
def test_the_program_chooses_what_the_distributor_passes_on(
    volume: str, lacking: Decimal | None
) -> None:
    """35 % for the distributor, 30 % for the partner, and the better of 10 % and another one."""
    made = Maker({"core": {"a": {}}}, tiers=("gold",)).price("a", "100 EUR")
    made.table("distribution", "35%", side="distributor").table("partner", "30%")
    choice: dict[str, Any] = {"group": "uplift", "choice": "best-for-partner"}
    made.step("campaign", "10%", **choice).step("volume", volume, **choice)
    (one,) = squeezes(extremes(made.program()), Decimal("0.05"))
    assert one.proven
    assert one.lacking == lacking


def test_the_lowest_leaves_the_distributor_more() -> None:
    made = Maker({"core": {"a": {}}}, tiers=("gold",)).price("a", "100 EUR")
    made.table("distribution", "35%", side="distributor").table("partner", "30%")
    choice: dict[str, Any] = {"group": "uplift", "choice": "lowest"}
    made.step("campaign", "10%", **choice)
    made.step("volume", "2%", caps=["deal 50 EUR"], **choice)
    (one,) = squeezes(extremes(made.program()), Decimal("0.05"))
    assert one.proven
    # 100 - 30 - 2 leaves 68, of which 5 % are 3.40: 3.00 are there.
    assert (one.lacking, taken(one)) == (Decimal("0.4"), ["distribution", "partner", "volume"])
