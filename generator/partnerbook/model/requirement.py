"""What a tier asks for: one thing, all of some, any of some, so many of some, or a score."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from partnerbook.model.base import Items, Maybe, Part, Rule, RuledPart, optional, required
from partnerbook.model.scalars import Count, DateText, Id, Line, MoneyText, PercentText, Prose

_MEASURES = ("amounts", "count", "unit", "percent")
_GROUPS = ("all_of", "any_of", "count_of", "score")
_UNMEASURED = (*_MEASURES, "metric", "window")
Positive = Annotated[int, Field(ge=1)]


def _asks(kind: str, why: str, *fields: str) -> Rule:
    others = tuple(name for name in _MEASURES if name not in fields)
    need = (*fields, "window") if kind == "money" else fields
    return Rule("kind", why, values=(kind,), require=need, refuse=others)


def _group(kind: str, field: str, why: str) -> Rule:
    others = tuple(name for name in _GROUPS if name != field)
    return Rule("kind", why, values=(kind,), require=(field,), refuse=(*_UNMEASURED, *others))


_ALONE: tuple[Rule, ...] = (
    _asks("money", "a requirement of money names amounts and a window", "amounts"),
    _asks("count", "a requirement that counts names how many of what", "count", "unit"),
    _asks("percent", "a requirement in percent names the percentage", "percent"),
    _asks("done", "a requirement to be done has no measure"),
    Rule(
        "kind",
        "an agreement in force needs no measure",
        values=("agreement",),
        refuse=_UNMEASURED,
    ),
    Rule(
        "metric", "what is measured needs a window, such as trailing 12 months", require=("window",)
    ),
)


class Ask(RuledPart):
    """One thing asked for by itself."""

    RULES: ClassVar[tuple[Rule, ...]] = _ALONE
    id: Id = required("Id", "The id, unique in this file.", "revenue")
    name: Line = required("Name", "What people call it.", "Yearly revenue")
    kind: Literal["money", "count", "percent", "done", "agreement"] = required(
        "Kind",
        "How it is measured; an agreement must be in force.",
        "done",
        adverse="any",
    )
    metric: Maybe[Id] = optional(
        "Metric",
        "The metric that is compared with it; absent: nobody measures it here.",
        "revenue",
        adverse="any",
    )
    amounts: Maybe[Items[MoneyText]] = optional(
        "Amounts",
        "How much is asked for, one amount per currency; a partner is measured in its own.",
        ["250000 EUR"],
        adverse="increase",
    )
    count: Maybe[Count] = optional("Count", "How many are asked for.", 2, adverse="increase")
    unit: Maybe[Line] = optional("Unit", "What is counted.", "certified consultants")
    percent: Maybe[PercentText] = optional(
        "Percent", "The percentage asked for.", "90%", adverse="increase"
    )
    window: Maybe[Line] = optional(
        "Window",
        "Over which time it is measured. With a metric: trailing 12 months, trailing 365 days, last"
        " 4 fiscal quarters, fiscal year, last fiscal year, calendar year, last calendar year,"
        " since joining, lifetime, last 3 versions or on the day.",
        "last 4 fiscal quarters",
        adverse="any",
    )
    proof: Maybe[Prose] = optional("Proof", "What shows it.", "Our invoices.", adverse="any")
    reason: Maybe[Prose] = optional("Reason", "Why it is asked for.", "Customers expect it.")


_LEAF = {"id": "revenue", "name": "Revenue", "kind": "done"}


class Choice(Ask):
    """One thing, or several that must all hold together."""

    RULES: ClassVar[tuple[Rule, ...]] = (
        *_ALONE,
        _group("all-of", "all_of", "all of these must hold, so name them under all_of"),
    )
    kind: Literal["money", "count", "percent", "done", "agreement", "all-of"] = required(  # type: ignore[assignment]
        "Kind",
        "How it is measured; all-of: several things that must all hold.",
        "done",
        adverse="any",
    )
    all_of: Maybe[Items[Ask]] = optional("All of", "What must all hold.", [_LEAF], adverse="any")


class SomeOf(Part):
    """So many of some."""

    at_least: Positive = required("At least", "How many must hold.", 2, adverse="increase")
    of: Items[Choice] = required("Of", "Of which.", [_LEAF], adverse="any")


class ScorePart(RuledPart):
    """What gives points."""

    RULES: ClassVar[tuple[Rule, ...]] = (
        Rule(
            "for_amounts",
            "points are given for each so many units, or of money for each amount: not for both",
            refuse=("for_each",),
        ),
    )
    id: Id = required("Id", "The id, unique in this file.", "new-users")
    category: Line = required("Category", "Under which heading it counts.", "skills")
    metric: Id = required("Metric", "The metric that gives points.", "new-users", adverse="any")
    window: Line = required(
        "Window", "Over which time it is measured.", "trailing 12 months", adverse="any"
    )
    points: Positive = required("Points", "How many points it gives.", 10, adverse="decrease")
    for_each: Maybe[Positive] = optional(
        "For each", "For each so many whole units; absent: for each.", 5, adverse="increase"
    )
    for_amounts: Maybe[Items[MoneyText]] = optional(
        "For amounts",
        "Of a metric in money: for each whole amount, one per currency.",
        ["10000 EUR"],
        adverse="increase",
    )
    at_most: Maybe[Positive] = optional(
        "At most", "The most points that it gives.", 40, adverse="decrease"
    )


class CategoryMinimum(Part):
    """The fewest points inside one category."""

    category: Line = required("Category", "The category.", "skills")
    at_least: Positive = required("At least", "The fewest points from it.", 30, adverse="increase")


class Score(Part):
    """Points from several metrics, with a minimum inside some categories."""

    at_least: Positive = required(
        "At least", "How many points are asked for.", 100, adverse="increase"
    )
    parts: Items[ScorePart] = required(
        "Parts",
        "What gives points.",
        [
            {
                "id": "new-users",
                "category": "growth",
                "metric": "new-users",
                "window": "trailing 12 months",
                "points": 1,
            }
        ],
        adverse="any",
    )
    minimum: Maybe[Items[CategoryMinimum]] = optional(
        "Minimum",
        "The fewest points inside a category.",
        [{"category": "skills", "at_least": 30}],
        adverse="any",
    )


class Requirement(Choice):
    """One thing a partner must reach or keep, or a group of them; perhaps only for a time."""

    RULES: ClassVar[tuple[Rule, ...]] = (
        *Choice.RULES,
        Rule("follows", "what follows another begins on a day", require=("from",)),
        Rule("announced", "what was announced begins on a day", require=("from",)),
        _group("any-of", "any_of", "any one of these is enough, so name them under any_of"),
        _group("count-of", "count_of", "so many of these are enough: name them under count_of"),
        _group("score", "score", "points are named under score"),
    )
    kind: Literal[
        "money",
        "count",
        "percent",
        "done",
        "agreement",
        "all-of",
        "any-of",
        "count-of",
        "score",
    ] = required("Kind", "How it is measured, or how the parts of it count.", "done", adverse="any")  # type: ignore[assignment]
    from_: Maybe[DateText] = optional(
        "From", "The first day on which it is asked for.", "2027-07-01", key="from", adverse="any"
    )
    through: Maybe[DateText] = optional(
        "Through", "The last day on which it is asked for.", "2027-06-30", adverse="any"
    )
    follows: Maybe[Id] = optional(
        "Follows",
        "The id of the requirement of the same list that it takes the place of from that day on.",
        "revenue",
        adverse="none",
    )
    announced: Maybe[DateText] = optional(
        "Announced", "When partners were told of it, in general.", "2026-12-01", audience="partner"
    )
    shows: Maybe[Literal["capability", "capacity", "commitment"]] = optional(
        "Shows",
        "What it shows of a partner: that it can do it (capability), that it can do enough of it"
        " (capacity), or that it means to (commitment).",
        "capability",
    )
    any_of: Maybe[Items[Choice]] = optional(
        "Any of", "Of which one is enough.", [_LEAF], adverse="any"
    )
    count_of: Maybe[SomeOf] = optional(
        "Count of", "Of which so many are enough.", {"at_least": 1, "of": [_LEAF]}, adverse="any"
    )
    score: Maybe[Score] = optional(
        "Score",
        "Points from several metrics.",
        {
            "at_least": 100,
            "parts": [
                {
                    "id": "new-users",
                    "category": "growth",
                    "metric": "new-users",
                    "window": "trailing 12 months",
                    "points": 1,
                }
            ],
        },
        adverse="any",
    )
