"""Parts of schedules D, E, F and J in newer forms: who does what, and what both undertake.

A form that says nothing of such a part has no clause for it: older forms keep their numbers.
"""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.render.appendix.case import Case, Node
from partnerbook.render.appendix.model import Block, Clause, Column, Row
from partnerbook.render.appendix.say import (
    Part,
    clause,
    in_currency,
    optional,
    paragraph,
    prose,
    row,
    said,
    table,
    worded,
)

_OWNERS = {"partner": "The Partner", "vendor": "The Vendor", "distributor": "The distributor"}
_TOPICS = {
    "support": "Support",
    "escalation": "Escalation",
    "replacement": "Replacement",
    "customer-care": "Care for customers",
    "training": "Training",
    "marketing": "Marketing",
    "leads": "Leads",
    "reporting": "Reporting",
    "audit": "Audits",
    "data": "Data",
    "other": "Other",
}
_SEVERITIES = {"critical": "Critical", "high": "High", "normal": "Normal", "low": "Low"}
_TEXTS = (
    ("intellectual_property", "Intellectual property"),
    ("sanctions", "Sanctions and export control"),
    ("anti_corruption", "Anti-corruption"),
    ("assignment", "Assignment"),
)


def obligations(case: Case) -> tuple[Clause, ...]:
    """E: what each side does, how fast and how often."""
    columns = (
        Column("Topic"),
        Column("Who"),
        Column("What is done"),
        Column("Within"),
        Column("Every"),
        Column("Due"),
        Column("How much", number=True),
        Column("Over which time"),
        Column("If missed"),
    )
    rows = [_duty(case, one) for one in case.form.each("obligations") if case.is_meant_by(one)]
    return _where(rows, "obligations", "Duties of both sides", columns)


def _duty(case: Case, one: Node) -> Row:
    owner = one.find("owner")
    return row(
        worded(one["topic"], _TOPICS),
        worded(owner, _OWNERS) if owner else "",
        said(one["text"]),
        optional(one.find("within")) or "",
        optional(one.find("every")) or "",
        optional(one.find("due")) or "",
        _figure(case, one),
        optional(one.find("window")) or "",
        optional(one.find("if_missed")) or "",
    )


def _figure(case: Case, one: Node) -> Part:
    """How much is asked for: of money the amount in the partner's currency."""
    amounts = in_currency(case, one.each("amounts"))
    return amounts or optional(one.find("count")) or optional(one.find("percent")) or ""


def severities(case: Case) -> tuple[Clause, ...]:
    """E: how fast each line answers by severity, and to whom goes what it has not solved."""
    lines = list(case.form.each("support", "lines"))
    answers = [
        row(
            said(line["line"]),
            worded(one["severity"], _SEVERITIES),
            optional(one.find("meaning")) or "",
            said(one["within"]),
        )
        for line in lines
        for one in line.each("answers")
    ]
    steps = [
        row(said(line["line"]), said(one["after"]), said(one["to"]))
        for line in lines
        for one in line.each("escalation")
    ]
    columns = (Column("Line"), Column("Severity"), Column("Which cases"), Column("Answer within"))
    ways = (Column("Line"), Column("Not solved after"), Column("Goes to"))
    return (
        *_where(answers, "support-severities", "Answers by severity", columns),
        *_where(steps, "support-escalation", "Escalation", ways),
    )


def performance(case: Case) -> tuple[Clause, ...]:
    """D: what both sides measure."""
    columns = (
        Column("What is measured"),
        Column("Target"),
        Column("Over which time"),
        Column("If missed"),
    )
    rows = [
        row(
            said(one["what"]),
            optional(one.find("target")) or _figure(case, one),
            said(one["period"]),
            optional(one.find("if_missed")) or "",
        )
        for one in case.form.each("performance")
    ]
    return _where(rows, "performance", "What both sides measure", columns)


def attestations(case: Case) -> tuple[Clause, ...]:
    """F: what the partner states again and again."""
    rows = [
        row(said(one["text"]), optional(one.find("every")) or "")
        for one in case.form.each("attestations")
    ]
    columns = (Column("What the Partner states"), Column("Every"))
    return _where(rows, "attestations", "Statements of the Partner", columns)


def undertakings(case: Case) -> tuple[Clause, ...]:
    """J: secrecy, rights, sanctions, corruption and assignment, as far as the form has them."""
    found = []
    secret = case.form.find("confidentiality")
    if secret is not None:
        found.append(clause("confidentiality", "Confidentiality", *_secret(secret)))
    for key, title in _TEXTS:
        text = case.form.find(key)
        if text is not None:
            found.append(clause(key.replace("_", "-"), title, *prose(text)))
    return tuple(found)


def _secret(found: Node) -> Iterator[Block]:
    yield from prose(found["text"])
    lasts = found.find("lasts")
    if lasts is not None:
        yield paragraph("This holds for ", said(lasts), " after the end of the agreement.")


def _where(
    rows: list[Row], clause_id: str, title: str, columns: tuple[Column, ...]
) -> tuple[Clause, ...]:
    return (clause(clause_id, title, table(title, columns, rows)),) if rows else ()
