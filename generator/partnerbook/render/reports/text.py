"""A check report for people at a terminal: excerpts of both sides, the arithmetic, the repairs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from partnerbook.check.edits import changed_files
from partnerbook.check.report import Report, spot
from partnerbook.check.waiving import claims
from partnerbook.findings import Finding, Place, Repair, Spot
from partnerbook.render.reports import costs
from partnerbook.render.reports.counts import counted, parts
from partnerbook.render.reports.ink import Ink, safe, width, wrap
from partnerbook.render.reports.source import COLUMNS, differences, fitted, lines_of, marked
from partnerbook.values.dates import in_words

MOST_WAIVED = 10
LONGEST_REASON = 110
MOST_SIDES = 5
MOST_PLACES = 1 + MOST_SIDES
"""What is in the middle of a finding, and so many of those around it."""
BESIDE = "with "
"""So begins the note of each of those around it."""
CITED = "to waive"
"""The note that says what a waiver would have to say."""
_KEYS = re.compile(r"[,;] (?=(?:rule|subject|accepts): )")
_DEEPEST = 20
"""A note with a longer name does not indent its text under itself."""


def render(report: Report, ink: Ink) -> str:
    """The whole report: findings, what is waived, the summary; at most 80 columns wide.

    Only what is there to be copied may be wider: what a waiver would have to cite, and what a
    repair would write. It is never broken.
    """
    blocks = ["\n".join(_finding(f, report, ink)) for f in report.findings]
    if report.waived:
        blocks.append("\n".join(_waived(report, ink)))
    blocks.append("\n".join(_summary(report, ink)))
    return "\n\n".join(blocks) + "\n"


def _finding(finding: Finding, report: Report, ink: Ink) -> Iterator[str]:
    head = f"{finding.severity}[{finding.id}]:"
    first, *rest = wrap(f"{head} {safe(finding.message)}", COLUMNS - 2)
    yield ink(str(finding.severity), head) + ink("bold", first[len(head) :])
    for line in rest:
        yield ink("bold", f"  {line}")
    spots = [place.at for place in finding.places if isinstance(place.at, Spot)]
    gutter = max((len(str(s.line)) for s in spots), default=1)
    for number, place in enumerate(finding.places[:MOST_PLACES]):
        style = "note" if number else str(finding.severity)
        yield from _excerpt(place, report, gutter, style, ink)
    more = len(finding.places) - MOST_PLACES
    if more > 0:
        places = "place" if more == 1 else "places"
        said = f"::: and {more} more {places}; --output json lists them all"
        yield ink("dim", f"{' ' * gutter}{said}")
    for label, text in _brief(finding.notes):
        lead = f"{' ' * gutter} = {safe(label)}: "
        yield from _cited(lead, text, ink) if label == CITED else _hanging(lead, text, ink)
    if finding.sum:
        yield from _hanging(f"{' ' * gutter} = ", f"{finding.sum_intro}:", ink)
        yield from _sum(finding, report, gutter, ink)
    for repair in finding.help:
        yield from _repair(repair, report, spots[0].file if spots else "", ink)
    yield ink("dim", f"page: partnerbook rules {finding.id}")


def _brief(notes: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The notes, of those that say with whom something is shared only the first few."""
    sides = [note for note in notes if note[0].startswith(BESIDE)][:MOST_SIDES]
    yield from (note for note in notes if not note[0].startswith(BESIDE) or note in sides)


def _hanging(lead: str, text: str, ink: Ink) -> Iterator[str]:
    """A name and its text, whose further lines stand under its first unless the name is long."""
    deep = len(lead) if len(lead) <= _DEEPEST else lead.index("=") + 6
    first, *rest = wrap(f"{'x' * (len(lead) - deep)}{safe(text)}", COLUMNS - deep)
    yield ink("note", lead) + first[len(lead) - deep :]
    for line in rest:
        yield " " * deep + line


def _cited(lead: str, text: str, ink: Ink) -> Iterator[str]:
    """What a waiver has to say, to be copied: each key on a line of its own, however long."""
    if "subject: " not in text:
        yield from _hanging(lead, text, ink)
        return
    listed = safe(text).split("; ")
    more = len(listed) - MOST_SIDES
    named = (one if "subject: " in one else f"subject: {one}" for one in listed[1:MOST_SIDES])
    lines = _KEYS.sub("\n", "\n".join((listed[0], *named)))
    first, *rest = [*lines.split("\n"), *([f"and {more} more"] if more > 0 else [])]
    yield ink("note", lead) + first
    for line in rest:
        yield " " * len(lead) + line


def _excerpt(place: Place, report: Report, gutter: int, style: str, ink: Ink) -> Iterator[str]:
    """The line that a place is about; further places have the style ``note``."""
    at = place.at
    assert isinstance(at, Spot)
    arrow, mark = (":::", "-") if style == "note" else ("-->", "^")
    margin, bar = " " * gutter, ink("note", f"{' ' * gutter} |")
    yield f"{margin}{ink('note', arrow)} {safe(at.file)}:{at.line}:{at.column}"
    lines = lines_of(report.loaded.text(at.file))
    if not 0 < at.line <= len(lines) or not lines[at.line - 1].strip():
        if place.label:
            yield from _hanging(f"{margin} | ", place.label, ink)
        return
    source, room = lines[at.line - 1], COLUMNS - gutter - 3
    end = at.end_column - 1 if at.end_line == at.line else len(source)
    line = fitted(source, at.column - 1, end, room)
    yield bar
    yield f"{ink('note', f'{at.line:>{gutter}} |')} {line.text}"
    for text in marked(line, mark, safe(place.label), room, partial(ink, style)):
        yield f"{bar} {text}"


def _sum(finding: Finding, report: Report, gutter: int, ink: Ink) -> Iterator[str]:
    wide = max(len(term.amount) for term in finding.sum)
    for term in finding.sum:
        head = f"{' ' * gutter}   {'=' if term.total else ' '} {term.amount:>{wide}}  "
        first, *rest = wrap(safe(term.label), COLUMNS - len(head))
        lines = [head + first, *(" " * len(head) + line for line in rest)]
        if term.source is None:
            yield from lines
            continue
        at = spot(term.source, report.loaded)
        source = safe(f"{at.file.removeprefix('program/')}:{at.line}")
        room = COLUMNS - width(lines[-1]) - width(source)
        yield from lines[:-1]
        if room >= 2:
            yield lines[-1] + " " * room + ink("dim", source)
        else:
            yield lines[-1]
            yield " " * (COLUMNS - width(source)) + ink("dim", source)


def _repair(repair: Repair, report: Report, file: str, ink: Ink) -> Iterator[str]:
    text = repair.say + (f" ({repair.loses})" if repair.loses else "")
    first, *rest = wrap(safe(text), COLUMNS - 6)
    yield ink("help", "help: ") + first
    for line in rest:
        yield "      " + line
    changed = changed_files(report.loaded, repair.edits)
    for path, after in sorted(changed.items()):
        # Only where nothing else is changed, the reader is still in the file of the finding.
        if len(changed) > 1 or path != file:
            yield f"      {safe(path)}"
        yield from differences(lines_of(report.loaded.text(path)), lines_of(after), ink)


def _waived(report: Report, ink: Ink) -> Iterator[str]:
    """What does not count, until when, by which waiver, and why: a few lines each."""
    for one in report.waived[:MOST_WAIVED]:
        waiver, at = one.waiver, report.loaded.spot(one.waiver.ref.child("rule"))
        last = waiver.period.through
        until = f" until {in_words(last)}" if last else ""
        first, *rest = wrap(
            f"Waived: {one.finding.id} for {safe(one.finding.subject)}{until}"
            f" ({safe(at.file)}:{at.line}), approved by {safe(claims.in_words(waiver))}:"
            f" {safe(_shortened(waiver.reason))}",
            COLUMNS - 2,
        )
        yield ink("dim", first)
        for line in rest:
            yield ink("dim", f"  {line}")
        if one.finding.cost is not None:
            for line in wrap(f"It costs {costs.in_words(one.finding.cost)}.", COLUMNS - 2):
                yield ink("dim", f"  {line}")
    more = len(report.waived) - MOST_WAIVED
    if more > 0:
        yield ink("dim", f"Waived: {more} more; --output json lists them all.")


def _shortened(reason: str) -> str:
    """A reason as one line, cut behind a word where it is long."""
    words = " ".join(reason.split())
    if len(words) <= LONGEST_REASON:
        return words
    return words[:LONGEST_REASON].rpartition(" ")[0] + " …"


def _summary(report: Report, ink: Ink) -> Iterator[str]:
    counts = report.summary
    day = f" as of {counts.as_of} ({counts.as_of_reason})" if counts.as_of else ""
    head = f"Checked {counts.files} file{'s' if counts.files != 1 else ''}{day}:"
    plain = counted(counts)
    painted = ", ".join(ink(style, words) for style, words in parts(counts)) or plain
    yield f"{head}{' ' if len(head) + len(plain) + 2 <= COLUMNS else chr(10)}{painted}."
    if counts.known or counts.gone:
        fewer = f"; {counts.gone} fewer than written down: shrink it with --write"
        said = "What was known before is not shown; partnerbook baseline tells of it"
        yield from wrap(f"{said}{fewer if counts.gone else ''}.", COLUMNS)
    follow = counts.suppressed - counts.examples
    if follow == 1:
        yield "1 more only follows from what is said above and is not shown."
    elif follow:
        yield f"{follow} more only follow from what is said above and are not shown."
    if counts.examples:
        one = counts.examples == 1
        yield (
            f"{counts.examples} worked example{'' if one else 's'} {'comes' if one else 'come'} out"
            " differently; shown once that is mended."
        )
    if report.program is None and report.findings:
        yield "Nothing else is judged until then."
    elif counts.unjudged:
        yield from wrap(f"Not judged until then: {', '.join(counts.unjudged)}.", COLUMNS)
