"""Grants that ask for a partner of another sort than the one that holds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from partnerbook.check.territories.narrowing import written
from partnerbook.findings import Ref
from partnerbook.resolve.axes import KEYS
from partnerbook.resolve.naming import describe_axis
from partnerbook.resolve.program import Grant, Program
from partnerbook.rights.own import own_cells
from partnerbook.values.box import BoxSet

KEPT: Mapping[str, str] = {"seller": "establishment", "partner_type": "type", "track": "track"}
"""What a partner keeps, with where its file says so. A tier may change, these do not."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """A key of ``for:`` that the holder does not meet.

    In words what it asks for and what the holder is, and where the partner's file says that.
    """

    key: str
    wanted: str
    held: str
    at: Ref


def fits(program: Program, grant: Grant) -> bool:
    """Whether some of a grant is for a partner such as its holder."""
    return grant.written.meets(_own(program, grant))


def misfits(program: Program, grant: Grant) -> list[Misfit]:
    """What its file asks for and the holder does not have."""
    partner, own = program.partners[grant.partner], _own(program, grant)
    said = written(program, grant)["for"]
    return [
        Misfit(
            key,
            _sort(program, axis, grant.written),
            _sort(program, axis, own),
            partner.ref.child(KEPT[axis]),
        )
        for key, axis in KEYS.items()
        if axis in KEPT and key in said and not grant.written.limited(axis, own.on(axis))
    ]


def _own(program: Program, grant: Grant) -> BoxSet:
    return own_cells(program.axes, program.partners[grant.partner], KEPT)


def _sort(program: Program, axis: str, cells: BoxSet) -> str:
    """Which partners are meant, by one thing that they keep."""
    words = describe_axis(program.axes, axis, cells.on(axis))
    return f"partners of the type {words}" if axis == "partner_type" else words
