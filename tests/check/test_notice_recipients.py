"""Whom a notice was not sent to, though the same change takes from it."""

from __future__ import annotations

from tests.check.measured import at, told

DISCOUNT = """name: Reseller discount
side: partner
stage: tier-discount
base: list
anchor: order
audience: partner
rows:
  - id: all-products
    for: {products: [all]}
    rates: {silver: 20%, gold: 25%}
    from: 2026-01-01
    through: 2027-06-30
  - id: from-summer
    for: {products: [all]}
    rates: {silver: 20%, gold: 22%}
    from: 2027-07-01
    announced: 2026-11-16
"""
NOTICE = """name: Discount from July 2027
subject: reseller-discount/from-summer
what: Gold partners earn 22 instead of 25 percent.
effective: 2027-07-01
"""
OTHER = """name: Südlicht IT GmbH
legal:
  name: Südlicht IT GmbH
  register: HRB 456 (Ulm)
  seat: {street: Markt 1, city: Ulm, postal_code: "89073", country: DE}
  notices: legal@example.net
type: reseller
track: resell
establishment: DE-BW
currency: EUR
status: active
standing:
  - {tier: gold, from: 2026-04-01, because: earned}
agreement: {form: reseller-2026, version: 1, signed: 2026-03-10, effective: 2026-04-01}
"""


def said(*sent: str) -> list[str]:
    table = "partner,sent_on,proof\n" + "".join(f"{name},2026-11-16,Receipt\n" for name in sent)
    found = told(
        ("discounts/reseller-discount.yml", "*", DISCOUNT),
        ("notices/summer.yml", "*", NOTICE),
        ("notices/summer.csv", "*", table),
        ("partners/suedlicht.yml", "*", OTHER),
        but=("tier/not-earned",),
    )
    return [f"{at(one)}: {one.message}" for one in found]


def test_who_is_missing_among_the_recipients() -> None:
    assert said("nordwind", "suedlicht") == []
    assert said("nordwind") == [
        (
            "summer.yml:2:10 notice/not-sent: the notice summer was sent to 1 partner, but not to"
            " Südlicht IT GmbH, who loses by the same change"
        )
    ]
