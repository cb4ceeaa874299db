"""References to something that is there, but of another sort than is meant, and the ways out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from partnerbook.findings import Edit, Ref, Repair
from partnerbook.load import Loaded
from partnerbook.resolve.desk import Desk
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Tier
from partnerbook.resolve.record import Record
from partnerbook.values.ident import closest

_DISTRIBUTOR = "distributor"


def is_distributor(
    name: str, types: Mapping[str, str], at: Ref, desk: Desk, *, optional: bool
) -> bool:
    """Whether a known partner is a distributor; if not, that is reported at ``at``.

    ``optional``: whether the file could go without naming one there.
    """
    if types[name] == _DISTRIBUTOR:
        return True
    desk.say(
        "reference/not-a-distributor",
        f"{name} is not a distributor: its type is {types[name]}",
        [(at, "")],
        subject=name,
        repairs=_ways_out(name, types, at, optional=optional),
        facts=(at.document, at.pointer, name),
    )
    return False


def _ways_out(name: str, types: Mapping[str, str], at: Ref, *, optional: bool) -> Iterator[Repair]:
    """Another name, the right type, or none at all where the file may go without (``optional``)."""
    there = sorted(one for one, sort in types.items() if sort == _DISTRIBUTOR)
    near = closest(name, there, limit=1)
    yield from (Repair(f"write {one}", edits=(Edit(at, one),)) for one in near)
    if optional:
        key = at.steps[-1]
        what = f"leave {name} out" if key.isdigit() else f"leave `{key}` out, if it buys from us"
        yield Repair(f"or {what}", edits=(Edit(at, "", "delete"),))
    sort = Edit(Ref(f"program/partners/{name}.yml").child("type"), _DISTRIBUTOR)
    yield Repair(f"or write `type: {_DISTRIBUTOR}` for {name}, if it is one", edits=(sort,))
    others = [one for one in there if one not in near]
    if others:
        yield Repair(f"or write a distributor: {joined(others, 'or')}")


def of_tier_outside(
    loaded: Loaded, record: Record, tier: Tier, tiers: Mapping[str, Tier]
) -> tuple[Repair, ...]:
    """Another track or tier for the partner, or the tier for its track: that if several hold it."""
    track: str = record["track"]
    last = tier.ref.child("tracks", len(tier.tracks) - 1)
    wider = Repair(
        f"or let {tier.id} serve the track {track} too (`tracks:`)",
        edits=(Edit(last, track, "insert"),),
    )
    ways = [
        Repair(
            f"or write `track: {other}`, if that is the track of {record['name']}",
            edits=(Edit(record.ref.child("track"), other),),
        )
        for other in tier.tracks
    ]
    inside = [one.id for one in tiers.values() if track in one.tracks]
    if inside:
        ways.append(Repair(f"or write a tier of the track {track}: {joined(inside, 'or')}"))
    holders = [
        document.id
        for document in loaded.documents.values()
        if document.kind == "partner"
        and document.yaml.data.get("track") == track
        and any(held.get("tier") == tier.id for held in document.yaml.data.get("standing", ()))
    ]
    ways = [wider, *ways] if len(holders) > 1 else [*ways, wider]
    first = Repair(ways[0].say.removeprefix("or "), ways[0].loses, ways[0].edits)
    return (first, *ways[1:])
