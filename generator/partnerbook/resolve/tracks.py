"""Tiers that partners of another track hold: several of them are one mistake, in the tier."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from partnerbook.findings import Edit, Ref, Repair
from partnerbook.resolve.desk import MOST_PLACES, Desk
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Tier
from partnerbook.resolve.record import Record

_RULE = "reference/tier-outside-track"
Holding = tuple[Record, Ref]
"""A partner, and an entry of its standing."""


def check_tracks(records: Iterable[Record], tiers: Mapping[str, Tier], desk: Desk) -> None:
    """Reports each tier once for each track that its holders have and that it does not serve."""
    outside: dict[tuple[str, str], list[Holding]] = {}
    for record in records:
        track = record["track"]
        if desk.is_bad(record.ref.child("track")):
            continue
        for at, held in enumerate(record.get("standing", ())):
            ref = record.ref.child("standing", at, "tier")
            tier = tiers.get(held["tier"])
            if tier is None or desk.is_bad(ref) or desk.any_bad(tier.ref.child("tracks")):
                continue
            if track not in tier.tracks:
                outside.setdefault((tier.id, track), []).append((record, ref))
    for (name, track), mine in outside.items():
        if len({record.id for record, _ in mine}) > 1:
            _at_the_tier(tiers, tiers[name], track, mine, desk)
        else:
            _at_the_partner(tiers, tiers[name], mine, desk)


def _at_the_partner(
    tiers: Mapping[str, Tier], tier: Tier, mine: Sequence[Holding], desk: Desk
) -> None:
    record, _ = mine[0]
    track: str = record["track"]
    ways = [
        Repair(
            f"write `track: {other}`, if that is the track of {record['name']}",
            edits=(Edit(record.ref.child("track"), other),),
        )
        for other in tier.tracks
    ]
    more = [*_of_the_track(tiers, track), _wider(tier, track, "let {} serve the track {} too")]
    desk.say(
        _RULE,
        f"{tier.id} is not a tier of the track {track}, but of {', '.join(tier.tracks)}",
        [
            *((ref, "also here" if number else "") for number, (_, ref) in enumerate(mine)),
            (record.ref.child("track"), f"the track of {record['name']}"),
            (tier.ref.child("tracks"), f"the tracks of {tier.id}"),
        ],
        subject=record.id,
        repairs=_one_of([*ways, *more]),
        facts=(record.id, tier.id, track),
    )


def _at_the_tier(
    tiers: Mapping[str, Tier], tier: Tier, track: str, mine: Sequence[Holding], desk: Desk
) -> None:
    """That several partners are wrong in the same way is less likely than that the tier is."""
    firsts = list({record.id: (ref, record["name"]) for record, ref in mine[::-1]}.values())[::-1]
    places = [(ref, f"{name}: track {track}") for ref, name in firsts[: MOST_PLACES - 1]]
    more = len(firsts) - len(places)
    if more:
        last, label = places[-1]
        places[-1] = (last, f"{label}, and {more} more partners")
    desk.say(
        _RULE,
        f"{tier.id} does not serve the track {track}, but {len(firsts)} partners of it hold"
        f" {tier.id}",
        [(tier.ref.child("tracks"), f"{track} is not here"), *places],
        subject=tier.id,
        repairs=_one_of([_wider(tier, track, "add {1}"), *_of_the_track(tiers, track)]),
        facts=(tier.id, track),
    )


def _wider(tier: Tier, track: str, say: str) -> Repair:
    last = tier.ref.child("tracks", len(tier.tracks) - 1)
    words = f"{say.format(tier.id, track)} (`tracks:`)"
    return Repair(words, edits=(Edit(last, track, "insert"),))


def _of_the_track(tiers: Mapping[str, Tier], track: str) -> Iterator[Repair]:
    inside = [one.id for one in tiers.values() if track in one.tracks]
    if inside:
        yield Repair(f"write a tier of the track {track}: {joined(inside, 'or')}")


def _one_of(ways: Sequence[Repair]) -> Iterator[Repair]:
    """Ways out, of which one is enough."""
    for number, way in enumerate(ways):
        yield Repair(f"or {way.say}" if number else way.say, edits=way.edits)
