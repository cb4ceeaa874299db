"""Partners of which a review cannot tell their tier: the fact that many lack is said once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnerbook.check.reviewing.round import Review, Reviewed
from partnerbook.render.fmt import count, joined, sentence
from partnerbook.render.reports import review_words
from partnerbook.render.reports.explain_frame import Frame
from partnerbook.render.reports.ink import safe, wrap
from partnerbook.render.reports.source import COLUMNS
from partnerbook.standing.measure import Doubt


def untold(found: Sequence[Reviewed], review: Review, frame: Frame) -> Iterator[str]:
    """Each with its reason; where several lack the same, that once, with the report to look at."""
    groups: dict[tuple[Doubt, ...], list[Reviewed]] = {}
    for one in found:
        groups.setdefault(_doubts(one), []).append(one)
    for doubts, mine in groups.items():
        if len(mine) == 1 or not doubts:
            for one in mine:
                why = review_words.reason(one.proposal, review.program)
                yield from _hanging(f"{_name(one, review)}: {why}.")
            continue
        said = "; ".join(dict.fromkeys(f"{one.say} ({frame.line(one.ref)})" for one in doubts))
        yield from wrap(safe(f"{sentence(said)}. So of {count(len(mine), 'partner')}:"), COLUMNS)
        for one in mine:
            named = f"{_name(one, review)}: {_which(one, review)}"
            yield from (f"  {text}" for text in _hanging(named, COLUMNS - 2))


def _doubts(one: Reviewed) -> tuple[Doubt, ...]:
    """The facts that are missing, where nothing else is to be said."""
    proposal = one.proposal
    if proposal.position.unearned or proposal.because or not proposal.position.could:
        return ()
    return tuple(dict.fromkeys(doubt for each in proposal.doubts for doubt in each.doubts))


def _which(one: Reviewed, review: Review) -> str:
    names = [review.program.tiers[name].name for name in one.proposal.position.could]
    return f"whether {joined(names, 'or')} is earned"


def _name(one: Reviewed, review: Review) -> str:
    return review.program.partners[one.proposal.position.partner].name


def _hanging(text: str, space: int = COLUMNS) -> Iterator[str]:
    first, *rest = wrap(safe(text), space - 2)
    yield first
    yield from (f"  {more}" for more in rest)
