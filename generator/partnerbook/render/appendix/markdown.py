"""The appendices as Markdown that reads well in a code forge and as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from partnerbook.render.appendix.model import (
    LEFT_BLANK,
    MARKS,
    SIGNED,
    AppendixSet,
    Block,
    Clause,
    Listing,
    Paragraph,
    Schedule,
    Table,
)
from partnerbook.render.escape import md

# An at sign between words is at most an address, which anybody may write to.
_AT = re.compile(r"(?<=[A-Za-z0-9])&#64;(?=[A-Za-z0-9])")


def render(document: AppendixSet) -> str:
    """The whole document; ends with a newline."""
    return "\n".join(_lines(document)) + "\n"


def cell(text: str) -> str:
    """Data as one line of readable Markdown that is never markup, at the start of a line either."""
    return _AT.sub("@", md(text))


def _lines(document: AppendixSet) -> Iterator[str]:
    vendor, partner = document.signatures
    yield f"# {cell(document.title)}"
    yield ""
    yield f"between {cell(vendor.name.text)} (the Vendor)"
    yield f"and {cell(partner.name.text)} (the Partner)"
    yield ""
    for label, value in document.head:
        yield f"- {label}: {cell(value)}"
    yield ""
    yield MARKS
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
    mark = f" <sup>[{clause.mark}]</sup>" if clause.mark else ""
    yield f"### {clause.number} {cell(clause.title.text)}{mark}"
    if not clause.blocks:
        yield ""
        yield LEFT_BLANK
    for block in clause.blocks:
        yield ""
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield cell(block.phrase.text)
    elif isinstance(block, Listing):
        for at, item in enumerate(block.items, 1):
            yield f"{f'{at}.' if block.ordered else '-'} {cell(item.text)}"
    else:
        yield from _table(block)


def _table(table: Table) -> Iterator[str]:
    yield _cells([cell(column.title) for column in table.columns])
    yield _cells(["---:" if column.number else "---" for column in table.columns])
    for row in table.rows:
        yield _cells([cell(phrase.text) for phrase in row.cells])


def _cells(texts: list[str]) -> str:
    return f"| {' | '.join(texts)} |"


def _signatures(document: AppendixSet) -> Iterator[str]:
    yield _cells(["", *(signature.role for signature in document.signatures)])
    yield _cells(["---"] * 3)
    yield _cells([SIGNED[0], *(cell(signature.name.text) for signature in document.signatures)])
    for line in SIGNED[1:]:
        yield _cells([line, "", ""])
