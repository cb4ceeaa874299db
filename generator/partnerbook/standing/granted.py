"""Rights of partners that end, or go on with less in them, or as a weaker kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from partnerbook.resolve.naming import describe
from partnerbook.resolve.program import Grant, Partner, Program
from partnerbook.standing.change import TERRITORY, Change
from partnerbook.values.box import BoxSet

KINDS = ("exclusive", "shared-exclusive", "sole", "non-exclusive")
"""The kinds of rights, those that keep out most others first."""
_DAY = timedelta(days=1)


def granted(program: Program) -> Iterator[Change]:
    """Every right that ends while its partner's agreement certainly goes on, with what is lost."""
    for partner in program.partners.values():
        agreement = partner.agreement
        for grant in partner.grants:
            last = grant.period.through
            if last is None or agreement is None or last + _DAY not in agreement.firm:
                continue
            held = on(program, grant.written, last)
            change = less(program, partner, grant, held, last + _DAY)
            if change is not None:
                yield change


def on(program: Program, cells: BoxSet, day: date) -> BoxSet:
    """The cells of a day, without the day."""
    return cells.meet(program.axes.on(day)).without("day")


def less(
    program: Program, partner: Partner, grant: Grant, held: BoxSet, day: date
) -> Change | None:
    """What a partner has no more from a day on, of the cells that a grant gave; None if it has all.

    A grant that begins that day and meets them takes its place.
    """
    others = [one for one in partner.grants if one is not grant]
    there = [(one, on(program, one.written, day)) for one in others]
    lost = held
    for one, cells in there:
        if as_strong(one.kind, grant.kind):
            lost = lost.subtract(cells)
    if not lost:
        return None
    heirs = [one for one, cells in there if one.period.start == day and cells.meets(held)]
    at = heirs[0] if heirs else grant
    weaker = {one.kind for one, cells in there if cells.meets(lost)}
    return Change(
        subject=at.id,
        part=TERRITORY,
        day=day,
        say=words(program, grant.kind, lost, weaker, ends=not heirs),
        announced=said(partner, at).get("announced"),
        cells=None,
        side="",
        currency="",
        ref=at.ref,
        partner=partner.id,
        key="from" if heirs else "through",
        agreed=not heirs,
        replaces=grant.ref if heirs else None,
    )


def as_strong(kind: str, other: str) -> bool:
    """Whether a kind of right keeps out at least as many as another."""
    return KINDS.index(kind) <= KINDS.index(other)


def words(program: Program, kind: str, lost: BoxSet, weaker: Iterable[str], *, ends: bool) -> str:
    """What is lost, and what is left instead."""
    what = describe(program.axes, lost.simplified())
    left = min(weaker, key=KINDS.index, default="")
    if left:
        return f"the {kind} right becomes {left}: {what}"
    return f"the {kind} right {'ends' if ends else 'is left out of what follows'}: {what}"


def said(partner: Partner, grant: Grant) -> Mapping[str, Any]:
    """What the file says of a grant."""
    found: Mapping[str, Any] = partner.record["grants"][int(grant.ref.steps[-1])]
    return found
