"""Turns repairs into exact edits of the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from partnerbook.findings import Edit, Ref, Spot
from partnerbook.load import Loaded


@dataclass(frozen=True, slots=True)
class TextEdit:
    """A stretch of a file and what takes its place."""

    at: Spot
    text: str


def text_edits(loaded: Loaded, edits: Iterable[Edit]) -> list[TextEdit]:
    """The same edits as plain replacements of stretches of text, in the order of the text."""
    found = [_text_edit(loaded, edit) for edit in edits]
    return sorted(found, key=lambda edit: (edit.at.file, edit.at.line, edit.at.column))


def _text_edit(loaded: Loaded, edit: Edit) -> TextEdit:
    if isinstance(edit.at, Spot):
        return TextEdit(edit.at, edit.text)
    if edit.how == "delete":
        return TextEdit(loaded.entry_span(edit.at), "")
    if edit.source is not None:
        return TextEdit(loaded.spot(edit.at), _text_at(loaded.text, loaded.spot(edit.source)))
    if edit.how == "insert":
        return _insertion(loaded, edit.at, edit.text)
    return TextEdit(loaded.spot(edit.at), edit.text)


def _insertion(loaded: Loaded, at: Ref, text: str) -> TextEdit:
    """A new entry after the one at ``at``, in the style of its surroundings."""
    value = loaded.spot(at)
    if loaded.in_brackets(at):
        end = (value.end_line, value.end_column)
        return TextEdit(Spot(value.file, *end, *end), f", {text}")
    raw = loaded.text(value.file).split("\n")[value.end_line - 1]
    line = raw.removesuffix("\r")
    start = loaded.spot(at.key())
    is_item = at.steps[-1].isdigit()
    lead = " " * (start.column - 1 - 2 * is_item) + "- " * is_item
    end = (value.end_line, len(line) + 1)
    ending = "\r\n" if raw != line else "\n"
    return TextEdit(Spot(value.file, *end, *end), f"{ending}{lead}{text}")


def changed_files(loaded: Loaded, edits: Iterable[Edit]) -> dict[str, str]:
    """Path → text after the edits, for each file they touch."""
    texts: dict[str, str] = {}
    for edit in reversed(text_edits(loaded, edits)):
        at = edit.at
        text = texts[at.file] if at.file in texts else loaded.text(at.file)
        start, end = _index(text, at.line, at.column), _index(text, at.end_line, at.end_column)
        texts[at.file] = text[:start] + edit.text + text[end:]
    return texts


def _text_at(read: Callable[[str], str], at: Spot) -> str:
    text = read(at.file)
    return text[_index(text, at.line, at.column) : _index(text, at.end_line, at.end_column)]


def _index(text: str, line: int, column: int) -> int:
    start = 0
    for _ in range(line - 1):
        start = text.index("\n", start) + 1
    return start + column - 1
