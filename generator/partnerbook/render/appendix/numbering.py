"""Clause numbers and marks, given once, in reading order; every renderer prints these."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count

from partnerbook.render.appendix.model import (
    Block,
    Clause,
    Listing,
    Paragraph,
    Phrase,
    Row,
    Schedule,
)


def numbered(schedules: Sequence[Schedule]) -> tuple[Schedule, ...]:
    """The schedules with ``A.1``, ``A.2`` … (``1``, ``2`` … without a letter) and marks from 1."""
    marks = count(1)
    return tuple(
        replace(
            schedule,
            clauses=tuple(
                _clause(clause, f"{schedule.letter}.{at}" if schedule.letter else str(at), marks)
                for at, clause in enumerate(schedule.clauses, 1)
            ),
        )
        for schedule in schedules
    )


def _clause(clause: Clause, number: str, marks: Iterator[int]) -> Clause:
    title = _marked(clause.title, marks)
    return replace(
        clause,
        number=number,
        title=title,
        blocks=tuple(_block(block, marks) for block in clause.blocks),
    )


def _block(block: Block, marks: Iterator[int]) -> Block:
    if isinstance(block, Paragraph):
        return Paragraph(_marked(block.phrase, marks))
    if isinstance(block, Listing):
        return replace(block, items=tuple(_marked(item, marks) for item in block.items))
    return replace(block, rows=tuple(_row(row, marks) for row in block.rows))


def _marked(phrase: Phrase, marks: Iterator[int]) -> Phrase:
    return replace(phrase, mark=next(marks)) if phrase.values else phrase


def _row(row: Row, marks: Iterator[int]) -> Row:
    return replace(row, mark=next(marks)) if row.values else row
