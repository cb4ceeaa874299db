"""What part of a subscription the sums are for, and what commissions with a term come to."""

from __future__ import annotations

from datetime import date

import pytest
from tests.pricing.build import Maker

from partnerbook.pricing import Line, Order, price
from partnerbook.pricing.first_period import first_of, what_sums_are_for
from partnerbook.pricing.terms import streams
from partnerbook.resolve.written import Original
from partnerbook.values.period import parse_duration


@pytest.mark.parametrize(
    ("billing", "months", "first"),
    [
        ("monthly", 12, "month"),
        ("monthly", None, "month"),
        ("monthly", 1, ""),
        ("yearly", 12, ""),
        ("yearly", None, ""),
        ("yearly", 36, "year"),
        ("once", 36, ""),
        (None, 36, ""),
    ],
)
def test_a_longer_term_is_told_by_its_first_part(
    billing: str | None, months: int | None, first: str
) -> None:
    assert first_of(Line("a", 1, "new", billing, months)) == first


MONTHLY, YEARLY = Line("a", 24, "new", "monthly", 12), Line("b", 1, "new", "yearly", 12)
LONG, ONCE = Line("b", 1, "new", "yearly", 24), Line("b", 1, "new", "once")
BACK = Line("b", 1, "return", "yearly", 24, of=Original({"order": date(2026, 12, 1)}))


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([MONTHLY], "its first month"),
        ([LONG, LONG], "its first year"),
        ([YEARLY], ""),
        ([ONCE, YEARLY], ""),
        ([MONTHLY, YEARLY], "one month of A and one year of B"),
        ([MONTHLY, ONCE, MONTHLY], "one month of A and B"),
        ([MONTHLY, BACK], "one month of A and what is taken back of B"),
    ],
)
def test_what_the_sums_are_for(lines: list[Line], words: str) -> None:
    made = Maker({"core": {"a": {}, "b": {}}}).price("a", "100 EUR").price("b", "10 EUR")
    made.step("discount", "10%")
    program = made.program()
    quote = price(program, Order("EUR", {"order": date(2026, 12, 10)}, tuple(lines), tier="gold"))
    assert what_sums_are_for(program, quote) == words


@pytest.mark.parametrize(
    ("types", "caps", "line", "words"),
    [
        (
            "",
            [],
            MONTHLY,
            ["36 months × 348 = 12528 if the customer stays and the agreement lasts"],
        ),
        ("", [], LONG, ["3 years × 1 = 3 if the customer stays and the agreement lasts"]),
        # What is not for renewals ends with the line's own term.
        (
            "new",
            [],
            MONTHLY,
            ["12 months × 348 = 4176 if the customer stays and the agreement lasts"],
        ),
        ("new", [], LONG, ["2 years × 1 = 2 if the customer stays and the agreement lasts"]),
        ("new", [], YEARLY, ["1 year × 1 = 1 if the customer stays"]),
        (
            "new",
            ["deal 4000 EUR", "month 350 EUR", "year 9000 EUR", "unit 100 EUR"],
            MONTHLY,
            [
                (
                    "12 months × 348 = 4176 if the customer stays and the agreement lasts, before"
                    " what is left of c0 (at most 4000 for the deal as a whole) and c2 (at most"
                    " 9000 per year)"
                )
            ],
        ),
        (
            "new",
            ["deal 4176 EUR"],
            MONTHLY,
            ["12 months × 348 = 4176 if the customer stays and the agreement lasts"],
        ),
        ("", [], ONCE, []),
    ],
)
def test_a_commission_with_a_term_tells_its_sum(
    types: str, caps: list[str], line: Line, words: list[str]
) -> None:
    made = Maker({"core": {"a": {}, "b": {}}}).price("a", "145 EUR").price("b", "10 EUR")
    made.step(
        "commission",
        ("10%", {"line_type": types} if types else {}),
        kind="commission",
        term=parse_duration("36 months"),
        caps=caps,
    )
    program = made.program()
    quote = price(program, Order("EUR", {"order": date(2026, 12, 10)}, (line,), tier="gold"))
    found = streams(program.axes, quote, quote.lines[0])
    said = [one.in_words(lambda amount: f"{amount:.0f}") for one in found]
    assert said == words
