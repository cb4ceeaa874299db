"""Lines that take something back: what goes back with the price, what by rule, and what is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import examples
from tests.pricing.build import Maker, ref

from partnerbook.pricing import Line, Order, Quote, extremes, price
from partnerbook.resolve.offer import Reverses
from partnerbook.resolve.program import Program
from partnerbook.resolve.written import Original
from partnerbook.values.money import parse_money
from partnerbook.values.period import parse_duration

BOUGHT = date(2026, 9, 1)


def reverses(on: str, how: str = "in-full", within: str = "") -> Reverses:
    """A rule by which something is taken back."""
    return Reverses(tuple(on.split()), parse_duration(within) if within else None, how, ref("rule"))


def maker() -> Maker:
    """A discount, a registration with a cap, three rebates with their own rules, and a bonus."""
    made = Maker({"core": {"a": {}}}).price("a", "99 EUR", start="2026-01-01")
    made.table("table", ("20%", {"quantity": (0, 50)}), ("30%", {"quantity": (50, None)}))
    made.step("registration", "8%", caps=["deal 500 EUR"], kind="deal-registration")
    kept: dict[str, Any] = {"stage": "back", "base": "opening", "kind": "rebate"}
    made.step("kept", "2%", **kept)
    made.step("full", "3%", **kept, reverses=reverses("cancellation return", within="90 days"))
    made.step("termed", "7%", **kept, reverses=reverses("cancellation", "by-remaining-term"))
    made.step(
        "person",
        made.row("r", "40 EUR", {}),
        stage="back",
        paid_to="person",
        reverses=reverses("return"),
    )
    return made


def undone(
    on: str, line_type: str, quantity: int = 100, of: Original | None = None, term: int | None = 12
) -> Order:
    """Units of an order of 1 September that are taken back."""
    of = of or Original({"order": BOUGHT}, "new", 100)
    line = Line("a", quantity, line_type, "yearly", term, None, of)
    return Order("EUR", {"order": date.fromisoformat(on)}, (line,), tier="gold")


def amounts(quote: Quote) -> dict[str, str]:
    """What is taken back of each step."""
    return {taken.step.id: f"{taken.amount.normalize():f}" for taken in quote.taken}


def reasons(quote: Quote) -> dict[str, str]:
    """Why something is kept."""
    return {one.step.id: one.reason for line in quote.lines for one in line.not_applied}


def test_a_return_of_everything_undoes_the_order() -> None:
    program = maker().program()
    bought = price(
        program,
        Order("EUR", {"order": BOUGHT}, (Line("a", 100, "new", "yearly", 12),), tier="gold"),
    )
    back = price(program, undone("2026-09-30", "return"))
    assert back.certain
    was = {taken.step.id: taken.amount for taken in bought.taken}
    gone = {taken.step.id: -taken.amount for taken in back.taken}
    assert gone == {name: was[name] for name in ("table", "registration", "full", "person")}
    assert bought.sums is not None
    assert back.sums is not None
    assert back.sums.invoice.amount == -bought.sums.invoice.amount
    assert back.sums.list_value.amount == Decimal(-9900)
    assert back.sums.cost is None


@pytest.mark.parametrize(
    ("order", "gone", "kept"),
    [
        (
            undone("2026-09-30", "return"),
            {"table": "-2970", "registration": "-500", "full": "-192.9", "person": "-40"},
            {
                "kept": "kept: nothing says that it is taken back",
                "termed": "kept: taken back only on a cancellation",
            },
        ),
        (
            undone("2026-11-30", "return"),
            {"table": "-2970", "registration": "-500", "person": "-40"},
            {
                "kept": "kept: nothing says that it is taken back",
                "full": "kept: taken back only within 90 days of the order, until 29 November 2026",
                "termed": "kept: taken back only on a cancellation",
            },
        ),
        (
            # Ten of a hundred units: the rate of a hundred, and a tenth of the capped amount.
            undone("2026-12-01", "cancellation", 10),
            {"table": "-297", "registration": "-50", "termed": "-30.01"},
            {
                "kept": "kept: nothing says that it is taken back",
                "full": "kept: taken back only within 90 days of the order, until 29 November 2026",
                "person": "kept: taken back only on a return",
            },
        ),
        (
            undone("2026-11-30", "downgrade", 10, Original({"order": BOUGHT}, "new")),
            {"table": "-198", "registration": "-79.2"},
            {
                "kept": "kept: nothing says that it is taken back",
                "full": "kept: taken back only on a cancellation or a return",
                "termed": "kept: taken back only on a cancellation",
                "person": "kept: taken back only on a return",
            },
        ),
    ],
)
def test_each_step_is_taken_back_by_its_own_rule(
    order: Order, gone: dict[str, str], kept: dict[str, str]
) -> None:
    quote = price(maker().program(), order)
    assert amounts(quote) == gone
    assert reasons(quote) == kept


def test_the_dates_of_the_original_order_decide() -> None:
    made = Maker({"core": {"a": {}}})
    made.price("a", "100 EUR", start="2026-01-01", through="2026-09-30", name="old")
    made.price("a", "120 EUR", start="2026-10-01", name="next")
    made.table("table", "10%")
    quote = price(made.program(), undone("2026-12-01", "return"))
    assert quote.sums is not None
    assert quote.sums.invoice.amount == Decimal(-9000)


def test_what_is_bought_and_what_is_taken_back_stand_in_one_order() -> None:
    order = undone("2026-12-01", "downgrade", 10)
    order = replace(order, lines=(*order.lines, Line("a", 60, "new", "yearly", 12)))
    quote = price(maker().program(), order)
    assert [line.line.line_type for line in quote.lines] == ["downgrade", "new"]
    assert [line.sums.list_value.amount for line in quote.lines] == [Decimal(-990), Decimal(5940)]
    assert quote.sums is not None
    assert quote.sums.list_value.amount == Decimal(4950)


def test_a_line_without_a_price_leaves_the_others_in_their_places() -> None:
    made = Maker({"core": {"a": {}, "b": {}}}).price("b", "10 EUR")
    first = undone("2026-12-01", "return", 5, Original({"order": BOUGHT}, "new"))
    second = replace(first.lines[0], product="b", quantity=7)
    quote = price(made.program(), replace(first, lines=(*first.lines, second)))
    assert [one.line for one in quote.doubts] == [0]
    assert [line.sums.list_value.amount for line in quote.lines] == [Decimal(-70)]


@pytest.mark.parametrize("stated", ["3000 EUR", ""])
def test_the_value_of_the_whole_original_order_decides(stated: str) -> None:
    made = Maker({"core": {"a": {}}}).price("a", "100 EUR")
    made.table(
        "table", ("10%", {"list_value:EUR": (0, 2000)}), ("20%", {"list_value:EUR": (2000, None)})
    )
    of = Original({"order": BOUGHT}, "new", None, parse_money(stated) if stated else None)
    quote = price(made.program(), undone("2026-12-01", "return", 10, of))
    assert amounts(quote) == {"table": "-200" if stated else "-100"}


def test_what_cannot_be_told_is_asked_for() -> None:
    quote = price(maker().program(), undone("2026-12-01", "cancellation", term=None))
    assert [(one.axis, one.steps) for one in quote.missing] == [("term_months", ("termed",))]
    line = Line("a", 1, "return")
    quote = price(maker().program(), Order("EUR", {"order": BOUGHT}, (line,), tier="gold"))
    assert [one.reason for one in quote.doubts] == [
        "it takes something back and does not say of which order"
    ]


@examples(80)
@given(
    st.integers(1, 120),
    st.integers(1, 120),
    st.integers(0, 500),
    st.integers(1, 36),
    st.sampled_from(["downgrade", "cancellation", "return"]),
)
def test_amounts_are_those_of_fractions(
    had: int, gone: int, later: int, term: int, line_type: str
) -> None:
    """The whole line as it was, then its part, by another arithmetic."""
    gone = min(gone, had)
    on = BOUGHT + timedelta(days=later)
    of = Original({"order": BOUGHT}, "new", had)
    quote = price(maker().program(), undone(on.isoformat(), line_type, gone, of, term))
    value, part = Fraction(99 * had), Fraction(gone, had)
    table = cents(value * Fraction(3 if had >= 50 else 2, 10))
    registration = min(cents(value * Fraction(8, 100)), Fraction(500))
    paid = value - table - registration
    months = next(n for n in range(40) if day_after(n) > on)
    expected = {"table": table, "registration": registration}
    if line_type != "downgrade" and later < 90:
        expected["full"] = cents(paid * Fraction(3, 100))
    if line_type == "cancellation":
        expected["termed"] = cents(paid * Fraction(7, 100)) * Fraction(max(0, term - months), term)
    if line_type == "return":
        expected["person"] = Fraction(40)
    found = {taken.step.id: -Fraction(taken.amount) for taken in quote.taken}
    assert found == {name: cents(amount * part) for name, amount in expected.items()}
    assert quote.sums is not None
    invoice = cents(table * part) + cents(registration * part) - 99 * gone
    assert Fraction(quote.sums.invoice.amount) == invoice


def day_after(months: int) -> date:
    """The first of a month, so many months after September 2026."""
    return date(2026 + (8 + months) // 12, (8 + months) % 12 + 1, 1)


def cents(amount: Fraction) -> Fraction:
    """Rounded half up."""
    return Fraction(int(amount * 100 + Fraction(1, 2)), 100)


def test_what_is_taken_back_is_no_deal_of_the_worst_stack() -> None:
    made = Maker({"core": {"a": {}}}).price("a", "100 EUR")
    made.step("odd", ("50%", {"line_type": "return"}))
    made.step("plain", ("10%", {"line_type": "new return"}))
    program: Program = made.program()
    assert {one.rows for one in extremes(program)} == {(), ("plain/r0",)}


def part_of(list_value: str, step: str = "", amount: str = "") -> Order:
    """Forty of a line of a hundred units, of an order of a list value."""
    earned = {step: parse_money(amount)} if step else {}
    of = Original({"order": BOUGHT}, "new", 100, parse_money(list_value), earned)
    return undone("2026-09-30", "return", 40, of)


@pytest.mark.parametrize(
    ("gives", "more", "said"),
    [
        ("8%", {"caps": ["deal 500 EUR"]}, "its cap c0 was for the whole order"),
        ("8%", {"caps": ["deal 1000 EUR"]}, ""),
        ("8%", {"caps": ["unit 5 EUR"]}, ""),
        ("60 EUR", {}, "it is given once per order"),
        ("60 EUR", {"per": "unit"}, ""),
    ],
)
def test_what_lines_that_stay_had_of_it_is_asked_for(
    gives: str, more: dict[str, Any], said: str
) -> None:
    """Lines of 2,500 EUR stay of an order of 12,500; at 8 % they cannot fill a cap of 1,000."""
    made = Maker({"core": {"a": {}}}).price("a", "100 EUR", start="2026-01-01")
    program = made.step("bonus", made.row("r", gives, {}), **more).program()
    tail = "lines of that order stay; say under of: what the line got of it"
    doubts = [one.reason for one in price(program, part_of("12500 EUR")).doubts]
    stated = "as earned: [{incentive: bonus, amount: …}]"
    assert doubts == ([f"bonus: {said}, and {tail}, {stated}"] if said else [])
    assert price(program, part_of("10000 EUR")).certain
    quote = price(program, part_of("12500 EUR", "bonus", "310.05 EUR"))
    assert quote.certain
    assert amounts(quote) == {"bonus": "-124.02"}
    assert quote.taken[0].back == "goes back with the price, of 310.05 EUR got then, for 40 of 100"


def test_what_is_said_of_something_that_was_not_given_is_a_doubt() -> None:
    quote = price(maker().program(), part_of("9900 EUR", "nothing", "1 EUR"))
    reason = "nothing: of: says what the line got of it, but it got none of it then"
    assert [one.reason for one in quote.doubts] == [reason]
    assert price(maker().program(), part_of("9900 EUR", "kept", "1 EUR")).certain


def test_what_is_used_now_says_nothing_of_an_order_of_long_ago() -> None:
    made = Maker({"core": {"a": {}}}).price("a", "100 EUR", start="2026-01-01")
    rule = reverses("return")
    program = made.step("bonus", "8%", stage="back", caps=["year 900 EUR"], reverses=rule).program()
    order = part_of("10000 EUR")
    assert amounts(price(program, order)) == {"bonus": "-320"}
    quote = price(program, replace(order, used={("bonus", "c0"): parse_money("800 EUR")}))
    (doubt,) = quote.doubts
    assert doubt.reason.startswith("bonus: its cap c0 is for a time, and how much of it was used")


def test_of_bands_of_list_value_a_part_of_the_order_gives_its_part_back() -> None:
    """2 % of 3,000 and 11 % of 9,000 = 1,050 on 12,000; a third of it, of which 40 units go."""
    made = Maker({"core": {"a": {}}}).price("a", "40 EUR", start="2026-01-01")
    rows = made.marginal("bands", ("2%", 0, 3000), ("11%", 3000, None), currency="EUR")
    program = made.step("bands", *rows).program()
    quote = price(program, part_of("12000 EUR"))
    assert quote.certain
    assert amounts(quote) == {"bands": "-140"}


def shared_out(how: str, on: str) -> Program:
    """The program with a rule of its own for the price."""
    made = maker()
    made.reversals = [Reverses(tuple(on.split()), None, how, ref("program"))]
    return made.program()


@pytest.mark.parametrize(
    ("on", "line_type", "paid", "left", "months"),
    [
        ("2026-09-01", "cancellation", "yearly 12", 11, 12),
        ("2026-09-30", "cancellation", "yearly 12", 11, 12),
        ("2026-10-01", "downgrade", "yearly 12", 10, 12),
        ("2027-05-20", "cancellation", "yearly 12", 3, 12),
        ("2027-08-01", "cancellation", "yearly 12", 0, 12),
        ("2028-01-01", "cancellation", "yearly 36", 0, 12),
        # Three years paid by the year: the order was for the first of them.
        ("2027-05-20", "cancellation", "yearly 36", 3, 12),
        ("2027-05-20", "cancellation", "once 36", 27, 36),
        ("2026-09-20", "cancellation", "monthly 12", 0, 1),
        ("2027-05-20", "return", "yearly 12", 12, 12),
    ],
)
def test_the_price_goes_back_by_the_rule_of_the_program(
    on: str, line_type: str, paid: str, left: int, months: int
) -> None:
    """9,900.00 less 30 % = 2,970.00; what goes back is that part of both."""
    program = shared_out("by-remaining-term", "downgrade cancellation")
    program = replace(
        program,
        reversals=(*program.reversals, Reverses(("return",), None, "in-full", ref("program"))),
    )
    billing, term = paid.split()
    order = undone(on, line_type, term=int(term))
    line = replace(order.lines[0], billing=billing)
    quote = price(program, replace(order, lines=(line,)))
    assert quote.certain
    assert quote.sums is not None
    cents = [Fraction(990000 * left, months), Fraction(297000 * left, months)]
    listed, less = (Decimal(int(n + Fraction(1, 2))) / 100 for n in cents)
    (table,) = [t for t in quote.taken if t.step.id == "table"]
    assert (quote.sums.list_value.amount, table.amount) == (-listed, -less)
    said = [words for words, _ in quote.lines[0].back]
    whole = line_type == "return"
    part = f"the price of the months not begun, {left} of {months}"
    assert said == [f"a {line_type} gives back {'the whole price' if whole else part}"]


def test_what_part_of_the_price_goes_back_has_to_be_said() -> None:
    program = shared_out("in-full", "return")
    (doubt,) = price(program, undone("2026-12-01", "cancellation")).doubts
    assert doubt.reason == (
        "program.yml does not say (reversals:) how much of the price a cancellation in mid-term"
        " gives back; reckoned with all of it"
    )
    order = undone("2026-12-01", "cancellation", term=None)
    line = replace(order.lines[0], billing="once")
    assert not price(program, replace(order, lines=(line,))).doubts
    termed = shared_out("by-remaining-term", "cancellation")
    asked = price(termed, replace(order, lines=(line,)))
    assert [one.words for one in asked.missing] == ["the term of the line"]


def test_what_stays_is_not_rated_anew() -> None:
    quote = price(shared_out("in-full", "return"), undone("2026-09-02", "return", 60))
    assert [words for words, _ in quote.lines[0].back] == [
        "a return gives back the whole price",
        "60 of 100 units are taken back: what stays keeps the rates it was bought at, bands too",
    ]
    (table,) = [t for t in quote.taken if t.step.id == "table"]
    # 30 % of 60 × 99, though the 40 that stay would have had 20 %.
    assert table.amount == Decimal("-1782.00")
