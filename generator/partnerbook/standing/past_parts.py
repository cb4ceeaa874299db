"""What is dated in a program, file by file, and what has another name in the next revision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from partnerbook.findings import Ref
from partnerbook.model.kinds import KINDS
from partnerbook.resolve.program import Program
from partnerbook.resolve.record import Record
from partnerbook.standing.past_difference import Difference, Field, difference

SECTIONS: Mapping[str, tuple[str, ...]] = {
    "price-list": ("",),
    "discount": ("rows",),
    "incentive": ("",),
    "territory": ("versions",),
    "route": ("rules",),
    "tier": ("requirements", "maintenance"),
    "partner": ("agreement", "grants", "special_terms", "standing"),
}
"""Where dated rights and money stand: in these lists of such files, or ("") in the whole file."""

AGREEMENT = "agreement"
"""The one section that is no list: a partner has one agreement at a time."""

BY_AGREEMENT = frozenset({AGREEMENT, "grants", "special_terms"})
"""What holds only while the agreement of its partner does."""

FRAME = "frame"
"""The section of what stands beside the rows, in the head of a file."""

FRAMES = frozenset({"discount"})
"""Kinds whose file says, beside its dated rows, what all of them are reckoned by."""


@dataclass(frozen=True, slots=True)
class Part:
    """Something dated: what it says, where, and since when it holds (None: always).

    ``section`` is the list of the file in which it stands; a whole file has none.
    """

    subject: str
    section: str
    data: Mapping[str, Any]
    since: date | None
    field: Field

    @property
    def ref(self) -> Ref:
        """Where it stands."""
        return self.field.ref

    @property
    def through(self) -> date | None:
        """Its last day; None without one."""
        last: date | None = self.data.get("through")
        return last

    def begun(self, day: date) -> bool:
        """Whether it held before a day."""
        return self.since is None or self.since < day


@dataclass(frozen=True, slots=True)
class Sheet:
    """The dated parts of one file, and what its rows have in common, if that matters.

    ``bound``: whether an agreement is written there, as partners have it.
    """

    kind: str
    id: str
    name: str
    ref: Ref
    parts: tuple[Part, ...]
    bound: bool
    frame: Part | None = None

    @property
    def subject(self) -> str:
        """Folder and id, as corrections name it."""
        return f"{KINDS[self.kind].folder}/{self.id}"


Sheets = Mapping[tuple[str, str], Sheet]


def sheets(program: Program) -> Sheets:
    """Every file with something dated, by its kind and id."""
    return {
        (kind, record.id): _sheet(record)
        for kind in SECTIONS
        for record in program.records.get(kind, {}).values()
    }


def _sheet(record: Record) -> Sheet:
    parts = tuple(part for section in SECTIONS[record.kind] for part in _of(record, section))
    frame = _frame(record, parts) if record.kind in FRAMES and parts else None
    name, bound = str(record.get("name", "")), AGREEMENT in record.data
    return Sheet(record.kind, record.id, name, record.ref, parts, bound, frame)


def _of(record: Record, section: str) -> Iterator[Part]:
    file = f"{KINDS[record.kind].folder}/{record.id}"
    if not section:
        whole = Field("", "", record.kind, record.ref)
        yield Part(file, "", record.data, record.get("from"), whole)
        return
    bound = record.get(AGREEMENT, {}).get("effective")
    if section in BY_AGREEMENT and bound is None:
        return
    if section == AGREEMENT:
        data = {key: record[AGREEMENT][key] for key in ("signed", "effective")}
        field = Field("", f"/{section}", record.kind, record.ref.child(section))
        yield Part(f"{file}/{section}", section, data, bound, field)
        return
    seen: Counter[str] = Counter()
    for at, said in enumerate(record.get(section, ())):
        # A tier held has no id of its own: the second time that it is held is gold-2.
        name = said["id"] if "id" in said else said["tier"]
        seen[name] += 1
        count = f"-{seen[name]}" if seen[name] > 1 else ""
        kept = f"{section}-" if section == "maintenance" else ""
        days = [said.get("from"), bound if section in BY_AGREEMENT else None]
        field = Field("", f"/{section}/*", record.kind, record.ref.child(section, at))
        since = max(filter(None, days), default=None)
        yield Part(f"{file}/{kept}{name}{count}", section, said, since, field)


def _frame(record: Record, parts: tuple[Part, ...]) -> Part:
    """What a file says of all its rows, since the first of them."""
    data = {key: value for key, value in record.data.items() if key not in SECTIONS[record.kind]}
    days = [part.since for part in parts]
    since = None if None in days else min(filter(None, days))
    file = f"{KINDS[record.kind].folder}/{record.id}"
    return Part(file, FRAME, data, since, Field("", "", record.kind, record.ref))


def compared(old: Part, new: Part) -> Difference | None:
    """The first difference by which somebody may lose, of all that both say."""
    return difference(old.data, new.data, new.field)


def same(old: Sheet, new: Sheet) -> bool:
    """Whether one file says of what is dated what the other says, name for name."""
    if old.kind != new.kind or len(old.parts) != len(new.parts) or not old.parts:
        return False
    if old.kind == "partner" and old.name != new.name:
        return False
    names = [
        tuple(part.subject.removeprefix(sheet.subject) for part in sheet.parts)
        for sheet in (old, new)
    ]
    if names[0] != names[1]:
        return False
    frames = () if old.frame is None or new.frame is None else ((old.frame, new.frame),)
    pairs = (*zip(old.parts, new.parts, strict=True), *frames)
    return not any(compared(*pair) for pair in pairs)


def moved(old: Sheets, new: Sheets) -> dict[tuple[str, str], str]:
    """Kind and earlier id → present id, of files that only have another name."""
    left = [key for key in new if key not in old]
    found: dict[tuple[str, str], str] = {}
    for key, sheet in old.items():
        if key in new:
            continue
        for other in left:
            # Its id may be the word for something else as well: a place, a product.
            if same(sheet, new[other]) or same(called(sheet, {key[1]: other[1]}), new[other]):
                found[key] = other[1]
                left.remove(other)
                break
    return found


def called(sheet: Sheet, names: Mapping[str, str]) -> Sheet:
    """A file as if what it names had had its present names already."""
    if not names:
        return sheet
    parts = tuple(replace(part, data=_named(part.data, names)) for part in sheet.parts)
    frame = sheet.frame and replace(sheet.frame, data=_named(sheet.frame.data, names))
    return replace(sheet, parts=parts, frame=frame)


def _named(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, Mapping):
        return {names.get(key, key): _named(inner, names) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return tuple(_named(inner, names) for inner in value)
    return value
