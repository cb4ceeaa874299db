"""Where everything stands in a YAML file: a tree of stretches of text, made when first asked for.

Most files are never asked, so the fast pass keeps no positions; this second pass over the same
events does, also for a file that breaks off with an error.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from yaml.error import MarkedYAMLError
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    MappingStartEvent,
    ScalarEvent,
    StreamEndEvent,
)

from partnerbook.source.yaml_events import MOST_EVENTS, MOST_LEVELS, NewParser, YamlParser

_INDEX = re.compile(r"[0-9]{1,7}\Z")
_REST_OF_LINE = re.compile(r"[ \t]*(?:#[^\n]*)?(?:\n|\r\n|\Z)")
_COMMA = re.compile(r"(?:\s|(?<=\s)#[^\n]*+)*+,[ ]*")


@dataclass(slots=True)
class Node:
    """One value: ``start`` and ``end`` index the text. Entries are (key or None, value)."""

    start: int
    end: int
    kind: str = "text"  # or "map", "list"
    flow: bool = False
    word: str = ""
    entries: list[tuple[Node | None, Node]] = field(default_factory=list)

    def entry(self, step: str | int) -> int | None:
        """The number of the entry a step leads to: a key, or an index as number or digits."""
        if self.kind == "list":
            index = str(step)
            inside = _INDEX.match(index) and int(index) < len(self.entries)
            return int(index) if inside else None
        wanted = str(step)
        for number, (key, _) in enumerate(self.entries):
            if key is not None and key.word == wanted:
                return number
        return None


def lay_out(text: str, new_parser: NewParser) -> Node:
    """The tree of a file; of one with an error, as far as it could be read."""
    top = Node(0, 0, "list")
    parser = new_parser(text)
    try:
        _fill(parser, text, top)
    except MarkedYAMLError:
        pass
    finally:
        parser.dispose()
    return top.entries[0][1] if top.entries else top


def _fill(parser: YamlParser, text: str, top: Node) -> None:
    """Reads the events of one parser into ``top``, which becomes the list of documents."""
    around: list[tuple[Node, Node | None]] = []
    here = top
    key: Node | None = None
    event: Any
    for _ in range(MOST_EVENTS):
        event = parser.get_event()
        end: int = event.end_mark.index
        if isinstance(event, StreamEndEvent):
            return
        if isinstance(event, CollectionEndEvent):
            here.end = end if here.flow or not here.entries else here.entries[-1][1].end
            here, key = around.pop()
        elif isinstance(event, ScalarEvent | AliasEvent | CollectionStartEvent):
            node = _node(event, text)
            if here.kind == "map" and key is None:
                key = node
            else:
                here.entries.append((key, node))
                here.end = node.end
                key = None
            if isinstance(event, CollectionStartEvent):
                if len(around) > MOST_LEVELS:
                    return
                around.append((here, key))
                here, key = node, None


def _node(event: Any, text: str) -> Node:
    """The node an event begins. A block text ends with its last letter, not a blank line."""
    start, end = event.start_mark.index, event.end_mark.index
    if isinstance(event, CollectionStartEvent):
        kind = "map" if isinstance(event, MappingStartEvent) else "list"
        return Node(start, end, kind, bool(event.flow_style))
    word = event.value if isinstance(event, ScalarEvent) else ""
    if isinstance(event, ScalarEvent) and event.style in {"|", ">"}:
        end = start + len(text[start:end].rstrip())
    return Node(start, end, word=word)


@dataclass(frozen=True, slots=True)
class Found:
    """How far steps lead: the value, its key if it has one, and the entry it is in its parent."""

    value: Node
    key: Node | None
    parent: Node | None
    number: int
    whole: bool
    """Whether all steps were there; otherwise this is the nearest parent that is."""


def follow(top: Node, steps: Sequence[str | int]) -> Found:
    """Walks from the top along the steps, as far as they exist."""
    found = Found(top, None, None, 0, whole=True)
    for step in steps:
        number = found.value.entry(step)
        if number is None:
            return Found(found.value, found.key, found.parent, found.number, whole=False)
        key, value = found.value.entries[number]
        found = Found(value, key, found.value, number, whole=True)
    return found


def entries_by_start(top: Node) -> dict[tuple[str, int], tuple[Node, int]]:
    """Every entry of a tree, by its kind of collection and the index its key or item begins at."""
    index = {}
    pending = [top]
    while pending:
        node = pending.pop()
        for number, (key, value) in enumerate(node.entries):
            index[node.kind, (key or value).start] = (node, number)
            pending.append(value)
    return index


def entry_bounds(text: str, parent: Node, number: int) -> tuple[int, int]:
    """What to cut out so that an entry or list item is gone and the rest reads as before."""
    key, value = parent.entries[number]
    start, end = (key or value).start, max(value.end, key.end if key else 0)
    if parent.flow:
        return _flow_bounds(text, parent, number, start, end)
    if key is None:
        start = _dash(text, parent, number)
    rest = _REST_OF_LINE.match(text, end)
    line = text.rfind("\n", 0, start) + 1
    if not text[line:start].strip(" "):
        return line, rest.end() if rest else end
    if number + 1 < len(parent.entries):  # the first entry beside a dash: the next one moves up
        next_key, next_value = parent.entries[number + 1]
        return start, (next_key or next_value).start
    return start, end


def _flow_bounds(text: str, parent: Node, number: int, start: int, end: int) -> tuple[int, int]:
    """An entry between brackets goes with one comma, and with its line if it has one alone."""
    comma = _COMMA.match(text, end)
    if comma is None:
        return (parent.entries[number - 1][1].end if number else start), end
    line = text.rfind("\n", 0, start) + 1
    rest = _REST_OF_LINE.match(text, comma.end())
    if rest and not text[line:start].strip(" "):
        return line, rest.end()
    return start, comma.end()


def _dash(text: str, parent: Node, number: int) -> int:
    """The index of a block list item's dash: they all stand in the column of the first."""
    if number == 0:
        return parent.start
    column = parent.start - (text.rfind("\n", 0, parent.start) + 1)
    after = parent.entries[number - 1][1].end
    dash = re.compile(rf"\n {{{column}}}-(?=\s|\Z)").search(text, max(after - 1, 0))
    return dash.end() - 1 if dash else parent.entries[number][1].start
