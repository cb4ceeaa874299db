"""The parts of a partner file: legal entity, standing, agreement, grants, terms."""

from __future__ import annotations

from typing import ClassVar, Literal

from partnerbook.model.base import Items, Maybe, Names, Part, Rule, RuledPart, optional, required
from partnerbook.model.discount import PRICES
from partnerbook.model.scalars import (
    BaseName,
    Count,
    DateText,
    Email,
    Id,
    Line,
    MoneyText,
    PercentText,
    Positive,
    Prose,
    RateText,
    Sha256,
)
from partnerbook.model.scope import Anchor, Except, GrantFor, ProductFor
from partnerbook.model.shared import Address

Covered = Literal["resell", "host", "bundle", "translate", "white-label"]


class Legal(Part):
    """Who the partner is before the law."""

    name: Line = required("Name", "The full name of the legal entity.", "Nordwind GmbH")
    native_name: Maybe[Line] = optional(
        "Native name", "The name in its own script.", "株式会社隅田"
    )
    register_: Line = required(
        "Register", "The entry in the trade register.", "HRB 123 (Munich)", key="register"
    )
    tax_id: Maybe[Line] = optional("Tax id", "The tax number, as text.", "DE123456789")
    seat: Address = required(
        "Seat",
        "The registered address.",
        {"street": "Hof 1", "city": "Munich", "postal_code": "80331", "country": "DE"},
    )
    notices: Email = required(
        "Notices", "The role mailbox for formal notices.", "legal@example.com"
    )


Because = Literal["earned", "cohort", "grace", "cure", "appeal", "negotiated", "own-wish"]


class Held(Part):
    """A tier held for a while."""

    tier: Id = required("Tier", "The id of the tier.", "gold", adverse="order")
    from_: DateText = required(
        "From", "The first day of the tier.", "2026-04-01", key="from", adverse="later"
    )
    through: Maybe[DateText] = optional(
        "Through", "The last day of the tier.", "2027-03-31", audience="own", adverse="earlier"
    )
    because: Because = required(
        "Because",
        "Why the partner holds it; `own-wish`: it wants no higher tier than this.",
        "earned",
        audience="own",
        adverse="any",
    )
    review_by: Maybe[DateText] = optional(
        "Review by",
        "The day by which a negotiated tier is agreed anew, entered otherwise or ended. Until then"
        " it is held without being earned, if its note says why.",
        "2027-03-31",
        audience="own",
    )
    note: Maybe[Prose] = optional("Note", "What else to know.", "By review.", audience="own")


class Signed(Part):
    """The agreement that the partner signed."""

    form: Id = required("Form", "The id of the form.", "reseller-2026", adverse="any")
    version: Positive = required("Version", "Its version.", 3, adverse="any")
    sha256: Maybe[Sha256] = optional(
        "SHA-256",
        "The fingerprint of the form's file as it was signed: of its UTF-8 text with lines ended "
        "by LF and without a byte order mark.",
        "0" * 64,
    )
    signed: DateText = required("Signed", "When the last side signed.", "2026-03-10")
    effective: DateText = required(
        "Effective", "The first day of the agreement.", "2026-04-01", adverse="later"
    )
    first_term_through: Maybe[DateText] = optional(
        "First term through",
        "The last day of the first term, if it is not that of the form.",
        "2028-03-31",
        adverse="earlier",
    )
    renewed_until: Maybe[DateText] = optional(
        "Renewed until", "The last day after a renewal.", "2029-03-31", adverse="earlier"
    )
    notice_given: Maybe[DateText] = optional(
        "Notice given", "When a side gave notice.", "2027-12-01", adverse="any"
    )


class Grant(RuledPart):
    """The right to sell some products in some places."""

    RULES: ClassVar[tuple[Rule, ...]] = (
        Rule(
            "grant_kind",
            "a shared-exclusive grant names its group",
            values=("shared-exclusive",),
            require=("group",),
        ),
        Rule(
            "grant_kind",
            "only a shared-exclusive grant has a group",
            values=("exclusive", "sole", "non-exclusive"),
            refuse=("group",),
        ),
    )
    id: Id = required("Id", "The id, unique in this file.", "dach-core")
    grant_kind: Literal["exclusive", "sole", "shared-exclusive", "non-exclusive"] = required(
        "Grant kind",
        "Exclusive: nobody else. Sole: only the vendor besides. Shared-exclusive: only the members "
        "of a group. Non-exclusive: others too.",
        "exclusive",
        audience="own",
        adverse="order",
    )
    group: Maybe[Id] = optional(
        "Group", "The id of the shared group.", "nordics-premium", audience="own", adverse="any"
    )
    covers: Maybe[Names[Covered]] = optional(
        "Covers",
        "What the partner may do with it; resell if nothing is written.",
        ["resell", "host"],
        adverse="removal",
    )
    for_: GrantFor = required(
        "For",
        "Which products, where, and to whom.",
        {"places": ["dach"], "products": ["core"]},
        key="for",
        adverse="narrowing",
    )
    except_: Maybe[Except] = optional(
        "Except", "Cells left out.", [{"places": ["CH"]}], key="except", adverse="narrowing"
    )
    from_: Maybe[DateText] = optional(
        "From", "The first day of the right.", "2026-04-01", key="from", adverse="later"
    )
    through: Maybe[DateText] = optional(
        "Through", "The last day of the right.", "2027-12-31", audience="own", adverse="earlier"
    )
    announced: Maybe[DateText] = optional(
        "Announced",
        "When the partner was told how it begins or ends, or both sides agreed on that.",
        "2026-10-01",
        audience="own",
    )
    reason: Maybe[Prose] = optional(
        "Reason", "Why it was granted.", "Built the market.", audience="own"
    )


class Commitment(RuledPart):
    """What the partner promised in return."""

    RULES: ClassVar[tuple[Rule, ...]] = (
        Rule(
            "metric",
            "what is measured says how much was promised",
            without=("amount", "count"),
            require=("percent",),
        ),
        Rule("window", "a window belongs to a metric", require=("metric",)),
        Rule("percent", "a percentage belongs to a metric", require=("metric",)),
    )
    id: Id = required("Id", "The id, unique in this file.", "first-year")
    what: Line = required("What", "What was promised.", "Purchases in the first year")
    amount: Maybe[MoneyText] = optional("Amount", "How much.", "100000 EUR", adverse="increase")
    count: Maybe[Count] = optional("Count", "How many.", 10, adverse="increase")
    percent: Maybe[PercentText] = optional(
        "Percent", "How much of a metric in percent.", "85%", adverse="increase"
    )
    metric: Maybe[Id] = optional(
        "Metric",
        "The metric by which it is measured; absent: nobody measures it here.",
        "revenue",
        adverse="any",
    )
    window: Maybe[Line] = optional(
        "Window",
        "Over which time it is measured, as for tiers; absent: on the day, for what is counted and"
        " not summed up. A calendar or fiscal year is judged once it is over.",
        "calendar year",
        adverse="any",
    )
    period: Line = required(
        "Period", "Over which time, in words.", "each calendar year", adverse="any"
    )
    if_missed: Maybe[Prose] = optional(
        "If missed", "What happens otherwise.", "The right becomes non-exclusive.", adverse="any"
    )


class SpecialTerm(RuledPart):
    """Something agreed with this partner alone."""

    RULES: ClassVar[tuple[Rule, ...]] = (
        Rule(
            "kind",
            "a special discount or price says how much of what, and where",
            values=("discount", "special-price"),
            require=("for", "stage", "base", "anchor"),
        ),
        Rule(
            "kind",
            "a special discount or price says how much of what, and where",
            values=("discount", "special-price"),
            without=("prices",),
            require=("rate",),
        ),
        Rule("prices", "a term has a rate or prices, not both", refuse=("rate",)),
        Rule(
            "kind",
            "only a special price says prices",
            values=("discount", "payment", "text"),
            refuse=("prices",),
        ),
        Rule(
            "kind",
            "a term of payment or text is said in words",
            values=("payment", "text"),
            require=("text",),
            refuse=("rate", "stage", "base", "anchor"),
        ),
    )
    id: Id = required("Id", "The id, unique in this file.", "launch-price")
    kind: Literal["discount", "special-price", "payment", "text"] = required(
        "Kind", "What sort of term it is.", "discount", adverse="any"
    )
    for_: Maybe[ProductFor] = optional(
        "For", "For which cells.", {"products": ["core"]}, key="for", adverse="narrowing"
    )
    except_: Maybe[Except] = optional(
        "Except", "Cells left out.", [{"places": ["CH"]}], key="except", adverse="narrowing"
    )
    rate: Maybe[RateText] = optional(
        "Rate", "What is given in % of its base.", "3%", adverse="decrease"
    )
    prices: Maybe[Items[MoneyText]] = optional(*PRICES, adverse="increase")
    stage: Maybe[Id] = optional(
        "Stage", "The stage of the waterfall.", "special-price", adverse="any"
    )
    base: Maybe[BaseName] = optional(
        "Base",
        "What the rate is a percentage of, or the prices are reckoned from.",
        "list",
        adverse="any",
    )
    anchor: Maybe[Anchor] = optional(
        "Anchor", "Whose date decides whether it is in force.", "order", adverse="any"
    )
    text: Maybe[Prose] = optional("Text", "The term in words.", "Pays in 45 days.", adverse="any")
    from_: DateText = required("From", "The first day.", "2026-04-01", key="from", adverse="later")
    through: DateText = required("Through", "The last day.", "2026-12-31", adverse="earlier")
    reason: Prose = required("Reason", "Why it was agreed.", "Market entry.", audience="internal")
    approver: Id = required(
        "Approver", "The id of the approver in program.yml.", "channel-chief", audience="internal"
    )
    approved: DateText = required(
        "Approved", "When it was approved.", "2026-03-20", audience="internal"
    )
