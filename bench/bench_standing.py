"""Where 2,500, 5,000 and 10,000 partners stand by 24 months of evidence, and how that grows.

Printed are the rows of evidence, the time to read them against their manifest, to link them, and to
work out where every partner stands; last what one partner costs.
"""

from __future__ import annotations

import gc
import sys
import time
from calendar import monthrange
from datetime import date
from pathlib import Path

from partnerbook.load import load_tree
from partnerbook.resolve import resolve
from partnerbook.source.tree import FolderTree, MemoryTree
from partnerbook.standing import Ladder

BASE = Path(__file__).resolve().parents[1] / "tests" / "programs" / "minimal"
SIZES = (2_500, 5_000, 10_000)
MONTHS = [(2024, 11), (2024, 12)]
MONTHS += [(year, month) for year in (2025, 2026) for month in range(1, 13)][:22]
ON = date(2026, 11, 22)
COLUMNS = "partner,metric,from,through,value,unit,place,product,reported_on,source\n"
METRIC = "name: Revenue\nkind: measures\nunit: money\ncounts_to: [tier]\nmonotone: true\n"
HELD = (
    "name: People\nkind: holdings\nunit: count\nof: people\ncounts_to: [tier]\n"
    "holds: [certificate]\nmonotone: true\n"
)


def main() -> None:
    before = 0.0
    for size in SIZES:
        tree = MemoryTree(files_of(size))
        gc.collect()
        start = time.perf_counter()
        loaded, shape = load_tree(tree)
        read = time.perf_counter()
        program, links = resolve(loaded)
        linked = time.perf_counter()
        assert program is not None
        if shape or links:
            sys.exit((shape or links)[0].message)
        found = list(Ladder(program).positions(ON))
        stood = time.perf_counter()
        rows = sum(len(table.measures) + len(table.holdings) for table in loaded.evidence.values())
        total = stood - start
        growth = f", {total / before:.1f} × the one before" if before else ""
        before = total
        print(
            f"{len(found):>6,} partners  {rows:>7,} rows  read {read - start:.1f} s, linked"
            f" {linked - read:.1f} s, stand {stood - linked:.2f} s: {total:.1f} s{growth};"
            f" {1e6 * (stood - linked) / len(found):.0f} µs a partner to stand"
        )


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
