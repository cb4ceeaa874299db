"""What is wrong by itself in what is measured: windows, counts and categories of requirements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnerbook.findings import Finding, Ref
from partnerbook.load.said import meant, replaced, shape, shown
from partnerbook.model.agreement_duties import Obligation, Performance
from partnerbook.model.base import Part
from partnerbook.model.engagement_model import Velocity, Volume
from partnerbook.model.partner_parts import Commitment
from partnerbook.model.requirement import Ask, Requirement, Score, ScorePart, SomeOf
from partnerbook.model.tier import TierFile
from partnerbook.values.ident import closest
from partnerbook.values.window import FIXED, parse_window


def of_requirements(at: Ref, part: Part) -> Iterator[Finding]:
    """The findings about one thing that is measured; none about any other mapping."""
    if isinstance(part, (ScorePart, Volume, Velocity)) or (
        isinstance(part, Ask) and part.metric is not None
    ):
        yield from _window(at.child("window"), part.window or "")
    # What is promised may have none: then it is counted on the day.
    if isinstance(part, (Commitment, Performance, Obligation)) and part.window is not None:
        yield from _window(at.child("window"), part.window)
    if isinstance(part, SomeOf) and part.at_least > len(part.of):
        yield shape(
            "wrong-value",
            f"at least {part.at_least} of {len(part.of)} can never hold",
            [(at.child("at_least"), ""), (at.child("of"), f"{len(part.of)} in all")],
            help=(replaced(at.child("at_least"), str(len(part.of))),),
        )
    if isinstance(part, Score):
        yield from _categories(at, part)
    if isinstance(part, TierFile):
        for key, asked in (("requirements", part.requirements), ("maintenance", part.maintenance)):
            yield from _followers(at.child(key), asked or ())


def _followers(at: Ref, asked: Sequence[Requirement]) -> Iterator[Finding]:
    """What follows a requirement that is not in the same list, or is not earlier."""
    by_id = {one.id: one for one in asked}
    for number, one in enumerate(asked):
        where = at.child(number, "follows")
        if one.follows is None:
            continue
        if one.follows not in by_id:
            tail, repairs = meant(where, closest(one.follows, by_id.keys() - {one.id}, 1))
            message = f"nothing in this list has the id {shown(one.follows)}{tail}"
            yield shape("wrong-value", message, where, help=repairs)
            continue
        before = by_id[one.follows]
        if one.from_ is not None and before.from_ is not None and before.from_ >= one.from_:
            yield shape(
                "wrong-value",
                f"{shown(one.id)} follows {shown(before.id)}, which begins no earlier",
                [(where, ""), (at.child(list(by_id).index(before.id), "from"), "begins here")],
            )


def _window(at: Ref, text: str) -> Iterator[Finding]:
    try:
        parse_window(text)
    except ValueError as reason:
        tail, repairs = meant(at, _likely(text))
        yield shape("wrong-value", f"`window` is {shown(text)}; {reason}{tail}", at, help=repairs)


def _likely(text: str) -> tuple[str, ...]:
    """The window that people mean by some of their words for it."""
    words = text.lower().replace("fiscal-", "fiscal ")
    for number, name in enumerate(("one", "two", "three", "four"), 1):
        words = words.replace(f"last {name} ", f"last {number} ")
    words = words.replace("closed quarter", "fiscal quarter").replace("rolling ", "trailing ")
    if words.startswith("last ") and words.endswith("months"):
        words = words.replace("last ", "trailing ")
    for guess in (words, words.replace(" quarter", " fiscal quarter")):
        try:
            return (str(parse_window(guess)),)
        except ValueError:
            continue
    return closest(text, FIXED, 1)


def _categories(at: Ref, score: Score) -> Iterator[Finding]:
    """A minimum inside a category that no part gives points to."""
    there = {part.category for part in score.parts}
    for number, one in enumerate(score.minimum or ()):
        if one.category not in there:
            where = at.child("minimum", number, "category")
            tail, repairs = meant(where, closest(one.category, there, 1))
            message = f"no part of this score gives points to {shown(one.category)}{tail}"
            yield shape("wrong-value", message, where, help=repairs)
