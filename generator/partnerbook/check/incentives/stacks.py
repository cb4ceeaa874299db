"""Edits of ``stacks:``, in which an incentive says with what else it may be combined."""

from __future__ import annotations

from collections.abc import Sequence

from partnerbook.findings import Edit
from partnerbook.resolve.record import Record


def dropped(record: Record, key: str, names: Sequence[str]) -> tuple[Edit, ...]:
    """``stacks:`` without some ids of a list, or without a key; nothing empty stays behind."""
    stacks, ref = record["stacks"], record.ref.child("stacks")
    listed = stacks[key] if names else ()
    if any(name not in names for name in listed):
        gone = [at for at, name in enumerate(listed) if name in names]
        return tuple(Edit(ref.child(key, at), "", "delete") for at in gone)
    return (Edit(ref.child(key) if len(stacks) > 1 else ref, "", "delete"),)


def excluding(record: Record, names: Sequence[str]) -> Edit:
    """``stacks:`` with more ids under ``excludes``."""
    stacks, ref = record.get("stacks", {}), record.ref.child("stacks")
    text = ", ".join(names)
    if "excludes" in stacks:
        kept = ", ".join(stacks["excludes"])
        return Edit(ref.child("excludes"), f"[{kept}, {text}]")
    if stacks:
        return Edit(ref.child(list(stacks)[-1]), f"excludes: [{text}]", "insert")
    return Edit(record.ref.child("applies"), f"stacks: {{excludes: [{text}]}}", "insert")
