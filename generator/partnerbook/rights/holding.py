"""Who holds what on a day, until when, and what anybody may sell at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from partnerbook.resolve.axes import Axes
from partnerbook.resolve.program import Grant, Program
from partnerbook.rights.conflict import strength
from partnerbook.rights.own import PARTNER_SIDE, own_cells
from partnerbook.values.box import BoxSet

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Holding:
    """What a grant gives of the cells that were asked about, on the day that was asked about.

    ``cells`` are on the customer's side and leave the day out. ``until`` is the last day on which
    all of them are held without a break; None without an end. ``assumed_from`` is the first day on
    which part of them rests on a renewal that is assumed, before or after the day asked about; None
    if they hold anyway until the end. ``covers`` tells whether they are all that was asked about:
    yes, or cannot tell, because the question left open what ``missing`` names.
    """

    grant: Grant
    cells: BoxSet
    until: date | None
    assumed_from: date | None
    covers: bool | None = True
    missing: frozenset[str] = frozenset()


def holders(program: Program, cell: BoxSet, on: date) -> tuple[Holding, ...]:
    """Who may actively sell in a cell on a day, by which grants; the strongest kinds first.

    A cell that says nothing about ``covers`` asks for the right to resell; what it says about days
    is not looked at. What it says about the partner's side (tier, track, partner type, seller
    place) selects among the partners; otherwise each partner's own is taken.
    """
    asked = cell.without("day")
    if "covers" in asked.axes():
        return _sorted(_held(program, program.grants, asked, on))
    asked = asked.meet(program.axes.cell(covers="resell"))
    found = _held(program, program.grants, asked, on)
    return _sorted(replace(held, cells=held.cells.without("covers")) for held in found)


def portfolio(program: Program, partner: str, on: date) -> tuple[Holding, ...]:
    """Everything that a partner holds on a day. KeyError if there is no such partner."""
    grants = program.partners[partner].grants
    return _sorted(_held(program, grants, program.axes.space.everything, on))


def sold(program: Program) -> BoxSet:
    """All cells, past and future, in which some grant lets somebody sell.

    Limited to the sellers' types and tracks, which they keep, but not to their tiers: what a silver
    partner sells today it may sell tomorrow as a gold one.
    """
    axes, kept = program.axes, ("partner_type", "track")
    boxes = [
        box
        for grant in program.grants
        for box in grant.cells.meet(own_cells(axes, program.partners[grant.partner], kept)).boxes
    ]
    return BoxSet(axes.space, tuple(boxes)).simplified()


def _sorted(found: Iterable[Holding]) -> tuple[Holding, ...]:
    return tuple(sorted(found, key=lambda held: (strength(held.grant.kind), held.grant.id)))


def _held(program: Program, grants: Iterable[Grant], asked: BoxSet, on: date) -> Iterator[Holding]:
    """What those grants give of the cells on the day, as far as they give anything."""
    today = asked.meet(program.axes.on(on))
    own: dict[str, BoxSet] = {}
    for grant in grants:
        if not grant.cells.meets(today):
            continue
        if grant.partner not in own:
            own[grant.partner] = own_cells(program.axes, program.partners[grant.partner])
        holding = _holding(program.axes, grant, asked.meet(own[grant.partner]), on)
        if holding is not None:
            yield holding


def _holding(axes: Axes, grant: Grant, asked: BoxSet, on: date) -> Holding | None:
    """What a grant gives of the cells on the day. ``asked`` has the partner's own side."""
    today = asked.meet(axes.on(on))
    covers, missing = grant.cells.verdict(today)
    if covers is False:
        return None
    cells = grant.cells.meet(today).without("day", *PARTNER_SIDE).disjoint()
    day, end = on.toordinal(), axes.space.axes["day"][1]
    ever = grant.cells.meet(asked).without(*PARTNER_SIDE)
    if "tier" not in missing:
        # A day on which the partner may or may not hold the tier that the grant wants ends it.
        ever = ever.subtract(asked.subtract(grant.cells).without(*PARTNER_SIDE))
    lost = cells.limited("day", ((day, end),)).subtract(ever)
    stop = lost.on("day")[0][0] if lost else end
    resting = cells.meet(grant.assumed.meet(asked).without(*PARTNER_SIDE)).on("day")
    assumed_from = next((first for first, last in resting if day < last and first < stop), None)
    return Holding(
        grant,
        cells,
        None if stop == end else date.fromordinal(int(stop)) - _ONE_DAY,
        None if assumed_from is None else date.fromordinal(int(assumed_from)),
        covers,
        missing,
    )
