"""What people call the fixed codes of the language of the files: routes, kinds, bases, anchors."""

from __future__ import annotations

from collections.abc import Mapping

from partnerbook.resolve import naming_words

PARTNER_TYPES: Mapping[str, str] = {
    "reseller": "Reseller",
    "distributor": "Distributor",
    "referral-partner": "Referral partner",
    "agent": "Agent",
    "service-provider": "Service provider",
    "managed-service-provider": "Managed service provider",
    "system-integrator": "System integrator",
    "technology-partner": "Technology partner",
}
SERVICES: Mapping[str, str] = {
    "advice": "Advice",
    "implementation": "Implementation",
    "integration": "Integration",
    "migration": "Migration",
    "development": "Development",
    "training": "Training",
    "support": "Support",
    "hosting": "Hosting",
    "operation": "Operation",
    "monitoring": "Monitoring",
    "equipment": "Equipment",
    "translation": "Translation",
    "other": "Other services",
}
ROLES: Mapping[str, str] = {
    "sells": "may actively sell",
    "supplies": "may actively sell to other partners",
    "refers": "may refer customers",
    "finds": "may find customers for the vendor",
}
"""What a partner does with its rights, by rights.roles."""
ROUTES: Mapping[str, str] = {
    "direct": "the vendor sells to the customer",
    "one-tier": "the partner buys from the vendor",
    "two-tier": "the partner buys from a distributor",
    "marketplace": "through a marketplace",
    "referral": "the partner refers, the vendor sells",
}
INCENTIVE_KINDS: Mapping[str, str] = {
    "deal-registration": "Deal registration",
    "volume-discount": "Volume discount",
    "rebate": "Rebate",
    "development-funds": "Market development funds",
    "commission": "Commission",
    "spiff": "Bonus to a person",
    "allowance": "Allowance",
    "special-price": "Special price",
    "bonus": "Bonus",
    "revenue-share": "Revenue share",
    "credit-back": "Credit-back to the distributor",
    "co-op": "Co-op funds",
    "practice-fund": "Practice fund, beside the deal",
    "accelerator": "Accelerator, on top of another incentive",
    "price-protection": "Price protection, beside the deal",
}
PURPOSES: Mapping[str, str] = {
    "warehousing": "for warehousing",
    "transport": "for transport",
    "marketing": "for marketing",
    "training": "for training",
    "other": "for another purpose",
}
CAPPED_PER: Mapping[str, str] = {"period": "over the whole time of the incentive"}
"""For what a cap is, where it is not per the word of the file."""
APPLIES: Mapping[str, str] = {
    "automatic": "Automatically",
    "on-request": "On request",
    "discretionary": "On request, at the vendor's discretion",
}
SIDES: Mapping[str, str] = {
    "partner": "The partner",
    "distributor": "The distributor",
    "end-customer": "The end customer",
}
ANCHORS: Mapping[str, str] = {
    "registration": "the day of registration",
    "contract": "the day of the contract",
    "order": "the day of the order",
    "invoice": "the day of the invoice",
    "first-sale": "the day of the first sale",
}
PAYMENTS: Mapping[str, str] = {
    "discount": "Taken off the price",
    "credit-note": "By credit note",
    "transfer": "By bank transfer",
    "proof-of-use": "Against proof of use",
}
RUNNING: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "on_promotion": (
        "When the tier rises",
        {"new-rate": "the new rate from then on", "old-rate": "what was earned keeps its rate"},
    ),
    "on_demotion": (
        "When the tier falls",
        {"new-rate": "the new rate from then on", "old-rate": "what was earned keeps its rate"},
    ),
    "on_termination": (
        "When the agreement ends",
        {"stops": "nothing more is paid", "runs-out": "what runs is paid to its end"},
    ),
}
"""What becomes of running payments: when, and in which way."""
PRICE_BACK: Mapping[str, str] = {
    "in-full": "The whole price",
    "by-remaining-term": "The price of the months that have not begun",
}
"""How much of the price goes back with what is taken back."""
DEAL_ROLES: Mapping[str, str] = {
    "sourced": "found by the partner",
    "co-sell": "sold together",
    "fulfilment": "fulfilment only",
    "referral": "referred by the partner",
}
CLAIMS: Mapping[str, str] = {
    "none": "not registered",
    "first": "registered first",
    "later": "registered after another partner",
}
ROUNDING: Mapping[str, str] = {
    "half-up": "a half upwards",
    "half-even": "a half to the even digit",
    "down": "always downwards",
    "up": "always upwards",
}
LINE_TYPES: Mapping[str, str] = {
    "new": "new purchases",
    "added": "additions to what the customer has",
    "renewal": "renewals",
    "upgrade": "upgrades",
    "downgrade": "downgrades",
    "cancellation": "cancellations",
    "return": "returns",
}
BILLING: Mapping[str, str] = {"monthly": "monthly", "yearly": "yearly", "once": "once"}
GRANT_KINDS: Mapping[str, str] = {
    "exclusive": "Exclusive",
    "sole": "Sole, besides the vendor",
    "shared-exclusive": "Exclusive within a group",
    "non-exclusive": "Non-exclusive",
}
BENEFIT_GROUPS: Mapping[str, str] = {
    "recognition": "Recognition",
    "sales": "Sales",
    "marketing": "Marketing",
    "technical": "Technical",
    "training": "Training",
}


def incentive_kind(kind: str, purpose: str = "") -> str:
    """``Allowance for training``: a kind with the purpose that it is given for."""
    given = f" {PURPOSES[purpose]}" if purpose not in ("", "other") else ""
    return INCENTIVE_KINDS[kind] + given


def base(name: str, stage: str, stages: Mapping[str, str]) -> str:
    """What the rates of a stage are a percentage of. ``stages``: id to name, in their order.

    The price with which a stage begins is what the stages before it have left of the list price.
    """
    if name == "recurring":
        return "price of one billing period"
    if name not in ("list", "opening"):
        earlier = name.removeprefix("after-")
        return f"price after {stages.get(earlier, earlier)}"
    ids = list(stages)
    before = [stages[each] for each in ids[: ids.index(stage)]] if name == "opening" else []
    if not before:
        return "list price"
    return f"price left after {naming_words.joined(before)}"


def borne_by(shares: Mapping[str, object]) -> str:
    """``The vendor 60%, the distributor 40%``."""
    said = ", ".join(f"the {who} {share}" for who, share in shares.items())
    return said[:1].upper() + said[1:]
