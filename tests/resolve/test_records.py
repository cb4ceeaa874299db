"""Documents as plain data: typed values by the file's own keys, filtered by who looks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from partnerbook.model.marks import marks_of
from partnerbook.resolve.targets import LINKS
from partnerbook.values.audience import (
    INTERNAL,
    PARTNER_VIEWER,
    PUBLIC,
    PUBLIC_VIEWER,
    VENDOR_VIEWER,
    Viewer,
    own,
)
from partnerbook.values.money import Money
from partnerbook.values.percent import Percent
from partnerbook.values.period import Duration

NORDWIND = Viewer("partner", "nordwind")
DISTRIBUTOR = Viewer("partner", "sumida", distributor=True)


def test_values_have_their_types_and_keys_their_names_in_the_file(make):
    records = make({}).program.records
    row = records["discount"]["reseller-discount"]["rows"][0]
    assert row["rates"] == {"silver": Percent(Decimal(20)), "gold": Percent(Decimal(25))}
    assert (row["for"], row["from"]) == ({"products": ("all",)}, date(2026, 1, 1))
    assert records["agreement"]["reseller-2026-1"]["term"]["notice"] == Duration(90, "days")
    product = records["product"]["platform"]["products"][0]
    assert product["cost"] == (Money(Decimal(20), "EUR"),)
    assert records["program"]["program"]["currencies"] == ("EUR",)


def test_a_partner_sees_its_own_agreement_and_nobody_else_does(make):
    record = make({}).program.partners["nordwind"].record
    assert record.audiences["/agreement"] == own("nordwind")
    assert record.audiences["/agreement/effective"] == own("nordwind")
    assert record.audiences["/name"] == PUBLIC
    assert record.audiences["/group"] == INTERNAL
    assert "agreement" not in record.seen_by(PUBLIC_VIEWER)
    assert "agreement" not in record.seen_by(Viewer("partner", "suedlicht"))
    assert record.seen_by(NORDWIND)["agreement"]["effective"] == date(2026, 4, 1)
    assert record.seen_by(VENDOR_VIEWER).keys() == record.data.keys()


def test_cost_is_nobodys_business(make):
    record = make({}).program.records["product"]["platform"]
    assert "cost" not in record.seen_by(PARTNER_VIEWER)["products"][0]
    assert record.seen_by(PARTNER_VIEWER)["products"][0]["sku"] == "MIN-100"


@pytest.mark.parametrize(
    ("audience", "public", "partner", "distributor"),
    [
        ("public", True, True, True),
        ("partner", False, True, True),
        ("distributor", False, False, True),
        ("internal", False, False, False),
    ],
)
def test_the_audience_of_a_document_narrows_all_its_fields(
    make, audience: str, *, public: bool, partner: bool, distributor: bool
):
    text = (
        "name: Extra\nside: partner\nstage: front-end\nbase: list\nanchor: order\n"
        f"audience: {audience}\nrows: [{{id: one, for: {{sector: [public]}}, rate: 1%}}]\n"
    )
    record = make({"discounts/extra.yml": text}).program.records["discount"]["extra"]
    for viewer, sees in (
        (PUBLIC_VIEWER, public),
        (NORDWIND, partner),
        (DISTRIBUTOR, distributor),
    ):
        assert bool(record.seen_by(viewer)) is sees
    if distributor:
        assert record.seen_by(DISTRIBUTOR)["rows"][0]["for"] == {"sector": ["public"]}


@pytest.mark.parametrize(
    ("kind", "pattern"), [(kind, pattern) for kind, found in LINKS.items() for pattern in found]
)
def test_every_link_is_a_field_that_files_have(kind: str, pattern: str):
    assert pattern.replace("#", "*") in marks_of(kind)
