"""What a model gives to the rooms above: typed, frozen values and the file's own keys."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from pydantic import ValidationError

from partnerbook.model.discount import RateRow
from partnerbook.model.incentive import IncentiveFile
from partnerbook.model.price_list import PriceListFile
from partnerbook.model.scope import For
from partnerbook.values.percent import Percent

ROW = {
    "id": "core",
    "for": {"products": ["core"], "sector": ["public"], "quantity": {"at_least": 10}},
    "except": [{"places": ["CH"]}],
    "rates": {"gold": "12.50%"},
    "from": "2026-01-01",
}


def test_values_are_typed():
    row = RateRow.model_validate(ROW)
    assert row.from_ == date(2026, 1, 1)
    assert row.rates == {"gold": Percent(Decimal("12.50"))}
    assert row.for_.products == ("core",)
    assert row.for_.declared == {"sector": ("public",)}
    assert row.rate is None


def test_plain_data_has_the_keys_of_the_file_and_nothing_else():
    row = RateRow.model_validate(ROW)
    assert row.plain() == {
        "id": "core",
        "for": {"products": ("core",), "sector": ("public",), "quantity": {"at_least": 10}},
        "except": ({"places": ("CH",)},),
        "rates": {"gold": Percent(Decimal("12.50"))},
        "from": date(2026, 1, 1),
    }


def test_a_document_is_frozen():
    row = RateRow.model_validate(ROW)
    with pytest.raises(ValidationError, match="frozen"):
        row.__setattr__("id", "other")


def test_everyone_or_a_scope():
    common = {
        "name": "Commission",
        "summary": "A share.",
        "kind": "commission",
        "from": "2026-01-01",
        "side": "partner",
        "stage": "back-end",
        "base": "list",
        "anchor": "contract",
        "applies": "automatic",
        "rate": "10%",
        "audience": "partner",
    }
    assert IncentiveFile.model_validate({**common, "for": "everyone"}).for_ == "everyone"
    scoped = IncentiveFile.model_validate({**common, "for": {"tiers": ["gold"]}}).for_
    assert isinstance(scoped, For)
    assert scoped.tiers == ("gold",)


@pytest.mark.parametrize("absent", ["places", "for"])
def test_silence_gives_nothing_away(absent):
    said = {"name": "List", "currency": "EUR", "for": {"places": ["DE"]}, "from": "2026-01-01"}
    assert PriceListFile.model_validate(said).for_.places == ("DE",)
    if absent == "for":
        del said["for"]
    else:
        said["for"] = {"products": ["all"]}
    with pytest.raises(ValidationError, match=absent):
        PriceListFile.model_validate(said)
