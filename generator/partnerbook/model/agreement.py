"""What one version of an agreement form says. Signed ones never change: a new version is made."""

from __future__ import annotations

from partnerbook.model.agreement_clauses import Clause
from partnerbook.model.agreement_duties import (
    Attestation,
    Cause,
    Confidentiality,
    Obligation,
    Performance,
)
from partnerbook.model.agreement_parts import (
    Brand,
    Changes,
    Dispute,
    FormTerritory,
    Law,
    Liability,
    Payment,
    Reporting,
    Term,
    Termination,
    Training,
)
from partnerbook.model.agreement_rhythms import ReviewDate
from partnerbook.model.agreement_support import Support
from partnerbook.model.base import Items, Maybe, Names, Part, optional, required
from partnerbook.model.scalars import (
    DateText,
    DurationText,
    Id,
    Language,
    Line,
    Positive,
    Prose,
)
from partnerbook.model.scope import PartnerType
from partnerbook.model.shared import ChangeNotice


class AgreementFile(Part):
    """One version of an agreement form."""

    form: Id = required("Form", "The id of the form.", "reseller-2026")
    version: Positive = required("Version", "The version, counted from 1.", 3)
    name: Line = required("Name", "What people call it.", "Reseller agreement")
    partner_types: Names[PartnerType] = required(
        "Partner types", "For which types of partner.", ["reseller"]
    )
    issued: DateText = required("Issued", "When the version was issued.", "2026-01-15")
    language: Language = required("Language", "Its language.", "en", audience="partner")
    law: Law = required(
        "Law",
        "Which law and courts decide.",
        {"governing": "Germany", "courts": "Munich"},
        audience="partner",
        adverse="any",
    )
    term: Term = required(
        "Term",
        "How long it runs.",
        {"length": "24 months", "renewal": "none"},
        audience="partner",
        adverse="any",
    )
    notice: ChangeNotice = required(
        "Notice",
        "How long before a change the partner is told.",
        {"prices": "30 days"},
        audience="partner",
        adverse="decrease",
    )
    cure: DurationText = required(
        "Cure",
        "How long a side has to mend a breach.",
        "30 days",
        audience="partner",
        adverse="decrease",
    )
    termination: Termination = required(
        "Termination",
        "How it can be ended, and what follows.",
        {"grounds": ["Insolvency of the other side"]},
        audience="partner",
        adverse="any",
    )
    causes: Maybe[Items[Cause]] = optional(
        "Causes",
        "The grounds of its end by type, besides those in words under `termination`.",
        [{"id": "insolvency", "kind": "insolvency", "text": "It is insolvent."}],
        audience="partner",
        adverse="any",
    )
    obligations: Maybe[Items[Obligation]] = optional(
        "Obligations",
        "What either side, or a distributor, does while it runs.",
        [{"id": "leads", "owner": "partner", "topic": "leads", "text": "Leads are answered."}],
        audience="partner",
        adverse="any",
    )
    performance: Maybe[Items[Performance]] = optional(
        "Performance",
        "What both sides measure.",
        [{"id": "renewals", "what": "Renewals", "target": "85%", "period": "each year"}],
        audience="partner",
        adverse="any",
    )
    attestations: Maybe[Items[Attestation]] = optional(
        "Attestations",
        "What the partner states again and again.",
        [{"id": "conduct", "text": "It follows the code of conduct.", "every": "12 months"}],
        audience="partner",
        adverse="any",
    )
    confidentiality: Maybe[Confidentiality] = optional(
        "Confidentiality",
        "What is kept secret.",
        {"text": "Prices and plans.", "lasts": "36 months"},
        audience="partner",
        adverse="any",
    )
    intellectual_property: Maybe[Prose] = optional(
        "Intellectual property",
        "Whose the rights are.",
        "All rights stay with the Vendor.",
        audience="partner",
        adverse="any",
    )
    sanctions: Maybe[Prose] = optional(
        "Sanctions",
        "Sanctions and export control.",
        "No resale to listed persons.",
        audience="partner",
        adverse="any",
    )
    anti_corruption: Maybe[Prose] = optional(
        "Anti-corruption",
        "What is never given or taken.",
        "No gifts of value.",
        audience="partner",
        adverse="any",
    )
    assignment: Maybe[Prose] = optional(
        "Assignment",
        "Whether it can pass to others.",
        "Only with consent.",
        audience="partner",
        adverse="any",
    )
    payment: Payment = required(
        "Payment",
        "When and how is paid.",
        {"days": 30, "counted_from": "invoice date"},
        audience="partner",
        adverse="any",
    )
    support: Maybe[Support] = optional(
        "Support",
        "Who supports the customer.",
        {"lines": [{"id": "first-line", "line": "1", "provider": "partner"}]},
        audience="partner",
        adverse="any",
    )
    training: Maybe[Items[Training]] = optional(
        "Training",
        "How many trained people the partner keeps.",
        [{"id": "consultant", "role": "Consultant", "people": 2}],
        audience="partner",
        adverse="any",
    )
    reporting: Maybe[Reporting] = optional(
        "Reporting",
        "What the partner reports and keeps.",
        {"records": "For 3 years."},
        audience="partner",
        adverse="any",
    )
    brand: Maybe[Brand] = optional(
        "Brand",
        "How names and badges may be used.",
        {"approval": "Joint press releases."},
        audience="partner",
        adverse="any",
    )
    liability: Maybe[Liability] = optional(
        "Liability",
        "Up to what either side is liable.",
        {"cap": "Fees of twelve months."},
        audience="partner",
        adverse="any",
    )
    disputes: Maybe[Items[Dispute]] = optional(
        "Disputes",
        "The steps when the sides disagree.",
        [{"id": "talks", "step": "Managers talk."}],
        audience="partner",
        adverse="any",
    )
    review_dates: Maybe[Items[ReviewDate]] = optional(
        "Review dates",
        "When both sides look at it, and after a comma at what: every January (by its last day),"
        " every 15 January and 15 July, or every 6 months, counted from the effective date.",
        ["Every January, level and territory"],
        audience="partner",
    )
    precedence: Maybe[Items[Line]] = optional(
        "Precedence",
        "Which document wins over which, first to last.",
        ["Agreement", "Schedules", "Program guide"],
        audience="partner",
        adverse="any",
    )
    clauses: Maybe[Items[Clause]] = optional(
        "Clauses",
        "What else was agreed, by schedule.",
        [{"id": "sub", "schedule": "territory", "title": "Sub-resellers", "text": "None."}],
        audience="partner",
        adverse="any",
    )
    territory: Maybe[FormTerritory] = optional(
        "Territory",
        "Where the form may be used, and grants under it may reach; anywhere if left out.",
        {"places": ["europe"]},
        audience="partner",
        adverse="narrowing",
    )
    products: Maybe[Names[Line]] = optional(
        "Products",
        "All, product families or ids of products that may be granted under the form.",
        ["core"],
        audience="partner",
        adverse="narrowing",
    )
    changed_by: Maybe[Changes] = optional(
        "Changed by",
        "How each section may be changed: by notice, by signature of both, or never.",
        {"payment": "notice", "territory": "signature"},
        audience="partner",
        adverse="any",
    )
