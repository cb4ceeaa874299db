"""The whole way from a tree of files to a report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from partnerbook.check import repairs
from partnerbook.check.outcome import deepened, examine
from partnerbook.check.report import Report, Summary, count, in_order, placed
from partnerbook.check.reviewing.cost import priced_all
from partnerbook.check.rules import RULES
from partnerbook.findings import Severity
from partnerbook.resolve import Fallback
from partnerbook.resolve.program import Program
from partnerbook.rulebook import Answers
from partnerbook.source.tree import Tree


def check_tree(
    tree: Tree,
    as_of: date | None,
    reason: str,
    fallback: Fallback,
    known: Answers | None = None,
    *,
    against: Program | None = None,
) -> Report:
    """Check everything. ``as_of`` None means the program's own, else the fallback's, day.

    ``known``: answers about much the same program, to be taken over where they must be the same.
    ``against``: the revision that it is compared with.
    """
    outcome = deepened(examine(tree, as_of, reason, fallback, known, against=against))
    loaded, program = outcome.loaded, outcome.program
    proven = repairs.proven(tree, outcome)
    findings = in_order(placed(finding, loaded) for finding in proven)
    waived = tuple(
        replace(one, finding=placed(one.finding, loaded))
        for one in (priced_all(program, outcome.waived) if program else ())
    )
    old = tuple(replace(one, finding=placed(one.finding, loaded)) for one in outcome.known)
    summary = Summary(
        errors=count(findings, Severity.ERROR),
        warnings=count(findings, Severity.WARNING),
        undetermined=count(findings, Severity.UNDETERMINED),
        waived=len(waived),
        suppressed=len(outcome.withheld)
        + len(outcome.standing)
        - len(findings)
        + (program.suppressed if program else 0),
        unjudged=outcome.unjudged,
        files=loaded.files,
        as_of=program.as_of if program else as_of,
        as_of_reason=program.as_of_reason if program else reason,
        known=len(old),
        gone=len(outcome.gone),
        examples=sum(RULES[one.id].expects for one in outcome.withheld),
    )
    return Report(findings, waived, summary, loaded, program, old)
