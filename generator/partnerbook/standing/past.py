"""What the edits between two revisions change of rights and money that held already.

Partners have ordered, registered and planned by what held. So what is new begins on a day to come,
what ends keeps its past, and anything else is a correction, which says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from partnerbook.findings import Ref
from partnerbook.resolve.program import Program
from partnerbook.standing.past_difference import ABSENT, GONE, difference, words
from partnerbook.standing.past_parts import (
    AGREEMENT,
    BY_AGREEMENT,
    Part,
    Sheet,
    called,
    compared,
    moved,
    sheets,
)

PRICE = "price"
"""The key of an edit of a list's prices."""

NEWCOMERS = frozenset({"territory", "tier", "partner"})
"""Kinds of which a new file takes nothing from anybody: nothing could name it before."""

What = Literal["new", "gone", "earlier", "edited"]

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PastEdit:
    """One edit of what held already.

    ``subject`` is folder/file/id, as corrections name it; folder/file where ``count`` parts of a
    file are new or gone together. ``section`` is the list of the file in which it stands.
    ``since`` is the first day on which it held (of what is new: holds), None for always. ``key``
    is what differs; ``was`` and ``becomes`` are in words, empty where they are no single value.
    ``earlier`` is the first day that it was to have before it was moved into the past; ``over``:
    it had ended already.
    """

    subject: str
    section: str
    what: What
    since: date | None
    ref: Ref
    key: str = ""
    was: str = ""
    becomes: str = ""
    count: int = 1
    earlier: date | None = None
    over: bool = False


def judged_on(before: Program, after: Program) -> date:
    """The day before which all is past: no revision makes it earlier."""
    return max(before.as_of, after.as_of)


def past_edits(before: Program, after: Program) -> Iterator[PastEdit]:
    """Each part of which something that held already is not as it was, once.

    To end a part, on any day from yesterday on, is no such edit, nor is a text that takes nothing
    from anybody, another name of a file or of a part, or another order. A part that had ended
    already may be taken out. What cannot be read in one of both is not compared.
    """
    day = judged_on(before, after)
    old, new = sheets(before), sheets(after)
    renamed = moved(old, new)
    names = _present_names(after) | {was: now for (_, was), now in renamed.items()}
    earlier = {(kind, renamed.get((kind, name), name)): one for (kind, name), one in old.items()}
    for key, sheet in new.items():
        if key in earlier:
            yield from _within(earlier[key], called(earlier[key], names), sheet, day)
        elif sheet.kind not in NEWCOMERS and sheet.ref.document not in before.broken:
            yield from _new(sheet.parts, sheet, day)
    for key, sheet in earlier.items():
        if key not in new and sheet.ref.document not in after.broken:
            # As its file is gone, the program as a whole is what is left to point at.
            yield from _gone(sheet.parts, sheet, after.ref, day)
    lists = {was: now for (kind, was), now in renamed.items() if kind == "price-list"}
    yield from _prices(before, after, lists, day)


def corrected(before: Program, after: Program) -> Mapping[str, Ref]:
    """What corrections name that the earlier revision does not have yet, and where they stand."""
    known = {one["id"] for one in _corrections(before)}
    at = after.ref.child("corrections")
    return {
        one["subject"]: at.child(number)
        for number, one in enumerate(_corrections(after))
        if one["id"] not in known
    }


def _corrections(program: Program) -> Sequence[Mapping[str, Any]]:
    (record,) = program.records["program"].values()
    said: Sequence[Mapping[str, Any]] = record.get("corrections", ())
    return said


def _present_names(program: Program) -> dict[str, str]:
    """Former id → present id of tiers."""
    tiers = program.records.get("tier", {})
    return {
        former: tier.id
        for tier in tiers.values()
        for former in tier.get("formerly", ())
        if former not in tiers
    }


def _within(raw: Sheet, old: Sheet, new: Sheet, day: date) -> Iterator[PastEdit]:
    """What differs in one file: parts that are alike belong together, whatever they are called.

    ``raw`` is the earlier file as it was, ``old`` the same by present names.
    """
    if old.frame and new.frame and old.frame.begun(day):
        yield from _edited(old.frame, new.frame, day)
    was, now = _unlike(raw.parts, old.parts, new.parts)
    prefix = (old.subject, new.subject)
    by_name = {part.subject.replace(*prefix, 1): part for part in was}
    added: list[Part] = []
    for part in now:
        earlier = by_name.pop(part.subject, None)
        if earlier is None:
            # Who signs for the first time loses nothing by what was not agreed before.
            if old.bound or part.section not in BY_AGREEMENT:
                added.append(part)
        elif part.section == AGREEMENT and earlier.data["signed"] != part.data["signed"]:
            continue
        elif earlier.begun(day):
            yield from _edited(earlier, part, day)
        elif part.begun(day):
            at = part.ref.child("from")
            yield PastEdit(
                part.subject, part.section, "earlier", part.since, at, earlier=earlier.since
            )
    for part in added:
        yield from _new((part,), new, day)
    for part in by_name.values():
        if old.bound and not new.bound and part.section in BY_AGREEMENT - {AGREEMENT}:
            continue
        yield from _gone((part,), new, new.ref, day)


def _unlike(
    raw: Sequence[Part], old: Sequence[Part], new: Sequence[Part]
) -> tuple[list[Part], list[Part]]:
    """The parts of both that have no like in the other."""
    was, now = list(zip(raw, old, strict=True)), []
    for part in new:
        alike = [
            pair
            for pair in was
            if pair[1].section == part.section and not all(compared(one, part) for one in pair)
        ]
        if alike:
            was.remove(next((one for one in alike if one[1].subject == part.subject), alike[0]))
        else:
            now.append(part)
    return [old for _, old in was], now


def _new(parts: Sequence[Part], sheet: Sheet, day: date) -> Iterator[PastEdit]:
    """What is new and holds for the time before the day; of a whole file once."""
    past = [part for part in parts if part.begun(day)]
    if len(past) > 1:
        section = past[0].section
        at = past[0].ref.child("from")
        yield PastEdit(sheet.subject, section, "new", _first_day(past), at, count=len(past))
        return
    for part in past:
        yield PastEdit(part.subject, part.section, "new", part.since, part.ref.child("from"))


def _gone(parts: Sequence[Part], sheet: Sheet, at: Ref, day: date) -> Iterator[PastEdit]:
    """What held and is not there any more; of a whole file once."""
    past = [part for part in parts if part.begun(day) and not _over(part.through, day)]
    if len(past) > 1:
        section = past[0].section
        yield PastEdit(sheet.subject, section, "gone", _first_day(past), at, count=len(past))
        return
    for part in past:
        yield PastEdit(part.subject, part.section, "gone", part.since, at)


def _first_day(parts: Sequence[Part]) -> date | None:
    days = [part.since for part in parts if part.since is not None]
    return min(days) if len(days) == len(parts) else None


def _over(last: date | None, day: date) -> bool:
    return last is not None and last < day - _DAY


def _edited(old: Part, new: Part, day: date) -> Iterator[PastEdit]:
    """The first field that differs and by which somebody may lose."""
    for key in dict.fromkeys((*old.data, *new.data)):
        was, becomes = old.data.get(key, GONE), new.data.get(key, GONE)
        if key == "through" and _ends_later(was, becomes, day):
            continue
        found = difference(was, becomes, new.field.key(key))
        if found is not None:
            ref = found.ref if found.becomes is not GONE else new.ref
            yield PastEdit(
                new.subject,
                new.section,
                "edited",
                old.since,
                ref,
                found.path,
                words(found.was),
                words(found.becomes),
                over=_over(old.through, day),
            )
            return


def _ends_later(was: object, becomes: object, day: date) -> bool:
    """Whether only the time to come differs."""
    ends = [one for one in (was, becomes) if isinstance(one, date)]
    return all(one >= day - _DAY for one in ends)


def _prices(
    before: Program, after: Program, renamed: Mapping[str, str], day: date
) -> Iterator[PastEdit]:
    """Prices of lists that hold already: changed, new or gone."""
    lists = after.records.get("price-list", {})
    known = {renamed.get(name, name) for name in before.records.get("price-list", {})}
    unread = {*before.left_out, *after.left_out}
    old = {
        (renamed.get(one.price_list, one.price_list), one.product, one.price.currency): one
        for one in before.prices
    }
    new = {(one.price_list, one.product, one.price.currency): one for one in after.prices}
    for key in dict.fromkeys((*old, *new)):
        name, product, _ = key
        record = lists.get(name)
        if record is None or name not in known or name in unread or _unread(name, before, after):
            continue
        since = record["from"]
        was, becomes = old.get(key), new.get(key)
        one_sided = was is None or becomes is None
        if since >= day or (one_sided and _apart(product, before, after, day)):
            continue
        if was is None or becomes is None or (was.price, was.per) != (becomes.price, becomes.per):
            at = becomes.ref if becomes else record.ref
            subject = f"prices/{name}/{product}"
            yield PastEdit(subject, "", "edited", since, at, PRICE, _price(was), _price(becomes))


def _unread(name: str, before: Program, after: Program) -> bool:
    """Whether the table of a list could not be read in one of both."""
    table = f"program/prices/{name}.csv"
    return table in before.broken or table in after.broken


def _apart(product: str, before: Program, after: Program, day: date) -> bool:
    """Whether a product has a price in one of both only because it was not, or is not, sold.

    So it is with one that is new, that is launched later or that was no longer sold; and a row
    under a sku that was renamed is found by its sku.
    """
    old, new = before.products.get(product), after.products.get(product)
    if old is None or new is None:
        return old is None
    ended = old.offered.end < day
    later = new.offered.start >= day
    return ended or later or old.sku != new.sku


def _price(price: Any) -> str:
    return f"{price.price} per {price.per}" if price else ABSENT
