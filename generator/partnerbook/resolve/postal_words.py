"""Why a text is no postal prefix, though it looks like one, with what to write instead."""

from __future__ import annotations

import re

from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.postal import Prefix, loosely, prefix_of
from partnerbook.source.geography import Area, Because, Geography, Unknown
from partnerbook.source.postal_codes import letters, may_begin, shapes

_OF_A_PART = re.compile(r"([A-Z]{2})-[A-Z0-9]{1,3} ([A-Z0-9]{1,10})\Z")
_MOST = 3


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
        loose = loosely(text)
        numbered = loose and any(sign.isdigit() for sign in loose.begins)
        return _impossible(text, loose, places) if loose and numbered else None
    area = _part(prefix, places)
    if area is not None:
        message = f"there is no place called {text}; did you mean {area.code} ({area.name()})?"
        return message, [(area.code, f"write {area.code} ({area.name()})")]
    if impossible := _impossible(text, prefix, places):
        return impossible
    return f"{text} cannot be a postal prefix: there is no country {prefix.country}", []


def _impossible(
    text: str, prefix: Prefix, places: Geography
) -> tuple[str, list[tuple[str, str]]] | None:
    """What to say of a prefix with which no code of its country begins; None without a country."""
    if not _is_country(prefix.country, places):
        return None
    if not shapes(prefix.country):
        name = places.area(prefix.country).name()
        return f"{text} cannot be a postal prefix: {name} has no postal codes", []
    message = no_such_code(prefix, places)
    longer = Prefix(prefix.country, f"{letters(prefix.country)}{prefix.begins}")
    if not may_begin(longer.country, longer.begins):
        return message, []
    return f"{message}; did you mean {longer}?", [(str(longer), f"write {longer}")]


def no_such_code(prefix: Prefix, places: Geography) -> str:
    """Says that no code of a country begins so, and what they look like."""
    name = places.area(prefix.country).name()
    return f"no postal code of {name} begins with {prefix.begins}: {_look(prefix.country)}"


def _look(country: str) -> str:
    """What the codes of a country look like, in words."""
    known = shapes(country)
    if all(set(shape) == {"#"} for shape in known):
        return f"they have {joined([str(len(shape)) for shape in known], 'or')} digits"
    # Of many shapes those with words in them, such as the army's, are the rare ones.
    usual = [shape for shape in known if not any(sign.isalpha() for sign in shape)] or known
    some = usual[:_MOST]
    such_as = "such as " if len(some) < len(known) else ""
    kinds = {"#": "# a digit", "@": "@ a letter", "*": "* either"}
    key = [words for sign, words in kinds.items() if any(sign in shape for shape in some)]
    meaning = f" ({', '.join(key)})" if key else ""
    return f"they are written {such_as}{joined(some, 'or')}{meaning}"


def _part(prefix: Prefix, places: Geography) -> Area | None:
    """The part of a country that was meant, such as DE-BY by ``DE BY``."""
    code = f"{prefix.country}-{prefix.begins}"
    return places.area(code) if prefix.begins.isalpha() and places.knows(code) else None


def _wrong(prefix: Prefix, places: Geography) -> bool:
    if not has_codes(prefix.country, places) or _part(prefix, places) is not None:
        return True
    return not may_begin(prefix.country, prefix.begins)


def has_codes(country: str, places: Geography) -> bool:
    """Whether these two capitals are a country that has postal codes."""
    return _is_country(country, places) and bool(shapes(country))


def _is_country(country: str, places: Geography) -> bool:
    if not places.knows(country):
        return False
    area = places.area(country)
    return area.kind == "country" and area.code == country
