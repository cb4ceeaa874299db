"""The clauses of an agreement form, and what sort of terms those are that text cannot tell."""

from __future__ import annotations

from typing import ClassVar, Literal

from partnerbook.model.agreement_parts import only_for
from partnerbook.model.base import Maybe, Names, Rule, RuledPart, optional, required
from partnerbook.model.scalars import DurationText, Id, Line, Prose, Section
from partnerbook.model.scope import PartnerType

ClauseKind = Literal[
    "active-sales",
    "agency",
    "customer-names",
    "indemnity",
    "most-favoured",
    "non-compete",
    "passive-sales",
    "resale-price",
]
_OTHERS = ("active-sales", "agency", "indemnity", "passive-sales")
_ALL = (*_OTHERS, "customer-names", "most-favoured", "non-compete")
_ONLY = "only a clause of this kind says it"


class Clause(RuledPart):
    """One clause of a schedule."""

    RULES: ClassVar[tuple[Rule, ...]] = (
        Rule(
            "kind",
            "a clause on resale prices says what it does to them",
            values=("resale-price",),
            require=("prices",),
        ),
        Rule("kind", _ONLY, values=_ALL, refuse=("prices",)),
        Rule("kind", _ONLY, values=(*_OTHERS, "customer-names", "resale-price"), refuse=("lasts",)),
        Rule(
            "kind",
            _ONLY,
            values=(*_OTHERS, "most-favoured", "non-compete", "resale-price"),
            refuse=("barrier",),
        ),
        Rule(
            "kind",
            "it belongs to a clause with a `kind`",
            when="absent",
            refuse=("prices", "lasts", "renewal", "barrier"),
        ),
        Rule("renewal", "what renews says how long it lasts first", require=("lasts",)),
    )
    id: Id = required("Id", "The id, unique in this file.", "sub-resellers")
    schedule: Section = required("Schedule", "The schedule it stands in.", "territory")
    title: Line = required("Title", "Its heading.", "Sub-resellers")
    partner_types: Maybe[Names[PartnerType]] = only_for()
    kind: Maybe[ClauseKind] = optional(
        "Kind",
        "What sort of terms it is, as far as law looks at it. active-sales: customers whom others"
        " hold are not approached. agency: the partner negotiates or concludes for the vendor."
        " customer-names: the vendor is told who the customers are. indemnity: what an agent is"
        " owed at the end. most-favoured: terms no worse than others get. non-compete: no competing"
        " products. passive-sales: customers who come unasked are turned away. resale-price: what"
        " the partner's own prices may be.",
        "non-compete",
        adverse="any",
    )
    lasts: Maybe[DurationText] = optional(
        "Lasts",
        "Of a non-compete or most-favoured clause: how long it binds from the effective date; as"
        " long as the agreement if left out.",
        "36 months",
        adverse="increase",
    )
    renewal: Maybe[Literal["automatic", "none"]] = optional(
        "Renewal", "Whether it goes on by itself after that.", "none", adverse="any"
    )
    prices: Maybe[Literal["fixed", "minimum", "minimum-advertised", "maximum", "recommended"]] = (
        optional(
            "Prices",
            "Of a clause on resale prices: what it does to the prices that the partner asks for.",
            "recommended",
            adverse="any",
        )
    )
    barrier: Maybe[Line] = optional(
        "Barrier",
        "Of a clause on customer names: what keeps them from the vendor's own sellers.",
        "Only the partner desk sees them.",
        adverse="removal",
    )
    text: Prose = required("Text", "What it says.", "None without consent.", adverse="any")
