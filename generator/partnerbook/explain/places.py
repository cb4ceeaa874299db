"""A place as a person writes it in a question, and what it holds on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from partnerbook.resolve import dated
from partnerbook.resolve.place_words import complaint
from partnerbook.resolve.postal import Prefix
from partnerbook.resolve.postal_words import meant_prefix
from partnerbook.resolve.program import Program
from partnerbook.resolve.written_place import held_on
from partnerbook.source.geography import Area, Because, Unknown
from partnerbook.values.box import Spans


@dataclass(frozen=True, slots=True)
class Unclear:
    """Why a question cannot be answered, in words for whoever asked it."""

    say: str


@dataclass(frozen=True, slots=True)
class Where:
    """A place that is asked about: its code or the territory's id, its name, and what it holds."""

    code: str
    name: str
    held: Spans

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


def place_of(program: Program, text: str, on: date) -> Where | Unclear:
    """The place that a text means: a code, a region, a territory's id, or an unambiguous name.

    A territory is what it holds on the day.
    """
    table = program.geography
    found = table.find(text)
    if isinstance(found, Area):
        return _area(program, found, on)
    if text in program.axes.meant:
        name = program.axes.names["place", text]
        return Where(text, name, dated.on(program.axes.meant[text], on))
    own = _territory(program, text)
    if own:
        return Where(own, program.territories[own].name, held_on(program, own, on))
    prefix = meant_prefix(text, table)
    if prefix is not None:
        return _prefix(program, prefix)
    if isinstance(found, Unknown) and found.because in (Because.CASE, Because.NAME):
        return _area(program, found.suggestions[0], on)
    return Unclear(complaint(text, found, table, program.axes.territories)[0])


def _area(program: Program, area: Area, on: date) -> Where:
    tree = program.axes.trees["place"]
    meant = program.axes.meant.get(area.code)
    held = (tree.stretch[area.code],) if meant is None else dated.on(meant, on)
    return Where(program.geography.spelling(area.code), tree.names[area.code], held)


def _prefix(program: Program, prefix: Prefix) -> Where:
    """Where customers with such codes are; all of the country if no file tells them apart."""
    tree = program.axes.trees["place"]
    grid = program.axes.postal.get(prefix.country)
    held = grid.holds(prefix.begins) if grid else (tree.stretch[prefix.country],)
    name = f"postal code {prefix.begins} in {tree.names[prefix.country]}"
    return Where(str(prefix), name, held)


def _territory(program: Program, text: str) -> str:
    """The territory of this id or name; capitals do not matter."""
    wanted = text.strip().casefold()
    names = {code: program.territories[code].name.casefold() for code in program.axes.territories}
    if wanted in names:
        return wanted
    named = [code for code, name in names.items() if name == wanted]
    return named[0] if len(named) == 1 else ""
