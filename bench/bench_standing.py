"""Where 2,500, 5,000 and 10,000 partners stand by 24 months of evidence, and how that grows.

Printed are the rows of evidence, the seconds of CPU to read them against their manifest, to link
them, and to work out where every partner stands; last what one partner costs. Each size runs in a
process of its own with the collector as the command line sets it: what another size left in memory
is gone over by nobody. Ends with 1 where a doubling costs more than LIMIT times.
"""

from __future__ import annotations

import gc
import sys
import time
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

from partnerbook.cli import COLLECTOR
from partnerbook.load import load_tree
from partnerbook.resolve import resolve
from partnerbook.source.tree import FolderTree, MemoryTree
from partnerbook.standing import Ladder

BASE = Path(__file__).resolve().parents[1] / "tests" / "programs" / "minimal"
SIZES = (2_500, 5_000, 10_000)
LIMIT = 2.25
MONTHS = [(2024, 11), (2024, 12)]
MONTHS += [(year, month) for year in (2025, 2026) for month in range(1, 13)][:22]
ON = date(2026, 11, 22)
COLUMNS = "partner,metric,from,through,value,unit,place,product,reported_on,source\n"
METRIC = "name: Revenue\nkind: measures\nunit: money\ncounts_to: [tier]\nmonotone: true\n"
HELD = (
    "name: People\nkind: holdings\nunit: count\nof: people\ncounts_to: [tier]\n"
    "holds: [certificate]\nmonotone: true\n"
)


@dataclass(frozen=True)
class Run:
    """What one size took, in seconds of CPU, and the most memory that it held, in MB."""

    partners: int
    rows: int
    read: float
    linked: float
    stood: float
    memory: int

    @property
    def total(self) -> float:
        """From the files to where everybody stands."""
        return self.read + self.linked + self.stood


def main() -> None:
    steep = []
    before: Run | None = None
    with get_context("spawn").Pool(1, maxtasksperchild=1) as alone:
        for run in alone.imap(measured, SIZES, chunksize=1):
            growth = run.total / before.total if before else 0.0
            print(
                f"{run.partners:>6,} partners  {run.rows:>7,} rows  read {run.read:.1f} s, linked"
                f" {run.linked:.1f} s, stand {run.stood:.2f} s: {run.total:.1f} s"
                f"{f', {growth:.2f} × the one before' if before else ''};"
                f" {1e6 * run.stood / run.partners:.0f} µs a partner to stand, {run.memory} MB",
                flush=True,
            )
            steep += [growth] if growth > LIMIT else []
            before = run
    if steep:
        sys.exit(f"twice the partners cost {max(steep):.2f} times as much, more than {LIMIT}")


def measured(size: int) -> Run:
    """One size, in a process that has done nothing before."""
    gc.set_threshold(*COLLECTOR)
    tree = MemoryTree(files_of(size))
    gc.collect()
    start = time.process_time()
    loaded, shape = load_tree(tree)
    read = time.process_time()
    program, links = resolve(loaded)
    linked = time.process_time()
    assert program is not None
    if shape or links:
        sys.exit((shape or links)[0].message)
    found = list(Ladder(program).positions(ON))
    stood = time.process_time()
    rows = sum(len(table.measures) + len(table.holdings) for table in loaded.evidence.values())
    memory = getrusage(RUSAGE_SELF).ru_maxrss // 1024
    return Run(len(found), rows, read - start, linked - read, stood - linked, memory)


def files_of(size: int) -> dict[str, bytes]:
    """The small program with so many partners, each with 24 months of revenue and two people."""
    tree = FolderTree(BASE)
    files = {}
    for path in tree.list()[0]:
        data = tree.read(path)
        assert isinstance(data, bytes)
        files[path] = data
    pattern = files.pop("program/partners/nordwind.yml").decode().partition("grants:")[0]
    for number in range(size):
        text = pattern.replace("HRB 123", f"HRB {number}").replace("Nordwind", f"Nordwind {number}")
        files[f"program/partners/p{number}.yml"] = text.encode()
    said = {
        "metrics/revenue.yml": METRIC,
        "metrics/people.yml": HELD,
        "tiers/gold.yml": "name: Gold\ntracks: [resell]\nrank: 2\nsummary: A team.\nrequirements:\n"
        "  - {id: sales, name: Sales, kind: money, metric: revenue, amounts: [100000 EUR],"
        " window: last 4 fiscal quarters}\n"
        "  - {id: staff, name: Staff, kind: count, metric: people, count: 2, unit: people,"
        " window: on the day}\n",
        **evidence(size),
    }
    return {**files, **{f"program/{name}": text.encode() for name, text in said.items()}}


def evidence(size: int) -> dict[str, str]:
    rows, total = [], 0
    for number in range(size):
        for year, month in MONTHS:
            value = (number * 37 + month * 991) % 20_000
            total += value
            last = date(year, month, monthrange(year, month)[1])
            rows.append(
                f"p{number},revenue,{year}-{month:02d}-01,{last},{value},EUR,DE,,"
                f"{date.fromordinal(last.toordinal() + 5)},ledger\n"
            )
    held = [
        f"p{number},certificate,CA-{number}-{person},2025-03-01,2027-02-28,DE\n"
        for number in range(size)
        for person in range(2)
    ]
    head = "system: Ledger\nextracted: 2026-11-16T06:00Z\n"
    return {
        "evidence/sales.csv": COLUMNS + "".join(rows),
        "evidence/sales.yml": f"name: Sales\n{head}shape: measures\nmetrics: [revenue]\n"
        f"from: 2024-11-01\nthrough: 2026-10-31\nrows: {len(rows)}\n"
        f"control_total: [{total} EUR]\n",
        "evidence/people.csv": "partner,what,who,from,expires,place\n" + "".join(held),
        "evidence/people.yml": f"name: People\n{head}shape: holdings\nmetrics: [people]\n"
        f"rows: {len(held)}\n",
    }


if __name__ == "__main__":
    main()
