"""The lines of partner files that say a proposal, as edits that leave all else as it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from partnerbook.findings import Edit
from partnerbook.resolve.program import Partner
from partnerbook.standing.proposing import Entry, Proposal

DAY = timedelta(days=1)
_BEFORE = ("status", "life", "currency")
"""A file without a standing gets it behind the first of these that it has."""


def edits_of(partner: Partner, proposal: Proposal) -> Iterator[Edit]:
    """The edits that write a proposal that changes something.

    What is held ends on the day before; new lines follow it, and lines that were written for later
    go.
    """
    held, entries = proposal.position.held, proposal.entries
    texts = [_text(one) for one in entries]
    if held is None:
        yield from _first(partner, texts)
        return
    start = entries[0].start if entries else proposal.day
    assert start is not None
    ends, last = held.period.through, start - DAY
    if ends is None:
        yield Edit(held.ref.child("from"), f"through: {last}", how="insert")
    elif last < ends:
        yield Edit(held.ref.child("through"), str(last))
    yield from (Edit(held.ref, text, how="insert") for text in texts)
    yield from (Edit(one.ref, "", how="delete") for one in proposal.over)


def _first(partner: Partner, texts: list[str]) -> Iterator[Edit]:
    """Lines of a partner that holds no tier."""
    said = len(partner.record.get("standing", ()))
    if said:
        at = partner.ref.child("standing", said - 1)
        yield from (Edit(at, text, how="insert") for text in texts)
        return
    key = next(one for one in _BEFORE if one in partner.record.data)
    yield Edit(partner.ref.child(key), f"standing: [{', '.join(texts)}]", how="insert")


def _text(one: Entry) -> str:
    through = f", through: {one.through}" if one.through else ""
    return f"{{tier: {one.tier}, from: {one.start}{through}, because: {one.because}}}"
