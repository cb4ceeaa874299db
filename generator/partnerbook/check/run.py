"""The whole way from a tree of files to a report."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from partnerbook.check import repairs, waivers
from partnerbook.check.report import Report, Summary, count, order, placed
from partnerbook.check.rules import RULES
from partnerbook.findings import Finding, Severity
from partnerbook.load import load_tree
from partnerbook.resolve import resolve
from partnerbook.resolve.program import Program
from partnerbook.rulebook import Answers
from partnerbook.source.tree import Tree

Fallback = Callable[[], tuple[date, str]]


def check_tree(tree: Tree, as_of: date | None, reason: str, fallback: Fallback) -> Report:
    """Check everything. ``as_of`` None means the program's own, else the fallback's, day."""
    loaded, shape = load_tree(tree)
    program, links = resolve(loaded, as_of, reason, fallback)
    found = [*shape, *links]
    waived: tuple[Finding, ...] = ()
    if program is not None:
        split = waivers.apply(program, RULES, judged(program))
        found += split.standing
        waived = split.waived
    proven = repairs.proven(
        tree, loaded, found, waived, lambda finding, other: _again(finding, other, program)
    )
    findings = tuple(sorted((placed(finding, loaded) for finding in proven), key=order))
    summary = Summary(
        errors=count(findings, Severity.ERROR),
        warnings=count(findings, Severity.WARNING),
        undetermined=count(findings, Severity.UNDETERMINED),
        waived=len(waived),
        suppressed=program.suppressed if program else 0,
        files=loaded.files,
        as_of=program.as_of if program else as_of,
        as_of_reason=program.as_of_reason if program else reason,
    )
    return Report(findings, waived, summary, loaded, program)


# Working out every stack takes most of a check; a repair outside the money files cannot move one.
MONEY = "margin/"


def _again(finding: Finding, tree: Tree, program: Program | None) -> list[Finding]:
    """All findings about a repaired tree on the same day, waived or not."""
    loaded, shape = load_tree(tree)
    day, reason = (program.as_of, program.as_of_reason) if program else (date.max, "")
    changed, links = resolve(loaded, day, reason)
    money = finding.id.startswith(MONEY)
    return [*shape, *links, *(judged(changed, money=money) if changed else ())]


def judged(program: Program, *, money: bool = True) -> list[Finding]:
    """What the rules say about a program, waivers not yet applied."""
    answers = Answers(program)
    return [
        finding
        for name, rule in RULES.items()
        if money or not name.startswith(MONEY)
        for finding in rule.findings(name, answers)
    ]
