"""The sorts of things that files refer to by id, and where each may be referred to."""

from __future__ import annotations

from collections.abc import Mapping

from partnerbook.resolve.desk import Target

DIMENSION = Target("dimension", "dimensions", "reference/unknown-dimension")
VALUE = Target("value", "values", "reference/unknown-value")
PLACE = Target("place", "places", "territory/unknown-place", ("territories",))
PRODUCT = Target("product", "products", "reference/unknown-product", ("products",), inside=True)
SKU = Target("sku", "skus", "reference/unknown-sku", ("products",), inside=True)
ACCOUNT = Target("account", "accounts", "reference/unknown-account", ("accounts",))
TRACK = Target("track", "tracks", "reference/unknown-track")
TIER = Target("tier", "tiers", "reference/unknown-tier", ("tiers",))
CURRENCY = Target(
    "currency",
    "currencies",
    "reference/unknown-currency",
    says="{} is not a currency of the program",
)
STAGE = Target("stage", "stages", "reference/unknown-stage")
STEP = Target(
    "discount or incentive",
    "discounts and incentives",
    "reference/unknown-step",
    ("discounts", "incentives"),
)
PARTNER = Target("partner", "partners", "reference/unknown-partner", ("partners",))
FORM = Target("agreement form", "agreement forms", "reference/unknown-agreement", ("agreements",))
SHARED = Target("shared group", "shared groups", "reference/unknown-shared-group")
APPROVER = Target("approver", "approvers", "reference/unknown-approver")
CONTACT = Target("contact", "contacts", "reference/unknown-contact")
COMPETENCY = Target("competency", "competencies", "reference/unknown-competency")

DECLARED: Mapping[str, Target] = {
    "tracks": TRACK,
    "stages": STAGE,
    "shared_groups": SHARED,
    "approvers": APPROVER,
    "contacts": CONTACT,
    "competencies": COMPETENCY,
    "segmentations": DIMENSION,
    "facts": DIMENSION,
}
"""What the lists of program.yml declare."""

LINKS: Mapping[str, Mapping[str, Target]] = {
    "program": {
        "/vendor/seat/country": PLACE,
        "/contacts/*/places/*": PLACE,
        "/policies/law/*/places/*": PLACE,
    },
    "tier": {"/tracks/*": TRACK},
    "price-list": {"/currency": CURRENCY},
    "discount": {"/stage": STAGE, "/rows/*/rates/#": TIER},
    "incentive": {
        "/stage": STAGE,
        "/track": TRACK,
        "/rates/#": TIER,
        "/stacks/excludes/*": STEP,
        "/stacks/requires/*": STEP,
    },
    "territory": {"/contact": CONTACT},
    "route": {"/rules/*/distributors/*": PARTNER},
    "agreement": {"/territory/places/*": PLACE, "/brand/badges/#": TIER},
    "account": {"/place": PLACE, "/parent": ACCOUNT},
    "partner": {
        "/track": TRACK,
        "/currency": CURRENCY,
        "/legal/seat/country": PLACE,
        "/establishment": PLACE,
        "/buys_from": PARTNER,
        "/standing/*/tier": TIER,
        "/grants/*/group": SHARED,
        "/special_terms/*/stage": STAGE,
        "/special_terms/*/approver": APPROVER,
        "/profile/competencies/*": COMPETENCY,
    },
    "waiver": {"/approver": APPROVER},
}
"""Where each kind of file names a target: ``*`` is any list item, ``#`` any key of a mapping."""
