"""Why a text is no postal prefix, though it looks like one, with what to write instead."""

from __future__ import annotations

import re

from partnerbook.resolve.postal import NO_CODES, Prefix, loosely, prefix_of
from partnerbook.source.geography import Area, Because, Geography, Unknown

_OF_A_PART = re.compile(r"([A-Z]{2})-[A-Z0-9]{1,3} ([A-Z0-9]{1,10})\Z")


def is_prefix(text: str, places: Geography) -> bool:
    """Whether a text is a postal prefix of a country that has postal codes, as files write it."""
    prefix = prefix_of(text)
    return prefix is not None and not _wrong(prefix, places)


def meant_prefix(text: str, places: Geography) -> Prefix | None:
    """The prefix that a person means by a text, however it is written; None if none is meant."""
    prefix = prefix_of(text) or loosely(text)
    if prefix is None:
        return None
    if not any(sign.isdigit() for sign in prefix.begins) and not prefix_of(text):
        return None
    country = places.find(prefix.country)
    if isinstance(country, Unknown) and country.because is Because.NAME:
        prefix = Prefix(country.suggestions[0].code, prefix.begins)  # UK for GB
    return None if _wrong(prefix, places) else prefix


def mistaken(text: str, places: Geography) -> tuple[str, list[tuple[str, str]]] | None:
    """What to say about a text that looks like a postal prefix but is none; None otherwise.

    The message, and the repairs as (what to write, what to say).
    """
    if of_a_part := _OF_A_PART.match(text):
        better = Prefix(of_a_part[1], of_a_part[2])
        if _wrong(better, places):
            return None
        message = f"{text}: a postal prefix belongs to a whole country; did you mean {better}?"
        return message, [(str(better), f"write {better}")]
    meant = meant_prefix(text, places)
    if meant is not None and str(meant) != text:
        message = (
            f"there is no place called {text}; a postal prefix is a country's code, a blank, and"
            f" capitals and digits: did you mean {meant}?"
        )
        return message, [(str(meant), f"write {meant}")]
    prefix = prefix_of(text)
    if prefix is None:
        return None
    area = _part(prefix, places)
    if area is not None:
        message = f"there is no place called {text}; did you mean {area.code} ({area.name()})?"
        return message, [(area.code, f"write {area.code} ({area.name()})")]
    if prefix.country in NO_CODES:
        name = places.area(prefix.country).name()
        return f"{text} cannot be a postal prefix: {name} has no postal codes", []
    return f"{text} cannot be a postal prefix: there is no country {prefix.country}", []


def _part(prefix: Prefix, places: Geography) -> Area | None:
    """The part of a country that was meant, such as DE-BY by ``DE BY``."""
    code = f"{prefix.country}-{prefix.begins}"
    return places.area(code) if prefix.begins.isalpha() and places.knows(code) else None


def _wrong(prefix: Prefix, places: Geography) -> bool:
    return not has_codes(prefix.country, places) or _part(prefix, places) is not None


def has_codes(country: str, places: Geography) -> bool:
    """Whether these two capitals are a country that has postal codes."""
    if not places.knows(country) or country in NO_CODES:
        return False
    area = places.area(country)
    return area.kind == "country" and area.code == country
