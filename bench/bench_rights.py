"""Conflicts among 1,000, 10,000 and 100,000 grants, side by side with two other ways to find them.

The other ways are a range join in DuckDB and, if ``RIGHTS_PROTOTYPE`` names its file, the prototype
of the index. All are timed in seconds of CPU on one thread, one after the other, on the same
grants, each from its own data in memory: ours builds its index and gives the exact cells, the
others count pairs. Each figure is the best of RUNS runs. Ours are each in a process of its own, as
a command is: one after the other in one process they would find the memory of the run before warm,
and small programs would gain more by it than large ones. Before it is timed, such a process finds
the conflicts of 1,000 grants, so that no figure has what is done once in a process. Nor does it
collect garbage right before: that would walk through all grants and leave those of a small program
at hand, those of a large one not. Its peak memory is the largest of those runs and has the making
of the grants, too. One changed grant is the median of a few hundred, taken out and put back one at
a time. ``--small`` leaves out 100,000 grants.

The grants (``made_grants.py``) have the dimensions and shares of those that the prototype makes.
The world does not grow with the program, so the density of conflicts does:

    grants        healthy           chaotic
     1,000              0                66
    10,000             24             6,800
   100,000          1,829           803,541

The prototype has 0, 27 and 1,413 on its own healthy draw, 708,627 on its large chaotic one.
"""

from __future__ import annotations

import gc
import os
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import prototype
from made_grants import make_axes, make_grants
from partnerbook.resolve.axes import Axes
from partnerbook.resolve.program import Grant
from partnerbook.rights import Index
from range_join import join

CHANGES = 300
RUNS = 3
WAYS = ("laminar", "bitmap")
KINDS = {"healthy": True, "chaotic": False}
LARGEST_CHAOTIC_JOIN = 10_000  # a hundred times as many pairs would take DuckDB an hour
GIB = 1 << 20
"""In kilobytes, as the system counts a process."""


@dataclass
class Run:
    """What was measured for one program."""

    grants: int
    conflicts: int
    seconds: float
    changed: float
    memory: int
    others: dict[str, float] = field(default_factory=dict)


def fill(axes: Axes, grants: list[Grant]) -> tuple[float, Index, int]:
    """Seconds of CPU for the whole program, its index and how many conflicts it has."""
    gc.freeze()  # what was made before is not looked at, neither now nor while we run
    start = time.process_time()
    index = Index(axes)
    index.add_all(grants)
    found = len(index.conflicts())
    seconds = time.process_time() - start
    gc.unfreeze()
    return seconds, index, found


def one_changed(index: Index, grants: list[Grant]) -> float:
    """Median seconds of CPU to take out one grant and put it back."""
    taken = []
    for grant in random.Random(1).sample(grants, CHANGES):
        start = time.process_time()
        index.remove(grant)
        index.add(grant)
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def best_of_runs(kind: str, size: int) -> tuple[float, int]:
    """Seconds of CPU and kilobytes of processes that do nothing but find one program's conflicts.

    The least seconds of all, the most kilobytes.
    """
    command = [sys.executable, str(Path(__file__)), "--once", kind, str(size)]
    said = [
        subprocess.run(command, check=True, capture_output=True, text=True) for _ in range(RUNS)
    ]
    seconds, memory = zip(*(run.stdout.split() for run in said), strict=True)
    return min(map(float, seconds)), max(map(int, memory))


def best(way: Callable[[], tuple[float, int]]) -> tuple[float, int]:
    """The least seconds of another way, and how many conflicts it finds."""
    return min(way() for _ in range(RUNS))


def measure(axes: Axes, kind: str, size: int, ours: tuple[float, int]) -> Run:
    """One program, by every way there is. AssertionError if two ways find other counts."""
    grants = list(make_grants(axes, size, healthy=KINDS[kind]))
    seconds, memory = ours
    _, index, found = fill(axes, grants)
    run = Run(size, found, seconds, one_changed(index, grants), memory)
    del index
    if KINDS[kind] or size <= LARGEST_CHAOTIC_JOIN:
        run.others["duckdb"], count = best(partial(join, grants))
        assert count == found, f"DuckDB finds {count} conflicts, we {found}"
    path = os.environ.get(prototype.VARIABLE)
    for way in WAYS if path else ():
        module = prototype.load(str(path))
        run.others[way], count = best(partial(prototype.run, module, axes, grants, way))
        assert count == found, f"{way} finds {count} conflicts, we {found}"
    return run


def row(kind: str, run: Run, before: Run | None) -> str:
    """A line of the table; the other ways with how many times as long as ours they take."""
    growth = f"{run.seconds / before.seconds:.1f}×" if before else ""
    others = [
        f"{run.others[way]:8.2f} s {run.others[way] / run.seconds:5.1f}×"
        if way in run.others
        else f"{'-':>17}"
        for way in ("duckdb", *WAYS)
    ]
    return (
        f"{kind}  {run.grants:>9,}  {run.conflicts:>9,}  {run.seconds:7.3f} s {growth:>6}"
        f" {''.join(others)}  {run.changed * 1e6:6.0f} µs  1/{run.seconds / run.changed:<9,.0f}"
        f" {run.memory / 1024:6,.0f} MiB"
    )


def each_conflict(run: Run, quiet: Run) -> float:
    """Seconds for each conflict, beyond those that as many grants with hardly any take."""
    return (run.seconds - quiet.seconds) / (run.conflicts - quiet.conflicts)


def promises(kind: str, runs: list[Run], quiet: list[Run]) -> list[tuple[str, float, float]]:
    """What was promised of this kind of program: the sentence, the figure and its upper bound.

    ``quiet``: the programs of the same sizes with the fewest conflicts.
    """
    last, before = runs[-1], runs[-2]
    growth = last.seconds / before.seconds
    found: list[tuple[str, float, float]] = []
    if KINDS[kind]:
        found.append((f"growth from {before.grants:,} to {last.grants:,} grants", growth, 12))
        for way, most in (("duckdb", 0.1), *((way, 1.0) for way in WAYS)):
            if way in last.others:
                part = last.seconds / last.others[way]
                found.append((f"our time as a part of that of {way}", part, most))
    else:
        work = [run.grants + run.conflicts for run in (before, last)]
        said = "growth as a part of that of grants + conflicts"
        found.append((said, growth / (work[1] / work[0]), 1.2))
        # The same promise where a grant does not cost as much as a conflict.
        costs = [each_conflict(run, one) for run, one in zip(runs[-2:], quiet[-2:], strict=True)]
        found.append(("growth of the time for each conflict", costs[1] / costs[0], 1.2))
    found.append(("peak memory in GiB", last.memory / GIB, 1))
    part = last.changed / last.seconds
    found.append(("one changed grant as a part of the full run", part, 0.001))
    return found


def main() -> None:
    """Prints a line for each size and kind of program, then what became of each promise."""
    sizes = [1_000, 10_000] if "--small" in sys.argv[1:] else [1_000, 10_000, 100_000]
    # First of all: a process counts the memory of the one that started it as its own.
    ours = {(kind, size): best_of_runs(kind, size) for kind in KINDS for size in sizes}
    axes = make_axes()
    if prototype.VARIABLE not in os.environ:
        print(f"!! NOT COMPARED with the prototype: {prototype.VARIABLE} does not say where it is")
    print(
        "program     grants  conflicts    full run  growth           DuckDB          laminar"
        "           bitmap     changed  of full run  memory"
    )
    said: list[str] = []
    measured: dict[str, list[Run]] = {}
    for kind in KINDS:
        runs = measured[kind] = []
        for size in sizes:
            runs.append(measure(axes, kind, size, ours[kind, size]))
            print(row(kind, runs[-1], runs[-2] if len(runs) > 1 else None), flush=True)
        for promise, figure, most in promises(kind, runs, measured["healthy"]):
            verdict = "ok" if figure <= most else "MISSED"
            what = f"{kind} {sizes[-1]:,}: {promise}"
            said.append(f"{verdict:6}  {what}: {figure:.4g} (at most {most:g})")
    print("\n".join(said))


def once(kind: str, size: int) -> None:
    """Finds the conflicts of one program; prints the seconds and this process's peak memory."""
    axes = make_axes()
    fill(axes, list(make_grants(axes, 1_000, healthy=KINDS[kind])))
    seconds, _, _ = fill(axes, list(make_grants(axes, size, healthy=KINDS[kind])))
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


if __name__ == "__main__":
    gc.set_threshold(50_000, 20, 20)  # as for every command
    if sys.argv[1:2] == ["--once"]:
        once(sys.argv[2], int(sys.argv[3]))
    else:
        main()
