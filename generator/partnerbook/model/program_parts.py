"""The parts of program.yml: vendor, lists of words, stages, floors, policies, approvers."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from partnerbook.model.base import (
    Items,
    Maybe,
    Names,
    Part,
    Rule,
    RuledPart,
    at_least_one,
    optional,
    required,
)
from partnerbook.model.scalars import (
    DurationText,
    Email,
    Id,
    Line,
    Positive,
    Prose,
    RateText,
    WebAddress,
)
from partnerbook.model.scope import Except, For
from partnerbook.model.shared import Address, ChangeNotice


class Vendor(Part):
    """The company whose program this is."""

    legal_name: Line = required("Legal name", "The full name of the legal entity.", "Aurelia SE")
    register_: Maybe[Line] = optional(
        "Register", "The entry in the trade register.", "HRB 123456 (Munich)", key="register"
    )
    seat: Address = required(
        "Seat",
        "The registered address.",
        {"street": "Hof 1", "city": "Munich", "postal_code": "80331", "country": "DE"},
    )
    email: Email = required("E-mail", "A role mailbox of the company.", "partners@example.com")
    website: Maybe[WebAddress] = optional("Website", "The web site.", "https://example.com")


class FiscalYear(Part):
    """How the vendor counts its years and quarters."""

    first_month: Annotated[int, Field(ge=1, le=12)] = required(
        "First month", "The month in which the year begins, 1 for January.", 1, adverse="any"
    )


class Track(Part):
    """One branch of the program, with tiers of its own."""

    id: Id = required("Id", "The id that other files use.", "resell")
    name: Line = required("Name", "What people call it.", "Resell")
    summary: Maybe[Prose] = optional("Summary", "Whom it is for.", "For partners who resell.")


class SegmentValue(Part):
    """One value of a segmentation."""

    id: Id = required("Id", "The id that scopes use.", "public")
    name: Line = required("Name", "What people call it.", "Public sector")
    public: Maybe[bool] = optional(
        "Public",
        "Whether these customers buy under the law of public procurement: what pays persons or"
        " referrers on their deals is then flagged for legal review.",
        True,
        audience="internal",
    )


class Segmentation(Part):
    """One way to divide all customers: each customer has exactly one of the values."""

    id: Id = required("Id", "The id, used as a key in scopes.", "sector")
    name: Line = required("Name", "What people call it.", "Sector")
    values: Items[SegmentValue] = required(
        "Values",
        "The values, which leave no customer out.",
        [{"id": "public", "name": "Public sector"}],
        adverse="any",
    )


class Named(Part):
    """Something with an id and a name: a competency, a vertical or a fact."""

    id: Id = required("Id", "The id, used as a key in scopes.", "cloud-migration")
    name: Line = required("Name", "What people call it.", "Cloud migration")
    summary: Maybe[Prose] = optional("Summary", "What it means.", "Has moved three customers.")


class Stage(Part):
    """One stage of the waterfall: its steps all see the price at the stage's opening."""

    id: Id = required("Id", "The id that discounts and incentives name.", "tier-discount")
    name: Line = required("Name", "What people call it.", "Tier discount")
    timing: Literal["front-end", "back-end"] = required(
        "Timing", "Known at the order (front-end) or paid later (back-end).", "front-end"
    )


class Floor(RuledPart):
    """The least the vendor keeps for itself."""

    RULES: ClassVar[tuple[Rule, ...]] = at_least_one(
        "maximum_give", "minimum_margin", "a floor limits the give, the margin or both"
    )
    id: Id = required("Id", "The id of the floor.", "general")
    for_: For = required("For", "For which cells it applies.", {"products": ["all"]}, key="for")
    except_: Maybe[Except] = optional(
        "Except", "Where it does not apply.", [{"places": ["JP"]}], key="except"
    )
    maximum_give: Maybe[RateText] = optional(
        "Maximum give", "The most that may be given away, in % of list price.", "50%"
    )
    minimum_margin: Maybe[RateText] = optional(
        "Minimum margin",
        "The least margin: net revenue less cost, in % of net revenue.",
        "30%",
    )
    reason: Prose = required("Reason", "Why this floor.", "Support must be paid from it.")


class TermLimits(Part):
    """How far special terms with single partners may go."""

    maximum_rate: Maybe[RateText] = optional(
        "Maximum rate",
        "The most that a special term may give, in % of its base; by an absolute price too.",
        "10%",
    )
    longest: Maybe[DurationText] = optional(
        "Longest", "The longest time for which a special term may run.", "12 months"
    )


class Limits(Part):
    """Other limits that the vendor sets itself."""

    minimum_distributor_margin: Maybe[RateText] = optional(
        "Minimum distributor margin",
        "The least a distributor keeps, in % of the reseller's price.",
        "5%",
    )
    longest_waiver: Maybe[DurationText] = optional(
        "Longest waiver", "The longest time for which a waiver may run.", "12 months"
    )
    special_terms: Maybe[TermLimits] = optional(
        "Special terms",
        "How far terms that are agreed with one partner alone may go.",
        {"maximum_rate": "10%", "longest": "12 months"},
    )


LawAct = Literal["vertical-agreements", "late-payment", "commercial-agents", "business-users"]


class LawArea(Part):
    """An area whose law asks for wording of its own."""

    id: Id = required("Id", "The id of the area.", "eea")
    places: Names[Line] = required("Places", "The places it has.", ["europe"])
    active_sales_wording: bool = required(
        "Active sales wording",
        "Whether exclusivity may only bar active sales there, and texts must say so.",
        True,
    )
    acts: Maybe[Names[LawAct]] = optional(
        "Acts",
        "Which acts apply there, by which terms are flagged for legal review: vertical-agreements"
        " is Regulation (EU) 2022/720, late-payment Directive 2011/7/EU, commercial-agents"
        " Directive 86/653/EEC, business-users Regulation (EU) 2019/1150. All of them if left out"
        " where `active_sales_wording` is true, none where it is false.",
        ["vertical-agreements", "late-payment"],
        audience="internal",
    )


class Policies(Part):
    """How the program understands its own words."""

    sovereign_includes_dependencies: Maybe[bool] = optional(
        "Sovereign includes dependencies",
        "Whether a country code also means its overseas territories that have codes of their own.",
        False,
        adverse="any",
    )
    law: Maybe[Items[LawArea]] = optional(
        "Law",
        "Areas whose law asks for wording of its own.",
        [{"id": "eea", "places": ["europe"], "active_sales_wording": True}],
    )


class Notice(ChangeNotice):
    """How long before a change for the worse partners are told."""

    default: DurationText = required(
        "Default", "For all changes not named beside it.", "30 days", adverse="decrease"
    )


class Contact(Part):
    """Where partners turn to."""

    id: Id = required("Id", "The id of the contact.", "partner-desk")
    topic: Line = required("Topic", "What it is for.", "Partner desk")
    email: Email = required("E-mail", "A role mailbox.", "partners@example.com")
    places: Maybe[Names[Line]] = optional("Places", "For which places.", ["europe"])
    hours: Maybe[Line] = optional("Hours", "When it is open.", "Monday to Friday, 9:00 to 17:00")


class SharedGroup(Part):
    """A closed group of partners that hold a right together."""

    id: Id = required("Id", "The id that shared-exclusive grants name.", "nordics-premium")
    name: Line = required("Name", "What people call it.", "Nordics premium")
    limit: Positive = required(
        "Limit", "How many corporate groups may be members at a time.", 3, adverse="increase"
    )
    for_: For = required(
        "For",
        "Within which cells they hold the right.",
        {"places": ["northern-europe"], "products": ["core"]},
        key="for",
        adverse="narrowing",
    )
    except_: Maybe[Except] = optional(
        "Except", "Cells left out.", [{"places": ["IS"]}], key="except", adverse="narrowing"
    )
    reason: Maybe[Prose] = optional(
        "Reason", "Why there is a group.", "Few partners can serve it.", audience="internal"
    )


class Reserved(Part):
    """What the vendor keeps for its own sales team."""

    id: Id = required("Id", "The id of the reservation.", "federal")
    for_: For = required(
        "For", "Which cells.", {"places": ["DE"], "sector": ["public"]}, key="for", adverse="any"
    )
    except_: Maybe[Except] = optional(
        "Except", "Cells left out.", [{"places": ["DE-BY"]}], key="except", adverse="any"
    )
    reason: Prose = required(
        "Reason", "Why it is reserved.", "Framework contract.", audience="internal"
    )
