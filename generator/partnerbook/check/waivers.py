"""Applies waivers: an exact rule and subject, in its time, by somebody who may approve it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from partnerbook.findings import Finding, Place, Severity
from partnerbook.resolve.program import Program, Waiver
from partnerbook.rulebook import Rule
from partnerbook.values.ident import closest
from partnerbook.values.period import after


@dataclass(frozen=True, slots=True)
class Waived:
    """The findings that stand, those that are waived, and what is wrong with the waivers."""

    standing: tuple[Finding, ...]
    waived: tuple[Finding, ...]


def apply(program: Program, rules: Mapping[str, Rule], findings: Iterable[Finding]) -> Waived:
    """Split the findings by the program's waivers; a bad or unused waiver is a finding too."""
    stands: list[Finding] = []
    gone: list[Finding] = []
    valid: dict[tuple[str, str], Waiver] = {}
    for waiver in program.waivers:
        problem = _problem(program, rules, waiver)
        if problem is not None:
            stands.append(problem)
        elif program.as_of in waiver.period:
            valid[waiver.rule, waiver.subject] = waiver
    used: set[str] = set()
    for finding in findings:
        found = valid.get((finding.id, finding.subject))
        if found is None:
            stands.append(finding)
        else:
            gone.append(finding)
            used.add(found.id)
    stands += [_unused(waiver) for waiver in valid.values() if waiver.id not in used]
    return Waived(tuple(stands), tuple(gone))


def _problem(program: Program, rules: Mapping[str, Rule], waiver: Waiver) -> Finding | None:
    if waiver.rule not in rules:
        close = closest(waiver.rule, rules)
        hint = f"; did you mean {close[0]}?" if close else ""
        return _refused(waiver, "rule", f"there is no rule {waiver.rule}{hint}")
    if not rules[waiver.rule].waivable:
        return _refused(waiver, "rule", f"{waiver.rule} cannot be waived by anybody")
    if waiver.rule not in program.approvers.get(waiver.approver, ()):
        return _refused(
            waiver, "approver", f"{waiver.approver} may not approve waivers of {waiver.rule}"
        )
    longest = program.longest_waiver
    if longest is not None and waiver.period.end > after(waiver.period.start, longest):
        return _refused(
            waiver, "through", f"it runs longer than the {longest} that the program allows"
        )
    return None


def _refused(waiver: Waiver, field: str, why: str) -> Finding:
    return Finding(
        "waiver/not-allowed",
        Severity.ERROR,
        f"the waiver {waiver.id} does not count: {why}",
        (Place(waiver.ref.child(field), why),),
        subject=waiver.id,
        facts=(field,),
    )


def _unused(waiver: Waiver) -> Finding:
    return Finding(
        "waiver/unused",
        Severity.WARNING,
        f"the waiver {waiver.id} waives nothing: no finding of {waiver.rule} about"
        f" {waiver.subject}; remove it",
        (Place(waiver.ref.child("subject"), "no such finding"),),
        subject=waiver.id,
    )
