"""What an id is, when a name only looks like another one, and which word was probably meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
NONE = "none"
"""Written where ids are listed: none of them."""
RESERVED = frozenset({"all", NONE})

# Characters that show nothing, or turn the text around them (Unicode's format characters and
# default-ignorable ones, the blank fillers, and the variation selectors). The few format
# characters that are drawn, such as the Arabic number signs, are left out.
_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
INVISIBLE = re.compile(f"[{_UNSEEN}]")

# Small letters that Unicode does not take for one of a to z with a mark.
_SPELLED_OUT = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ı": "i"})

# Scripts with letters that cannot be told from Latin ones on a screen.
_LOOK_ALIKE = ("Cyrillic", "Greek", "Armenian", "Cherokee")


def is_id(text: str) -> bool:
    """Whether a text may name a file or an entry: ``gold``, ``nordwind-nord``; not ``all``."""
    return ID.match(text) is not None and text not in RESERVED


def as_id(text: str) -> str | None:
    """The id a person probably meant by a name (``Gold Partner`` → ``gold-partner``), if any."""
    spelled_out = text.casefold().translate(_SPELLED_OUT)
    plain = unicodedata.normalize("NFKD", spelled_out).encode("ascii", "ignore").decode().lower()
    found = "-".join(re.findall(r"[a-z0-9]+", plain))
    return found if is_id(found) else None


def describe(character: str) -> str:
    """A character by its number and name, fit for any screen: ``U+200B ZERO WIDTH SPACE``."""
    name = _CONTROL_NAMES.get(character) or unicodedata.name(character, "")
    return f"U+{ord(character):04X} {name}".rstrip()


_CONTROL_NAMES = {
    "\0": "NUL",
    "\t": "TAB",
    "\n": "LINE FEED",
    "\r": "CARRIAGE RETURN",
    "\x1b": "ESCAPE",
    "\x85": "NEXT LINE",
}


def decomposed(text: str) -> str | None:
    """The reason if the text has another, equal-looking spelling that programs tell apart."""
    usual = unicodedata.normalize("NFC", text)
    if usual == text:
        return None
    pairs = enumerate(zip(text, usual, strict=False))
    start = next((i for i, (ours, theirs) in pairs if ours != theirs), len(usual))
    end = start + 1
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    parts = " and ".join(describe(character) for character in text[start:end])
    letter = usual[start : start + 1]
    seen = letter if letter.isprintable() else describe(letter)
    return f"looks usual but is not: {seen} is written as {parts}"


def mixed(text: str) -> str | None:
    """The reason if Latin letters stand together with look-alikes of another script.

    A text in one script, or in the usual Japanese mix of several, is honest.
    """
    scripts = [(character, _script(character)) for character in text if character.isalpha()]
    if not any(script == "Latin" for _, script in scripts):
        return None
    for character, script in scripts:
        if script in _LOOK_ALIKE:
            return f"mixes Latin letters with {script} ones ({describe(character)})"
    return None


def _script(letter: str) -> str:
    """``Latin``, one of the look-alike scripts, or nothing for all others."""
    if letter.isascii():
        return "Latin"
    words = unicodedata.name(letter, "").split()
    return next((script for script in ("Latin", *_LOOK_ALIKE) if script.upper() in words), "")


def closest(
    word: str, candidates: Iterable[str], limit: int = 3, *, most: int | None = None
) -> tuple[str, ...]:
    """The candidates a person probably meant by ``word``, likeliest first, at most ``limit``.

    Counts typing slips (one letter wrong, missing, too many, or two swapped); upper and lower
    case, blanks, hyphens and underscores are no difference. A word of one or two letters is only
    compared for swaps and case, because every short code is one slip away from many others.
    ``most`` slips are believed in; if it is not given, the more the longer the word is.
    """
    wanted = _folded(word)
    allowed = _slips(len(wanted)) if most is None else most
    scored = []
    for candidate in set(candidates) - {word}:
        offered = _folded(candidate)
        if len(wanted) <= 2 and len(wanted) != len(offered):
            continue
        slips = _distance(wanted, offered, allowed)
        if len(wanted) == 2 and slips == 1 and wanted[::-1] != offered:
            continue
        if slips > allowed and len(wanted) >= 3 and offered.startswith(wanted):
            slips = allowed
        if slips <= allowed:
            scored.append((slips, candidate))
    return tuple(candidate for _, candidate in sorted(scored)[:limit])


def _folded(word: str) -> str:
    folded = unicodedata.normalize("NFC", word).casefold()
    return re.sub(r"[\s_-]+", "-", folded.strip())


def _slips(length: int) -> int:
    """How many slips we believe in a word of this length."""
    return 1 if length <= 5 else 2 if length <= 9 else 3


def _distance(left: str, right: str, enough: int) -> int:
    """Slips between two words, swaps counted once; anything above ``enough`` is ``enough + 1``."""
    if abs(len(left) - len(right)) > enough:
        return enough + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, ours in enumerate(left, 1):
        older, before, row = before, row, [i]
        for j, theirs in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (ours != theirs))
            if i > 1 and j > 1 and ours == right[j - 2] and left[i - 2] == theirs:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > enough:
            return enough + 1
    return min(row[-1], enough + 1)
