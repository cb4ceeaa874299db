"""Forms and regions that keep partners inside some places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from partnerbook.check.days.signed import title
from partnerbook.check.territories.law import Area, buyers
from partnerbook.findings import Ref
from partnerbook.resolve.program import Partner, Program
from partnerbook.values.box import BoxSet, inside_spans


@dataclass(slots=True)
class Fence:
    """Something that says how far the grants of some partners may reach."""

    id: str
    name: str
    at: Ref
    cells: BoxSet
    held: BoxSet
    inside: list[Partner] = field(default_factory=list)


def fences(program: Program, area: Area) -> Sequence[Fence]:
    """The forms and regions that limit places, with the partners in the area that they limit."""
    nothing, limits = program.axes.space.nothing, program.authority
    found: dict[str, Fence] = {}
    for region in limits.regions or ():
        at = region.ref.child("places")
        name = f"the authorised region {region.name}"
        cells = region.cells.without("seller")
        found[region.id] = Fence(region.id, name, at, cells, nothing)
    for (form, version), cells in limits.forms.items():
        made, key = program.forms[(form, version)], f"{form}-{version}"
        if "territory" in made.record.data:
            at = made.ref.child("territory", "places")
            found[f"/{key}"] = Fence(key, title(made), at, cells.without("product"), nothing)
    for partner, cells in buyers(program, area):
        seat = program.axes.node("seller", partner.seller_place)
        names = [
            region.id
            for region in limits.regions or ()
            if inside_spans(seat, region.cells.on("seller"))
        ]
        signed = partner.agreement and partner.agreement.form
        names += [f"/{signed.form}-{signed.version}"] if signed else []
        for name in names:
            # Who holds something outside all the same is not kept inside; that is an error itself.
            if name in found and cells.without("day").inside(found[name].cells.without("day")):
                found[name].inside.append(partner)
                found[name].held = found[name].held.union(cells)
    return [fence for fence in found.values() if fence.inside]
