"""Numbers and dates as readers see them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from partnerbook.render import fmt
from partnerbook.values.money import parse_money
from partnerbook.values.percent import parse_percent
from partnerbook.values.period import parse_duration


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("10000 EUR", "EUR 10,000"),
        ("1200.5 EUR", "EUR 1,200.50"),
        ("1200.00 EUR", "EUR 1,200"),
        ("0 EUR", "EUR 0"),
        ("1600000 JPY", "JPY 1,600,000"),
        ("12.345 KWD", "KWD 12.345"),
        ("12.5 KWD", "KWD 12.500"),
    ],
)
def test_money(text: str, shown: str) -> None:
    assert fmt.money(parse_money(text)) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [("12.5%", "12.5%"), ("10.00%", "10%"), ("100%", "100%"), ("0%", "0%"), ("0.050%", "0.05%")],
)
def test_percent(text: str, shown: str) -> None:
    assert fmt.percent(parse_percent(text)) == shown


@pytest.mark.parametrize(
    ("made", "shown"),
    [
        (lambda: fmt.number(1250), "1,250"),
        (lambda: fmt.number(Decimal("1250.50")), "1,250.5"),
        (lambda: fmt.number(Decimal(100)), "100"),
        (lambda: fmt.duration(parse_duration("1 month")), "1 month"),
        (lambda: fmt.amounts([parse_money("5 EUR"), parse_money("6 USD")]), "EUR 5 or USD 6"),
        (lambda: fmt.joined([]), ""),
        (lambda: fmt.joined(["a"]), "a"),
        (lambda: fmt.joined(["a", "b", "c"], "or"), "a, b or c"),
        (lambda: fmt.count(0, "partner"), "no partners"),
        (lambda: fmt.count(1, "country", "countries"), "one country"),
        (lambda: fmt.count(12, "country", "countries"), "twelve countries"),
        (lambda: fmt.count(1300, "partner"), "1,300 partners"),
        (lambda: fmt.sentence("eBay sells"), "EBay sells"),
        (lambda: fmt.sentence(""), ""),
        (lambda: fmt.quarter_starts(1), "January, April, July and October"),
        (lambda: fmt.quarter_starts(11), "November, February, May and August"),
        (lambda: fmt.language("pt-BR"), "Portuguese (BR)"),
        (lambda: fmt.language("zh-Hant"), "Chinese (Hant)"),
        (lambda: fmt.language("yo"), "Yoruba"),
    ],
)
def test_words(made: Callable[[], str], shown: str) -> None:
    assert made() == shown
