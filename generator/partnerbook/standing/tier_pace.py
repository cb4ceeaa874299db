"""How soon a tier is reached or lost and how one objects: terms without dates that got harder."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.findings import Ref
from partnerbook.resolve.program import Program
from partnerbook.resolve.rungs import Rung
from partnerbook.values.period import Duration, after

_MONTHS = {"months": 1, "quarters": 3}


def pace(before: Program, program: Program, tier: str) -> Iterator[tuple[str, Ref]]:
    """What got harder than in an earlier revision, in words, and where."""
    old, new = before.rungs.get(tier), program.rungs.get(tier)
    if old is None or new is None:
        return
    yield from _objection(program, old, new)
    yield from _stay(program, old, new)
    yield from _in_a_row(old, new)
    yield from _cohorts(old, new)


def _shorter(program: Program, one: Duration, two: Duration) -> bool:
    """Whether the second length ends before the first, begun today."""
    first, second = (after(program.as_of, each, program.holidays) for each in (one, two))
    return second < first


def _objection(program: Program, old: Rung, new: Rung) -> Iterator[tuple[str, Ref]]:
    if old.appeal is None:
        return
    if new.appeal is None:
        yield f"nobody can object any more: {old.appeal} to appeal before", new.ref
    elif _shorter(program, old.appeal, new.appeal):
        at = new.ref.child("appeal", "within")
        yield f"time to appeal: {old.appeal} becomes {new.appeal}", at


def _stay(program: Program, old: Rung, new: Rung) -> Iterator[tuple[str, Ref]]:
    if new.maximum_stay is None:
        return
    at = new.ref.child("maximum_stay")
    if old.maximum_stay is None:
        yield f"nobody may stay longer than {new.maximum_stay} any more", at
    elif _shorter(program, old.maximum_stay, new.maximum_stay):
        yield f"longest stay: {old.maximum_stay} becomes {new.maximum_stay}", at


def _in_a_row(old: Rung, new: Rung) -> Iterator[tuple[str, Ref]]:
    """To be promoted may take no longer, to be demoted no less."""
    if _months(new.promotion) > _months(old.promotion):
        say = f"{_long(new.promotion)} to be promoted, not {_long(old.promotion)}"
        yield say, new.ref.child("promotion")
    if _months(new.demotion) < _months(old.demotion):
        at = new.ref.child("demotion") if new.demotion is not None else new.ref
        yield f"{_long(new.demotion)} to be demoted, not {_long(old.demotion)}", at


def _months(row: tuple[int, str] | None) -> int:
    return row[0] * _MONTHS[row[1]] if row is not None else 0


def _long(row: tuple[int, str] | None) -> str:
    return f"{row[0]} {row[1]} in a row" if row is not None else "one review"


def _cohorts(old: Rung, new: Rung) -> Iterator[tuple[str, Ref]]:
    """Who keeps a tier under earlier terms, keeps it as long as was said."""
    now = {one.id: one for one in new.cohorts}
    for one in old.cohorts:
        kept = now.get(one.id)
        if kept is None:
            yield f"nobody keeps it under earlier terms ({one.id}) any more", new.ref
        elif kept.through < one.through:
            say = f"earlier terms ({one.id}): {one.through} becomes {kept.through}"
            yield say, kept.ref.child("through")
