"""The voice of the YAML door: stretches of a file's text into findings, texts into quoted ones."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from partnerbook.findings import Edit, Repair
from partnerbook.source.voice import Span, Voice
from partnerbook.source.yaml_events import NewParser
from partnerbook.source.yaml_layout import Node, entries_by_start, entry_bounds, lay_out


def quoted(text: str) -> str:
    """A one-line text as a quoted YAML scalar."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def span_of(event: Any) -> Span:
    """The stretch of text an event of the parser stands for."""
    return event.start_mark.index, event.end_mark.index


@dataclass(slots=True)
class Speaker(Voice):
    """Words findings about one file; lays the file out only if a finding needs a second place."""

    new_parser: NewParser
    _entries: dict[tuple[str, int], tuple[Node, int]] = field(default_factory=dict)

    def line(self, index: int) -> Span:
        """The line around an index, without its line break."""
        end = self.text.find("\n", index)
        stop = len(self.text) if end < 0 else end
        start = self.text.rfind("\n", 0, index) + 1
        return start, start + len(self.text[start:stop].removesuffix("\r"))

    def removed(
        self, say: str, start: int, *, of: str = "map", loses: str = ""
    ) -> tuple[Repair, ...]:
        """The repair that takes out the whole entry of a map or list that begins at an index."""
        entry = self.entry(start, of)
        if entry is None:
            return ()
        at = self.spot(entry_bounds(self.text, *entry))
        return (Repair(say, loses, (Edit(at, "", "delete"),)),)

    def entry(self, start: int, of: str = "map") -> tuple[Node, int] | None:
        """The map (or list) and the number of its entry that begins at an index of the text."""
        if not self._entries:
            self._entries = entries_by_start(lay_out(self.text, self.new_parser))
        return self._entries.get((of, start))
