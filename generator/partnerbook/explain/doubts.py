"""What is left out of the program that an answer about rights would need."""

from __future__ import annotations

from dataclasses import dataclass

from partnerbook.findings import Ref
from partnerbook.resolve.program import Program

_FOLDERS = ("accounts", "agreements", "partners", "products", "territories")
"""Files in them say who holds what."""
_KINDS = ("partner", "account", "agreement", "product", "territory")
_SECTIONS = ("reserved", "shared_groups", "postal", "segmentations")


@dataclass(frozen=True, slots=True)
class Missing:
    """A file, or something in one, that is left out. ``ref`` is where it is written."""

    what: str
    ref: Ref


def missing(program: Program) -> tuple[Missing, ...]:
    """What is left out and may say who holds a right: files first, then what is inside files."""
    files = [
        Missing(path.removeprefix("program/"), Ref(path))
        for path in sorted(program.broken)
        if path.removeprefix("program/").partition("/")[0] in _FOLDERS
    ]
    things = [(name, _written(program, name)) for name in program.left_out]
    return (*files, *(Missing(name, ref) for name, ref in things if ref is not None))


def _written(program: Program, name: str) -> Ref | None:
    """Where something left out is written; None if it has no say in rights."""
    head, _, rest = name.partition("/")
    for kind in _KINDS:
        record = program.records.get(kind, {}).get(head)
        if record is None or rest == "buys_from":
            continue
        for at, grant in enumerate(record.get("grants", ()) if rest else ()):
            if grant["id"] == rest:
                return record.ref.child("grants", at)
        return record.ref if record.get(rest) is None else record.ref.child(rest)
    (frame,) = program.records["program"].values()
    for section in _SECTIONS:
        for at, item in enumerate(frame.get(section, ())):
            if item["id"] == name:
                return frame.ref.child(section, at)
    return None
