"""Which authorised regions a partner belongs to, and which of its rights reach beyond them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnerbook.check.territories.beyond import beyond
from partnerbook.resolve.authority import AuthorisedRegion
from partnerbook.resolve.program import Grant, Partner, Program
from partnerbook.values.box import BoxSet, inside_spans

Regions = Sequence[AuthorisedRegion]
MOST_WAYS = 2


def holders(program: Program) -> Iterator[tuple[Partner, Regions]]:
    """The partners with rights that are not over, each with the regions that it sells from."""
    regions, nothing = program.authority.regions, program.axes.space.nothing
    for partner in program.partners.values() if regions is not None else ():
        seat = program.axes.node("seller", partner.seller_place)
        if any(beyond(program, grant.cells, nothing) for grant in partner.grants):
            mine = [one for one in regions or () if inside_spans(seat, one.cells.on("seller"))]
            yield partner, mine


def too_far(program: Program, partner: Partner, regions: Regions) -> Iterator[tuple[Grant, BoxSet]]:
    """The grants beyond all of a partner's regions, with the cells outside; none if it has none."""
    seat, limit = program.axes.node("seller", partner.seller_place), program.axes.space.nothing
    for region in regions:
        limit = limit.union(region.cells.limited("seller", seat).without("seller"))
    for grant in partner.grants if regions else ():
        cells = beyond(program, grant.cells, limit)
        if cells:
            yield grant, cells


def wide_enough(partner: Partner, regions: Regions) -> Regions:
    """The first regions in which a partner might hold all that it does."""
    held = [grant.cells.on("place") for grant in partner.grants if grant.cells]
    wide = [
        region
        for region in regions
        if all(inside_spans(side, region.cells.on("place")) for side in held)
    ]
    return wide[:MOST_WAYS]
