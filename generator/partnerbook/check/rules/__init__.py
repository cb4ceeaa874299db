"""The index of rules: one line each, the path is the name. Rules never import each other."""

from partnerbook.check.rules.agreement import expired
from partnerbook.check.rules.margin import ambiguous_rate, bands, floor, tier_order, unpriced
from partnerbook.check.rules.privacy import person_in_program
from partnerbook.check.rules.standing import no_tier
from partnerbook.check.rules.territory import exclusive_overlap
from partnerbook.check.rules.tier import equal_rank
from partnerbook.rulebook import Rule

RULES: dict[str, Rule] = {
    "agreement/expired": expired.RULE,
    "margin/ambiguous-rate": ambiguous_rate.RULE,
    "margin/bands": bands.RULE,
    "margin/floor": floor.RULE,
    "margin/tier-order": tier_order.RULE,
    "margin/unpriced": unpriced.RULE,
    "privacy/person-in-program": person_in_program.RULE,
    "standing/no-tier": no_tier.RULE,
    "territory/exclusive-overlap": exclusive_overlap.RULE,
    "tier/equal-rank": equal_rank.RULE,
}
