"""The worst stack of 28,800 contexts with 8, 16 and 32 optional incentives, beside other ways.

Printed are the sorts of deals that the contexts fall into, the time for the worst stack of all of
them, and how that grows. ``MARGIN_PROTOTYPE``, if set, is the path of a Python file with the
classes ``Comp`` and ``Program`` and the functions ``sweep`` and ``dp``: it answers the same
programs in the same run, and every context must come out equal, to the last digit. It is no part of
this project.
"""

from __future__ import annotations

import importlib.util
import os
import sys
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from made_margins import AXES, LIST, Given, contexts, made, program_of, scope_of
from partnerbook.pricing import Extreme, extremes
from partnerbook.resolve.program import Program

VARIABLE = "MARGIN_PROTOTYPE"
COUNTS = (8, 16, 32)
REPEATS = 3


def main() -> None:
    other = load(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else None
    if other is None:
        print(f"(without the prototype: {VARIABLE} is not set)")
    before = 0.0
    for count in COUNTS:
        steps = made(count)
        program = program_of(steps)
        took, found = fastest(program)
        proven = sum(one.proven for one in found)
        growth = f", {took / before:.1f} × the one before" if before else ""
        before = took
        print(
            f"{count:>3} optional  {contexts():,} contexts  {len(found):>6,} sorts of deals"
            f"  {took:.2f} s{growth}  ({proven:,} proven)"
        )
        if other is not None:
            beside(other, steps, found, took)


def fastest(program: Program) -> tuple[float, tuple[Extreme, ...]]:
    """Seconds for the extremes, at best, and what they are."""
    best = float("inf")
    found: tuple[Extreme, ...] = ()
    for _ in range(REPEATS):
        start = time.perf_counter()
        found = extremes(program, scope_of(program))
        best = min(best, time.perf_counter() - start)
    return best, found


def beside(
    other: ModuleType,
    steps: list[Given],
    found: tuple[Extreme, ...],
    took: float,
) -> None:
    """The prototype on the same steps: its time, and whether every context comes out equal."""
    theirs = prototype_of(other, steps)
    best, answers = float("inf"), []
    for _ in range(REPEATS):
        start = time.perf_counter()
        answers, problems = other.sweep(theirs, other.dp)
        best = min(best, time.perf_counter() - start)
    worst = dict(kept(found))
    wrong = 0
    for value, context, _ in answers:
        rows = frozenset(step.name for step in steps if holds(step, context))
        wrong += worst.get(rows) != value
    print(
        f"              prototype  {len(answers):,} classes, {problems:,} problems  {best:.2f} s:"
        f" we take {took / best:.2f} × as long; {wrong:,} differ"
    )


def kept(found: tuple[Extreme, ...]) -> Iterator[tuple[frozenset[str], Decimal]]:
    """By the names of the steps that count: the smallest share of list that the vendor keeps."""
    for one in found:
        names = frozenset(row.split("/")[1] for row in one.rows)
        yield names, 1 - one.given / one.value


def holds(step: Given, context: dict[str, str]) -> bool:
    """Whether a step counts in a context."""
    return all(context[axis] in values for axis, values in step.when.items())


def prototype_of(other: ModuleType, steps: list[Given]) -> Any:
    """The same steps as the prototype's program."""
    return other.Program(
        {axis: list(values) for axis, values in AXES.items()},
        tuple(
            other.Comp(
                step.name,
                step.rate,
                "list" if step.base == LIST else "running",
                step.group or None,
                frozenset(step.requires),
                frozenset(step.excludes),
                step.optional,
                tuple((axis, frozenset(values)) for axis, values in step.when.items()),
            )
            for step in steps
        ),
    )


def load(path: str) -> ModuleType:
    """The prototype as a module. FileNotFoundError if there is no such file."""
    file = Path(path).resolve(strict=True)
    spec = importlib.util.spec_from_file_location("margin_prototype", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclass looks itself up there
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
