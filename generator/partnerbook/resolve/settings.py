"""What program.yml declares for all: stages, floors, shared groups, reservations, approvers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from partnerbook.findings import Ref
from partnerbook.resolve.accepted import keeps_of
from partnerbook.resolve.desk import Desk
from partnerbook.resolve.program import (
    Approver,
    Floor,
    Known,
    Reclassify,
    Reserved,
    Reverses,
    SharedGroup,
    StackLimit,
    Stage,
    Step,
    Tier,
    Waiver,
)
from partnerbook.resolve.record import Record
from partnerbook.resolve.scope import Scopes
from partnerbook.resolve.targets import STEP
from partnerbook.values.box import BoxSet
from partnerbook.values.period import inclusive

ALL = "all"


def stages_of(program: Record, desk: Desk) -> tuple[Stage, ...]:
    """The waterfall, in order."""
    return tuple(
        Stage(data["id"], data["name"], data["timing"], ref)
        for data, ref in items_of(program, "stages", desk)
    )


def floors_of(program: Record, scopes: Scopes) -> tuple[Floor, ...]:
    """The least the vendor keeps, where."""
    return tuple(
        Floor(data["id"], cells, data.get("maximum_give"), data.get("minimum_margin"), ref)
        for data, ref, cells in scoped(program, "floors", scopes)
    )


def shared_groups_of(program: Record, scopes: Scopes) -> dict[str, SharedGroup]:
    """The closed groups of partners."""
    return {
        data["id"]: SharedGroup(data["id"], data["name"], data["limit"], cells, ref)
        for data, ref, cells in scoped(program, "shared_groups", scopes)
    }


def reserved_of(program: Record, scopes: Scopes) -> tuple[Reserved, ...]:
    """What the vendor keeps for itself."""
    return tuple(
        Reserved(data["id"], cells, ref) for data, ref, cells in scoped(program, "reserved", scopes)
    )


def reclassify_of(program: Record, desk: Desk) -> tuple[Reclassify, ...]:
    """By which deal role lines of some types count."""
    return tuple(
        Reclassify(
            id=data["id"],
            line_types=tuple(data["if"]["line_type"]),
            role=data["set"]["deal_role"],
            whole=data["whole"],
            reason=data["reason"],
            ref=ref,
        )
        for data, ref in items_of(program, "reclassify", desk)
    )


def reversals_of(program: Record, desk: Desk) -> tuple[Reverses, ...]:
    """How much of the price goes back, by types of line."""
    return tuple(
        Reverses(tuple(data["on"]), None, data["how"], ref)
        for data, ref in items_of(program, "reversals", desk)
    )


def stack_limits_of(
    program: Record, scopes: Scopes, steps: Collection[Step], known: Collection[str]
) -> tuple[StackLimit, ...]:
    """How many incentives one deal can have; ``known``: the ids of all incentives.

    One that names what is not understood is left out.
    """
    incentives = tuple(sorted(step.id for step in steps if step.id in known))
    found: list[StackLimit] = []
    for data, ref, cells in scoped(program, "stack_limits", scopes):
        of, at = data["of"], ref.child("of")
        good = [n == ALL or scopes.desk.refer(STEP, n, at.child(i)) for i, n in enumerate(of)]
        if not all(good):
            scopes.desk.leave_out(data["id"])
            continue
        named = incentives if ALL in of else tuple(of)
        most, reason = data["at_most"], data["reason"]
        found.append(StackLimit(data["id"], most, named, cells, reason, ref))
    return tuple(found)


def approvers_of(program: Record, scopes: Scopes) -> dict[str, Approver]:
    """What each approver may waive, where, and how far."""
    return {
        data["id"]: Approver(
            data["id"],
            tuple(data["may"]),
            data.get("limits", {}),
            cells,
            not scopes.axes.space.everything.inside(cells),
            ref,
        )
        for data, ref, cells in scoped(program, "approvers", scopes)
    }


def tiers_of(tiers: Mapping[str, Record], tracks: Collection[str]) -> dict[str, Tier]:
    """The tiers, from the entry up, each with those of its tracks that exist."""
    ranked = sorted(tiers, key=lambda name: (tiers[name]["rank"], name))
    found: dict[str, Tier] = {}
    for name in ranked:
        said = tiers[name]
        known = tuple(track for track in said["tracks"] if track in tracks)
        found[name] = Tier(name, said["name"], said["rank"], known, said.ref)
    return found


def waivers_of(waivers: Mapping[str, Record], tiers: Collection[str]) -> tuple[Waiver, ...]:
    """The approved exceptions."""
    return tuple(
        Waiver(
            name,
            data["rule"],
            data["subject"],
            data.get("accepts", {}),
            inclusive(data["from"], data["through"]),
            data["reason"],
            data["approver"],
            data["approved"],
            data.get("link", ""),
            data.get("proof", {}),
            data.ref,
            keeps_of(data.get("keeps"), tiers),
        )
        for name, data in waivers.items()
    )


def known_of(baselines: Mapping[str, Record]) -> tuple[Known, ...]:
    """The findings that were there before."""
    return tuple(
        Known(
            data["rule"],
            data.get("subject", ""),
            data["fingerprint"],
            data.get("accepts", {}),
            record.ref.child("known", at),
        )
        for record in baselines.values()
        for at, data in enumerate(record.get("known", ()))
    )


def items_of(program: Record, section: str, desk: Desk) -> Iterator[tuple[Mapping[str, Any], Ref]]:
    """The entries of a list in program.yml, less those whose id stands there already."""
    for at, data in enumerate(program.get(section, ())):
        ref = program.ref.child(section, at)
        if desk.is_bad(ref.child("id")):
            desk.leave_out(data["id"])
        else:
            yield data, ref


def scoped(
    program: Record, section: str, scopes: Scopes
) -> Iterator[tuple[Mapping[str, Any], Ref, BoxSet]]:
    """The entries of such a list with their cells, less those that are not understood."""
    for data, ref in items_of(program, section, scopes.desk):
        cells = scopes.cells(data, ref)
        if cells is None:
            scopes.desk.leave_out(data["id"])
        else:
            yield data, ref, cells
