"""Small programs about money as files to lay over the minimal one, where Core lists at 100 EUR."""

from __future__ import annotations

from collections.abc import Mapping

from tests.explain.programs import partner

_INCENTIVE = """\
name: {name}
summary: Of a test.
kind: {kind}
for: {scope}
{gives}
from: 2026-01-01
side: {side}
stage: {stage}
{base}anchor: {anchor}
applies: {applies}
{more}audience: partner
"""


def incentive(
    name: str,
    kind: str,
    gives: str,
    *,
    scope: str = "everyone",
    side: str = "partner",
    stage: str = "front-end",
    base: str = "list",
    anchor: str = "order",
    applies: str = "automatic",
    more: str = "",
) -> str:
    """An incentive's file."""
    based = f"base: {base}\n" if base else ""
    words = {"name": name, "kind": kind, "gives": gives, "scope": scope, "side": side}
    words |= {"stage": stage, "base": based, "anchor": anchor, "applies": applies, "more": more}
    return _INCENTIVE.format(**words)


DISTRIBUTOR = """\
name: Distributor discount
side: distributor
stage: tier-discount
base: list
anchor: order
audience: distributor
rows:
  - {id: standard, for: {products: [all], route: [two-tier]}, rate: 42%, from: 2026-01-01}
"""
RESELLER = """\
# Whoever refers a deal does not buy.
name: Reseller discount
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
  - id: referred
    for: {products: [all], route: [referral]}
    rates: {silver: 0%, gold: 0%}
    from: 2026-01-01
"""
MONEY: Mapping[str, str] = {
    "discounts/distributor-discount.yml": DISTRIBUTOR,
    "discounts/reseller-discount.yml": RESELLER,
    "incentives/registration.yml": incentive(
        "Deal registration",
        "deal-registration",
        "rate: 8%",
        scope="{claim: [first], route: [one-tier, two-tier]}",
        anchor="registration",
        applies="on-request",
        more="caps: [{id: per-deal, per: deal, amounts: [500 EUR]}]\n"
        "stacks: {excludes: [project]}\n",
    ),
    "incentives/project.yml": incentive(
        "Project price",
        "special-price",
        "rate: 12%",
        scope="{route: [one-tier], list_value: {at_least: [5000 EUR]}}",
        applies="discretionary",
        more="stacks: {excludes: [registration]}\n",
    ),
    "incentives/public.yml": incentive(
        "Public allowance",
        "allowance",
        "rate: 5%",
        scope="{sector: [public]}",
        side="end-customer",
        base="opening",
    ),
    "incentives/rebate.yml": incentive(
        "Rebate",
        "rebate",
        "bands: {measure: quantity, unit: seats, counts: all-units, rows: ["
        "{id: few, from: 1, through: 49, rate: 0%}, {id: many, from: 50, rate: 3%}]}",
        scope="{route: [one-tier, two-tier]}",
        stage="back-end",
        base="opening",
    ),
    "incentives/spiff.yml": incentive(
        "Seller's bonus",
        "spiff",
        "amounts: [40 EUR]\nper: order\npaid_to: person",
        scope="{tiers: [gold], list_value: {at_least: [1000 EUR]}}",
        stage="back-end",
        base="",
        applies="on-request",
    ),
    "incentives/referral.yml": incentive(
        "Referral fee",
        "commission",
        "rate: 10%",
        scope="{route: [referral]}",
        stage="back-end",
    ),
}
BY_ROLE = """\
name: Reseller discount
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
  - id: found
    for: {products: [all], deal_role: [sourced]}
    rates: {silver: 25%, gold: 30%}
    from: 2026-01-01
"""
ROLES = """\
reclassify:
  - id: upgrade-is-sourced
    if: {line_type: [upgrade]}
    set: {deal_role: sourced}
    whole: order
    reason: An upgrade has to be sold anew.
  - id: added-is-sourced
    if: {line_type: [added]}
    set: {deal_role: sourced}
    whole: line
    reason: Added users are new business.
"""
RECLASSIFIED: Mapping[str, str] = {
    "discounts/reseller-discount.yml": BY_ROLE,
    "program.yml": ROLES,
}
SPECIAL: Mapping[str, str] = {
    **MONEY,
    "partners/donau.yml": partner(
        "Donau OG",
        "  - {id: austria, grant_kind: non-exclusive, for: {places: [AT], products: [core]}}\n",
        more="special_terms:\n"
        "  - {id: frame, kind: discount, for: {products: [core]}, rate: 4%, stage: front-end,\n"
        "     base: list, anchor: order, from: 2026-06-01, through: 2027-05-31,\n"
        "     reason: A frame., approver: channel-chief, approved: 2026-05-01}\n",
    ),
}
BROKEN_MONEY: Mapping[str, str] = {
    **SPECIAL,
    "partners/nix.yml": "name: Nix\nstatus: actve\n",
    "incentives/rebate.yml": MONEY["incentives/rebate.yml"].replace("one-tier", "one-teir"),
    "incentives/public.yml": MONEY["incentives/public.yml"].replace("sector", "sectr"),
    "partners/donau.yml": SPECIAL["partners/donau.yml"].replace(
        "products: [core]}, rate", "products: [cor]}, rate"
    ),
}
RULED: Mapping[str, str] = {
    **MONEY,
    "routes/public.yml": """\
name: Public bodies
rules:
  - id: contract
    for: {sector: [public]}
    must_use: two-tier
    reason: Frame contracts.
""",
}
RIVALS: Mapping[str, str] = {
    "discounts/reseller-discount.yml": """\
name: Reseller discount
side: partner
stage: tier-discount
base: list
anchor: order
audience: partner
rows:
  - {id: tiered, for: {tiers: [gold]}, rate: 25%, from: 2026-01-01}
  - {id: public, for: {sector: [public]}, rate: 20%, from: 2026-01-01}
""",
}
