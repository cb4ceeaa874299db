"""A small program whose tier asks for revenue of three months, of which there is evidence."""

from __future__ import annotations

from datetime import date

from tests.resolve.conftest import base_files

from partnerbook.check.report import Report
from partnerbook.check.run import check_tree
from partnerbook.findings import Finding, Spot
from partnerbook.source.tree import MemoryTree

PARTNER = "partners/nordwind.yml"
GOLD = "tiers/gold.yml"
SILVER = "tiers/silver.yml"
METRIC = "metrics/revenue.yml"
TABLE = "evidence/invoices.csv"
MANIFEST = "evidence/invoices.yml"
DAY = date(2026, 11, 22)
FILES = {
    GOLD: """name: Gold
tracks: [resell]
rank: 2
summary: For partners of step 2.
requirements:
  - {id: revenue, name: Revenue, kind: money, metric: revenue, amounts: [50000 EUR], \
window: trailing 3 months}
grace: 90 days
""",
    METRIC: """name: Revenue
kind: measures
unit: money
counts_to: [tier]
monotone: true
""",
    MANIFEST: """name: Invoices
system: Invoice ledger
extracted: 2026-11-16T06:00Z
shape: measures
metrics: [revenue]
from: 2026-01-01
through: 2026-10-31
rows: 3
control_total: [29500.00 EUR]
""",
    TABLE: """partner,metric,from,through,value,unit,place,product,reported_on,source
nordwind,revenue,2026-08-01,2026-08-31,9000.00,EUR,DE,core,2026-09-05,invoices
nordwind,revenue,2026-09-01,2026-09-30,12500.00,EUR,DE,core,2026-10-05,invoices
nordwind,revenue,2026-10-01,2026-10-31,8000.00,EUR,DE,core,2026-11-05,invoices
""",
}
Change = tuple[str, str, str]


def files(*changes: Change) -> dict[str, bytes]:
    """The program with texts changed: ``(file, old, new)``.

    An empty old text adds at the end, ``*`` is the whole file.
    """
    found = base_files()
    found.update({f"program/{name}": text.encode() for name, text in FILES.items()})
    for name, old, new in changes:
        path = f"program/{name}"
        text = found.get(path, b"").decode()
        if old == "*":
            found[path] = new.encode()
            continue
        assert old in text, f"{name} has no {old}"
        found[path] = (text.replace(old, new, 1) if old else text + new).encode()
    return found


def report(*changes: Change, day: date = DAY) -> Report:
    return check_tree(MemoryTree(files(*changes)), day, "test", lambda _: (day, ""))


def told(*changes: Change, day: date = DAY, but: tuple[str, ...] = ()) -> list[Finding]:
    """Findings of rules other than those that this program has anyway."""
    return [one for one in report(*changes, day=day).findings if one.id not in but]


def at(finding: Finding) -> str:
    """``invoices.csv:3:48 shape/evidence-cell``."""
    spot = finding.places[0].at
    assert isinstance(spot, Spot)
    return f"{spot.file.rpartition('/')[2]}:{spot.line}:{spot.column} {finding.id}"


def helps(finding: Finding) -> str:
    return " | ".join(one.say for one in finding.help)
