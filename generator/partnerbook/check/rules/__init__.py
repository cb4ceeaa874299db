"""The index of rules: one line each, the path is the name. Rules never import each other."""

from partnerbook.check.rules.agreement import (
    before_its_form,
    expired,
    form_changed,
    outside_form,
    outside_term,
    signed_early,
    signed_late,
    wrong_type,
)
from partnerbook.check.rules.approval import date as approval_date
from partnerbook.check.rules.date import as_of, far_off
from partnerbook.check.rules.engagement import smallest_deal
from partnerbook.check.rules.incentive import currency, tier_left_out
from partnerbook.check.rules.margin import (
    ambiguous_rate,
    bands,
    floor,
    no_rate,
    tier_order,
    two_prices,
    two_tier,
    unpriced,
    zero_price,
)
from partnerbook.check.rules.notice import announcement_date
from partnerbook.check.rules.partner import seat
from partnerbook.check.rules.price import out_of_line, unit
from partnerbook.check.rules.privacy import person_in_program
from partnerbook.check.rules.reference import look_alike, same_entity
from partnerbook.check.rules.standing import gap, no_tier
from partnerbook.check.rules.territory import (
    account_twice,
    active_sales_limit,
    carve_out_outside,
    confined,
    contradictory_kinds,
    empty_grant,
    endless_exclusivity,
    exclusive_overlap,
    hidden_dependency,
    house_account,
    more_than_five,
    must_cover,
    no_distributor,
    outlives_agreement,
    outside_agreement,
    outside_region,
    product_not_authorised,
    redundant_grant,
    registration_exclusive,
    reserved,
    shared_exclusive,
    sole_overlap,
    version_gap,
)
from partnerbook.check.rules.tier import equal_rank
from partnerbook.rulebook import Rule

RULES: dict[str, Rule] = {
    "agreement/before-its-form": before_its_form.RULE,
    "agreement/expired": expired.RULE,
    "agreement/form-changed": form_changed.RULE,
    "agreement/outside-form": outside_form.RULE,
    "agreement/outside-term": outside_term.RULE,
    "agreement/signed-early": signed_early.RULE,
    "agreement/signed-late": signed_late.RULE,
    "agreement/wrong-type": wrong_type.RULE,
    "approval/date": approval_date.RULE,
    "date/as-of": as_of.RULE,
    "date/far-off": far_off.RULE,
    "engagement/smallest-deal": smallest_deal.RULE,
    "incentive/currency": currency.RULE,
    "incentive/tier-left-out": tier_left_out.RULE,
    "margin/ambiguous-rate": ambiguous_rate.RULE,
    "margin/bands": bands.RULE,
    "margin/floor": floor.RULE,
    "margin/no-rate": no_rate.RULE,
    "margin/tier-order": tier_order.RULE,
    "margin/two-prices": two_prices.RULE,
    "margin/two-tier": two_tier.RULE,
    "margin/unpriced": unpriced.RULE,
    "margin/zero-price": zero_price.RULE,
    "notice/announcement-date": announcement_date.RULE,
    "partner/seat": seat.RULE,
    "price/out-of-line": out_of_line.RULE,
    "price/unit": unit.RULE,
    "privacy/person-in-program": person_in_program.RULE,
    "reference/look-alike": look_alike.RULE,
    "reference/same-entity": same_entity.RULE,
    "standing/gap": gap.RULE,
    "standing/no-tier": no_tier.RULE,
    "territory/account-twice": account_twice.RULE,
    "territory/active-sales-limit": active_sales_limit.RULE,
    "territory/carve-out-outside": carve_out_outside.RULE,
    "territory/confined": confined.RULE,
    "territory/contradictory-kinds": contradictory_kinds.RULE,
    "territory/empty-grant": empty_grant.RULE,
    "territory/endless-exclusivity": endless_exclusivity.RULE,
    "territory/exclusive-overlap": exclusive_overlap.RULE,
    "territory/hidden-dependency": hidden_dependency.RULE,
    "territory/house-account": house_account.RULE,
    "territory/more-than-five": more_than_five.RULE,
    "territory/must-cover": must_cover.RULE,
    "territory/no-distributor": no_distributor.RULE,
    "territory/outlives-agreement": outlives_agreement.RULE,
    "territory/outside-agreement": outside_agreement.RULE,
    "territory/outside-region": outside_region.RULE,
    "territory/product-not-authorised": product_not_authorised.RULE,
    "territory/redundant-grant": redundant_grant.RULE,
    "territory/registration-exclusive": registration_exclusive.RULE,
    "territory/reserved": reserved.RULE,
    "territory/shared-exclusive": shared_exclusive.RULE,
    "territory/sole-overlap": sole_overlap.RULE,
    "territory/version-gap": version_gap.RULE,
    "tier/equal-rank": equal_rank.RULE,
}
