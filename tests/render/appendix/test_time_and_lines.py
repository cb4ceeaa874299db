"""What appendices say of terms, of taking back, of recommendations and of the role of a line."""

from __future__ import annotations

from datetime import date

import pytest

from partnerbook.render.appendix import appendix_files
from partnerbook.resolve.program import Program


@pytest.mark.parametrize(
    ("partner", "said"),
    [
        ("alpgrat", "36 months from the customer's first sale"),
        ("alpgrat", "what is paid for the line in each billing period"),
        ("officina-lario", "cancellations: for the months of its term that have not begun"),
        ("mueller-soehne", "cancellations and returns within 90 days of the order: in full"),
        (
            "mueller-soehne",
            "every line of an order that has a line for upgrades counts as found by",
        ),
    ],
)
def test_it_is_agreed(sample: Program, partner: str, said: str) -> None:
    text = appendix_files(sample, partner, date(2026, 11, 22))["appendix.md"].decode()
    assert said in " ".join(text.split())
