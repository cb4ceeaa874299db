"""Colour for terminals, or none; and how wide a piece of text is on one."""

from __future__ import annotations

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


@dataclass(frozen=True, slots=True)
class Ink:
    """Paints text when ``colour`` is on; colour is never the only signal."""

    colour: bool = False

    def __call__(self, style: str, text: str) -> str:
        """The text in a style, or as it is."""
        return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if self.colour else text


def width(text: str) -> int:
    """Terminal columns that the text takes: East Asian wide characters take two."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def safe(text: str) -> str:
    """The text without anything that a terminal would obey: controls become visible."""
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)


def wrap(text: str, columns: int) -> Iterator[str]:
    """Lines of at most so many columns, cut between words; a longer word has its own line."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if line and width(longer) > columns:
            yield line
            line = word
        else:
            line = longer
    if line:
        yield line
