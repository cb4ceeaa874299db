"""What is offered for a value of evidence that is not digits and a point alone."""

from __future__ import annotations

import pytest
from tests.resolve.conftest import base_files

from partnerbook.load import load_tree
from partnerbook.source.tree import MemoryTree

COLUMNS = "partner,metric,from,through,value,unit,place,product,reported_on,source\n"
ROW = "nordwind,revenue,2026-08-01,2026-08-31,{},EUR,DE,core,2026-09-05,invoices\n"
MANIFEST = (
    "name: Invoices\nsystem: Ledger\nextracted: 2026-11-16T06:00Z\nshape: measures\n"
    "metrics: [revenue]\nfrom: 2026-01-01\nthrough: 2026-10-31\nrows: 1\n"
    "control_total: [7757.44 EUR]\n"
)


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("7.75744e3", ["7757.44"]),
        ("7.75744E+3", ["7757.44"]),
        ("€7757.44", ["7757.44"]),
        ("7757.44 €", ["7757.44"]),
        ('"€7,757.44"', ["7757.44"]),
        ('"7757,44"', ["7757.44"]),
        ("7757.44.1", []),
        ("1e99", []),
        ("none", []),
    ],
)
def test_what_a_value_can_mean(value: str, meant: list[str]) -> None:
    files = base_files() | {
        "program/evidence/invoices.yml": MANIFEST.encode(),
        "program/evidence/invoices.csv": (COLUMNS + ROW.format(value)).encode(),
    }
    _, (finding,) = load_tree(MemoryTree(files))
    assert finding.id == "shape/evidence-cell"
    assert [edit.text for repair in finding.help for edit in repair.edits] == meant
