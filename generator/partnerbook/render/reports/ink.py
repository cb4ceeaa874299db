"""Colour for terminals, or none; and how wide a piece of text is on one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_CODES = {
    "error": "1;31",
    "warning": "1;33",
    "undetermined": "1;35",
    "note": "36",
    "help": "1;32",
    "bold": "1",
    "dim": "2",
    "minus": "31",
    "plus": "32",
}
# Not to be torn apart at the end of a line: 1 March 2027, 250 EUR, 14 points.
_DATE = re.compile(
    r"\b(\d{1,2}) (January|February|March|April|May|June|July|August|September|October|November"
    r"|December)(?: (\d{4}))?\b"
)
_AMOUNT = re.compile(r"(?<=\d) (?=[A-Z]{3}\b|points?\b|days?\b)")
_GLUE = "\x1f"


@dataclass(frozen=True, slots=True)
class Ink:
    """Paints text when ``colour`` is on; colour is never the only signal."""

    colour: bool = False

    def __call__(self, style: str, text: str) -> str:
        """The text in a style, or as it is."""
        return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if self.colour and text else text


def width(text: str) -> int:
    """Terminal columns that the text takes: East Asian wide characters take two."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def safe(text: str) -> str:
    """The text without anything that a terminal would obey: hidden characters become visible."""
    return "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in text)


def wrap(text: str, columns: int) -> Iterator[str]:
    """Lines of at most so many columns, cut between words; a longer word has its own line.

    Dates and amounts stay together.
    """
    glued = _DATE.sub(lambda hit: _GLUE.join(filter(None, hit.groups())), text)
    line = ""
    for word in _AMOUNT.sub(_GLUE, glued).split(" "):
        longer = f"{line} {word}" if line else word
        if line and width(longer) > columns:
            yield line.replace(_GLUE, " ")
            line = word
        else:
            line = longer
    if line:
        yield line.replace(_GLUE, " ")
