"""The appendices as Markdown that reads well in a code forge and as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from partnerbook.render.appendix.model import (
    LEFT_BLANK,
    SIGNED,
    AppendixSet,
    Block,
    Clause,
    Listing,
    Paragraph,
    Phrase,
    Row,
    Schedule,
    Table,
)
from partnerbook.render.escape import md

# Of what md() writes as references, these never mean anything inside a line; they stay as they are
# so that "EUR 10,000.50 (10%)" can be read where Markdown is not rendered.
_HARMLESS = re.compile(r"&#(?:37|39|40|41|44|45|46|47|59);")
# A colon means something only inside an address or a name of a picture; an at sign only before the
# name of a team; an ampersand only before the name of a character.
_COLON = re.compile(r"&#58;(?= |$)|(?<=[0-9])&#58;(?=[0-9]{2}(?![0-9]))")
_AT = re.compile(r"(?<=[A-Za-z0-9])&#64;(?=[A-Za-z0-9])")
_AMPERSAND = re.compile(r"(?<= )&#38;(?= )")
_LIST_START = re.compile(r"^([0-9]+)([.)])")
_AUTO_LINK = re.compile(r"(?i)(www)\.")


def render(document: AppendixSet) -> str:
    """The whole document; ends with a newline."""
    return "\n".join(_lines(document)) + "\n"


def cell(text: str) -> str:
    """Data as one line of readable Markdown that is never markup, at the start of a line either."""
    line = _HARMLESS.sub(lambda found: chr(int(found[0][2:-1])), md(text))
    line = _COLON.sub(":", line)
    line = _AMPERSAND.sub("&", _AT.sub("@", line))
    line = _AUTO_LINK.sub(r"\1&#46;", line)
    line = _LIST_START.sub(lambda found: f"{found[1]}&#{ord(found[2])};", line)
    return f"&#45;{line[1:]}" if line.startswith("-") else line


def _lines(document: AppendixSet) -> Iterator[str]:
    vendor, partner = document.signatures
    yield f"# {cell(document.title)}"
    yield ""
    yield f"between {cell(vendor.name.text)} (the Vendor)"
    yield f"and {cell(partner.name.text)} (the Partner)"
    yield ""
    for label, value in document.head:
        yield f"- {label}: {cell(value)}"
    for schedule in document.schedules:
        yield ""
        yield from _schedule(schedule)
    yield ""
    yield from _signatures(document)


def _schedule(schedule: Schedule) -> Iterator[str]:
    yield f"## {cell(schedule.heading)}"
    if not schedule.clauses:
        yield ""
        yield LEFT_BLANK
    for clause in schedule.clauses:
        yield ""
        yield from _clause(clause)


def _clause(clause: Clause) -> Iterator[str]:
    yield f"### {clause.number} {_phrase(clause.title)}"
    if not clause.blocks:
        yield ""
        yield LEFT_BLANK
    for block in clause.blocks:
        yield ""
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield _phrase(block.phrase)
    elif isinstance(block, Listing):
        for at, item in enumerate(block.items, 1):
            yield f"{f'{at}.' if block.ordered else '-'} {_phrase(item)}"
    else:
        yield from _table(block)


def _table(table: Table) -> Iterator[str]:
    yield _cells([cell(column.title) for column in table.columns])
    yield _cells(["---:" if column.number else "---" for column in table.columns])
    for row in table.rows:
        texts = [cell(phrase.text) for phrase in row.cells]
        texts[table.mark_column] += _mark(row)
        yield _cells(texts)


def _cells(texts: list[str]) -> str:
    return f"| {' | '.join(texts)} |"


def _phrase(phrase: Phrase) -> str:
    return cell(phrase.text) + _mark(phrase)


def _mark(piece: Phrase | Row) -> str:
    return f" <sup>[{piece.mark}]</sup>" if piece.mark else ""


def _signatures(document: AppendixSet) -> Iterator[str]:
    yield _cells(["", *(signature.role for signature in document.signatures)])
    yield _cells(["---"] * 3)
    yield _cells([SIGNED[0], *(cell(signature.name.text) for signature in document.signatures)])
    for line in SIGNED[1:]:
        yield _cells([line, "", ""])
