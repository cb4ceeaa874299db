"""Whether the day as of which the files are judged can be theirs: what they say has happened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from partnerbook.check.days.signed import SELLING
from partnerbook.findings import Ref
from partnerbook.resolve.program import Program
from partnerbook.values.period import add_months
from partnerbook.values.slips import slips

ASKED = "--as-of"
"""Why a program is judged on a day that somebody asked about: what came later is no mistake."""
STARTS = frozenset(
    (
        "announced",
        "approved",
        "effective",
        "ended",
        "from",
        "issued",
        "launch",
        "notice_given",
        "signed",
    )
)
"""The keys of days on which something was done or begins."""
SEVERAL = 3
"""So many things yet to come that have happened cannot all be slips; nor can two of few."""
LONE_SLIP = 5 * 12
"""A day so many months after all the others is a slip of its own."""
SILENT, LONG_SILENT = 12, 5 * 12
"""A program is kept up while a date in it is at most so many months old; at all, in so many."""


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that the files say has been done, in the reader's words."""

    what: str
    day: date
    at: Ref


def written_at(program: Program) -> Ref | None:
    """Where the day stands that the program is judged on; None if it comes from elsewhere."""
    frame = next(iter(program.records["program"].values()))
    at = program.ref.child("as_of")
    return at if frame.get("as_of") == program.as_of else None


def happened(program: Program) -> list[Happened]:
    """What partners that sell have signed, and what was approved, the newest first."""
    return sorted(_happened(program), key=lambda one: one.day, reverse=True)


def _happened(program: Program) -> Iterator[Happened]:
    for partner in program.partners.values():
        agreement = partner.agreement
        if agreement is not None and partner.status in SELLING:
            what = f"signature of {partner.name}"
            yield Happened(what, agreement.signed, agreement.ref.child("signed"))
        for at, term in enumerate(partner.record.get("special_terms", ())):
            ref = partner.ref.child("special_terms", at, "approved")
            yield Happened(f"approval of {partner.id}/{term['id']}", term["approved"], ref)
    for waiver in program.records.get("waiver", {}).values():
        ref = waiver.ref.child("approved")
        yield Happened(f"approval of the waiver {waiver.id}", waiver["approved"], ref)


def yet_to_come(program: Program) -> list[Happened]:
    """What has happened only after the day of the program, if that cannot be a slip in each."""
    known = happened(program)
    late = [one for one in known if one.day > program.as_of]
    files = {one.at.document for one in late}
    most = 2 * len(files) > len({one.at.document for one in known})
    return late if len(files) >= SEVERAL or (len(files) > 1 and most) else []


def newest(program: Program) -> date | None:
    """The last day on which something was done or begins; None if no file says any."""
    return _last(program, STARTS)


def last_written(program: Program) -> date | None:
    """The last day written anywhere; None if there is none."""
    return _last(program, None)


def _last(program: Program, keys: frozenset[str] | None) -> date | None:
    return max(
        (
            day
            for records in program.records.values()
            for record in records.values()
            for key, day in _days("", record.data)
            if key != "as_of" and (keys is None or key in keys)
        ),
        default=None,
    )


def _days(key: str, value: Any) -> Iterator[tuple[str, date]]:
    """Every date inside a value, with the nearest key around it."""
    if isinstance(value, date):
        yield key, value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _days(name, inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _days(key, inner)


def meant(program: Program) -> date:
    """The day that was probably meant: the likeliest slip soon after the newest that happened.

    If none fits, the same day of the year in which it happened, or of the next.
    """
    days = [one.day for one in happened(program)]
    while len(days) > 1 and days[0] > add_months(max(days[1], program.as_of), LONE_SLIP):
        del days[0]
    first = days[0] if days else newest(program) or program.as_of
    fits = [day for _, day in slips(program.as_of) if first <= day <= add_months(first, SILENT)]
    years = [
        add_months(program.as_of, 12 * (first.year + more - program.as_of.year)) for more in (0, 1)
    ]
    return next(day for day in (*fits, *years) if day >= first)
