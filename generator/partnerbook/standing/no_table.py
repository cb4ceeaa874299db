"""Why no table tells of a metric: none is there, or what is there has errors."""

from __future__ import annotations

from partnerbook.resolve.evidence import Metric
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Program


def no_table(program: Program, metric: Metric) -> str:
    """``there is no evidence of Revenue``, or which tables of it are left out for their errors."""
    broken = [
        f"{name}.csv"
        for name, manifest in program.records.get("evidence", {}).items()
        if metric.id in manifest.data.get("metrics", ())
        and f"program/evidence/{name}.csv" in program.broken
    ]
    if not broken:
        return f"there is no evidence of {metric.name}"
    return f"the evidence of {metric.name} is left out because of errors in {joined(broken)}"
