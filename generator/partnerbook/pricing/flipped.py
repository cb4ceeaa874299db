"""What a step would be if one word of its file were another: `counts`, `applies`, `base`, `stage`.

Only words that the same file may have as well: every change can be written as it is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from partnerbook.findings import Ref
from partnerbook.resolve.lasting import RECURRING
from partnerbook.resolve.program import Program, Step

APPLIES = ("automatic", "on-request", "discretionary")
_BY_PARTS = ("quantity", "list-value")
_COUNTS = {True: "marginal", False: "all-units"}


@dataclass(frozen=True, slots=True)
class Flip:
    """The word ``now`` of a key, at ``ref``, and the program as it is with ``then`` instead."""

    key: str
    now: str
    then: str
    ref: Ref
    program: Program


def flipped(program: Program, step: Step) -> Iterator[Flip]:
    """Every other word, one at a time, the plainest first."""
    yield from _counted(program, step)
    if not step.nested and not step.partner:
        yield from applied(program, step)
    order = [stage.id for stage in program.stages]
    here = order.index(step.stage)
    listed = any(row.marginal for row in step.rows)
    if step.base not in ("", RECURRING) and not listed:
        for base in ("list", "opening", *(f"after-{stage}" for stage in order[:here])):
            yield from _other(program, step, "base", replace(step, base=base))
    earlier = step.base.removeprefix("after-") if step.base.startswith("after-") else ""
    for stage in order[order.index(earlier) + 1 if earlier else 0 :]:
        yield from _other(program, step, "stage", replace(step, stage=stage))


def applied(program: Program, step: Step) -> Iterator[Flip]:
    """The same step, given in another way."""
    for applies in APPLIES:
        yield from _other(program, step, "applies", replace(step, applies=applies))


def _counted(program: Program, step: Step) -> Iterator[Flip]:
    """Each table of bands counted the other way: at its own rates, or all at one."""
    tables = dict.fromkeys(row.ref.parent.parent for row in step.rows if row.band is not None)
    for table in tables:
        mine = [row for row in step.rows if row.ref.parent.parent == table]
        marginal = not mine[0].marginal
        # What is bought in a period counts as a whole; what comes by parts is part of list prices.
        if mine[0].measure not in _BY_PARTS or (marginal and step.base != "list"):
            continue
        rows = tuple(replace(row, marginal=marginal) if row in mine else row for row in step.rows)
        yield Flip(
            "counts",
            _COUNTS[not marginal],
            _COUNTS[marginal],
            table.child("counts"),
            _with(program, replace(step, rows=rows)),
        )


def _other(program: Program, step: Step, key: str, changed: Step) -> Iterator[Flip]:
    """The step with another word for a key, unless it is the one that is there."""
    now, then = getattr(step, key), getattr(changed, key)
    if then != now:
        yield Flip(key, now, then, step.ref.child(key), _with(program, changed))


def _with(program: Program, changed: Step) -> Program:
    """The program with a step in its place among the others."""
    order = {stage.id: at for at, stage in enumerate(program.stages)}
    steps = (changed if one.id == changed.id else one for one in program.steps)
    return replace(program, steps=tuple(sorted(steps, key=lambda one: (order[one.stage], one.id))))
