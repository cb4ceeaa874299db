"""What the edits between two revisions change of rights and money that held already.

Partners have ordered, registered and planned by what held. So what is new begins on a day to come,
what ends keeps its past, and anything else is a correction, which says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from partnerbook.findings import Ref
from partnerbook.model.kinds import KINDS
from partnerbook.model.marks import marks_of
from partnerbook.resolve.program import Program
from partnerbook.resolve.record import Record
from partnerbook.values.money import Money
from partnerbook.values.percent import Percent
from partnerbook.values.period import Duration

SECTIONS: Mapping[str, tuple[str, ...]] = {
    "price-list": ("",),
    "discount": ("rows",),
    "incentive": ("",),
    "territory": ("versions",),
    "route": ("rules",),
    "tier": ("requirements", "maintenance"),
    "partner": ("grants", "special_terms", "standing"),
}
"""Where dated rights and money stand: in these lists of such files, or ("") in the whole file."""

PRICE = "price"
"""The key of an edit of a list's prices."""

_DAY = timedelta(days=1)
_GONE = object()


@dataclass(frozen=True, slots=True)
class PastEdit:
    """One edit of what held already.

    ``subject`` is folder/file/id, as corrections name it. ``since`` is the first day on which it
    held, None for always. ``key`` is what differs, empty where the whole part is new or gone;
    ``was`` and ``becomes`` are in words, empty where they are no single value.
    """

    subject: str
    since: date | None
    key: str
    was: str
    becomes: str
    ref: Ref


@dataclass(frozen=True, slots=True)
class _Part:
    """Something dated: its own data, where it stands and the pattern of its fields' marks."""

    data: Mapping[str, Any]
    ref: Ref
    pattern: str
    kind: str
    file: Ref

    @property
    def since(self) -> date | None:
        first: date | None = self.data.get("from")
        return first

    @property
    def through(self) -> date | None:
        last: date | None = self.data.get("through")
        return last


def past_edits(before: Program, after: Program) -> Iterator[PastEdit]:
    """Each part of which something that held before ``after.as_of`` is not as it was, once.

    To end a part, on any day from yesterday on, is no such edit, nor is a text that takes nothing
    from anybody. A part that had ended already may be taken out.
    """
    day = after.as_of
    old, new = dict(_parts(before)), dict(_parts(after))
    for subject, part in new.items():
        earlier = old.get(subject)
        if earlier is None:
            if part.since is not None and part.since < day:
                yield PastEdit(subject, part.since, "", "", "", part.ref.child("from"))
            continue
        if _begun(earlier, day) or (part.since is not None and part.since < day):
            yield from _edited(subject, earlier, part, day)
    for subject, earlier in old.items():
        if subject not in new and _begun(earlier, day) and not _over(earlier, day):
            # Where its file is gone too, the program as a whole is what is left to point at.
            known = after.records.get(earlier.kind, {})
            left = any(record.ref == earlier.file for record in known.values())
            at = earlier.file if left else after.ref
            yield PastEdit(subject, earlier.since, "", "in force", "", at)
    yield from _prices(before, after)


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


def _parts(program: Program) -> Iterator[tuple[str, _Part]]:
    """Subject and part of everything dated."""
    for kind, sections in SECTIONS.items():
        for record in program.records.get(kind, {}).values():
            for section in sections:
                yield from _of(record, section)


def _of(record: Record, section: str) -> Iterator[tuple[str, _Part]]:
    file = f"{KINDS[record.kind].folder}/{record.id}"
    if not section:
        yield file, _Part(record.data, record.ref, "", record.kind, record.ref)
        return
    seen: Counter[str] = Counter()
    for at, said in enumerate(record.get(section, ())):
        ref = record.ref.child(section, at)
        part = _Part(said, ref, f"/{section}/*", record.kind, record.ref)
        # A tier held has no id of its own: the second time that it is held is gold-2.
        name = said["id"] if "id" in said else said["tier"]
        seen[name] += 1
        count = f"-{seen[name]}" if seen[name] > 1 else ""
        kept = f"{section}-" if section == "maintenance" else ""
        yield f"{file}/{kept}{name}{count}", part


def _begun(part: _Part, day: date) -> bool:
    return part.since is None or part.since < day


def _over(part: _Part, day: date) -> bool:
    return part.through is not None and part.through < day - _DAY


def _edited(subject: str, old: _Part, new: _Part, day: date) -> Iterator[PastEdit]:
    """The first field that differs and by which somebody may lose."""
    for key in dict.fromkeys((*old.data, *new.data)):
        was, becomes = old.data.get(key, _GONE), new.data.get(key, _GONE)
        if was == becomes or (key == "through" and _ends_later(was, becomes, day)):
            continue
        found = _first(was, becomes, f"{new.pattern}/{key}", new.kind, new.ref.child(key))
        if found is not None:
            at, was, becomes = found
            ref = at if becomes is not _GONE else new.ref
            yield PastEdit(subject, old.since, key, _words(was), _words(becomes), ref)
            return


def _ends_later(was: object, becomes: object, day: date) -> bool:
    """Whether only the time to come differs."""
    ends = [one for one in (was, becomes) if isinstance(one, date)]
    return all(one >= day - _DAY for one in ends)


def _first(
    was: Any, becomes: Any, pattern: str, kind: str, ref: Ref
) -> tuple[Ref, Any, Any] | None:
    """Where two values differ in a field that matters to partners, and both; None if nowhere."""
    marks = marks_of(kind)
    if isinstance(was, Mapping) and isinstance(becomes, Mapping):
        for key in dict.fromkeys((*was, *becomes)):
            name = f"{pattern}/{key}"
            name = name if name in marks else f"{pattern}/*"
            one, two = was.get(key, _GONE), becomes.get(key, _GONE)
            if one != two and (found := _first(one, two, name, kind, ref.child(key))):
                return found
        return None
    lists = isinstance(was, (list, tuple)) and isinstance(becomes, (list, tuple))
    if lists and len(was) == len(becomes):
        for at, (one, two) in enumerate(zip(was, becomes, strict=True)):
            if one != two and (found := _first(one, two, f"{pattern}/*", kind, ref.child(at))):
                return found
        return None
    mark = marks.get(pattern)
    return (ref, was, becomes) if mark is not None and mark.adverse != "none" else None


def _words(value: object) -> str:
    """A single value as the file says it; a list of such, one after the other."""
    if value is _GONE:
        return "not there"
    if isinstance(value, (list, tuple)):
        return ", ".join(filter(None, map(_words, value)))
    plain = isinstance(value, (str, int, date, Percent, Money, Duration))
    return str(value) if plain else ""


def _prices(before: Program, after: Program) -> Iterator[PastEdit]:
    """Prices of lists that hold already: changed, new or gone."""
    lists = after.records.get("price-list", {})
    old = {(one.price_list, one.product, one.price.currency): one for one in before.prices}
    new = {(one.price_list, one.product, one.price.currency): one for one in after.prices}
    for key in dict.fromkeys((*old, *new)):
        name, product, _ = key
        record = lists.get(name)
        if record is None or name not in before.records.get("price-list", {}):
            continue
        since = record["from"]
        if since >= after.as_of:
            continue
        was, becomes = old.get(key), new.get(key)
        if was is None or becomes is None or (was.price, was.per) != (becomes.price, becomes.per):
            at = becomes.ref if becomes else record.ref
            subject = f"prices/{name}/{product}"
            yield PastEdit(subject, since, PRICE, _price(was), _price(becomes), at)


def _price(price: Any) -> str:
    return f"{price.price} per {price.per}" if price else "not there"
