"""One flat pass over the events of a YAML file: plain data out, and whatever is not plain noted.

Nothing here recurses and no foreign node tree is built first: every event is judged before it is
used, so that nesting, aliases and sheer size stop the pass and not the interpreter. The same pass
runs on libyaml's parser and, where that is missing, on the pure Python one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from yaml.error import MarkedYAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner, ScannerError

from partnerbook.source.characters import MOST_FINDINGS, UNWELCOME, look_alike
from partnerbook.source.scalars import NOTHING, NUMBERISH, TRUTH, number, typed

MOST_LEVELS = 40
MOST_EVENTS = 250_000
DASH_LINE = re.compile(r"\n *(-) ")
"""Inside an unquoted text: a line that looks like the item of a list."""

_WORDS = NOTHING | TRUTH.keys()
_NO_KEYS = _WORDS | {"<<"}

Steps = tuple[str | int, ...]


class YamlParser(Protocol):
    """What both parsers offer: the next event or token; the end is an event of its own."""

    def get_event(self) -> Any:
        """The next event."""

    def get_token(self) -> Any:
        """The next token, on a fresh parser only."""

    def dispose(self) -> None:
        """Lets go of the text."""


class PureParser(Reader, Scanner, Parser):
    """PyYAML's own parser, for a Python without libyaml: the same grammar, several times slower."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)

    def scan_plain(self) -> Any:
        """An unquoted text; a question mark between brackets does not end it, as in libyaml."""
        ordinary = self.peek
        self.__dict__["peek"] = lambda index=0: "x" if ordinary(index) == "?" else ordinary(index)
        try:
            return super().scan_plain()
        finally:
            del self.__dict__["peek"]

    def scan_flow_scalar(self, style: str) -> Any:
        """A text in quotes; an escape beyond Unicode is a syntax error as it is in libyaml."""
        start = self.get_mark()
        try:
            return super().scan_flow_scalar(style)
        except (ValueError, OverflowError) as error:
            problem = "found invalid Unicode character escape code"
            context = "while parsing a quoted scalar"
            raise ScannerError(context, start, problem, self.get_mark()) from error


NewParser = Callable[[str], YamlParser]

try:
    from yaml._yaml import CParser
except ImportError:
    fastest_parser: NewParser = PureParser
else:
    fastest_parser = CParser


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that YAML allows and we do not, with the event it was seen at.

    ``key`` is the key's event where a value is missing, or the closing bracket of an empty
    collection; ``steps`` lead to the value.
    """

    code: str
    event: Any
    steps: Steps = ()
    key: Any = None
    said: str = ""


@dataclass(slots=True)
class Reading:
    """The outcome of one pass: data that counts only if there is no trouble and no error."""

    data: Any = None
    troubles: list[Trouble] = field(default_factory=list)
    error: MarkedYAMLError | None = None
    opened: Any = None
    """The innermost bracket still open where the error struck."""


def read_events(text: str, new_parser: NewParser) -> Reading:
    """Runs the whole file through one parser; never raises for what a file says."""
    reading = Reading()
    parser = new_parser(text)
    outer: list[Any] = []
    try:
        _read(text, parser, reading, outer)
    except MarkedYAMLError as error:
        reading.error = error
        starts = (frame[0] for frame in reversed(outer))
        brackets = (start for start in starts if text[start.start_mark.index] in "[{")
        reading.opened = next(brackets, None)
    finally:
        parser.dispose()
    return reading


def _read(source: str, parser: YamlParser, reading: Reading, outer: list[Any]) -> None:
    """The pass itself. ``outer`` holds each open collection's start, its parent, its key there.

    This loop is where the time of a check goes, so what is rare is asked for once: whether the
    file has any character that could begin an anchor, a tag or an escape.
    """
    marks = "&" in source or "!" in source
    escapes = "\\" in source
    take = parser.get_event
    troubles = reading.troubles
    here: Any = None  # the open collection: a dict, a list, or None outside the top level
    in_map = begun = False
    key: Any = None
    key_event: Any = None
    value: Any
    for _ in range(MOST_EVENTS):
        event = take()
        kind = event.__class__
        if kind is ScalarEvent:
            text = event.value
            if marks and (event.anchor is not None or event.tag is not None):
                troubles.append(Trouble("marked", event, _steps(outer, here, key)))
            if escapes and event.style == '"' and (UNWELCOME.search(text) or "\r" in text):
                troubles.append(Trouble("escape", event, _steps(outer, here, key)))
            if in_map and key is None:
                key, key_event = text, event
                if text in _NO_KEYS or text[0] in NUMBERISH or not text.isascii():
                    key = _odd_key(event, _steps(outer, here, text), troubles)
                if key in here:
                    troubles.append(Trouble("duplicate", event, _steps(outer, here, key)))
                continue
            value = text
            if here is None:
                troubles.append(Trouble("top", event))
            elif not event.implicit[0]:
                if not text or text.isspace():
                    troubles.append(Trouble("nothing", event, _steps(outer, here, key), key_event))
            elif text in _WORDS:
                value = TRUTH.get(text)
                if value is None:
                    troubles.append(Trouble("nothing", event, _steps(outer, here, key), key_event))
            elif text[0] in NUMBERISH and (value := number(text)) is None:
                troubles.append(Trouble("number", event, _steps(outer, here, key)))
            elif " - " in text or not text.isascii():
                _odd_text(source, event, _steps(outer, here, key), troubles)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            if marks and (event.anchor is not None or event.tag is not None):
                troubles.append(Trouble("marked", event, _steps(outer, here, key)))
            if len(outer) == MOST_LEVELS:
                troubles.append(Trouble("deep", event, _steps(outer, here, key)))
                return
            value = {} if kind is MappingStartEvent else []
            outer.append((event, here, key))
            if in_map:
                if key is None:
                    troubles.append(Trouble("complex key", event, _steps(outer)))
                    return
                here[key] = value
                key = key_event = None
            elif here is None:
                reading.data = value
                if kind is SequenceStartEvent:
                    troubles.append(Trouble("top", event))
            else:
                if kind is SequenceStartEvent and _is_compact(source, event):
                    troubles.append(Trouble("list in list", event, _steps(outer[:-1], here)))
                here.append(value)
            here = value
            in_map = kind is MappingStartEvent
            continue
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            if not here:
                troubles.append(Trouble("empty", outer[-1][0], _steps(outer), event))
            _, here, _ = outer.pop()
            key = key_event = None
            in_map = here.__class__ is dict
            continue
        elif kind is AliasEvent:
            value = "*"
            if key != "<<":
                troubles.append(Trouble("alias", event, _steps(outer, here, key)))
            if in_map and key is None:
                key = value
                continue
        elif kind is StreamEndEvent:
            return
        else:
            if kind is DocumentStartEvent:
                if begun:
                    troubles.append(Trouble("documents", event))
                    return
                begun = True
            continue
        if in_map:
            here[key] = value
            key = key_event = None
        elif here is not None:
            here.append(value)
        if troubles and len(troubles) > MOST_FINDINGS:
            return
    troubles.append(Trouble("long", event))


def _odd_key(event: Any, steps: Steps, troubles: list[Trouble]) -> str:
    """Judges a key that does not begin like a word; gives the key to compare with others."""
    text: str = event.value
    if not text.isascii() and (reason := look_alike(text)):
        troubles.append(Trouble("look-alike", event, steps, said=reason))
    plain = event.implicit[0]
    if text == "<<" and plain:
        troubles.append(Trouble("merge", event, steps))
    elif not text or (plain and typed(text) is not text):
        troubles.append(Trouble("key", event, steps))
    return unicodedata.normalize("NFC", text)


def _odd_text(source: str, event: Any, steps: Steps, troubles: list[Trouble]) -> None:
    """Judges an unquoted text with foreign letters, or with a dash that may begin a line."""
    if reason := look_alike(event.value):
        troubles.append(Trouble("look-alike", event, steps, said=reason))
    if DASH_LINE.search(source, event.start_mark.index, event.end_mark.index):
        troubles.append(Trouble("dash", event, steps))


def _is_compact(source: str, event: Any) -> bool:
    """Whether a list inside a list begins beside the dash of the outer one."""
    start = event.start_mark.index
    before = source[source.rfind("\n", 0, start) + 1 : start]
    return not event.flow_style and before.rstrip(" ").endswith("-")


def _steps(outer: list[Any], here: Any = None, key: str | None = None) -> Steps:
    """The way to what is being read: a key or an index for each open collection."""
    steps: list[str | int] = []
    for _, parent, parent_key in outer:
        if parent is not None:
            steps.append(parent_key if parent.__class__ is dict else len(parent) - 1)
    if here.__class__ is list:
        steps.append(len(here))
    elif here is not None and key is not None:
        steps.append(key)
    return tuple(steps)
