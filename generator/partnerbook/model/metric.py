"""What is measured: defined once, for all tiers that ask for it."""

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
    optional,
    required,
)
from partnerbook.model.scalars import DateText, Id, Line, Prose

_BRANCHES = ("holds", "versions", "places", "regions", "ratio", "weighted", "multipliers", "level")
Times = Annotated[int, Field(ge=-1000, le=1000)]


def _kind(kind: str, why: str, *may: str, must: str = "") -> Rule:
    """A kind with what it needs, and without what other kinds have."""
    refuse = tuple(name for name in _BRANCHES if name not in (*may, must))
    return Rule("kind", why, values=(kind,), require=(must,) if must else (), refuse=refuse)


class Ratio(Part):
    """One metric as a part of another over the same window."""

    of: Id = required("Of", "The metric above the line.", "kept-customers", adverse="any")
    to: Id = required(
        "To",
        "The metric below the line; where it is 0, the ratio cannot be told.",
        "won-customers",
        adverse="any",
    )


class Weight(Part):
    """A metric that counts so many times."""

    metric: Id = required("Metric", "The metric that counts.", "new-users", adverse="any")
    times: Times = required("Times", "How many times it counts; -1 takes it off.", 2, adverse="any")


class Here(Part):
    """Where a multiplier counts."""

    places: Names[Line] = required(
        "Places", "The customer's places, as in `for:`.", ["DE", "dach"], adverse="narrowing"
    )


class Multiplier(Part):
    """Customers in some places count more than once."""

    id: Id = required("Id", "The id, unique in this file.", "growth-markets")
    for_: Here = required(
        "For", "Which customers count so.", {"places": ["PL"]}, key="for", adverse="narrowing"
    )
    times: Annotated[int, Field(ge=1, le=1000)] = required(
        "Times", "How many times they count.", 2, adverse="decrease"
    )
    reason: Maybe[Prose] = optional("Reason", "Why they do.", "We are new there.")


class Release(Part):
    """A version of the product and the certificates that belong to it."""

    id: Id = required("Id", "The id, unique in this file.", "v19")
    from_: DateText = required(
        "From", "The day on which it came out.", "2025-09-18", key="from", adverse="later"
    )
    holds: Names[Id] = required(
        "Holds", "What people hold on this version.", ["functional-v19"], adverse="removal"
    )


class MetricFile(RuledPart):
    """A metric: something about a partner that is counted or summed up."""

    RULES: ClassVar[tuple[Rule, ...]] = (
        _kind("measures", "measures come from rows of evidence", "multipliers", "level"),
        _kind(
            "holdings", "holdings are counted on a day", "holds", "versions", "places", "regions"
        ),
        Rule(
            "kind",
            "holdings name what is held, under holds or by versions",
            values=("holdings",),
            without=("versions",),
            require=("holds",),
        ),
        _kind("ratio", "a ratio is of one metric to another", must="ratio"),
        _kind("weighted", "a weighted metric adds up others", must="weighted"),
        Rule("unit", "a count says of what", values=("count",), require=("of",)),
    )
    name: Line = required("Name", "What people call it.", "Net new users")
    summary: Maybe[Prose] = optional("Summary", "What it tells.", "Users won less users lost.")
    kind: Literal["measures", "holdings", "ratio", "weighted"] = required(
        "Kind",
        "How it comes about: measures are summed up over the window, holdings are counted on the"
        " day, a ratio and a weighted sum are worked out from other metrics.",
        "measures",
        adverse="any",
    )
    unit: Literal["money", "count", "percent", "points", "%"] = required(
        "Unit",
        "In what it is measured; money is in the partner's currency. Here and in evidence percent"
        " and % are the same.",
        "count",
    )
    of: Maybe[Line] = optional("Of", "What is counted; the unit of its evidence.", "users")
    source: Maybe[Prose] = optional("Source", "Where the figures come from.", "Our invoices.")
    counts_to: Names[Literal["tier", "pay"]] = required(
        "Counts to",
        "Whether it counts to the tier, to pay, or to both. What counts to pay tells budgets how"
        " much is sold of what incentives are reckoned on.",
        ["tier"],
        adverse="any",
    )
    holds: Maybe[Names[Id]] = optional(
        "Holds", "Which things held count, by their names.", ["sales-certificate"]
    )
    places: Maybe[Names[Line]] = optional(
        "Places", "Where people count; absent: everywhere.", ["dach"], adverse="narrowing"
    )
    regions: Maybe[Names[Line]] = optional(
        "Regions",
        "Of these, people count only in the one in which the partner itself is established, the"
        " narrowest if it lies in several; a partner outside of all has them counted everywhere.",
        ["dach", "nordics"],
        adverse="any",
    )
    versions: Maybe[Items[Release]] = optional(
        "Versions",
        "Versions of the product, for windows such as last 3 versions.",
        [{"id": "v19", "from": "2025-09-18", "holds": ["functional-v19"]}],
        adverse="any",
    )
    ratio: Maybe[Ratio] = optional(
        "Ratio", "Of what to what.", {"of": "kept-customers", "to": "won-customers"}
    )
    weighted: Maybe[Items[Weight]] = optional(
        "Weighted", "What adds up, each so many times.", [{"metric": "new-users", "times": 2}]
    )
    multipliers: Maybe[Items[Multiplier]] = optional(
        "Multipliers",
        "Customers in some places count more than once.",
        [{"id": "growth-markets", "for": {"places": ["PL"]}, "times": 2}],
        adverse="any",
    )
    level: Maybe[bool] = optional(
        "Level",
        "Of measures: whether each row tells how high something was, such as satisfaction in"
        " percent or customers in use. A level is not summed up: the newest figure of the window"
        " counts, and where there is none it cannot be told.",
        True,
        adverse="any",
    )
    monotone: bool = required(
        "Monotone",
        "Whether more evidence never lowers it: false for net figures, ratios and levels.",
        True,
        adverse="none",
    )
