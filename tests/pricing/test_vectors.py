"""The field's test vectors with their exact numbers: bases, inversion, two tiers, caps, bands."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.pricing.build import Maker, Nested

from partnerbook.pricing import Line, Order, Quote, extremes, inversions, price
from partnerbook.values.money import Money

D = Decimal
ONE: Nested = {"core": {"a": {}}}


def ordered(
    *, route: str = "one-tier", tier: str = "gold", quantity: int = 1, **more: object
) -> Order:
    """An order of one line by a partner of a tier."""
    given: dict[str, object] = {
        "currency": "EUR",
        "dates": {"order": date(2027, 1, 15)},
        "lines": (Line("a", quantity, "new"),),
        "tier": tier,
        "place": "by",
        "route": route,
        "claim": "first",
        **more,
    }
    return Order(**given)  # type: ignore[arg-type]


def amounts(quote: Quote) -> list[tuple[str, Decimal]]:
    """What is taken, by step."""
    return [(taken.step.id, taken.amount) for taken in quote.taken]


@pytest.mark.parametrize(
    ("front", "back", "given", "too_much"),
    [
        ("list", "opening", "44.20", False),
        ("opening", "opening", "41.41", False),
        ("list", "list", "47.00", True),
    ],
    ids=["additive, back end on net", "sequential, back end on net", "additive, back end on list"],
)
def test_v1_the_same_four_numbers_have_three_totals(
    front: str, back: str, given: str, too_much: bool
) -> None:
    program = (
        Maker(ONE, tiers=("gold",))
        .price("a", "100 EUR")
        .table("tier", "30%")
        .step("registration", "10%", base=front)
        .step("rebate", "5%", stage="back", base=back)
        .step("co-op", "2%", stage="back", base=back)
        .floor("general", "45%")
        .program()
    )
    quote = price(program, ordered())
    assert quote.certain
    assert quote.sums is not None
    assert quote.sums.given == Money(D(given), "EUR")
    (extreme,) = extremes(program)
    assert extreme.given == D(given)
    assert extreme.worst.given == D(given)
    assert [floor.id for floor in extreme.floors] == ["general"]
    assert (extreme.given > D("0.45") * extreme.value) is too_much


def test_v2_one_sort_of_deal_is_inverted_and_one_is_not() -> None:
    program = (
        Maker(ONE)
        .price("a", "100 EUR")
        .table("tier", ("25%", {"tier": "silver"}), ("30%", {"tier": "gold"}))
        .step("silver-reg", ("12%", {"tier": "silver", "claim": "first"}), applies="on-request")
        .step(
            "gold-reg",
            ("10%", {"tier": "gold", "claim": "first"}),
            applies="on-request",
            caps=["deal 5 EUR"],
        )
        .program()
    )
    (found,) = inversions(program)
    assert (found.lower_tier, found.higher_tier, found.how) == ("silver", "gold", "best")
    assert (found.lower.earned, found.higher.earned) == (D(37), D(35))
    assert found.sample == {"claim": "first registration"}
    assert found.steps == ("silver-reg",)
    kinds = {tuple(e.sample.items()) for e in extremes(program) if e.tier == "gold"}
    assert kinds == {
        (("claim", "first registration"), ("tier", "gold partners")),
        (("claim", "no or later registration"), ("tier", "gold partners")),
    }
    best = {e.sample["claim"]: e.best.earned for e in extremes(program) if e.tier == "gold"}
    assert best == {"first registration": D(35), "no or later registration": D(30)}


def test_v2_at_the_cap_kink() -> None:
    """In order on small deals; once gold's cap binds, silver catches up and overtakes."""
    program = (
        Maker(ONE)
        .price("a", "100 EUR")
        .table("tier", ("25%", {"tier": "silver"}), ("30%", {"tier": "gold"}))
        .step("silver-reg", ("12%", {"tier": "silver"}))
        .step("gold-reg", ("10%", {"tier": "gold"}), caps=["deal 1000 EUR"])
        .program()
    )
    (found,) = inversions(program)
    # Gold's 10 % is capped from 100 units on (1000 EUR); 30 + cap = 37 at 1000 / 7 = 142.9 units.
    assert (found.higher.units, found.higher.endless) == (143, False)
    assert (found.lower.earned, found.higher.earned) == (D(5291), D(5290))


@pytest.mark.parametrize(
    ("credit", "distributor", "kept"),
    [(False, "65.00", "-5.00"), (True, "55.00", "5.00")],
    ids=["without credit-back", "with a credit-back of 10 points"],
)
def test_v3_the_distributor_pays_to_sell_unless_credited(
    credit: bool, distributor: str, kept: str
) -> None:
    made = (
        Maker(ONE, tiers=("gold",))
        .price("a", "100 EUR")
        .table("distributor", ("35%", {"route": "two-tier"}), side="distributor")
        .table("reseller", "30%")
        .step("registration", ("10%", {"claim": "first"}), applies="on-request")
    )
    if credit:
        made.step("credit-back", "10%", side="distributor", requires=("registration",))
    quote = price(made.program(), ordered(route="two-tier"))
    assert quote.sums is not None
    assert quote.sums.invoice.amount == D("60.00")
    assert quote.sums.distributor_invoice is not None
    assert quote.sums.distributor_invoice.amount == D(distributor)
    assert quote.sums.distributor_margin == Money(D(kept), "EUR")
    assert quote.sums.vendor_net.amount == D(distributor)
    unregistered = price(made.program(), ordered(route="two-tier", claim="none"))
    assert unregistered.sums is not None
    assert unregistered.sums.distributor_margin == Money(D("5.00"), "EUR")
    one_tier = price(made.program(), ordered())
    assert one_tier.sums is not None
    assert one_tier.sums.distributor_invoice is None
    assert one_tier.sums.vendor_net.amount == D("60.00")


@pytest.mark.parametrize(
    ("amount", "billing", "currency", "paid", "cap"),
    [
        ("400 EUR", "monthly", "EUR", "150.00", "month"),
        ("3600 EUR", "yearly", "EUR", "1440.00", "year"),
        ("400 USD", "monthly", "USD", "180.00", "month"),
        ("3600 USD", "yearly", "USD", "1728.00", "year"),
        ("200 EUR", "monthly", "EUR", "100.00", None),
    ],
)
def test_v7_a_cap_is_in_its_own_currency_and_period(
    amount: str, billing: str, currency: str, paid: str, cap: str | None
) -> None:
    program = (
        Maker(ONE, tiers=("gold",), currencies=("EUR", "USD"))
        .price("a", amount)
        .step(
            "hosting",
            "50%",
            stage="back",
            kind="commission",
            caps=["month 150 EUR 180 USD", "year 1440 EUR 1728 USD"],
        )
        .program()
    )
    quote = price(
        program, ordered(currency=currency, lines=(Line("a", 1, "new", billing=billing),))
    )
    assert quote.certain
    (taken,) = quote.taken
    assert taken.amount == D(paid)
    assert (taken.cap.per if taken.cap else None) == cap
    shares = {e.shape.billing: e.given for e in extremes(program) if e.currency == currency}
    assert shares[billing] == D(paid)


@pytest.mark.parametrize(
    ("quantity", "rate", "reason"),
    [
        (20, "5%", ""),
        (21, "10%", ""),
        (30, "10%", ""),
        (31, None, "no band covers quantity 31"),
        (32, "15%", ""),
    ],
)
def test_v10_31_matches_nothing(quantity: int, rate: str | None, reason: str) -> None:
    program = (
        Maker(ONE, tiers=("gold",))
        .price("a", "10 EUR")
        .step(
            "level",
            ("5%", {"quantity": (1, 21)}),
            ("10%", {"quantity": (21, 31)}),
            ("15%", {"quantity": (32, None)}),
            kind="volume-discount",
            measure="quantity",
        )
        .program()
    )
    quote = price(program, ordered(quantity=quantity))
    (line,) = quote.lines
    assert [str(taken.rate) for taken in line.taken] == ([rate] if rate else [])
    assert [left.reason for left in line.not_applied] == ([reason] if reason else [])
    by_size = [(e.units, [str(t.rate) for t in e.worst.taken]) for e in extremes(program)]
    assert sorted(by_size) == [(1, ["5%"]), (21, ["10%"]), (31, []), (32, ["15%"])]
