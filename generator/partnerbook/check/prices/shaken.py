"""What only follows from a list price that is far out of line with the other lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from partnerbook.findings import Finding, Ref, Severity, Spot

ODD = "price/out-of-line"


def apart(
    findings: Sequence[Finding], about: tuple[str, ...]
) -> tuple[list[Finding], list[Finding]]:
    """The findings, and apart from them the errors that are reckoned from such a price.

    Only errors of the rooms ``about``. A price that explains an error is no mere warning any more.
    """
    odd = {one.places[0].at for one in findings if one.id == ODD}
    if not odd:
        return list(findings), []
    explained: set[Ref | Spot] = set()
    left: list[Finding] = []
    following: list[Finding] = []
    for finding in findings:
        prices = odd & _numbers(finding)
        wrong = finding.severity is Severity.ERROR and finding.id.startswith(about)
        if wrong and prices and finding.id != ODD:
            explained |= prices
            following.append(finding)
        else:
            left.append(finding)
    return [_worse(one) if one.places[0].at in explained else one for one in left], following


def _worse(finding: Finding) -> Finding:
    return replace(finding, severity=Severity.ERROR) if finding.id == ODD else finding


def _numbers(finding: Finding) -> set[Ref | Spot]:
    """Every place that a finding names, and every number that its sum is made of."""
    return {at.at for at in finding.places} | {term.source for term in finding.sum if term.source}
