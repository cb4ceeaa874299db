"""What the program chooses and what hangs on a low margin, with sums to reckon by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from tests.pricing.build import Maker, Nested
from tests.pricing.test_price import maker, order, reasons, taken

from partnerbook.pricing import Line, extremes, inversions, price, smallest_part
from partnerbook.pricing import search as searching
from partnerbook.pricing.claims import unrewarded
from partnerbook.pricing.left_out import OWN_RECKONING
from partnerbook.pricing.untold import why_untold
from partnerbook.values.audience import INTERNAL, PARTNER_VIEWER
from partnerbook.values.percent import parse_percent

D = Decimal
ONE: Nested = {"core": {"a": {}}}
BEST: dict[str, Any] = {"group": "uplift", "choice": "best-for-partner"}
LOWEST: dict[str, Any] = {"group": "uplift", "choice": "lowest"}
LOW: dict[str, Any] = {"only_below": parse_percent("20%")}


def two(**choice: Any) -> Maker:
    """A table of 20 %, a campaign of 10 % up to 300.00, and a volume discount of 8 %."""
    made = Maker(ONE, tiers=("gold",)).price("a", "100 EUR").table("tier", "20%")
    made.step("campaign", "10%", caps=["deal 300 EUR"], **choice)
    return made.step("volume", "8%", **choice)


@pytest.mark.parametrize(("choice", "given"), [(BEST, D(30)), (LOWEST, D(28))])
def test_one_of_the_group_is_given(choice: dict[str, Any], given: Decimal) -> None:
    (one,) = extremes(two(**choice).program())
    assert one.proven
    assert (one.given, one.value) == (given, D(100))
    assert one.best.earned == given
    assert len(one.worst.taken) == 2


@pytest.mark.parametrize(
    ("choice", "quantity", "step"),
    [
        (BEST, 37, "campaign"),  # 300.00 against 296.00
        (BEST, 38, "volume"),  # 304.00 against 300.00
        (LOWEST, 37, "volume"),
        (LOWEST, 38, "campaign"),
    ],
)
def test_a_cap_turns_the_choice(choice: dict[str, Any], quantity: int, step: str) -> None:
    made = maker()
    made.step("campaign", "10%", caps=["deal 300 EUR"], **choice)
    made.step("volume", "8%", **choice)
    quote = price(made.program(), order(Line("a", quantity, "new")))
    assert quote.certain
    assert [one for one in taken(quote) if one != "tier"] == [step]
    amounts = {"campaign": "300.00 EUR", "volume": f"{8 * quantity}.00 EUR"}
    (other,) = {"campaign", "volume"} - {step}
    which = "highest" if choice is BEST else "lowest"
    assert reasons(quote)[other] == (
        f"the program gives the {which} of uplift, which is {step}"
        f" ({amounts[step]} against {amounts[other]})"
    )


def test_the_lowest_is_the_lowest_of_those_that_give_anything() -> None:
    made = maker()
    made.step("volume", ("0%", {"quantity": (1, 50)}), ("8%", {"quantity": (50, None)}), **LOWEST)
    made.step("campaign", "5%", **LOWEST)
    for quantity, step in ((49, "campaign"), (50, "campaign")):
        quote = price(made.program(), order(Line("a", quantity, "new")))
        assert [one for one in taken(quote) if one != "tier"] == [step]


def supported() -> Maker:
    """List 100, cost 60, table 20 %: a margin of 25 %, and of 14.29 % with the registration."""
    made = Maker(ONE, tiers=("gold",), costs={"a": "60 EUR"}).price("a", "100 EUR")
    made.table("tier", "20%").step("registration", "10%", applies="on-request")
    return made.step("support", "5%", stage="back", **LOW)


def test_what_is_given_at_a_low_margin_alone() -> None:
    (one,) = extremes(supported().program())
    assert one.proven
    assert one.given == D(35)
    assert [t.step.id for t in one.worst.taken] == ["tier", "registration", "support"]
    part = smallest_part(one, lambda kept, _: kept < 75)
    assert part is not None
    # The table and the registration alone are no permitted stack: the support then applies.
    assert part.kept == D(65)
    assert [t.step.id for t in part.taken] == ["tier", "registration", "support"]


def test_at_the_very_margin_it_is_not_given() -> None:
    made = Maker(ONE, tiers=("gold",), costs={"a": "64 EUR"}).price("a", "100 EUR")
    made.table("tier", "20%").step("support", "5%", stage="back", **LOW)
    (one,) = extremes(made.program())  # (80 - 64) / 80 is 20 % and not below
    assert (one.proven, one.given) == (True, D(20))


def test_a_quote_says_what_the_margin_is_and_only_to_the_vendor() -> None:
    made = maker(costs={"a": "52 EUR"}).step("registration", "10%", applies="on-request")
    program = made.step("support", "5%", stage="back", **LOW).program()
    without = price(program, order(Line("a", 1, "new"), take=frozenset()))
    assert reasons(without)["support"] == (
        "only where the margin at the opening of its stage is below 20%: it is 25.71% there"
        " (70.00 EUR less a cost of 52.00 EUR)"
    )
    with_ = price(program, order(Line("a", 1, "new"), take=frozenset({"registration"})))
    assert taken(with_) == {"tier": D(30), "registration": D(10), "support": D(5)}
    assert {one.audience for one in with_.taken} == {INTERNAL}
    outside = price(
        program, order(Line("a", 1, "new"), take=frozenset({"registration"}), viewer=PARTNER_VIEWER)
    )
    assert taken(outside) == {"tier": D(30), "registration": D(10)}
    assert reasons(outside)["support"] == OWN_RECKONING


def test_without_a_cost_nobody_can_tell() -> None:
    made = supported()
    made.costs = {}
    (one,) = extremes(made.program())
    assert not one.proven
    assert why_untold(one) == (
        "support is given only at a low margin, and the cost of A in EUR is not written"
    )
    quote = price(made.program(), order(Line("a", 1, "new")))
    assert [doubt.reason for doubt in quote.doubts] == [
        "support: cannot tell: the cost of A in EUR is not written"
    ]
    assert reasons(quote)["support"].startswith("cannot tell: ")


def test_past_the_bound_nobody_can_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    made = two(**BEST)
    for at in range(4):
        made.step(f"i{at}", "1%", applies="on-request")
    (one,) = extremes(made.program())
    assert (one.proven, one.given) == (True, D(34))
    monkeypatch.setattr(searching, "MOST_CHOICES", 8)
    (one,) = extremes(made.program())
    assert not one.proven
    assert why_untold(one) == (
        "too many permitted stacks to look at each, as what is given of the best of uplift hangs"
        " on it"
    )


def test_what_hangs_on_itself_is_told() -> None:
    """The gift comes with the volume discount alone, and makes the other one the best."""
    made = Maker(ONE, tiers=("gold",)).price("a", "100 EUR")
    made.step("gift", "50%", stage="tier", requires=("volume",))
    made.step("campaign", "10%", **BEST)
    made.step("volume", "12%", base="opening", **BEST)
    (one,) = extremes(made.program())
    assert not one.proven
    assert why_untold(one) == (
        "what is given of the best of uplift hangs on itself: no stack agrees with all its own"
        " rules"
    )


def test_a_choice_that_gives_the_higher_tier_less_is_found() -> None:
    """The lowest of the group: a better campaign for gold that is not the lowest any more."""
    made = Maker(ONE).price("a", "100 EUR").table("tier", "20%")
    made.step("campaign", ("5%", {"tier": "silver"}), ("2%", {"tier": "gold"}), **LOWEST)
    made.step("volume", "4%", **LOWEST)
    (one,) = inversions(made.program())
    assert one.how == "best"
    assert (one.lower.earned, one.higher.earned) == (D(24), D(22))


def test_the_deal_at_which_the_choice_turns_is_looked_at() -> None:
    """Silver has no cap: from 41 units the lowest of gold is the capped campaign."""
    made = Maker(ONE).price("a", "100 EUR").table("tier", "20%")
    made.step("campaign", ("10%", {"tier": "gold"}), caps=["deal 320 EUR"], **LOWEST)
    made.step("volume", "8%", **LOWEST)
    (one,) = inversions(made.program())
    assert (one.how, one.higher.units) == ("best", 41)
    assert (one.lower.earned, one.higher.earned) == (D("1148"), D("1140"))


def test_a_registration_in_a_group_that_the_program_chooses_from() -> None:
    made = Maker(ONE, tiers=("gold",)).price("a", "100 EUR").table("tier", "20%")
    made.step("registration", ("5%", {"claim": "first"}), kind="deal-registration", **BEST)
    made.step("volume", "8%", **BEST)
    (found,) = unrewarded(made.program())
    assert found.first.earned == found.other.earned == D(28)
