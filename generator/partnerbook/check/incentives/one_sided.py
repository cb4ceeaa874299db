"""Exclusions that only one of two incentives mentions: as few findings as tell them all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from partnerbook.check.incentives.stacks import dropped, excluding
from partnerbook.findings import Place, Ref, Repair
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Step
from partnerbook.resolve.record import Record
from partnerbook.rulebook import Judgement

Pair = tuple[str, str]
"""The ids of an incentive that excludes another, and of that one."""


def silent(known: Mapping[str, tuple[Record, Step]]) -> list[Pair]:
    """The exclusions that the other side does not mention, among those that can meet on a deal."""
    found: list[Pair] = []
    for _, one in known.values():
        for name in dict.fromkeys(one.excludes):
            two = known[name][1] if name in known else one
            mentioned = one.id in (*two.excludes, *two.requires) or name in one.requires
            grouped = one.group and one.group == two.group
            if two is one or mentioned or grouped:
                continue
            if any(a.cells.meets(b.cells) for a in one.rows for b in two.rows):
                found.append((one.id, name))
    return found


def one_sided(records: Mapping[str, Record], pairs: Sequence[Pair]) -> Iterator[Judgement]:
    """As few findings as tell all: about the incentive that most of the pairs have in common."""
    left = list(pairs)
    while left:
        says = {name: [pair for pair in left if pair[0] == name] for name, _ in left}
        lacks = {name: [pair for pair in left if pair[1] == name] for _, name in left}
        speaker = max(sorted(says), key=lambda name: len(says[name]))
        mute = max(sorted(lacks), key=lambda name: len(lacks[name]))
        if len(lacks[mute]) >= len(says[speaker]):
            mine = lacks[mute]
            yield unmentioned(records[mute], [records[name] for name, _ in mine])
        else:
            mine = says[speaker]
            yield unechoed(records[speaker], [records[name] for _, name in mine])
        left = [pair for pair in left if pair not in mine]


def unmentioned(mute: Record, speakers: Sequence[Record]) -> Judgement:
    """An incentive that others exclude, and that says nothing of it."""
    names = joined([record["name"] for record in speakers], "and")
    ids = [record.id for record in speakers]
    verb = "excludes" if len(ids) == 1 else "exclude"
    return Judgement(
        f"{names} {verb} {mute['name']}, but {mute['name']} does not mention"
        f" {'it' if len(ids) == 1 else 'them'}: whoever reads about it alone expects both",
        (
            Place(own_words(mute), f"{joined(ids, 'and')} not excluded here"),
            *(Place(_entry(record, mute.id), "excluded here") for record in speakers),
        ),
        subject="/".join((mute.id, *ids)),
        help=(
            Repair(
                f"exclude {joined(ids, 'and')} here as well: write it in both",
                "",
                (excluding(mute, ids),),
            ),
            Repair(
                f"or let {names} no longer exclude it",
                "both are then given on one deal",
                tuple(edit for r in speakers for edit in dropped(r, "excludes", [mute.id])),
            ),
        ),
        facts=("unmentioned",),
    )


def unechoed(speaker: Record, mutes: Sequence[Record]) -> Judgement:
    """An incentive that excludes several others, none of which says so."""
    names, ids = joined([record["name"] for record in mutes], "and"), [r.id for r in mutes]
    return Judgement(
        f"{speaker['name']} excludes {names}, but these do not mention it:"
        " whoever reads about one of them alone expects both",
        (
            Place(_entry(speaker, ids[0]), "excluded here"),
            *(Place(own_words(record), f"{speaker.id} not excluded here") for record in mutes),
        ),
        subject="/".join((speaker.id, *ids)),
        help=(
            Repair(
                f"exclude {speaker.id} in each of them as well: write it in both",
                "",
                tuple(excluding(record, [speaker.id]) for record in mutes),
            ),
            Repair(
                "or drop them here",
                "both are then given on one deal",
                dropped(speaker, "excludes", ids),
            ),
        ),
        facts=("unechoed",),
    )


def own_words(record: Record) -> Ref:
    """Where an incentive says with what it combines; its name where it says nothing."""
    stacks = record.get("stacks", {})
    if "excludes" in stacks:
        return record.ref.child("stacks", "excludes")
    return record.ref.child("stacks").key() if stacks else record.ref.child("name")


def _entry(record: Record, name: str) -> Ref:
    return record.ref.child("stacks", "excludes", record["stacks"]["excludes"].index(name))
