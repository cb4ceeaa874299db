"""What would have to be known to tell whether two rights collide, and where to write it."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.findings import Repair
from partnerbook.resolve.naming import describe_axis, name_place
from partnerbook.resolve.naming_tree import whole_nodes
from partnerbook.resolve.program import Grant, Program
from partnerbook.rights import Conflict
from partnerbook.values.box import Spans, meet_spans, spans

_OF_PARTNER = {
    "tier": "which tier {} holds on these days",
    "seller": "in which part of its place {} is established",
}


def missing(program: Program, conflict: Conflict) -> Iterator[str]:
    """Each fact that is missing, in words; none of a conflict that is certain."""
    if conflict.certain:
        return
    axes = program.axes
    if not axes.sure(conflict.cells):
        for _, part in _parts(program, conflict):
            yield f"which postal codes lie in {describe_axis(axes, 'place', part)}"
        return
    for right in (conflict.left, conflict.right):
        if isinstance(right, Grant):
            for axis in sorted(right.cells.axes() & _OF_PARTNER.keys()):
                yield _OF_PARTNER[axis].format(program.partners[right.partner].name)


def told(program: Program, conflict: Conflict) -> Iterator[Repair]:
    """How to say which postal codes lie where, if that is what is missing."""
    if conflict.certain or program.axes.sure(conflict.cells):
        return
    for country, part in _parts(program, conflict):
        nodes = whole_nodes(program.axes.trees["place"], part)
        codes = [code for code in nodes if "/" not in code and code != country]
        if len(codes) == 1:
            (code,) = codes
            where = name_place(program.axes, code)
            entry = f"postal: [{{id: {code.lower()}, place: {code}, prefixes: […]}}]"
            yield Repair(f"say in program.yml which postal codes lie in {where}: `{entry}`")


def _parts(program: Program, conflict: Conflict) -> Iterator[tuple[str, Spans]]:
    """Of each country in doubt, the parts whose postal codes would settle it: in or out of it."""
    held = conflict.cells.on("place")
    for country, grid in program.axes.postal.items():
        inside = meet_spans(held, grid.country)
        touched = [row for row, leaves in grid.rows.items() if meet_spans(leaves, inside)]
        others = [row for row in grid.rows if row not in touched]
        few = others if others and len(others) < len(touched) else touched
        if inside:
            yield country, spans(s for row in few for s in grid.rows[row])
