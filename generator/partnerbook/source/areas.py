"""One place, and what a text may be that is none: the answers of the table of places."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

Kind = Literal["region", "country", "subdivision"]
Language = Literal["en", "de"]


@dataclass(frozen=True, slots=True)
class Area:
    """One place. ``parent`` is None for ``world`` and for a country that is no more.

    Dates are inclusive; None: no such date, or, for a retired area, that the day is not known.
    ``sovereign`` is the country that a dependency with a code of its own belongs to (US for PR),
    though it does not lie in it.
    """

    code: str
    kind: Kind
    name_en: str
    name_de: str
    parent: str | None
    valid_from: date | None
    valid_through: date | None
    successors: tuple[str, ...]
    sovereign: str | None = None

    def name(self, language: Language = "en") -> str:
        """The name in one of the two languages."""
        return self.name_de if language == "de" else self.name_en


class Because(StrEnum):
    """Why a text is not a place."""

    CASE = "case"  # right but for capitals or blanks around it; suggestions: that place
    NAME = "name"  # a name or another code stands where a code must; suggestions: that place
    GROUP = "group"  # a group whose members may change (EU); suggestions: all its members
    NEAR = "near"  # nothing is called so; suggestions: the closest
    NOTHING = "nothing"  # nothing is called so, nor nearly so; no suggestions


@dataclass(frozen=True, slots=True)
class Unknown:
    """Not a place; ``suggestions`` are current places, likeliest first."""

    text: str
    because: Because
    suggestions: tuple[Area, ...] = ()


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A name of several places: larger kinds first, then in the order of the tree."""

    text: str
    candidates: tuple[Area, ...]


@dataclass(frozen=True, slots=True)
class Retired:
    """A code or name that is no more.

    ``was`` has every earlier meaning, oldest first (CS has two); ``successors`` are today's
    places on the same land, empty where no source names them.
    """

    text: str
    was: tuple[Area, ...]
    successors: tuple[Area, ...]


Found = Area | Unknown | Ambiguous | Retired


def one_off(code: str, written: str) -> bool:
    """Whether two short codes begin alike and differ in one sign only."""
    pairs = list(zip(code, written, strict=False))
    return (
        len(code) == len(written) > 1
        and pairs[0][0] == pairs[0][1]
        and (sum(one != other for one, other in pairs) == 1)
    )
