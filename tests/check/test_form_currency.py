"""Amounts of a form, and the currency of the partners who signed it."""

from __future__ import annotations

import pytest
from tests.check.measured import Change, told

FORM = "agreements/reseller-2026-1.yml"
DOLLARS: Change = ("program.yml", "currencies: [EUR]", "currencies: [EUR, USD]")
TARGET = (
    "performance:\n  - {id: sales, what: Sales, period: yearly, if_missed: A plan"
    ", metric: revenue, window: calendar year, amounts: ["
)


def limit(amounts: str) -> Change:
    return FORM, "invoice date}", f"invoice date, credit_limit: [{amounts}]}}"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (limit("55000 USD"), "the credit limit in USD only: how much partners with EUR may owe"),
        (limit("55000 USD, 50000 EUR"), ""),
        ((FORM, "", f"{TARGET}9 USD]}}\n"), "sales (`performance:`) in USD only: whether partners"),
        ((FORM, "", f"{TARGET}9 USD, 8 EUR]}}\n"), ""),
        (limit("55000 GBP"), ""),
    ],
    ids=["limit", "both", "target", "both targets", "a currency that is not understood"],
)
def test_what_a_form_leaves_unsaid_in_a_currency(change: Change, expected: str) -> None:
    found = [one for one in told(DOLLARS, change) if one.id == "agreement/currency"]
    assert len(found) == bool(expected)
    assert all(
        one.message.startswith(f"Reseller agreement (version 1) says {expected}")
        and one.message.endswith("(Nordwind Systemhaus GmbH)")
        for one in found
    )
