"""Amounts: what is accepted, exact arithmetic, no mixing of currencies, rounding."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerbook.values.money import CURRENCIES, Money, minor_units, parse_money


def eur(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


@pytest.mark.parametrize(
    "text",
    ["250000 EUR", "0 EUR", "0.05 EUR", "-12.50 USD", "15000 JPY", "1.125 KWD", "0.0001 CLF"],
)
def test_an_amount_reads_back_as_written(text: str) -> None:
    assert str(parse_money(text)) == text


FORM = "write an amount such as 250000 EUR: digits, a space, the currency"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("100.5 JPY", "JPY has 0 decimals, not 1"),
        ("1000000000000000 EUR", "an amount has at most 15 digits before its decimals"),
        ("1.125 EUR", "EUR has 2 decimals, not 3"),
        ("1.1255 KWD", "KWD has 3 decimals, not 4"),
        ("5 XXX", r"XXX is not a currency code we know \(ISO 4217\)"),
        ("5 DEM", r"DEM is not a currency code we know \(ISO 4217\)"),
        *(
            (text, FORM)
            for text in (
                "EUR 5",
                "5EUR",
                "5  EUR",
                "5 eur",
                "5,00 EUR",
                "5.000,00 EUR",
                "1_000 EUR",
                "1e3 EUR",
                "05 EUR",
                ".5 EUR",
                "5. EUR",
                "+5 EUR",
                "5 EUR\n",
                "٥ EUR",
                "",
            )
        ),
    ],
)
def test_a_wrong_amount_says_why(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=f"^{reason}$"):
        parse_money(text)


def test_amounts_are_equal_by_value() -> None:
    assert eur("5") == eur("5.00")
    assert len({eur("5"), eur("5.00")}) == 1
    assert eur("5") != Money(Decimal(5), "USD")


@pytest.mark.parametrize(
    "mix",
    [
        lambda a, b: a + b,
        lambda a, b: a - b,
        lambda a, b: a < b,
        lambda a, b: a <= b,
        lambda a, b: a > b,
        lambda a, b: a >= b,
        max,
    ],
)
def test_two_currencies_do_not_mix(mix) -> None:
    with pytest.raises(ValueError, match="cannot mix"):
        mix(eur("5"), Money(Decimal(5), "USD"))


def test_amounts_of_one_currency_compare() -> None:
    small, large = eur("4.99"), eur("5")
    assert small < large
    assert small <= large
    assert large > small
    assert large >= small
    assert large >= eur("5.00")
    assert not small > large
    assert min(large, small) is small


RATES = st.integers(-99_999_999, 99_999_999).map(lambda n: Decimal(n).scaleb(-8))


@given(st.integers(0, 10**15), st.lists(RATES, min_size=10, max_size=14))
def test_a_long_waterfall_stays_exact(amount: int, rates: list[Decimal]) -> None:
    price, expected = Money(Decimal(amount), "EUR"), Fraction(amount)
    for rate in rates:
        price -= price.times(rate)
        expected -= expected * Fraction(rate)
    assert Fraction(price.amount) == expected


@pytest.mark.parametrize(
    ("amount", "currency", "expected"),
    [
        ("1.005", "EUR", "1.01 EUR"),
        ("1.004999999999999999999999999999999999", "EUR", "1.00 EUR"),
        ("-1.005", "EUR", "-1.01 EUR"),
        ("99.5", "JPY", "100 JPY"),
        ("1.0005", "KWD", "1.001 KWD"),
        ("7", "EUR", "7.00 EUR"),
    ],
)
def test_rounding_goes_to_what_can_be_paid(amount: str, currency: str, expected: str) -> None:
    assert str(Money(Decimal(amount), currency).rounded()) == expected


def test_rounding_as_declared() -> None:
    assert eur("1.005").rounded(ROUND_HALF_EVEN) == eur("1.00")
    assert eur("1.009").rounded(ROUND_DOWN) == eur("1.00")


def test_minor_units() -> None:
    assert [minor_units(code) for code in ("JPY", "EUR", "KWD", "CLF")] == [0, 2, 3, 4]
    assert {"EUR", "USD", "JPY", "XCG", "SLE"} <= CURRENCIES
    assert all(len(code) == 3 and code.isupper() for code in CURRENCIES)
