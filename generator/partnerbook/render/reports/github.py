"""A check report as CI annotations: one workflow command a finding, the worst first, capped."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.report import Report
from partnerbook.check.waiving import claims
from partnerbook.check.waiving.watch import Waived
from partnerbook.findings import Finding, Severity, Spot
from partnerbook.render.reports import costs
from partnerbook.render.reports.counts import counted
from partnerbook.values.dates import in_words

# A forge shows ten of each level a step; the rest is counted, never lost. One notice is the sum.
SHOWN = {"error": 10, "warning": 10, "notice": 9}
TITLE = "partnerbook check"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.UNDETERMINED: "warning"}


def render(report: Report) -> str:
    """The annotations, what is waived as notices, and a notice with the counts."""
    lines: list[str] = []
    more = 0
    for level in ("error", "warning"):
        matching = [f for f in report.findings if _LEVELS[f.severity] == level]
        lines += [_finding(level, finding) for finding in matching[: SHOWN[level]]]
        more += max(0, len(matching) - SHOWN[level])
    lines += [_waived(report, one) for one in report.waived[: SHOWN["notice"]]]
    more += max(0, len(report.waived) - SHOWN["notice"])
    tail = f"; {more} more not annotated" if more else ""
    said = f"{counted(report.summary)}, as of {report.summary.as_of}{tail}"
    lines.append(f"::notice title={_property(TITLE)}::{_message(said)}")
    return "\n".join(lines) + "\n"


def stopped(reason: str) -> str:
    """Why nothing was judged, as an error."""
    return f"::error title={_property(TITLE)}::{_message(reason)}\n"


def _finding(level: str, finding: Finding) -> str:
    at = finding.places[0].at if finding.places else Spot("program")
    assert isinstance(at, Spot)
    text = "\n".join((finding.message, *_first_repair(finding), f"partnerbook rules {finding.id}"))
    return _command(level, at, finding.id, text)


def _first_repair(finding: Finding) -> Iterator[str]:
    for repair in finding.help[:1]:
        yield f"help: {repair.say}" + (f" ({repair.loses})" if repair.loses else "")


def _waived(report: Report, one: Waived) -> str:
    waiver, finding = one.waiver, one.finding
    until = f" until {in_words(waiver.period.through)}" if waiver.period.through else ""
    text = (
        f"{finding.id} for {finding.subject} is waived{until}, approved by"
        f" {claims.in_words(waiver)}: {' '.join(waiver.reason.split())}"
    )
    if finding.cost is not None:
        text += f"\nIt costs {costs.in_words(finding.cost)}."
    at = report.loaded.spot(waiver.ref.child("rule"))
    return _command("notice", at, f"waived: {finding.id}", text)


def _command(level: str, at: Spot, title: str, text: str) -> str:
    where = f"file={_property(at.file)},line={at.line},col={at.column}"
    return f"::{level} {where},title={_property(title)}::{_message(text)}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
