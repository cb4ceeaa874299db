"""Why a text is not a place, in plain words, with what to write instead."""

from __future__ import annotations

from collections.abc import Iterable

from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.postal_words import mistaken
from partnerbook.source.geography import Ambiguous, Area, Because, Geography, Retired, Unknown
from partnerbook.values.dates import in_words
from partnerbook.values.ident import closest, is_id

Complaint = tuple[str, list[tuple[str, str]]]
"""The message, and the repairs as (what to write, what to say).

Of several places only the reader knows which is meant: there is nothing to write then, lest that
one be proposed which happens to leave the fewest mistakes.
"""
_MOST = 3
_MOST_PARTS = 20
_ALPHA_3 = 3


def complaint(
    name: str,
    found: Unknown | Ambiguous | Retired,
    places: Geography,
    territories: Iterable[str],
) -> Complaint:
    """What to say about a text that is no place and no territory."""
    if isinstance(found, Retired):
        return _retired(name, found, places)
    if isinstance(found, Unknown) and found.because in (Because.NEAR, Because.NOTHING):
        postal = mistaken(name, places)
        # JP-93 is rather a slip for a part such as JP-39, DE-81 for no part of Germany.
        parts = any("-" in area.code for area in found.suggestions)
        if postal is not None and (" " in name or not parts):
            return postal
    if isinstance(found, Ambiguous):
        offers = [_offer(area, places) for area in found.candidates]
        listed = joined([said for _, said in offers], "or")
        return f"{name} may be several places: {listed}", [("", f"write {s}") for _, s in offers]
    if found.because is Because.GROUP and (meant := _own(name, territories)):
        return f"there is no place called {name}; did you mean the territory {meant}?", [
            (meant, f"write {meant}")
        ]
    offers = [_offer(area, places) for area in found.suggestions]
    if found.because in (Because.CASE, Because.NAME):
        what = offers[0][1]
        return f"places are written by their codes: {name} is {what}", _repairs(offers)
    if found.because is Because.GROUP:
        members = ", ".join(code for code, _ in offers)
        message = f"{name} is a group of countries that changes over time; list its members in a"
        return f"{message} territory of the program: today they are {members}", []
    if outside := _no_part(name, found, places):
        return outside
    # Whoever misspells a territory of the program does not mean a district far away.
    own = [(near, near) for near in closest(name, territories, limit=1)]
    if _like_a_territory(name):
        offers = [_offer(area, places) for area in found.suggestions if area.kind == "region"]
    offers = (own or offers)[:_MOST]
    message = f"there is no place or territory called {name}"
    if offers:
        message += f"; did you mean {joined([said for _, said in offers], 'or')}?"
    return message, _repairs(offers)


def _no_part(name: str, found: Unknown, places: Geography) -> Complaint | None:
    """What to say of a code that begins like a country's parts, but is not nearly one of them.

    The country itself is not offered: a right to all of it is more than was asked for.
    """
    head, dash, _ = name.partition("-")
    country = found.suggestions[0] if found.suggestions else None
    if not dash or country is None or country.kind != "country" or len(head) > _ALPHA_3:
        return None
    message = f"{name} is not a part of {country.name()}"
    parts = [area.code for area in places.children(country.code) if area.code[:2] == country.code]
    if not parts:
        return f"{message}, which has no parts", []
    if len(parts) > _MOST_PARTS:
        some = joined(parts[:_MOST], "or")
        return f"{message}; its {len(parts)} parts are called such as {some}", []
    return f"{message}; its parts are {joined(parts, 'and')}", []


def _like_a_territory(name: str) -> bool:
    """Whether a word is written as only territories and regions are: small, and no code's part."""
    head, dash, _ = name.partition("-")
    return is_id(name) and len(name) > 2 and not (dash and len(head) == 2)


def _own(name: str, territories: Iterable[str]) -> str:
    """The territory that is only written another way, such as ``EEA`` for ``eea``."""
    return next((own for own in territories if own.casefold() == name.casefold()), "")


def _retired(name: str, found: Retired, places: Geography) -> Complaint:
    was = " or ".join(dict.fromkeys(area.name() for area in found.was))
    last = found.was[-1].valid_through
    called = name if was == name else f"{name} ({was})"
    ended = f"ended on {in_words(last)}" if last else "is no longer a place"
    offers = [_offer(area, places) for area in found.successors]
    if not offers:
        return f"{called} {ended}", []
    listed = joined([said for _, said in offers], "and")
    many = "s" if len(offers) > 1 else ""
    message = f"{called} {ended}; write its successor{many} {listed}"
    return message, _repairs(offers) if len(offers) == 1 else []


def _offer(area: Area, places: Geography) -> tuple[str, str]:
    """What to write for a place, and how to say it."""
    written = places.spelling(area.code)
    return written, f"{written} ({area.name()})"


def _repairs(offers: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(written, f"write {said}") for written, said in offers]
