"""Clause numbers and marks, given once, in reading order; every renderer prints these."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count

from partnerbook.render.appendix.model import Clause, Schedule


def numbered(schedules: Sequence[Schedule]) -> tuple[Schedule, ...]:
    """The schedules with ``A.1``, ``A.2`` … (``1``, ``2`` … without a letter) and marks from 1.

    A clause has one mark, if it states any value: more would be in the way of who reads and signs.
    """
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
    stated = any(piece.values for piece in clause.pieces)
    return replace(clause, number=number, mark=next(marks) if stated else 0)
