"""Percentages: written with their sign, kept exact."""

from __future__ import annotations

from decimal import Decimal

import pytest

from partnerbook.values.percent import Percent, parse_percent


@pytest.mark.parametrize(
    ("text", "fraction"),
    [
        ("12.5%", "0.125"),
        ("0%", "0"),
        ("100%", "1"),
        ("-5%", "-0.05"),
        ("0.000001%", "0.00000001"),
        ("9999.999999%", "99.99999999"),
    ],
)
def test_a_percentage_reads_back_and_multiplies(text: str, fraction: str) -> None:
    percent = parse_percent(text)
    assert str(percent) == text
    assert percent.fraction == Decimal(fraction)


@pytest.mark.parametrize(
    "text",
    [
        "12.5",
        "12.5 %",
        "12,5%",
        "%",
        "012%",
        ".5%",
        "5.%",
        "+5%",
        "1e1%",
        "5%\n",
        " 5%",
        "٥%",
        "",
    ],
)
def test_a_wrong_percentage_says_what_to_write(text: str) -> None:
    with pytest.raises(ValueError, match=r"^write a percentage such as 12\.5%"):
        parse_percent(text)


@pytest.mark.parametrize("text", ["10000%", "-10000.5%", "0.0000001%"])
def test_a_percentage_with_too_many_digits_says_how_many_there_may_be(text: str) -> None:
    with pytest.raises(ValueError, match="a percentage has at most 4 digits"):
        parse_percent(text)


def test_percentages_compare_by_value() -> None:
    assert parse_percent("10%") == parse_percent("10.0%")
    assert len({parse_percent("10%"), parse_percent("10.0%")}) == 1
    assert parse_percent("9.5%") < parse_percent("10%")
    assert Percent(Decimal(5)) < Percent(Decimal("5.1"))
