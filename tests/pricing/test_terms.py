"""What is paid for a term of what recurs: as long as it runs, on what is billed, and all of it."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import examples
from tests.pricing.build import Maker, ref

from partnerbook.pricing import Line, Order, Quote, price
from partnerbook.pricing.terms import streams
from partnerbook.resolve.held import Held
from partnerbook.values.period import Period, parse_duration


def share(term: str = "36 months", rate: str = "20%", *, caps: tuple[str, ...] = ()) -> Maker:
    """A share of what recurs, after a discount for the customer."""
    made = Maker({"core": {"a": {}}}).price("a", "100 EUR")
    made.step("for-customers", "50%", stage="deal", side="end-customer")
    made.step(
        "share",
        (rate, {"billing": "monthly yearly"}),
        kind="revenue-share",
        base="recurring",
        stage="back",
        term=parse_duration(term),
        caps=caps,
    )
    return made


def ordered(
    on: str, first: str = "", *, line_type: str | None = "new", billing: str | None = "monthly"
) -> Order:
    """Four units; the first sale on its own day, if it is stated."""
    dates = {"order": date.fromisoformat(on)}
    if first:
        dates["first-sale"] = date.fromisoformat(first)
    return Order("EUR", dates, (Line("a", 4, line_type, billing),), tier="gold")


def shared(quote: Quote) -> Decimal | str:
    """What the share gives, or why it gives nothing."""
    found = [taken.amount for taken in quote.taken if taken.step.id == "share"]
    reasons = [one.reason for one in quote.lines[0].not_applied if one.step.id == "share"]
    return found[0] if found else reasons[0]


@pytest.mark.parametrize(
    ("order", "gives"),
    [
        (ordered("2026-12-10"), Decimal(40)),
        (ordered("2026-12-10", "2023-12-11", line_type="renewal"), Decimal(40)),
        (
            ordered("2026-12-10", "2023-12-10", line_type="renewal"),
            "paid for 36 months from the first sale on 10 December 2023, until 9 December 2026",
        ),
        (
            ordered("2026-12-10", line_type="renewal"),
            "cannot tell: the order does not say the date of the first sale",
        ),
        (ordered("2026-12-10", "2026-12-11"), "paid from the first sale on 11 December 2026"),
        (ordered("2026-12-10", billing="once"), "only for monthly or yearly billing"),
        (ordered("2026-12-10", billing=None), "cannot tell: the order does not say the billing"),
    ],
)
def test_a_share_is_paid_while_its_term_runs(order: Order, gives: Decimal | str) -> None:
    assert shared(price(share().program(), order)) == gives


@pytest.mark.parametrize(
    ("term", "billing", "words"),
    [
        (
            "36 months",
            "monthly",
            "36 months × 40.00 = 1440.00 if the customer stays and the agreement lasts",
        ),
        (
            "36 months",
            "yearly",
            "3 years × 40.00 = 120.00 if the customer stays and the agreement lasts",
        ),
        (
            "18 months",
            "yearly",
            "2 years × 40.00 = 80.00 if the customer stays and the agreement lasts",
        ),
        ("6 months", "yearly", "1 year × 40.00 = 40.00 if the customer stays"),
        (
            "90 days",
            "monthly",
            "3 months × 40.00 = 120.00 if the customer stays and the agreement lasts",
        ),
    ],
)
def test_the_whole_term_is_told(term: str, billing: str, words: str) -> None:
    made = share(term).program()
    quote = price(made, ordered("2026-12-10", billing=billing))
    (stream,) = streams(made.axes, quote, quote.lines[0])
    assert stream.in_words(lambda amount: f"{amount:.2f}") == words


@pytest.mark.parametrize(
    ("first", "on", "words"),
    [
        ("2026-01-20", "2027-01-20", "2 years × 40.00 = 80.00 until the term ends, the last on"),
        ("2024-01-21", "2027-01-20", "1 year × 40.00 = 40.00 until the term ends, the last on"),
    ],
)
def test_a_later_order_has_the_rest_of_the_term(first: str, on: str, words: str) -> None:
    order = ordered(on, first, line_type="renewal", billing="yearly")
    made = share("36 months").program()
    quote = price(made, order)
    (stream,) = streams(made.axes, quote, quote.lines[0])
    assert stream.in_words(lambda amount: f"{amount:.2f}").startswith(words)


def test_a_cap_for_longer_than_a_payment_is_not_added_up() -> None:
    made = share(caps=("year 300 EUR",)).program()
    quote = price(made, ordered("2026-12-10"))
    (stream,) = streams(made.axes, quote, quote.lines[0])
    assert stream.in_words(str).endswith(", before what is left of c0 (at most 300 per year)")


@examples(60)
@given(
    st.dates(date(2020, 1, 1), date(2027, 12, 31)),
    st.integers(0, 1500),
    st.integers(1, 40),
    st.sampled_from(["monthly", "yearly"]),
)
def test_payments_are_those_of_counting_days(
    first: date, later: int, months: int, billing: str
) -> None:
    """Day by day: the term is over on the same day of the month, so many months on."""
    on = first + timedelta(days=later)
    made = share(f"{months} months", "7%").program()
    order = ordered(on.isoformat(), first.isoformat(), line_type="renewal", billing=billing)
    quote = price(made, order)
    gone = months_between(first, on)
    assert isinstance(shared(quote), Decimal) == (gone < months)
    if gone < months:
        (stream,) = streams(made.axes, quote, quote.lines[0])
        length = {"monthly": 1, "yearly": 12}[billing]
        end = on_the_same_day(first, months)
        count = sum(1 for at in range(months) if on_the_same_day(on, at * length) < end)
        assert (stream.count, Fraction(stream.total)) == (count, count * Fraction(14))


def on_the_same_day(start: date, months: int) -> date:
    """So many months later; the last day of a month that is too short."""
    month = start.year * 12 + start.month - 1 + months
    days = monthrange(month // 12, month % 12 + 1)[1]
    return date(month // 12, month % 12 + 1, min(start.day, days))


def months_between(first: date, on: date) -> int:
    """How many whole months have gone by; the last day of a short month ends one."""
    gone = 0
    day = first
    while day < on:
        day += timedelta(days=1)
        last = (day + timedelta(days=1)).month != day.month
        gone += day.day == first.day or (last and day.day < first.day)
    return gone


@pytest.mark.parametrize(
    ("anchor", "dates", "gives", "told"),
    [
        ("invoice", {"invoice": date(2026, 12, 14)}, Decimal(40), []),
        (
            "invoice",
            {"invoice": date(2026, 12, 15)},
            Decimal(80),
            ["Gold held on 15 December 2026, the day of the invoice"],
        ),
        ("order", {"invoice": date(2026, 12, 15)}, Decimal(40), []),
    ],
)
def test_the_tier_held_on_the_day_of_the_anchor_counts(
    anchor: str, dates: dict[str, date], gives: Decimal, told: list[str]
) -> None:
    made = Maker({"core": {"a": {}}}).price("a", "100 EUR")
    made.step("fee", ("10%", {"tier": "silver"}), ("20%", {"tier": "gold"}), anchor=anchor)
    silver = Held("silver", Period(date(2026, 1, 1), date(2026, 12, 15)), "earned", ref("x"))
    gold = Held("gold", Period(date(2026, 12, 15)), "earned", ref("x"))
    made.partner("acme", standing=(silver, gold))
    order = Order(
        "EUR", {"order": date(2026, 12, 10), **dates}, (Line("a", 4, "new"),), partner="acme"
    )
    (taken,) = price(made.program(), order).taken
    assert (taken.amount, [words for words, _ in taken.told]) == (gives, told)
