"""When quarters and years begin, for the schedules that count by them."""

from __future__ import annotations

from partnerbook.render import fmt
from partnerbook.render.appendix.case import Case
from partnerbook.render.appendix.model import Value
from partnerbook.render.appendix.say import worded


def quarter_starts(case: Case) -> Value:
    """The four months in which quarters begin."""
    node = case.head["fiscal_year"]["first_month"]
    return worded(node, fmt.quarter_starts(node.value))


def year_start(case: Case) -> Value:
    """The month in which years begin."""
    node = case.head["fiscal_year"]["first_month"]
    return worded(node, fmt.month(node.value))
