"""How the vendor looks after partners: managers, and what partners of which size and pace get."""

from __future__ import annotations

from typing import ClassVar, Literal

from partnerbook.model.base import (
    Items,
    Maybe,
    Names,
    Part,
    Rule,
    RuledPart,
    optional,
    required,
)
from partnerbook.model.partner_profile import Segments
from partnerbook.model.scalars import (
    Count,
    DurationText,
    Email,
    GrowthText,
    Id,
    Line,
    MoneyText,
    Positive,
    Prose,
)
from partnerbook.model.scope import PartnerType


class Manager(Part):
    """Who looks after partners: a role, never a person."""

    id: Id = required("Id", "The id that partners name under `manager`.", "key-europe")
    role: Line = required("Role", "What the role is called.", "Key partner manager")
    mailbox: Email = required("Mailbox", "Its role mailbox.", "key-partners@example.com")
    load_limit: Positive = required(
        "Load limit", "The most active partners that it can look after.", 8
    )


class VolumeClass(Part):
    """Partners from some volume up; the next class begins where this one ends."""

    id: Id = required("Id", "The id that rules name under `volume`.", "large")
    name: Line = required("Name", "What people call it.", "Large")
    amounts: Maybe[Items[MoneyText]] = optional(
        "Amounts",
        "The least that belongs to it, one amount per currency; the lowest class has none.",
        ["250000 EUR"],
    )


class Volume(Part):
    """How much a partner brings."""

    metric: Id = required("Metric", "The metric, in money.", "revenue")
    window: Line = required(
        "Window", "Over which time it is measured, as for tiers.", "trailing 12 months"
    )
    classes: Items[VolumeClass] = required(
        "Classes",
        "From the lowest up.",
        [{"id": "small", "name": "Small"}, {"id": "large", "name": "Large", "amounts": ["1 EUR"]}],
    )


class VelocityClass(RuledPart):
    """Partners from some pace up; the next class begins where this one ends."""

    RULES: ClassVar[tuple[Rule, ...]] = (
        Rule("count", "a class begins at a percentage or at a count", refuse=("percent",)),
    )
    id: Id = required("Id", "The id that rules name under `velocity`.", "fast")
    name: Line = required("Name", "What people call it.", "Fast")
    percent: Maybe[GrowthText] = optional(
        "Percent", "The least growth that belongs to it; the lowest class has none.", "15%"
    )
    count: Maybe[Count] = optional(
        "Count", "The least count that belongs to it; the lowest class has none.", 4
    )


class Velocity(RuledPart):
    """How fast a partner moves."""

    RULES: ClassVar[tuple[Rule, ...]] = (
        Rule("kind", "only growth knows newcomers", values=("count",), refuse=("newcomers",)),
    )
    kind: Literal["growth", "count"] = required(
        "Kind",
        "Growth: by how much the metric is more than in the same time before. Count: the metric"
        " itself, as deals in a quarter.",
        "growth",
    )
    metric: Id = required("Metric", "The metric that is looked at.", "revenue")
    window: Line = required(
        "Window",
        "Over which time. Growth needs one that can be set back: trailing months or days, last"
        " fiscal quarters, last fiscal year or last calendar year.",
        "trailing 12 months",
    )
    newcomers: Maybe[Id] = optional(
        "Newcomers",
        "The class of those who joined too late for a whole time before, or sold nothing in it;"
        " cannot be told if left out.",
        "steady",
    )
    classes: Items[VelocityClass] = required(
        "Classes",
        "From the lowest up.",
        [{"id": "steady", "name": "Steady"}, {"id": "fast", "name": "Fast", "percent": "15%"}],
    )


class ModelFor(Part):
    """For which partners: all that is named must hold."""

    segments: Maybe[Segments] = optional(
        "Segments",
        "Who serves any of these customers: by segmentation, its values.",
        {"size": ["enterprise"]},
    )
    volume: Maybe[Names[Id]] = optional("Volume", "Classes of volume.", ["large"])
    velocity: Maybe[Names[Id]] = optional("Velocity", "Classes of velocity.", ["fast"])
    tracks: Maybe[Names[Id]] = optional("Tracks", "Tracks of the partner.", ["resell"])
    partner_type: Maybe[Names[PartnerType]] = optional(
        "Partner type", "Sorts of partners.", ["distributor"]
    )
    seller_places: Maybe[Names[Line]] = optional(
        "Seller places", "Where the partner is established.", ["europe"]
    )


class ModelRule(Part):
    """What some partners get from the vendor."""

    id: Id = required("Id", "The id, unique in the model.", "key-partners")
    for_: Maybe[ModelFor] = optional(
        "For",
        "For which partners; for all that no narrower rule is for, if left out.",
        {"volume": ["large"], "velocity": ["fast"]},
        key="for",
    )
    manager_role: Maybe[Line] = optional(
        "Manager role",
        "The role of the manager that each of them has; the partner desk alone if left out.",
        "Key partner manager",
    )
    review_every: DurationText = required(
        "Review every", "How often the vendor looks at the partnership with them.", "3 months"
    )
    funds: Maybe[Items[MoneyText]] = optional(
        "Funds",
        "Up to how much a year is planned for plans made together, one amount per currency.",
        ["20000 EUR"],
    )
    answer_within: DurationText = required(
        "Answer within", "How fast the vendor answers them.", "1 business days"
    )
    reason: Maybe[Prose] = optional("Reason", "Why they get that.", "They bring half of it.")


class EngagementModel(Part):
    """Segment, volume and velocity decide who looks after a partner, and how."""

    volume: Volume = required(
        "Volume",
        "How much a partner brings, in classes.",
        {
            "metric": "revenue",
            "window": "trailing 12 months",
            "classes": [{"id": "small", "name": "Small"}],
        },
    )
    velocity: Velocity = required(
        "Velocity",
        "How fast a partner moves, in classes.",
        {
            "kind": "growth",
            "metric": "revenue",
            "window": "trailing 12 months",
            "classes": [{"id": "steady", "name": "Steady"}],
        },
    )
    rules: Items[ModelRule] = required(
        "Rules",
        "Which partners get what: of all rules that a partner falls under, the one counts that"
        " lies inside all the others.",
        [{"id": "everybody", "review_every": "12 months", "answer_within": "2 business days"}],
    )
