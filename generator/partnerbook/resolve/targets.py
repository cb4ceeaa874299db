"""The sorts of things that files refer to by id, and where each may be referred to."""

from __future__ import annotations

from collections.abc import Mapping

from partnerbook.resolve.target import Target

DIMENSION = Target(
    "dimension", "dimensions", "reference/unknown-dimension", sections=("segmentations", "facts")
)
VALUE = Target("value", "values", "reference/unknown-value")
PLACE = Target("place", "places", "territory/unknown-place", ("territories",))
PRODUCT = Target("product", "products", "reference/unknown-product", ("products",), inside=True)
SKU = Target("sku", "skus", "reference/unknown-sku", ("products",), inside=True, key="sku")
ACCOUNT = Target("account", "accounts", "reference/unknown-account", ("accounts",))
TRACK = Target("track", "tracks", "reference/unknown-track", sections=("tracks",))
TIER = Target("tier", "tiers", "reference/unknown-tier", ("tiers",))
CURRENCY = Target(
    "currency",
    "currencies",
    "reference/unknown-currency",
    says="{} is not a currency of the program",
    otherwise="or write one of the program's currencies, or add {} to `currencies` in "
    "program/program.yml",
)
STAGE = Target("stage", "stages", "reference/unknown-stage", sections=("stages",))
STEP = Target(
    "discount or incentive",
    "discounts and incentives",
    "reference/unknown-step",
    ("discounts", "incentives"),
)
TAKEN = Target("incentive", "incentives", "reference/unknown-step", ("discounts", "incentives"))
PARTNER = Target("partner", "partners", "reference/unknown-partner", ("partners",))
FORM = Target(
    "agreement form",
    "agreement forms",
    "reference/unknown-agreement",
    ("agreements",),
    otherwise="or write a form and version on file, or put the missing one into "
    "program/agreements/",
)
SHARED = Target(
    "shared group", "shared groups", "reference/unknown-shared-group", sections=("shared_groups",)
)
APPROVER = Target(
    "approver",
    "approvers",
    "reference/unknown-approver",
    sections=("approvers",),
    otherwise="or write who really approved it, or enter {} under `approvers:` of program.yml with"
    " what it may approve",
)
CONTACT = Target("contact", "contacts", "reference/unknown-contact", sections=("contacts",))
COMPETENCY = Target(
    "competency", "competencies", "reference/unknown-competency", sections=("competencies",)
)
MANAGER = Target("manager", "managers", "reference/unknown-manager", sections=("managers",))
VOLUME = Target("class of volume", "classes of volume", "reference/unknown-class")
VELOCITY = Target("class of velocity", "classes of velocity", "reference/unknown-class")
VERTICAL = Target("vertical", "verticals", "reference/unknown-vertical", sections=("verticals",))
METRIC = Target("metric", "metrics", "reference/unknown-metric", ("metrics",))
HOLDING = Target("thing held", "things held", "reference/unknown-holding")

DECLARED: Mapping[str, Target] = {
    "tracks": TRACK,
    "stages": STAGE,
    "shared_groups": SHARED,
    "approvers": APPROVER,
    "contacts": CONTACT,
    "competencies": COMPETENCY,
    "managers": MANAGER,
    "verticals": VERTICAL,
    "segmentations": DIMENSION,
    "facts": DIMENSION,
}
"""What the lists of program.yml declare."""

_ORDER: Mapping[str, Target] = {
    "/order/partner": PARTNER,
    "/order/tier": TIER,
    "/order/track": TRACK,
    "/order/seller_place": PLACE,
    "/order/place": PLACE,
    "/order/currency": CURRENCY,
    "/order/lines/*/product": PRODUCT,
    "/order/lines/*/of/earned/*/incentive": STEP,
    "/order/take/*": TAKEN,
    "/order/used/*/incentive": STEP,
    "/order/periods/*/incentive": STEP,
    "/result/parts/*/step": STEP,
    "/result/credits/*/step": STEP,
}
_ITEMS = (
    "",
    "/all_of/*",
    "/any_of/*",
    "/any_of/*/all_of/*",
    "/count_of/of/*",
    "/count_of/of/*/all_of/*",
    "/score/parts/*",
)
_ASKED: Mapping[str, Target] = {
    f"/{section}/*{item}/metric": METRIC
    for section in ("requirements", "maintenance")
    for item in _ITEMS
}
LINKS: Mapping[str, Mapping[str, Target]] = {
    "program": {
        "/vendor/seat/country": PLACE,
        "/contacts/*/places/*": PLACE,
        "/policies/law/*/places/*": PLACE,
        "/geography/*/parent": PLACE,
        "/geography/*/successors/*": PLACE,
        "/postal/*/place": PLACE,
        "/engagement_model/volume/metric": METRIC,
        "/engagement_model/velocity/metric": METRIC,
        "/engagement_model/velocity/newcomers": VELOCITY,
        "/engagement_model/rules/*/for/volume/*": VOLUME,
        "/engagement_model/rules/*/for/velocity/*": VELOCITY,
        "/engagement_model/rules/*/for/tracks/*": TRACK,
        "/engagement_model/rules/*/for/seller_places/*": PLACE,
    },
    "tier": {"/tracks/*": TRACK, "/regions/*": PLACE, "/after/*": TIER, **_ASKED},
    "metric": {
        "/places/*": PLACE,
        "/regions/*": PLACE,
        "/ratio/of": METRIC,
        "/ratio/to": METRIC,
        "/weighted/*/metric": METRIC,
        "/multipliers/*/for/places/*": PLACE,
    },
    "evidence": {"/metrics/*": METRIC},
    "price-list": {"/currency": CURRENCY},
    "discount": {"/stage": STAGE, "/rows/*/rates/#": TIER, "/rows/*/bands/metric": METRIC},
    "incentive": {
        "/stage": STAGE,
        "/track": TRACK,
        "/rates/#": TIER,
        "/stacks/excludes/*": STEP,
        "/stacks/requires/*": STEP,
        "/of": STEP,
        "/bands/metric": METRIC,
        "/budget/metric": METRIC,
    },
    "territory": {"/contact": CONTACT},
    "route": {"/rules/*/distributors/*": PARTNER},
    "agreement": {
        "/territory/places/*": PLACE,
        "/brand/badges/#": TIER,
        "/performance/*/metric": METRIC,
        "/training/*/metric": METRIC,
        "/obligations/*/metric": METRIC,
    },
    "account": {"/place": PLACE, "/parent": ACCOUNT},
    "partner": {
        "/track": TRACK,
        "/currency": CURRENCY,
        "/legal/seat/country": PLACE,
        "/establishment": PLACE,
        "/buys_from": PARTNER,
        "/manager": MANAGER,
        "/life/*/into": PARTNER,
        "/commitments/*/metric": METRIC,
        "/standing/*/tier": TIER,
        "/grants/*/group": SHARED,
        "/special_terms/*/stage": STAGE,
        "/special_terms/*/approver": APPROVER,
        "/profile/services/*/places/*": PLACE,
        "/profile/competencies/*": COMPETENCY,
        "/profile/verticals/*": VERTICAL,
    },
    "example": _ORDER,
    "order": _ORDER,
    "waiver": {"/approver": APPROVER, "/keeps/tier": TIER},
}
"""Where each kind of file names a target: ``*`` is any list item, ``#`` any key of a mapping."""
