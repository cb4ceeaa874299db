"""A check report for people at a terminal: excerpts of both sides, the arithmetic, the repairs."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from partnerbook.check.repairs import changed_files
from partnerbook.check.report import Report, spot
from partnerbook.findings import Finding, Place, Repair, Spot
from partnerbook.render.reports.ink import Ink, safe, width, wrap

COLUMNS = 80


def render(report: Report, ink: Ink) -> str:
    """The whole report, findings first, the summary last."""
    parts = ["\n".join(_finding(f, report, ink)) for f in report.findings]
    parts.append(_summary(report, ink))
    return "\n\n".join(parts) + "\n"


def _finding(finding: Finding, report: Report, ink: Ink) -> Iterator[str]:
    head = f"{finding.severity}[{finding.id}]: "
    lines = list(wrap(head + safe(finding.message), COLUMNS))
    style = str(finding.severity)
    yield ink(style, lines[0][: len(head) - 1]) + ink("bold", lines[0][len(head) - 1 :])
    for line in lines[1:]:
        yield ink("bold", "  " + line)
    spots = [place.at for place in finding.places if isinstance(place.at, Spot)]
    gutter = max((len(str(s.line)) for s in spots), default=1)
    for number, place in enumerate(finding.places):
        yield from _excerpt(place, report, gutter, ink, primary=number == 0)
    margin = " " * gutter
    for label, text in finding.notes:
        yield from _hanging(f"{margin} = {label}: ", text, ink)
    if finding.sum:
        if finding.sum_intro:
            yield from _hanging(f"{margin} = ", finding.sum_intro + ":", ink)
        yield from _sum(finding, report, margin, ink)
    for repair in finding.help:
        yield from _repair(repair, report, spots[0].file if spots else "", ink)
    yield ink("dim", f"{margin} = page: partnerbook rules {finding.id}")


def _hanging(lead: str, text: str, ink: Ink) -> Iterator[str]:
    first, *rest = list(wrap(safe(text), COLUMNS - len(lead))) or [""]
    yield ink("note", lead) + first
    for line in rest:
        yield " " * len(lead) + line


def _excerpt(
    place: Place, report: Report, gutter: int, ink: Ink, *, primary: bool
) -> Iterator[str]:
    at = place.at
    assert isinstance(at, Spot)
    margin = " " * gutter
    arrow = "-->" if primary else ":::"
    yield f"{margin}{ink('note', arrow)} {safe(at.file)}:{at.line}:{at.column}"
    lines = report.loaded.text(at.file).splitlines()
    if not 0 < at.line <= len(lines) or not lines[at.line - 1].strip():
        if place.label:
            yield from _hanging(f"{margin} | ", place.label, ink)
        return
    source = lines[at.line - 1].replace("\t", " ").removeprefix("\ufeff")
    start, room = at.column - 1, COLUMNS - gutter - 3
    end = at.end_column - 1 if at.end_line == at.line else len(source)
    shown, shift = safe(source), 0
    if width(shown) > room:
        shift = max(0, min(start - room // 4, len(shown) - room + 2))
        shown = ("…" if shift else "") + shown[shift + (1 if shift else 0) : shift + room - 2]
        shown += "…" if shift + room - 2 < len(source) else ""
    before = width(shown[: max(0, start - shift)])
    marked = shown[max(0, start - shift) : max(0, end - shift)]
    mark = ("^" if primary else "-") * max(1, width(marked))
    style = "error" if primary else "note"
    yield ink("note", f"{margin} |")
    yield ink("note", f"{at.line:>{gutter}} | ") + shown
    label = list(wrap(safe(place.label), room - before - len(mark) - 1))
    if label and (len(label) > 2 or max(map(width, label)) > room - before - len(mark) - 1):
        yield ink("note", f"{margin} | ") + " " * before + ink(style, mark)
        for line in wrap(safe(place.label), room - 4):
            yield ink("note", f"{margin} | ") + "    " + ink(style, line)
        return
    lead = " " * before + mark
    for line in label or [""]:
        text = f"{lead} {line}".rstrip()
        yield ink("note", f"{margin} | ") + text.replace(mark, ink(style, mark), 1)
        lead = " " * width(lead)


def _sum(finding: Finding, report: Report, margin: str, ink: Ink) -> Iterator[str]:
    wide = max(len(term.amount) for term in finding.sum)
    for term in finding.sum:
        sign = "=" if term.total else " "
        text = f"{margin}   {sign} {term.amount:>{wide}}  {safe(term.label)}"
        if term.source is None:
            yield text
            continue
        at = spot(term.source, report.loaded)
        source = f"{at.file.removeprefix('program/')}:{at.line}"
        room = COLUMNS - width(text) - len(source)
        if room >= 2:
            yield text + " " * room + ink("dim", source)
        else:
            yield text
            yield " " * (COLUMNS - len(source)) + ink("dim", source)


def _repair(repair: Repair, report: Report, file: str, ink: Ink) -> Iterator[str]:
    text = repair.say + (f" ({repair.loses})" if repair.loses else "")
    first, *rest = wrap(safe(text), COLUMNS - 6)
    yield ink("help", "help: ") + first
    for line in rest:
        yield "      " + line
    texts = changed_files(report.loaded, repair.edits)
    for path, after in sorted(texts.items()):
        before = report.loaded.text(path).splitlines()
        if path != file:
            yield f"      {path}"
        yield from _diff(before, after.splitlines(), ink)


def _diff(before: list[str], after: list[str], ink: Ink) -> Iterator[str]:
    gutter = len(str(max(len(before), len(after))))
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for tag, i, k, j, m in matcher.get_opcodes():
        if tag == "equal":
            continue
        for number in range(i, k):
            yield ink("minus", f"  - {number + 1:>{gutter}} | {safe(before[number])}")
        for number in range(j, m):
            yield ink("plus", f"  + {number + 1:>{gutter}} | {safe(after[number])}")


def _summary(report: Report, ink: Ink) -> str:
    counts = report.summary
    words = [
        _count(counts.errors, "error", "error", ink),
        _count(counts.warnings, "warning", "warning", ink),
        _count(counts.undetermined, "cannot tell", "undetermined", ink, plural="cannot tell"),
        f"{counts.waived} waived" if counts.waived else "",
    ]
    text = ", ".join(word for word in words if word) or "no findings"
    lines = [f"Checked {counts.files} files as of {counts.as_of} ({counts.as_of_reason}): {text}."]
    if counts.suppressed:
        lines.append(
            f"{counts.suppressed} more that only follow from the unreadable files are not shown."
        )
    return "\n".join(lines)


def _count(number: int, word: str, style: str, ink: Ink, plural: str = "") -> str:
    if not number:
        return ""
    return ink(style, f"{number} {word if number == 1 else plural or word + 's'}")
