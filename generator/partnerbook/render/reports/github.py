"""A check report as CI annotations: one workflow command a finding, the worst first, capped."""

from __future__ import annotations

from partnerbook.check.report import Report
from partnerbook.findings import Severity, Spot

# A forge shows ten errors and ten warnings a step; the rest is counted, never lost.
SHOWN = 10
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.UNDETERMINED: "warning"}


def render(report: Report) -> str:
    """The annotations, and a notice with the counts."""
    lines: list[str] = []
    for level in ("error", "warning"):
        matching = [f for f in report.findings if _LEVELS[f.severity] == level]
        for finding in matching[:SHOWN]:
            at = finding.places[0].at if finding.places else Spot("program")
            assert isinstance(at, Spot)
            where = f"file={_property(at.file)},line={at.line},col={at.column}"
            text = _message(f"{finding.message} (partnerbook rules {finding.id})")
            lines.append(f"::{level} {where},title={_property(finding.id)}::{text}")
    counts = report.summary
    more = max(0, counts.errors - SHOWN) + max(0, counts.warnings + counts.undetermined - SHOWN)
    tail = f"; {more} more in the log" if more else ""
    lines.append(
        f"::notice title=partnerbook check::{counts.errors} errors, {counts.warnings} warnings,"
        f" {counts.undetermined} cannot tell, as of {counts.as_of}{tail}"
    )
    return "\n".join(lines) + "\n"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
