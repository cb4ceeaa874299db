"""Postal prefixes such as ``DE 80``: a second way to divide a country, beside its parts.

Nobody says which postal codes lie in which part, so both ways are laid over each other: each part
(a *row*) has a leaf for each prefix that the program writes (a *column*, with one for all other
codes). A leaf may be empty in truth, but no row and no column is. Where ``postal:`` in program.yml
says which codes lie in a part, the leaves that it rules out are not there.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from partnerbook.values.box import Spans, inside_spans, meet_spans, spans, subtract_spans

OTHER = ""
"""The column of all codes that begin with no written prefix."""
_PREFIX = re.compile(r"([A-Z]{2}) ([A-Z0-9]{1,10})\Z")
_LOOSE = re.compile(r"([A-Za-z]{2})[ -]?([A-Za-z0-9][A-Za-z0-9 -]{0,11})\Z")


@dataclass(frozen=True, slots=True)
class Prefix:
    """The beginning of postal codes of a country; as files write it, ``DE 80``."""

    country: str
    begins: str

    def __str__(self) -> str:
        return f"{self.country} {self.begins}"


def prefix_of(text: str) -> Prefix | None:
    """The prefix that a text is, written just as it must be; the country may be none."""
    found = _PREFIX.match(text)
    return Prefix(found[1], found[2]) if found else None


def loosely(text: str) -> Prefix | None:
    """The prefix or whole code that a person means, such as ``de 80331`` or ``GB SW1A 1AA``."""
    found = _LOOSE.match(text.strip())
    if not found:
        return None
    return Prefix(found[1].upper(), re.sub(r"[ -]", "", found[2]).upper())


@dataclass(frozen=True, slots=True)
class Grid:
    """The leaves of one country. ``rows`` are its parts, by code, ``columns`` by written prefix."""

    country: Spans
    rows: Mapping[str, Spans]
    columns: Mapping[str, Spans]

    def holds(self, begins: str) -> Spans:
        """The leaves of all codes that begin so; of a longer text, those that cannot be told apart.

        That is the column of the longest written prefix that it begins with.
        """
        inside = [prefix for prefix in self.columns if prefix.startswith(begins)]
        if begins not in self.columns:
            inside.append(max((c for c in self.columns if begins.startswith(c)), key=len))
        return spans(stretch for prefix in inside for stretch in self.columns[prefix])

    def together(self, prefixes: Iterable[str]) -> Spans:
        """The leaves of several prefixes."""
        return spans(stretch for begins in prefixes for stretch in self.holds(begins))

    def sure(self, held: Spans) -> bool:
        """Whether some customer is in these leaves, wherever its postal codes lie."""
        lines = (*self.rows.values(), *self.columns.values())
        return any(line and inside_spans(line, held) for line in lines)

    def partly(self, held: Spans) -> dict[frozenset[str], list[str]]:
        """The rows that are held in part: those with the same columns, by these columns."""
        found: dict[frozenset[str], list[str]] = {}
        for row, leaves in self.rows.items():
            part = meet_spans(leaves, held)
            if part and part != leaves:
                found.setdefault(frozenset(self.in_row(row, held)), []).append(row)
        return found

    def in_row(self, row: str, held: Spans) -> Iterator[str]:
        """The columns of a row that are held."""
        part = meet_spans(self.rows[row], held)
        for prefix, leaves in self.columns.items():
            if meet_spans(leaves, part):
                yield prefix

    def whole(self, held: Spans) -> tuple[str, ...]:
        """The shortest prefixes that are held in all of the country."""
        found: list[str] = []
        for prefix in sorted(self.columns, key=lambda prefix: (len(prefix), prefix)):
            if prefix and not prefix.startswith(tuple(found)):
                leaves = self.holds(prefix)
                if leaves and inside_spans(leaves, held):
                    found.append(prefix)
        return tuple(found)


Grids = Mapping[str, Grid]
"""By country; none for a country of which the program writes no prefix."""


def sure(grids: Grids, held: Spans) -> bool:
    """Whether some customer is certainly in a set of places, whatever lies where."""
    left = held
    for grid in grids.values():
        inside = meet_spans(held, grid.country)
        if inside:
            if grid.sure(inside):
                return True
            left = subtract_spans(left, grid.country)
    return bool(left)


def by_prefix(grids: Grids, held: Spans) -> tuple[tuple[str, ...] | None, Spans]:
    """The prefixes that a file writes for a set of places, and the whole places besides.

    None where a part of a country is cut that no prefix of the whole country cuts out.
    """
    words: list[str] = []
    left = held
    for country, grid in grids.items():
        part = meet_spans(held, grid.country)
        cut = [row for rows in grid.partly(part).values() for row in rows]
        whole = grid.whole(part) if cut else ()
        if cut and grid.together(whole) == part:
            words += [f"{country} {begins}" for begins in whole]
            left = subtract_spans(left, part)
            continue
        needed = meet_spans(part, spans(s for row in cut for s in grid.rows[row]))
        for begins in whole:
            leaves = grid.holds(begins)
            if meet_spans(leaves, needed):
                words.append(f"{country} {begins}")
                left = subtract_spans(left, meet_spans(leaves, needed))
                needed = subtract_spans(needed, leaves)
        if needed:
            return None, held
    return tuple(words), left


Terms = list[tuple[str, tuple[str, ...]]]
"""Prefixes, each less some longer ones; ``OTHER`` is every code there is."""


def terms(held: Collection[str], among: Collection[str], within: str = OTHER) -> Terms:
    """The fewest prefixes that mean just these columns of all that a row has."""
    below = [column for column in among if column.startswith(within)]
    inside = [column for column in below if column in held]
    if not inside:
        return []
    if len(inside) == len(below):
        return [(within, ())]
    if within not in held:
        return [term for child in _children(below, within) for term in terms(held, among, child)]
    out: list[str] = []
    again: Terms = []
    _cut_out(held, among, within, out, again)
    return [(within, tuple(out)), *again]


def _cut_out(
    held: Collection[str], among: Collection[str], within: str, out: list[str], again: Terms
) -> None:
    """What lies in a prefix and is not held, and what of that is held after all."""
    for child in _children(among, within):
        below = [column for column in among if column.startswith(child)]
        if child in held:
            _cut_out(held, among, child, out, again)
        elif not held or not all(column in held for column in below):
            out.append(child)
            again += terms(held, among, child)


def _children(columns: Iterable[str], within: str) -> list[str]:
    """The prefixes directly in another."""
    inside = sorted(c for c in columns if c != within and c.startswith(within))
    return [c for c in inside if not any(c != o and c.startswith(o) for o in inside)]


@dataclass(frozen=True, slots=True)
class Mapped:
    """What ``postal:`` says: these rows have just these prefixes, and no other row has any."""

    rows: frozenset[str]
    prefixes: tuple[str, ...]

    def allows(self, row: str, column: str) -> bool:
        """Whether a row may have a column."""
        return (row in self.rows) == (column != OTHER and column.startswith(self.prefixes))


def cut(
    rows: Sequence[str], columns: Iterable[str], mapped: Sequence[Mapped]
) -> dict[str, tuple[str, ...]]:
    """For each row of a country the columns that it may have, in order."""
    order = sorted({OTHER, *columns})
    return {
        row: tuple(column for column in order if all(one.allows(row, column) for one in mapped))
        for row in rows
    }
