"""The parts of a partner file about its life: states, due diligence, reviews."""

from __future__ import annotations

from typing import ClassVar, Literal

from partnerbook.model.base import Maybe, Part, Rule, RuledPart, optional, required
from partnerbook.model.scalars import DateText, DurationText, Id, Line, Prose

_OTHERS = ("applicant", "onboarding", "active", "on-notice", "suspended")


class LifeStep(RuledPart):
    """A state that the partnership came to, from one day until the next state."""

    RULES: ClassVar[tuple[Rule, ...]] = (
        Rule("state", "a merged partner goes into another", values=("merged",), require=("into",)),
        Rule(
            "state",
            "only a merged partner goes into another",
            values=(*_OTHERS, "terminated"),
            refuse=("into", "evidence"),
        ),
        Rule(
            "state",
            "only what ends has a time to sell off",
            values=_OTHERS,
            refuse=("sell_off_through",),
        ),
    )
    state: Literal[
        "applicant", "onboarding", "active", "on-notice", "suspended", "terminated", "merged"
    ] = required(
        "State",
        "Applicant: asked to join, nothing signed. Onboarding: signed, not selling yet. Active and"
        " on-notice: rights, prices and listing count. Suspended: nothing counts for a while."
        " Terminated, merged: over.",
        "active",
        adverse="any",
    )
    from_: DateText = required(
        "From", "The first day of the state.", "2026-04-01", key="from", adverse="any"
    )
    into: Maybe[Id] = optional(
        "Into", "The id of the partner that it became part of.", "hansekai", adverse="any"
    )
    sell_off_through: Maybe[DateText] = optional(
        "Sell-off through",
        "The last day on which offers made before the end may become orders; as the agreement's"
        " form says if left out.",
        "2027-03-31",
        adverse="earlier",
    )
    evidence: Maybe[Literal["counts", "ends"]] = optional(
        "Evidence",
        "Of a merged partner: whether what it sold and holds counts from then on for the partner"
        " that it became part of. It counts if left out.",
        "ends",
        adverse="any",
    )
    reason: Maybe[Prose] = optional("Reason", "Why it came so.", "The first deal is won.")


class Diligence(RuledPart):
    """Something to find out about a partner before, and while, it sells."""

    RULES: ClassVar[tuple[Rule, ...]] = (
        Rule(
            "state",
            "what was looked at has a day and evidence",
            values=("passed", "failed"),
            require=("done", "evidence"),
        ),
        Rule(
            "state",
            "what is open or does not apply was not looked at",
            values=("open", "not-applicable"),
            refuse=("done", "again"),
        ),
    )
    id: Id = required("Id", "The id, unique in this file.", "sanctions")
    item: Line = required("Item", "What is looked at.", "Sanctions lists of the EU and the US")
    kind: Literal[
        "sanctions",
        "beneficial-owner",
        "credit",
        "reference",
        "insurance",
        "anti-corruption",
        "data-protection",
        "conflict-of-interest",
        "other",
    ] = required("Kind", "What sort of question it is.", "sanctions")
    state: Literal["open", "passed", "failed", "not-applicable"] = required(
        "State", "What came of it.", "passed", adverse="any"
    )
    evidence: Maybe[Prose] = optional(
        "Evidence", "What shows it, and where it is kept.", "Screening report in the archive"
    )
    done: Maybe[DateText] = optional("Done", "When it was looked at last.", "2026-10-12")
    again: Maybe[DurationText] = optional(
        "Again", "After which time it is looked at again.", "12 months"
    )


class Attested(Part):
    """A statement of the agreement's form, as the partner made it last."""

    attests: Id = required(
        "Attests", "The id of the statement in the form that it signed.", "conduct"
    )
    last: DateText = required("Last", "When it was stated last.", "2026-11-09")
    by: Line = required("By", "The role that stated it, never a person.", "Managing director")
    proof: Maybe[Prose] = optional(
        "Proof", "What shows it, and where it is kept.", "Signed form in the contract archive"
    )


class PartnerReview(Part):
    """Something that both sides look at again and again."""

    id: Id = required("Id", "The id, unique in this file.", "joint-plan")
    what: Line = required("What", "What is looked at.", "Level, territory and joint plan")
    last: DateText = required(
        "Last",
        "When it was looked at last, or the day from which the first one counts.",
        "2026-07-14",
    )
    every: DurationText = required(
        "Every", "After which time it is due again.", "12 months", adverse="any"
    )
