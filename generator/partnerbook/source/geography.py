"""The packaged table of places: what a written place is, where it lies, and what it is called.

Source: ``geography.tsv``, from ``generator/tools/make_geography.py``. Regions (UN M49), countries
(ISO 3166-1, XK) and subdivisions (ISO 3166-2) form one tree in which a place with two codes stands
once. ``find`` never guesses: whatever is not exactly a code or a region's id comes back as wrong.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

from partnerbook.source.areas import (
    Ambiguous,
    Area,
    Because,
    Found,
    Kind,
    Language,
    Retired,
    Unknown,
    one_off,
)
from partnerbook.values.ident import closest

__all__ = [
    "ROOT",
    "Ambiguous",
    "Area",
    "Because",
    "Found",
    "Geography",
    "Kind",
    "Language",
    "Retired",
    "Unknown",
    "geography",
]
ROOT = "world"
MOST_SUGGESTIONS = 5
_LETTERS = 4
"""A name has at least so many letters for each slip in it."""
LONGEST_NAME = 100  # nobody's is longer, and a hostile text should not cost anything
_KINDS: dict[str, Kind] = {"region": "region", "country": "country", "subdivision": "subdivision"}
# Columns of the table.
_CODE, _KIND, _EN, _DE, _PARENT, _ALIASES, _ALSO = range(7)
_FROM, _THROUGH, _SUCCESSORS, _SOVEREIGN = range(7, 11)


class Geography:
    """The tree of current places, and what is known about other words for places.

    Codes given to any method but ``find`` may be aliases (``US-PR``, ``europe``); one that is no
    current place raises KeyError. Leaves are numbered from 0 in pre-order, children by code, so
    that every place is one interval of leaf numbers and its children's intervals tile it.
    ``codes`` are all current places in that order, ``leaves`` the leaves: number n is leaves[n].
    """

    def __init__(self, table: str) -> None:
        self._rows: dict[str, list[str]] = {}
        self._over: dict[str, list[list[str]]] = {}
        self._groups: dict[str, list[str]] = {}
        self._canonical: dict[str, str] = {}
        self._areas: dict[str, Area] = {}
        self._children: dict[str, list[str]] = {}
        self._below: dict[str, list[str]] = {}
        self._index: dict[str, list[str]] = {}
        for line in table.split("\n")[2:-1]:
            row = line.split("\t")
            code = row[_CODE]
            if row[_THROUGH]:
                self._over.setdefault(code, []).append(row)
            elif row[_KIND] == "group":
                self._groups[code] = row
            else:
                self._rows[code] = row
                self._canonical[code] = code
                if row[_PARENT]:
                    self._children.setdefault(row[_PARENT], []).append(code)
                if row[_SOVEREIGN]:
                    self._below.setdefault(row[_SOVEREIGN], []).append(code)
                if row[_ALIASES]:
                    for alias in row[_ALIASES].split(" "):
                        self._canonical[alias] = code
        self.codes = tuple(self._rows)
        self.leaves = tuple(code for code in self._rows if code not in self._children)
        self._intervals = self._number()

    def changed(self, places: Iterable[Area]) -> Geography:
        """The same table with these places new, or otherwise than they were; each lies in another.

        ValueError where a place lies in nothing, or in itself.
        """
        rows = {code: list(row) for code, row in self._rows.items()}
        for area in places:
            row = rows.setdefault(area.code, [area.code, area.kind, *[""] * _SOVEREIGN])
            row[_EN], row[_DE], row[_PARENT] = area.name_en, area.name_de, area.parent or ""
        below: dict[str, list[str]] = {}
        for code in sorted(rows):
            below.setdefault(rows[code][_PARENT], []).append(code)
        waiting, tree = [ROOT], []
        while waiting:
            tree.append(rows[code := waiting.pop()])
            waiting += below.get(code, [])[::-1]
        if len(tree) < len(rows):
            raise ValueError("a place lies in nothing, or in itself")
        beside = [row for over in self._over.values() for row in over]
        table = map("\t".join, (*tree, *beside, *self._groups.values()))
        return Geography("\n".join(["", "", *table, ""]))

    def _number(self) -> dict[str, tuple[int, int]]:
        """Leaf intervals; backwards through the pre-order a node's children come before it."""
        intervals: dict[str, tuple[int, int]] = {}
        end = len(self.leaves)
        for code in reversed(self._rows):
            below = self._children.get(code)
            if below:
                intervals[code] = (intervals[below[0]][0], intervals[below[-1]][1])
            else:
                end -= 1
                intervals[code] = (end, end + 1)
        return intervals

    def area(self, code: str) -> Area:
        """The current place with this code or alias."""
        code = self._canonical[code]
        if code not in self._areas:
            self._areas[code] = _area(self._rows[code])
        return self._areas[code]

    def name_of(self, code: str, language: Language = "en") -> str:
        """The name of a current place."""
        return self._rows[self._canonical[code]][_DE if language == "de" else _EN]

    def spelling(self, code: str) -> str:
        """What a person writes for it in a file: ``europe`` for 150, else the code itself."""
        row = self._rows[self._canonical[code]]
        written = row[_ALIASES].split(" ")[0]
        return written if row[_KIND] == "region" and written[:1].isalpha() else row[_CODE]

    def other_names(self, code: str) -> tuple[str, ...]:
        """What else people call a place, abbreviations too: ``UK``, ``Holland``; no numbers."""
        names = self._rows[self._canonical[code]][_ALSO].split("; ")
        return tuple(name for name in names if name and not name.isdigit())

    def interval(self, code: str) -> tuple[int, int]:
        """Its leaves as a half-open interval of leaf numbers."""
        return self._intervals[self._canonical[code]]

    def children(self, code: str) -> tuple[Area, ...]:
        """The places directly inside it, by code; none for a leaf."""
        return self._several(self._children.get(self._canonical[code], ()))

    def ancestors(self, code: str) -> tuple[Area, ...]:
        """The places around it, innermost first, ``world`` last; none for ``world``."""
        found = [self.area(code)]
        while (parent := found[-1].parent) is not None:
            found.append(self.area(parent))
        return tuple(found[1:])

    def dependencies(self, code: str) -> tuple[Area, ...]:
        """The countries whose sovereign this one is, by code; none of them lies in it."""
        return self._several(sorted(self._below.get(self._canonical[code], ())))

    def knows(self, text: str) -> bool:
        """Whether a text is written just as a place is; ``find`` would give an Area."""
        return text in self._canonical

    def find(self, text: str) -> Found:
        """What a text in a file means as a place. An alias gives the place it stands for."""
        if text in self._canonical:
            return self.area(text)
        if len(text) > LONGEST_NAME:
            return Unknown(text, Because.NOTHING)
        written = text.strip()
        upper = written.upper() if written.isascii() else written
        if upper in self._over:
            return self._retired(text, self._over[upper])
        if upper in self._groups:
            return self._group(text, upper)
        for form in (upper, written.lower()):
            if form in self._canonical:
                return Unknown(text, Because.CASE, (self.area(form),))
        return self._named(text, _fold(written)) or self._near(text, upper)

    def _retired(self, text: str, rows: list[list[str]]) -> Retired:
        heirs = dict.fromkeys(code for row in rows for code in row[_SUCCESSORS].split())
        return Retired(text, tuple(_area(row) for row in rows), self._several(heirs))

    def _group(self, text: str, code: str) -> Unknown:
        members = self._groups[code][_SUCCESSORS].split()
        return Unknown(text, Because.GROUP, self._several(members))

    def _several(self, codes: Iterable[str]) -> tuple[Area, ...]:
        return tuple(self.area(code) for code in codes)

    def _names(self) -> dict[str, list[str]]:
        """Folded name → current codes, larger kinds first; made on the first miss only."""
        if not self._index:
            kinds = list(_KINDS)
            for row in sorted(self._rows.values(), key=lambda row: kinds.index(row[_KIND])):
                for name in dict.fromkeys(_words_for(row)):
                    self._index.setdefault(name, []).append(row[_CODE])
        return self._index

    def _named(self, text: str, name: str) -> Unknown | Ambiguous | Retired | None:
        """The verdict on a text that is somebody's name: current ones before former ones."""
        codes = self._names().get(name, [])
        if codes:
            areas = self._several(codes)
            return Ambiguous(text, areas) if areas[1:] else Unknown(text, Because.NAME, areas)
        for group, row in self._groups.items():
            if name in _words_for(row):
                return self._group(text, group)
        rows = [row for over in self._over.values() for row in over if name in _words_for(row)]
        return self._retired(text, rows) if rows else None

    def _near(self, text: str, upper: str) -> Unknown:
        """The closest codes, else the closest names, else the country that it begins with."""
        codes = self._near_codes(upper) or self._near_names(_fold(text)) or self._country(upper)
        areas = self._several([*dict.fromkeys(codes)][:MOST_SUGGESTIONS])
        return Unknown(text, Because.NEAR if areas else Because.NOTHING, areas)

    def _near_codes(self, text: str) -> list[str]:
        """Codes that differ by a sign, an ending or a slip; the country is taken at its word."""
        plain = "".join(letter for letter in text if letter.isalnum())
        squeezed = f"{plain[:2]}-{plain[2:]}"
        if squeezed in self._canonical:
            return [self._canonical[squeezed]]
        _, dash, tail = text.partition("-")
        if not dash:
            countries = (code for code in self._rows if len(code) == 2)
            return list(closest(text, countries)) if len(text) <= 3 else []
        for country in self._country(text):
            if f"{country}-{tail}" in self._canonical:
                return [self._canonical[f"{country}-{tail}"]]
            inside = [code for code in self._canonical if code.startswith(f"{country}-")]
            longer = [code for code in inside if tail and code.startswith(f"{country}-{tail}")]
            tails = [code[3:] for code in inside]
            near = closest(tail, tails) or [one for one in tails if one_off(one, tail)]
            return [
                self._canonical[code] for code in longer or [f"{country}-{one}" for one in near]
            ]
        return []

    def _country(self, text: str) -> list[str]:
        """The country before the dash, also by another code of it (``UK-ENG``, ``USA-CA``)."""
        head, dash, _ = text.partition("-")
        codes = [head] if head in self._rows else self._names().get(_fold(head), [])
        return [code for code in codes[:1] if dash and len(code) == 2]

    def _near_names(self, name: str) -> list[str]:
        """The places of the closest names; short ones only of regions and countries."""
        names = self._names()
        # A slip seldom hits both ends of a name, and looking at all of them in full is slow.
        alike = [n for n in names if n[:1] == name[:1] or n[-2:] == name[-2:]]
        # Some name somewhere is always two slips away (Nippon, Nippes), so only the nearest count.
        tries = (closest(name, alike, most=most) for most in range(1, len(name) // _LETTERS + 1))
        found = [code for near in next(filter(None, tries), ()) for code in names[near]]
        return [code for code in found if len(name) > 5 or "-" not in code]


def _area(row: list[str]) -> Area:
    through = row[_THROUGH]
    first = date.fromisoformat(row[_FROM]) if row[_FROM] else None
    last = date.fromisoformat(through) if through and through != "unknown" else None
    names = row[_EN], row[_DE]
    heirs = tuple(row[_SUCCESSORS].split())
    return Area(
        row[_CODE],
        _KINDS[row[_KIND]],
        *names,
        row[_PARENT] or None,
        first,
        last,
        heirs,
        row[_SOVEREIGN] or None,
    )


def _words_for(row: list[str]) -> list[str]:
    """All folded words for the place of a row: its names and what else it is called."""
    also = row[_ALSO].split("; ") if row[_ALSO] else []
    return [_fold(name) for name in (row[_EN], row[_DE], *also)]


def _fold(name: str) -> str:
    """A name for comparing: no case, marks, spaces or punctuation; & is and, St. is Saint."""
    text = name.casefold().replace("&", " and ").replace("st. ", "saint ")
    text = text if text.isascii() else unicodedata.normalize("NFKD", text)
    return "".join(filter(str.isalnum, text))


@cache
def geography() -> Geography:
    """The packaged table, read once per process."""
    return Geography(Path(__file__).with_name("geography.tsv").read_text("utf-8"))
