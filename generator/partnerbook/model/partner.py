"""What a partner file says: one legal entity, what it signed, its standing and what it may sell."""

from __future__ import annotations

from typing import ClassVar, Literal

from partnerbook.model.base import (
    Items,
    Maybe,
    Rule,
    RuledPart,
    exactly_one,
    optional,
    required,
)
from partnerbook.model.partner_life import Attested, Diligence, LifeStep, PartnerReview
from partnerbook.model.partner_parts import (
    Commitment,
    Grant,
    Held,
    Legal,
    Signed,
    SpecialTerm,
)
from partnerbook.model.partner_profile import Profile
from partnerbook.model.partner_worth import OtherLine, Priority, Score
from partnerbook.model.scalars import CurrencyCode, DateText, Id, Line
from partnerbook.model.scope import PartnerType


class PartnerFile(RuledPart):
    """One partner."""

    RULES: ClassVar[tuple[Rule, ...]] = (
        *exactly_one("life", "status", "a partner says its status, or its whole life"),
        Rule("life", "the last day follows from the life", refuse=("ended",)),
        Rule(
            "status",
            "only a partner that is being taken on has none yet",
            values=("active", "on-notice", "suspended", "terminated"),
            require=("agreement",),
        ),
        Rule(
            "status",
            "a terminated partner has a last day",
            values=("terminated",),
            require=("ended",),
        ),
        Rule(
            "status",
            "only a terminated partner has a last day",
            values=("applicant", "active", "onboarding", "on-notice", "suspended"),
            refuse=("ended",),
        ),
    )
    name: Line = required("Name", "What people call it.", "Nordwind Systemhaus GmbH")
    legal: Legal = required(
        "Legal",
        "Who the partner is before the law.",
        {
            "name": "Nordwind GmbH",
            "register": "HRB 123 (Munich)",
            "seat": {"street": "Hof 1", "city": "Munich", "postal_code": "80331", "country": "DE"},
            "notices": "legal@example.com",
        },
        audience="own",
        adverse="any",
    )
    group: Maybe[Id] = optional(
        "Group",
        "The id of its corporate group; affiliates count as one holder.",
        "nordwind-group",
        audience="internal",
        adverse="any",
    )
    type: PartnerType = required("Type", "What sort of partner it is.", "reseller", adverse="any")
    track: Id = required("Track", "The id of its track.", "resell", adverse="any")
    establishment: Line = required(
        "Establishment",
        "Where it is established: a country or subdivision (ISO 3166).",
        "DE-BY",
        adverse="any",
    )
    currency: CurrencyCode = required(
        "Currency", "The currency it buys in (ISO 4217).", "EUR", audience="own", adverse="any"
    )
    buys_from: Maybe[Id] = optional(
        "Buys from",
        "The partner id of its distributor; from the vendor if left out.",
        "sumida",
        audience="own",
        adverse="any",
    )
    status: Maybe[
        Literal["applicant", "active", "onboarding", "on-notice", "suspended", "terminated"]
    ] = optional(
        "Status",
        "Whether the partnership runs, where its history is not kept as `life`.",
        "active",
        audience="own",
        adverse="any",
    )
    life: Maybe[Items[LifeStep]] = optional(
        "Life",
        "The states it went through and shall come to, in order of their days.",
        [{"state": "onboarding", "from": "2026-03-10"}, {"state": "active", "from": "2026-04-01"}],
        audience="own",
        adverse="any",
    )
    diligence: Maybe[Items[Diligence]] = optional(
        "Diligence",
        "What is found out about it before it sells, and again later.",
        [{"id": "owner", "item": "Who owns it", "kind": "beneficial-owner", "state": "open"}],
        audience="internal",
    )
    reviews: Maybe[Items[PartnerReview]] = optional(
        "Reviews",
        "What both sides look at regularly.",
        [{"id": "plan", "what": "Joint plan", "last": "2026-07-14", "every": "6 months"}],
        audience="own",
        adverse="any",
    )
    attestations: Maybe[Items[Attested]] = optional(
        "Attestations",
        "What it stated, of what its agreement asks it to state again and again. Before the first"
        " time the signature counts.",
        [{"attests": "conduct", "last": "2026-11-09", "by": "Managing director"}],
        audience="own",
    )
    ended: Maybe[DateText] = optional(
        "Ended", "The last day of the partnership.", "2026-09-30", audience="own", adverse="any"
    )
    standing: Maybe[Items[Held]] = optional(
        "Standing",
        "The tiers it holds and held.",
        [{"tier": "gold", "from": "2026-04-01", "because": "earned"}],
        adverse="any",
    )
    agreement: Maybe[Signed] = optional(
        "Agreement",
        "What it signed.",
        {
            "form": "reseller-2026",
            "version": 3,
            "signed": "2026-03-10",
            "effective": "2026-04-01",
        },
        audience="own",
        adverse="any",
    )
    grants: Maybe[Items[Grant]] = optional(
        "Grants",
        "What it may sell, where and to whom.",
        [
            {
                "id": "dach-core",
                "grant_kind": "sole",
                "for": {"places": ["dach"], "products": ["core"]},
            }
        ],
        adverse="removal",
    )
    commitments: Maybe[Items[Commitment]] = optional(
        "Commitments",
        "What it promised in return.",
        [{"id": "first-year", "what": "Purchases", "period": "each calendar year"}],
        audience="own",
        adverse="any",
    )
    special_terms: Maybe[Items[SpecialTerm]] = optional(
        "Special terms",
        "What was agreed with it alone.",
        [
            {
                "id": "payment",
                "kind": "payment",
                "text": "Pays in 45 days.",
                "from": "2026-04-01",
                "through": "2026-12-31",
                "reason": "Public customers pay late.",
                "approver": "channel-chief",
                "approved": "2026-03-20",
            }
        ],
        audience="own",
        adverse="removal",
    )
    profile: Maybe[Profile] = optional(
        "Profile",
        "How the directory shows it; not at all if left out.",
        {"summary": "Runs ERP for utilities.", "listed": True},
        adverse="any",
    )
    manager: Maybe[Id] = optional(
        "Manager",
        "Who looks after it: the id of a manager in program.yml.",
        "key-europe",
        audience="internal",
    )
    scores: Maybe[Items[Score]] = optional(
        "Scores",
        "How its capability, desire and capacity were judged; the newest of each counts.",
        [
            {
                "id": "desire-2026",
                "of": "desire",
                "value": 70,
                "on": "2026-10-12",
                "by": "Partner manager",
                "evidence": "Its managing director came to both workshops.",
            }
        ],
        audience="internal",
    )
    priorities: Maybe[Items[Priority]] = optional(
        "Priorities",
        "What shall be reached with it, year by year.",
        [{"id": "rail-2027", "year": 2027, "what": "Two rail operators on Insight"}],
        audience="internal",
    )
    other_lines: Maybe[Items[OtherLine]] = optional(
        "Other lines",
        "What it sells of other vendors.",
        [{"id": "fieldware", "vendor": "Fieldware", "what": "Planning", "competes": True}],
        audience="internal",
    )
