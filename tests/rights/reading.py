"""What the package found, as deals of a universe: exact, or the test fails.

The way back from the package's numbers to words: every leaf of a tree is looked up in the stretch
of the words that the universe knows, so a set that cuts an atom in two is noticed.
"""

from __future__ import annotations

from itertools import groupby

from tests.rights.file_oracle import Found
from tests.rights.universe import (
    CODES,
    COVERS,
    LAND,
    REST,
    ROUTES,
    SIZES,
    Deals,
    Files,
    Nested,
    Universe,
)
from tests.rights.written import as_yaml

from partnerbook.load import load_tree
from partnerbook.resolve import resolve
from partnerbook.resolve.axes import Axes
from partnerbook.resolve.program import Program
from partnerbook.rights import Conflict, conflicts
from partnerbook.source.tree import MemoryTree
from partnerbook.values.box import INFINITY, BoxSet, Number, Spans

AXES = {"place": "places", "product": "products", "account": "accounts"}


def program_of(files: Files) -> Program:
    """The program that the package makes of the files, which must be without findings."""
    loaded, shape = load_tree(MemoryTree({p: as_yaml(d).encode() for p, d in files.items()}))
    program, links = resolve(loaded)
    assert [finding.message for finding in (*shape, *links)] == []
    assert program is not None
    return program


class Reading:
    """Reads the cells of one program as the deals of a universe."""

    def __init__(self, universe: Universe, axes: Axes) -> None:
        self.universe, self.axes = universe, axes
        self._places = ["?"] * axes.trees["place"].stretch["world"][1]
        self._name(LAND)
        self._leaves = [self._atoms_of(leaf, at) for at, leaf in enumerate(self._places)]
        self._ordinals = [(first.toordinal(), end.toordinal()) for first, end in universe.stretches]
        self._known: dict[tuple[str, Spans], int] = {}
        self._atoms: dict[str, dict[str, list[tuple[Number, Number]]]] = {}

    def _name(self, below: Nested) -> None:
        for name, inner in below.items():
            first, end = self.axes.trees["place"].stretch[CODES.get(name, name)]
            self._places[first:end] = [name + REST if inner else name] * (end - first)
            self._name(inner)

    def _atoms_of(self, name: str, at: int) -> tuple[str, ...]:
        """The atoms that a leaf of the tree stands for: a part of Germany is several."""
        inside = sorted(a for a in self.universe.atoms["places"] if a.partition("|")[0] == name)
        grid = self.axes.postal.get("DE")
        if len(inside) == 1 or grid is None:
            return tuple(inside)
        (mine,) = (
            column
            for column, side in grid.columns.items()
            if any(low <= at < high for low, high in side)
        )
        if ((at, at + 1),) in grid.rows.values():
            return tuple(inside)  # a part with one prefix only is not divided

        def column(atom: str) -> str:
            begins = atom.partition("|")[2]
            return max((c for c in grid.columns if begins.startswith(c)), key=len)

        return tuple(atom for atom in inside if column(atom) == mine)

    def deals(self, cells: BoxSet) -> Deals:
        """The deals that the cells are."""
        found = [0] * len(self._ordinals)
        for box in cells.boxes:
            held = self.universe.everything
            for axis, side in box.sides:
                if axis != "day":
                    held &= self._bits(axis, side)
            days = box.side("day")
            for at in range(len(found)) if days is None else self._stretches(days):
                found[at] |= held
        return tuple(found)

    def _stretches(self, days: Spans) -> list[int]:
        edges = {edge for stretch in self._ordinals for edge in stretch}
        assert all(edge in edges for stretch in days for edge in stretch)
        return [
            at
            for at, (low, _) in enumerate(self._ordinals)
            if any(first <= low < end for first, end in days)
        ]

    def _bits(self, axis: str, side: Spans) -> int:
        key = (axis, side)
        if key not in self._known:
            if axis not in self._atoms:
                self._atoms[axis] = self._stretches_of(axis)
            atoms = self._atoms[axis]
            inside = {a for a, stretches in atoms.items() if _all_inside(stretches, side)}
            outside = {a for a, stretches in atoms.items() if _all_outside(stretches, side)}
            assert inside | outside == atoms.keys(), f"{axis}: an atom is cut in two"
            self._known[key] = self.universe.bits(AXES.get(axis, axis), inside)
        return self._known[key]

    def _stretches_of(self, axis: str) -> dict[str, list[tuple[Number, Number]]]:
        """Where each atom lies on an axis."""
        found: dict[str, list[tuple[Number, Number]]] = {}
        if axis == "place":
            at = 0
            for atoms, leaves in groupby(self._leaves):
                end = at + len(list(leaves))
                for atom in atoms:
                    found.setdefault(atom, []).append((at, end))
                at = end
        elif axis in AXES:
            stretch = self.axes.trees[axis].stretch
            for atom in self.universe.atoms[AXES[axis]]:
                found[atom] = [stretch[atom]]
        elif axis == "quantity":
            return {n: [(low, end or INFINITY)] for n, (low, end) in SIZES.items()}
        else:
            for at, value in enumerate(self.axes.values[axis]):
                atom = COVERS[value] if axis == "covers" else value
                if axis == "route" and value not in ROUTES:
                    atom = "other"
                found.setdefault(atom, []).append((at, at + 1))
        return found

    def found(self, conflict: Conflict) -> Found:
        """A conflict as the oracle says it."""
        deals = self.deals(conflict.cells)
        who = (conflict.left.id, conflict.right.id, conflict.rule)
        return (*who, deals, conflict.assumed, conflict.certain)

    def conflicts(self, program: Program) -> set[Found]:
        """All conflicts of a program; no two of them have the same two sides and rule."""
        found = [self.found(conflict) for conflict in conflicts(program)]
        assert len({one[:3] for one in found}) == len(found)
        return set(found)


def _all_inside(stretches: list[tuple[Number, Number]], side: Spans) -> bool:
    return all(any(a <= low and high <= b for a, b in side) for low, high in stretches)


def _all_outside(stretches: list[tuple[Number, Number]], side: Spans) -> bool:
    return all(not any(a < high and low < b for a, b in side) for low, high in stretches)
