"""What program.yml says: the vendor, the words and lists of the program, its stages and floors."""

from __future__ import annotations

from typing import Literal

from partnerbook.model.approver import Approver
from partnerbook.model.base import Items, Maybe, Names, Part, optional, required
from partnerbook.model.correction import Correction
from partnerbook.model.engagement_model import EngagementModel, Manager
from partnerbook.model.price_reversal import PriceReversal
from partnerbook.model.program_cover import AuthorisedRegion, MustCover
from partnerbook.model.program_parts import (
    Contact,
    FiscalYear,
    Floor,
    Limits,
    Named,
    Notice,
    Policies,
    Reserved,
    Segmentation,
    SharedGroup,
    Stage,
    Track,
    Vendor,
)
from partnerbook.model.program_places import OwnPlace, PostalArea
from partnerbook.model.reclassify import Reclassify
from partnerbook.model.scalars import CurrencyCode, DateText, Language, Line, Prose, TimeZone
from partnerbook.model.stacking import StackLimit


class ProgramFile(Part):
    """The partner program as a whole."""

    name: Line = required("Name", "The name of the program.", "Aurelia Partner Program")
    release: Line = required("Release", "Which release this is, in quotes.", "2026.4")
    as_of: Maybe[DateText] = optional(
        "As of", "The day for which everything is judged; today when left out.", "2026-11-22"
    )
    vendor: Vendor = required(
        "Vendor",
        "The company whose program this is.",
        {
            "legal_name": "Aurelia SE",
            "seat": {"street": "Hof 1", "city": "Munich", "postal_code": "80331", "country": "DE"},
            "email": "partners@example.com",
        },
    )
    time_zone: TimeZone = required(
        "Time zone", "The time zone in which days begin and end.", "Europe/Berlin", adverse="any"
    )
    languages: Names[Language] = required("Languages", "Languages of the site.", ["en"])
    fiscal_year: FiscalYear = required(
        "Fiscal year", "How years and quarters are counted.", {"first_month": 1}, adverse="any"
    )
    currencies: Names[CurrencyCode] = required(
        "Currencies", "The currencies of the program.", ["EUR", "USD"], adverse="removal"
    )
    holidays: Maybe[Names[DateText]] = optional(
        "Holidays", "Days that are not business days.", ["2026-12-25"], adverse="any"
    )
    tracks: Items[Track] = required(
        "Tracks",
        "The branches of the program.",
        [{"id": "resell", "name": "Resell"}],
        adverse="removal",
    )
    segmentations: Maybe[Items[Segmentation]] = optional(
        "Segmentations",
        "Ways to divide all customers, by size, sector or vertical.",
        [{"id": "sector", "name": "Sector", "values": [{"id": "public", "name": "Public"}]}],
        adverse="any",
    )
    competencies: Maybe[Items[Named]] = optional(
        "Competencies",
        "Awards for what a partner can do, apart from its tier.",
        [{"id": "cloud-migration", "name": "Cloud migration"}],
        adverse="removal",
    )
    verticals: Maybe[Items[Named]] = optional(
        "Verticals",
        "Lines of business that partners know; what customers are is said by segmentations.",
        [{"id": "rail", "name": "Rail"}],
        adverse="removal",
    )
    facts: Maybe[Items[Named]] = optional(
        "Facts",
        "Facts about a deal or customer that scopes may ask for.",
        [{"id": "nonprofit", "name": "Non-profit customer"}],
        adverse="any",
    )
    stages: Items[Stage] = required(
        "Stages",
        "The waterfall from list price, in order.",
        [{"id": "tier-discount", "name": "Tier discount", "timing": "front-end"}],
        adverse="any",
    )
    rounding: Maybe[Literal["half-up", "half-even", "down", "up"]] = optional(
        "Rounding",
        "How each amount of the waterfall becomes payable in its currency; half-up when left out.",
        "half-up",
        audience="partner",
        adverse="any",
    )
    reclassify: Maybe[Items[Reclassify]] = optional(
        "Reclassify",
        "Before any price: which lines count in another deal role than their order states.",
        [
            {
                "id": "upgrade-is-sourced",
                "if": {"line_type": ["upgrade"]},
                "set": {"deal_role": "sourced"},
                "whole": "order",
                "reason": "An upgrade has to be sold anew.",
            }
        ],
        audience="partner",
        adverse="any",
    )
    reversals: Maybe[Items[PriceReversal]] = optional(
        "Reversals",
        "How much of the price goes back with a downgrade, a cancellation or a return; what was"
        " earned besides goes back as each incentive says in `reverses`.",
        [
            {
                "id": "unused-months",
                "on": ["cancellation"],
                "how": "by-remaining-term",
                "reason": "Months that were used are paid.",
            }
        ],
        audience="partner",
        adverse="any",
    )
    stack_limits: Maybe[Items[StackLimit]] = optional(
        "Stack limits",
        "How many incentives one deal can have, beside what their files say about each other.",
        [
            {
                "id": "two-promotions",
                "at_most": 2,
                "of": ["spring-campaign", "volume", "launch"],
                "reason": "Promotions are not added up.",
            }
        ],
        audience="partner",
        adverse="any",
    )
    floors: Maybe[Items[Floor]] = optional(
        "Floors",
        "The least the vendor keeps for itself.",
        [{"id": "general", "for": {"products": ["all"]}, "maximum_give": "50%", "reason": "…"}],
        audience="internal",
    )
    limits: Maybe[Limits] = optional(
        "Limits",
        "Other limits that the vendor sets itself.",
        {"longest_waiver": "12 months"},
        audience="internal",
    )
    policies: Maybe[Policies] = optional(
        "Policies",
        "How the program understands its own words.",
        {"sovereign_includes_dependencies": False},
        adverse="any",
    )
    notice: Notice = required(
        "Notice",
        "How long before a change for the worse partners are told.",
        {"default": "30 days"},
        audience="partner",
        adverse="decrease",
    )
    approvers: Maybe[Items[Approver]] = optional(
        "Approvers",
        "Roles that may approve waivers and special terms.",
        [{"id": "channel-chief", "role": "Head of channel", "may": ["margin/floor"]}],
        audience="internal",
    )
    corrections: Maybe[Items[Correction]] = optional(
        "Corrections",
        "What was written wrong although it already held, and is mended.",
        [
            {
                "id": "gold-typo",
                "subject": "discounts/partner-discount/gold",
                "on": "2026-11-20",
                "reason": "The signed price book says 25%.",
            }
        ],
        audience="internal",
    )
    contacts: Maybe[Items[Contact]] = optional(
        "Contacts",
        "Where partners turn to: role mailboxes only.",
        [{"id": "partner-desk", "topic": "Partner desk", "email": "partners@example.com"}],
    )
    shared_groups: Maybe[Items[SharedGroup]] = optional(
        "Shared groups",
        "Closed groups of partners that hold a right together.",
        [{"id": "nordics", "name": "Nordics", "limit": 3, "for": {"places": ["SE"]}}],
        adverse="any",
    )
    reserved: Maybe[Items[Reserved]] = optional(
        "Reserved",
        "What the vendor keeps for its own sales team.",
        [{"id": "federal", "for": {"places": ["DE"]}, "reason": "Framework contract."}],
        adverse="any",
    )
    authorised_regions: Maybe[Items[AuthorisedRegion]] = optional(
        "Authorised regions",
        "Where a partner may be granted rights, by where it is established; anywhere if left out.",
        [{"id": "emea", "seller_places": ["europe"], "places": ["europe"], "reason": "Tax."}],
        audience="partner",
        adverse="any",
    )
    must_cover: Maybe[Items[MustCover]] = optional(
        "Must cover",
        "What some partner must be able to sell, where.",
        [{"id": "core", "for": {"places": ["DE"], "products": ["core"]}, "reason": "Plan."}],
        audience="internal",
    )
    managers: Maybe[Items[Manager]] = optional(
        "Managers",
        "Roles that look after partners, and how many each can look after.",
        [
            {
                "id": "key-europe",
                "role": "Key partner manager",
                "mailbox": "key-partners@example.com",
                "load_limit": 8,
            }
        ],
        audience="internal",
    )
    engagement_model: Maybe[EngagementModel] = optional(
        "Engagement model",
        "Which partners get a manager, how often both sides meet, which funds, and how fast an"
        " answer: by segment, volume and velocity.",
        {
            "volume": {
                "metric": "revenue",
                "window": "trailing 12 months",
                "classes": [{"id": "any", "name": "Any"}],
            },
            "velocity": {
                "kind": "growth",
                "metric": "revenue",
                "window": "trailing 12 months",
                "classes": [{"id": "any", "name": "Any"}],
            },
            "rules": [{"id": "everybody", "review_every": "12 months", "answer_within": "2 days"}],
        },
        audience="internal",
    )
    geography: Maybe[Items[OwnPlace]] = optional(
        "Geography",
        "Places that the packaged table lacks, or about which this program says otherwise.",
        [{"id": "franconia", "code": "DE-FR", "parent": "DE-BY", "reason": "New in 2027."}],
        adverse="any",
    )
    postal: Maybe[Items[PostalArea]] = optional(
        "Postal codes",
        "Which postal codes lie in which part of a country, where rights are written in both.",
        [{"id": "bavaria", "place": "DE-BY", "prefixes": ["80", "81"]}],
        adverse="any",
    )
    welcome: Maybe[Prose] = optional("Welcome", "A greeting for the site.", "Welcome, partners.")
