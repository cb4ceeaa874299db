"""One pass over every value of every file: links, currencies and ids that must be unique."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from partnerbook.findings import Ref
from partnerbook.resolve.desk import Desk
from partnerbook.resolve.places import Places
from partnerbook.resolve.record import Record
from partnerbook.resolve.records import Records
from partnerbook.resolve.targets import CURRENCY, DECLARED, LINKS, PLACE, VALUE
from partnerbook.values.money import Money

_ONE_PLACE = (
    "/establishment",
    "/order/place",
    "/order/seller_place",
    "/place",
    "/legal/seat/country",
    "/vendor/seat/country",
    "/geography/*/parent",
    "/geography/*/successors/*",
    "/postal/*/place",
)
_MAY_REPEAT = "/maintenance/"
"""What keeps a tier is often what led to it, under the same id; it is cited by its own path."""


def sweep(records: Records, places: Places, desk: Desk) -> None:
    """Report every reference that leads nowhere and every id that a file has twice."""
    for documents in records.values():
        for record in documents.values():
            _document(record, places, desk)


def _document(record: Record, places: Places, desk: Desk) -> None:
    links = LINKS.get(record.kind, {})
    ids: dict[tuple[str, str], Ref] = {}
    for pattern, value, pointer in _walk(record.data, "", ""):
        target = links.get(pattern)
        if target is None and not isinstance(value, Money) and not pattern.endswith("/*/id"):
            continue
        ref = Ref(record.ref.document, pointer, at_key=pattern.endswith("#"))
        if isinstance(value, Money):
            desk.refer(CURRENCY, value.currency, ref)
        elif target is PLACE:
            found = places.code if pattern in _ONE_PLACE else places.find
            found(value, ref)
        elif target is not None:
            desk.refer(target, value, ref)
        elif record.kind != "product":  # whose ids are unique in all files: see the catalogue
            within = _within(record.kind, pattern, pointer)
            first = ids.setdefault((within, value), ref)
            if first is not ref:
                _twice(record, within, value, (ref, first), desk)


def _within(kind: str, pattern: str, pointer: str) -> str:
    """Where an id must be unique: in its file (""), in program.yml with its many lists there."""
    if pattern.startswith(_MAY_REPEAT):
        return _MAY_REPEAT.rstrip("/")
    if kind == "program":
        return pointer.rsplit("/", 2)[0]
    return ""


def _twice(record: Record, within: str, name: str, refs: tuple[Ref, Ref], desk: Desk) -> None:
    # Documents come in the order of their fields, which need not be that of the file.
    first, second = sorted(refs, key=desk.loaded.spot)
    desk.say(
        "reference/duplicate-id",
        f"{name} is the id of two things in this file",
        [(second, "the second"), (first, "the first")],
        subject=name if record.kind == "program" else f"{record.id}/{name}",
        facts=(record.kind, record.id, within, name),
    )
    desk.spoil(second)
    if record.kind == "program":
        section, _, inner = within.removeprefix("/").partition("/")
        target = VALUE if inner else DECLARED.get(section)
        if target is not None:
            desk.repeated(target)


def _walk(value: Any, pointer: str, pattern: str) -> Iterator[tuple[str, Any, str]]:
    """Every scalar of a document with its pattern and pointer; keys of mappings as ``…/#``."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            below = f"{pointer}/{_escaped(key)}"
            yield f"{pattern}/#", key, below
            yield from _walk(inner, below, f"{pattern}/{key}")
    elif isinstance(value, (list, tuple)):
        for at, inner in enumerate(value):
            yield from _walk(inner, f"{pointer}/{at}", f"{pattern}/*")
    else:
        yield pattern, value, pointer


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1") if "/" in key or "~" in key else key
