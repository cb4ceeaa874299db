"""The index of rules: one line each, the path is the name. Rules never import each other."""

from partnerbook.check.rules.agreement import expired
from partnerbook.check.rules.margin import ambiguous_rate, bands, floor, tier_order
from partnerbook.check.rules.privacy import person_in_program
from partnerbook.check.rules.territory import exclusive_overlap
from partnerbook.rulebook import Rule

RULES: dict[str, Rule] = {
    "agreement/expired": expired.RULE,
    "margin/ambiguous-rate": ambiguous_rate.RULE,
    "margin/bands": bands.RULE,
    "margin/floor": floor.RULE,
    "margin/tier-order": tier_order.RULE,
    "privacy/person-in-program": person_in_program.RULE,
    "territory/exclusive-overlap": exclusive_overlap.RULE,
}
