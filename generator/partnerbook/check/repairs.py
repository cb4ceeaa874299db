"""Turns repairs into exact edits of the text, and keeps only those that are proven to mend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from partnerbook.findings import Edit, Finding, Ref, Repair, Severity, Spot
from partnerbook.load import Loaded
from partnerbook.source.overlay import Overlay
from partnerbook.source.tree import Tree

# Each proof reads the whole program again, so a run proves only so many; the rest are not shown.
MOST_PROOFS = 12


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
    if edit.how == "insert":
        return _insertion(loaded, edit.at, edit.text)
    return TextEdit(loaded.spot(edit.at), edit.text)


def _insertion(loaded: Loaded, at: Ref, text: str) -> TextEdit:
    """A new entry after the one at ``at``, in the style of its surroundings."""
    value = loaded.spot(at)
    if loaded.in_brackets(at):
        end = (value.end_line, value.end_column)
        return TextEdit(Spot(value.file, *end, *end), f", {text}")
    line = loaded.text(value.file).split("\n")[value.end_line - 1].removesuffix("\r")
    start = loaded.spot(at.key())
    is_item = at.steps[-1].isdigit()
    lead = " " * (start.column - 1 - 2 * is_item) + "- " * is_item
    end = (value.end_line, len(line) + 1)
    return TextEdit(Spot(value.file, *end, *end), f"\n{lead}{text}")


def changed_files(loaded: Loaded, edits: Iterable[Edit]) -> dict[str, str]:
    """Path → text after the edits, for each file they touch."""
    texts: dict[str, str] = {}
    for edit in reversed(text_edits(loaded, edits)):
        at = edit.at
        text = texts.get(at.file) or loaded.text(at.file)
        start, end = _index(text, at.line, at.column), _index(text, at.end_line, at.end_column)
        texts[at.file] = text[:start] + edit.text + text[end:]
    return texts


def _index(text: str, line: int, column: int) -> int:
    start = 0
    for _ in range(line - 1):
        start = text.index("\n", start) + 1
    return start + column - 1


def proven(
    tree: Tree,
    loaded: Loaded,
    findings: Sequence[Finding],
    waived: Sequence[Finding],
    check_again: Callable[[Finding, Tree], Iterable[Finding]],
) -> list[Finding]:
    """The findings with only those repairs whose edits were tried and found to mend them.

    A repair mends when its finding is gone and no error is there that was not there before.
    Repairs in words, without edits, stay.
    """
    before = _errors([*findings, *waived])
    proofs = 0
    out: list[Finding] = []
    for finding in findings:
        kept: list[Repair] = []
        for repair in finding.help:
            if repair.edits:
                if proofs == MOST_PROOFS:
                    continue
                proofs += 1
                files = changed_files(loaded, repair.edits)
                after = list(check_again(finding, Overlay(tree, _encoded(files))))
                if not _mends(finding, before, after):
                    continue
            kept.append(repair)
        out.append(replace(finding, help=tuple(kept)))
    return out


def _encoded(files: Mapping[str, str]) -> dict[str, bytes]:
    return {path: text.encode() for path, text in files.items()}


def _errors(findings: Iterable[Finding]) -> Counter[tuple[str, str]]:
    return Counter((f.id, f.fingerprint) for f in findings if f.severity is Severity.ERROR)


def _mends(finding: Finding, before: Counter[tuple[str, str]], after: Sequence[Finding]) -> bool:
    key = (finding.id, finding.fingerprint)
    left = sum((other.id, other.fingerprint) == key for other in after)
    return left < max(1, before[key]) and not _errors(after) - before
