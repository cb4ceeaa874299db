"""The place where a YAML parser gave up, and what stands around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from partnerbook.findings import Finding, Repair
from partnerbook.source.voice import Span
from partnerbook.source.yaml_speech import Speaker, quoted

COMMENT = re.compile(r"(?<!\s)\s++(?:#.*|\Z)")
"""What does not belong to the words of a line: a comment, or blanks at its end."""

_WORD = re.compile(r"[^\s,\[\]{}]*")
_BRACKET = re.compile(r"[,\[\]{}\n]")


@dataclass(frozen=True, slots=True)
class Stop:
    """Where the parser stopped (``at``), and where what it was reading had begun (``since``)."""

    speaker: Speaker
    at: int
    since: int
    opened: int | None
    """The innermost bracket that is open at that point."""

    @property
    def text(self) -> str:
        """The whole file."""
        return self.speaker.text

    @property
    def line(self) -> Span:
        """The line the parser stopped in."""
        return self.speaker.line(self.at)

    @property
    def before(self) -> str:
        """What stands before the stop in its line."""
        return self.text[self.line[0] : self.at]

    @property
    def here(self) -> Span:
        """The rest of the word at the stop, at least one character wide inside the file."""
        found = _WORD.match(self.text, self.at)
        return self.at, max(found.end() if found else 0, min(self.at + 1, self.line[1]))

    def says(
        self, message: str, *places: tuple[Span, str], repairs: tuple[Repair, ...] = ()
    ) -> Finding:
        """The syntax finding; what the file says in that line makes it this finding."""
        line = self.text[slice(*self.speaker.line(places[0][0][0]))]
        return self.speaker.finding(
            "yaml-syntax", message, *places, repairs=repairs, facts=(message, line.strip())
        )

    def in_quotes(self, start: int, say: str = "put the text in quotes") -> tuple[Repair, ...]:
        """The repair that quotes what is written from here to the end of the value."""
        end = self.speaker.line(start)[1]
        if self.opened is not None:
            bracket = _BRACKET.search(self.text, start + 1)
            end = min(end, bracket.start() if bracket else end)
        word = COMMENT.sub("", self.text[start:end])
        if not word.isprintable() or not word:
            return (Repair(say),)
        return (self.speaker.replaced(say, (start, start + len(word)), quoted(word)),)
