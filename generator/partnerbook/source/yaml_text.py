"""The one YAML door: the bytes of a file in; plain data with a position for each value, out.

Everything that reads YAML in this program comes through ``parse``. Each file gives a document or
findings, never both and never neither.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from yaml.error import MarkedYAMLError
from yaml.events import ScalarEvent, SequenceStartEvent
from yaml.tokens import KeyToken, ScalarToken, StreamEndToken

from partnerbook.findings import Finding, Spot
from partnerbook.source.characters import MOST_FINDINGS, decode, listed, spot_between
from partnerbook.source.yaml_comments import comments
from partnerbook.source.yaml_events import (
    MOST_EVENTS,
    NewParser,
    Reading,
    Trouble,
    fastest_parser,
    read_events,
)
from partnerbook.source.yaml_features import directive, explicit_key
from partnerbook.source.yaml_layout import Node, entry_bounds, follow, lay_out
from partnerbook.source.yaml_speech import Speaker
from partnerbook.source.yaml_stop import Stop
from partnerbook.source.yaml_syntax import block_header, syntax_findings
from partnerbook.source.yaml_words import empty_file, findings_of

MOST_BYTES = 1024 * 1024

_DIRECTIVE = re.compile(r"(?:[ ]*(?:#[^\n]*)?\r?\n)*+%")
# Two rare forms that only the tokens of a file show: `? key`, and `|` or `>` with a comment right
# behind it, which libyaml takes for one although there is no space between.
_QUESTION = re.compile(r"(?:^|[\s\[{,])\?(?:\s|\Z)", re.MULTILINE)
_GLUED = re.compile(r"[|>][-+0-9]*#")


@dataclass(slots=True, eq=False)
class YamlDocument:
    """One file that could be read.

    ``data`` holds dicts with text keys, lists, and as scalars str, int, Decimal and bool; a number
    prints as it was written, and nothing in it is None or empty. ``text`` is the file without a
    BOM, with its line ends as they are. Steps are keys and list indices from the top; an index
    may come as digits, as a JSON pointer has it.
    """

    path: str
    data: dict[str, Any]
    text: str
    _new_parser: NewParser
    _top: Node | None = None

    def spot(self, steps: Sequence[str | int], *, at_key: bool = False) -> Spot:
        """Where a value stands, or its key (list items have none: then the item).

        If a step does not exist, the nearest parent that does: its key, or the list item.
        """
        found = follow(self._layout(), steps)
        node = found.key if found.key and (at_key or not found.whole) else found.value
        return spot_between(self.path, self.text, node.start, node.end)

    def entry_span(self, steps: Sequence[str | int]) -> Spot:
        """What to cut out so that a whole entry or list item is gone and the rest stays as it is.

        In block style that is its lines with their line breaks, in brackets the item with one
        comma. The parent is left, even if nothing is left in it. Raises KeyError for the top and
        for steps that lead nowhere; nothing may be cut out by mistake.
        """
        found = follow(self._layout(), steps)
        if found.parent is None or not found.whole:
            raise KeyError(steps)
        bounds = entry_bounds(self.text, found.parent, found.number)
        return spot_between(self.path, self.text, *bounds)

    def in_brackets(self, steps: Sequence[str | int]) -> bool:
        """Whether an entry or list item stands in ``{…}`` or ``[…]``, not on lines of its own."""
        found = follow(self._layout(), steps)
        return found.parent is not None and found.parent.flow

    def comments(self) -> list[tuple[Spot, str]]:
        """Each comment with its ``#``, in the order of the text."""
        return [
            (spot_between(self.path, self.text, *span), self.text[slice(*span)])
            for span in comments(self.text, self._layout())
        ]

    def _layout(self) -> Node:
        if self._top is None:
            self._top = lay_out(self.text, self._new_parser)
        return self._top


def parse(
    path: str, data: bytes, *, new_parser: NewParser = fastest_parser
) -> tuple[YamlDocument | None, list[Finding]]:
    """Reads one file. Gives a document and no findings, or None and at least one finding.

    ``path`` is what findings call the file. Findings come in the order of the text: all about
    single characters; all about values YAML allows and we do not, up to the first syntax error;
    that error. ``new_parser`` is for tests: both parsers must say the same.
    """
    text, findings = decode(path, data, MOST_BYTES)
    if text is None:
        return None, listed(findings)
    if start := _DIRECTIVE.match(text):
        speaker = Speaker(path, text, new_parser)
        return None, listed([*findings, directive(speaker, start.end() - 1)])
    reading = read_events(text, new_parser)
    if reading.data is None or reading.troubles or reading.error is not None:
        findings += _said(Speaker(path, text, new_parser), reading)
        if not findings:
            raise AssertionError(f"refused without a finding: {reading.troubles}")
    if ("?" in text and _QUESTION.search(text)) or _GLUED.search(text):
        findings += _rare_forms(Speaker(path, text, new_parser))
    if findings:
        return None, listed(sorted(findings, key=_place))
    return YamlDocument(path, reading.data, text, new_parser), []


def _said(speaker: Speaker, reading: Reading) -> list[Finding]:
    """The findings of a reading that came upon something."""
    troubles = _causes(speaker, reading.troubles)
    errors = syntax_findings(speaker, reading)
    odd = {id(trouble.event) for trouble in troubles if trouble.code == "look-alike"}
    # A blank that is none glues a key to its value: the key has no value then, and no right name.
    troubles = [one for one in troubles if one.code != "nothing" or id(one.key) not in odd]
    blanks = [_place(one)[0] for one in errors if one.id == "source/look-alike"]
    troubles = [one for one in troubles if id(one.event) not in odd or _line(one) not in blanks]
    if errors and troubles:
        last = troubles[-1]
        if last.code == "top" and isinstance(last.event, ScalarEvent):
            troubles = troubles[:-1]  # the error says better why no entry was seen
        elif last.code == "alias" and _place(errors[0])[0] == last.event.start_mark.line + 1:
            errors = []  # the rest of a text that begins with a star
    findings = [said for trouble in troubles for said in findings_of(speaker, trouble)] + errors
    if reading.data is None and not findings:
        findings.append(empty_file(speaker))
    return findings


def _causes(speaker: Speaker, troubles: list[Trouble]) -> list[Trouble]:
    """The troubles without those that nesting only brings along: one row of dashes is one."""
    deep = any(trouble.code == "deep" for trouble in troubles)
    kept: list[Trouble] = []
    seen: set[int] = set()
    for trouble in troubles:
        if trouble.code == "list in list" or isinstance(trouble.event, SequenceStartEvent):
            line = speaker.line(trouble.event.start_mark.index)[0]
            if trouble.code == "list in list" and line in seen:
                continue
            seen.add(line)
        if not deep or trouble.code not in {"top", "list in list"}:
            kept.append(trouble)
    return kept


def _place(finding: Finding) -> tuple[int, int, str]:
    at = finding.places[0].at
    return (at.line, at.column, finding.id) if isinstance(at, Spot) else (0, 0, finding.id)


def _line(trouble: Trouble) -> int:
    """The line that an event stands in, counted from 1."""
    line: int = trouble.event.start_mark.line
    return line + 1


def _rare_forms(speaker: Speaker) -> list[Finding]:
    """Findings about what leaves no trace in the events of a file, only in its tokens."""
    findings: list[Finding] = []
    parser = speaker.new_parser(speaker.text)
    try:
        for _ in range(MOST_EVENTS):
            token = parser.get_token()
            if isinstance(token, StreamEndToken) or len(findings) > MOST_FINDINGS:
                break
            if isinstance(token, KeyToken) and token.end_mark.index > token.start_mark.index:
                findings.append(explicit_key(speaker, token.start_mark.index))
            if isinstance(token, ScalarToken) and (glued := _glued(speaker, token)):
                findings.append(glued)
    except MarkedYAMLError:
        pass  # the pass over the events has said so
    finally:
        parser.dispose()
    return findings


def _glued(speaker: Speaker, token: ScalarToken) -> Finding | None:
    """The finding about a block text whose first line would silently be lost as a comment."""
    start = token.start_mark.index
    glued = _GLUED.match(speaker.text, start) if token.style in {"|", ">"} else None
    return block_header(Stop(speaker, glued.end() - 1, start, None)) if glued else None
