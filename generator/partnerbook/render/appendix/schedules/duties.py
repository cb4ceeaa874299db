"""Schedules D, E and F: what the partner committed to, supports, keeps trained, and reports."""

from __future__ import annotations

from partnerbook.render.appendix.case import Case, Node
from partnerbook.render.appendix.model import Block, Clause, Column, Row, Value
from partnerbook.render.appendix.say import (
    Part,
    clause,
    listed,
    optional,
    paragraph,
    prose,
    row,
    said,
    table,
    worded,
)
from partnerbook.render.appendix.schedules import both_sides
from partnerbook.render.appendix.schedules.calendar import quarter_starts
from partnerbook.render.appendix.schedules.changes import changed_by, notice_of
from partnerbook.render.fmt import language

_PROVIDERS = {
    "partner": "The Partner",
    "vendor": "The Vendor",
    "distributor": "The distributor",
}


def commitments(case: Case) -> tuple[Clause, ...]:
    """D: one clause with all commitments; none without any."""
    columns = (
        Column("Commitment"),
        Column("How much", number=True),
        Column("Over which time"),
        Column("If missed"),
    )
    rows = [_commitment(node) for node in case.own.each("commitments")]
    if not rows:
        return both_sides.performance(case)
    return (
        clause(
            "commitments",
            "What the Partner commits to",
            table("Commitments", columns, rows),
            paragraph(
                "Where a commitment counts by the quarter, quarters begin in ",
                quarter_starts(case),
                " unless it says otherwise.",
            ),
            paragraph(
                "A missed commitment changes nothing by itself: what may follow is decided then."
            ),
            _if_missed(case),
        ),
        *both_sides.performance(case),
    )


def _if_missed(case: Case) -> Block | None:
    """What it takes to do what was agreed for a missed commitment."""
    if not any(node.find("if_missed") for node in case.own.each("commitments")):
        return None
    if changed_by(case, "territory") == "never":
        return paragraph("It changes no right in Schedule B.")
    return paragraph(
        "What stands beside a commitment for that case needs no other signature. Where it changes a"
        " right in Schedule B, the Vendor tells the Partner at least ",
        notice_of(case, "territory"),
        " before",
    )


def _commitment(node: Node) -> Row:
    much: Part = optional(node.find("amount")) or optional(node.find("count")) or ""
    return row(
        said(node["what"]), much, said(node["period"]), optional(node.find("if_missed")) or ""
    )


def support(case: Case) -> tuple[Clause, ...]:
    """E: lines of support, notes on them, trained people; none if the form says nothing of it."""
    form = case.form
    if not any(form.find(key) for key in ("support", "training", "obligations")):
        return ()
    lines = (
        Column("Line"),
        Column("Who answers"),
        Column("Hours"),
        Column("Languages"),
        Column("Answer within"),
    )
    training = (
        Column("Role"),
        Column("Certificate lasts"),
        Column("What it takes"),
        Column("People", number=True),
        Column("If missed"),
    )
    return (
        clause(
            "support-lines",
            "Lines of support",
            table(
                "Lines of support", lines, [_line(node) for node in form.each("support", "lines")]
            ),
        ),
        *both_sides.severities(case),
        clause("support-notes", "How support works", *prose(form.find("support", "notes"))),
        clause(
            "training",
            "Trained people",
            table("Trained people", training, [_training(node) for node in form.each("training")]),
        ),
        *both_sides.obligations(case),
    )


def _line(node: Node) -> Row:
    spoken = [worded(each, language(each.value)) for each in node.each("languages")]
    return row(
        said(node["line"]),
        worded(node["provider"], _PROVIDERS),
        optional(node.find("hours")) or "",
        listed(spoken) if spoken else "",
        optional(node.find("answer_within")) or "",
    )


def _training(node: Node) -> Row:
    return row(
        said(node["role"]),
        optional(node.find("expires")) or "",
        optional(node.find("text")) or "",
        said(node["people"]),
        optional(node.find("if_missed")) or "",
    )


def reporting(case: Case) -> tuple[Clause, ...]:
    """F: reports, records and audits; none if the form says nothing of it."""
    found = case.form.find("reporting")
    if found is None:
        return both_sides.attestations(case)
    return (
        clause("point-of-sale", "Reports of sales", *prose(found.find("point_of_sale"))),
        clause("records", "Records", *prose(found.find("records"))),
        clause("audit", "Audits", *_audit(found)),
        *both_sides.attestations(case),
    )


def _audit(found: Node) -> tuple[Block, ...]:
    notice: Value | None = optional(found.find("audit_notice"))
    first = (
        () if notice is None else (paragraph("The Vendor announces an audit ", notice, " before."),)
    )
    return (*first, *prose(found.find("audit_limit")))
