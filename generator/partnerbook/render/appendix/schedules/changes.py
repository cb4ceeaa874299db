"""Schedules K and M: how the terms change, what comes first, and the signatures."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.render.appendix.case import Case
from partnerbook.render.appendix.model import Block, Clause, Column, Row
from partnerbook.render.appendix.say import (
    clause,
    listing,
    paragraph,
    row,
    said,
    table,
    worded,
)

_CLASSES = {
    "prices": "Prices and discounts",
    "program": "Tiers, incentives and rules",
    "territory": "Territories and rights",
}
_CHANGED_BY = {
    "notice": "by the Vendor, with notice",
    "signature": "only with the signatures of both sides",
    "never": "not during the term",
}
_SECTIONS = {
    **_CLASSES,
    "payment": "Payment",
    "support": "Support and training",
    "reporting": "Reporting and audit",
    "term": "Term and termination",
    "termination": "Termination",
    "brand": "Brand",
    "disputes": "Disputes",
    "law": "Law and courts",
    "liability": "Liability",
    "commitments": "Commitments",
    "notice": "Notice of changes",
}


def clauses(case: Case) -> tuple[Clause, ...]:
    """K: notice of changes, how each part changes, review dates, precedence, formal notices."""
    form = case.form
    return (
        clause("notice", "Notice of changes", *_notice(case)),
        clause("how", "How each part changes", *_how(case)),
        clause("review", "Review dates", listing([said(n) for n in form.each("review_dates")])),
        clause("precedence", "Order of precedence", *_precedence(case)),
        clause(
            "formal-notices",
            "Formal notices",
            paragraph("Formal notices go to the addresses named for them in the key terms."),
        ),
    )


def _notice(case: Case) -> Iterator[Block | None]:
    yield paragraph(
        "A change to the Partner's disadvantage takes effect no earlier than this long after the"
        " Partner was told:"
    )
    agreed, general = case.form["notice"], case.head["notice"]
    rows: list[Row] = []
    for key, label in _CLASSES.items():
        node = agreed.find(key) or general.find(key) or general["default"]
        rows.append(row(label, said(node)))
    if not all(agreed.find(key) for key in _CLASSES):
        rows.append(row("Everything else", said(general["default"])))
    yield table("Notice of changes", (Column("Change of"), Column("Notice")), rows)


def _how(case: Case) -> Iterator[Block | None]:
    rows = [
        row(_SECTIONS.get(key) or key.replace("_", " ").capitalize(), worded(node, _CHANGED_BY))
        for key, node in case.form.entries("changed_by")
    ]
    yield table("How each part changes", (Column("Part"), Column("Changed")), rows)


def _precedence(case: Case) -> Iterator[Block | None]:
    order = [said(node) for node in case.form.each("precedence")]
    if order:
        yield paragraph("Where two of these differ, the one named first counts:")
        yield listing(order, ordered=True)


def signing(_case: Case) -> tuple[Clause, ...]:
    """M: the clause that stands with the signatures."""
    return (
        clause(
            "signing",
            "Signing",
            paragraph(
                "By signing below, both parties agree to these schedules. They take the place of"
                " the schedules signed before for the same agreement. They may be signed in"
                " several copies and electronically."
            ),
        ),
    )
