"""Edits of ``stacks:``, in which an incentive says with what else it may be combined."""

from __future__ import annotations

from collections.abc import Sequence

from partnerbook.findings import Edit, Ref, Repair
from partnerbook.resolve.offer import Step
from partnerbook.resolve.record import Record


def dropped(record: Record, key: str, names: Sequence[str]) -> tuple[Edit, ...]:
    """``stacks:`` without some ids of a list, or without a key; nothing empty stays behind."""
    stacks, ref = record["stacks"], record.ref.child("stacks")
    listed = stacks[key] if names else ()
    if any(name not in names for name in listed):
        gone = [at for at, name in enumerate(listed) if name in names]
        return tuple(Edit(ref.child(key, at), "", "delete") for at in gone)
    return (Edit(ref.child(key) if len(stacks) > 1 else ref, "", "delete"),)


def required_at(record: Record, at: int) -> Ref:
    """Where an incentive says that it requires another, by its place among ``requires``."""
    stated = record.get("stacks", {}).get("requires", ())
    if at < len(stated):
        return record.ref.child("stacks", "requires", at)
    return record.ref.child("of")


def not_required(record: Record, step: Step, need: Step) -> Repair:
    """An incentive that no longer requires another."""
    if need.id == step.credits:
        return Repair("name another incentive in `of`")
    return Repair(
        f"drop {need.id} from `requires`",
        f"it is then given without {need.name} too",
        dropped(record, "requires", [need.id]),
    )


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
