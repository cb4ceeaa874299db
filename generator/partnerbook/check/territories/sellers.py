"""Who may sell in some cells, and lists of names that stay short."""

from __future__ import annotations

from collections.abc import Sequence

from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Grant, Program
from partnerbook.rights.own import own_cells
from partnerbook.values.box import BoxSet

MOST_NAMED = 3
"""So many names are written out; of more the number is given."""


def few(names: Sequence[str], what: str) -> str:
    """The names, or how many there are: ``Core and Plus``, ``8 products``."""
    return joined(names, "and") if len(names) <= MOST_NAMED else f"{len(names)} {what}"


def sellers(program: Program, cells: BoxSet) -> list[tuple[str, Grant]]:
    """The partners that may sell in some of the cells, by name, each with its first such grant."""
    axes = program.axes
    found: dict[str, Grant] = {}
    for grant in program.grants:
        partner = program.partners[grant.partner]
        given = grant.cells.limited("partner_type", axes.node("partner_type", partner.type))
        if given.limited("track", axes.node("track", partner.track)).meets(cells):
            found.setdefault(partner.name, grant)
    return sorted(found.items())


def sellers_today(program: Program, cells: BoxSet) -> list[tuple[str, Grant]]:
    """Those in force that may resell in some of the cells today, in the tier that they hold.

    By name, each with its first such grant.
    """
    today = cells.meet(program.axes.on(program.as_of)).meet(program.axes.cell(covers="resell"))
    found: dict[str, Grant] = {}
    for grant in program.grants:
        partner = program.partners[grant.partner]
        mine = grant.cells.meet(today)
        if mine and partner.name not in found and mine.meets(own_cells(program.axes, partner)):
            found[partner.name] = grant
    return sorted(found.items())
