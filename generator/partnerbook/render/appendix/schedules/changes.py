"""Schedules K and M: how the terms change, what comes first, and the signatures."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.render.appendix.case import Case
from partnerbook.render.appendix.model import Block, Clause, Column, Phrase, Value
from partnerbook.render.appendix.say import (
    clause,
    listing,
    paragraph,
    phrase,
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
    "notice": "by the Vendor, with the notice above",
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
    return (
        clause("notice", "Notice of changes", *_notice(case)),
        clause("how", "How each part changes", *_how(case)),
        clause("review", "Review dates", *_reviews(case)),
        clause("precedence", "Order of precedence", *_precedence(case)),
        clause(
            "formal-notices",
            "Formal notices",
            paragraph("Formal notices go to the addresses named for them in the key terms."),
        ),
    )


def notice_of(case: Case, part: str) -> Value:
    """How long before it takes effect the partner is told of a change of a part of the terms.

    The first of these that says it: the form, for this part the program, for all parts the program.
    """
    agreed, general = case.form["notice"], case.head["notice"]
    return said(agreed.find(part) or general.find(part) or general["default"])


def changed_by(case: Case, part: str) -> str:
    """How a part of the terms changes: by notice, by signature or never.

    Prices, program and territory change by notice if the form is silent, the rest by signature.
    """
    node = case.form.find("changed_by", part)
    if node is not None:
        return str(node.value)
    return "notice" if part in _CLASSES else "signature"


def _parts(case: Case) -> tuple[str, ...]:
    """The parts of the terms of which something is said, those with a notice of their own first."""
    return tuple(dict.fromkeys((*_CLASSES, *(key for key, _ in case.form.entries("changed_by")))))


def _label(part: str) -> str:
    return _SECTIONS.get(part) or part.replace("_", " ").capitalize()


def _notice(case: Case) -> Iterator[Block | None]:
    rows = [
        row(_label(part), notice_of(case, part))
        for part in _parts(case)
        if changed_by(case, part) == "notice"
    ]
    if rows:
        yield paragraph(
            "Where a part changes by notice, a change to the Partner's disadvantage takes effect no"
            " earlier than this long after the Partner was told:"
        )
        yield table("Notice of changes", (Column("Change of"), Column("Notice")), rows)


def _how(case: Case) -> Iterator[Block | None]:
    rows = [row(_label(part), _way(case, part)) for part in _parts(case)]
    rows.append(row("Everything else", _CHANGED_BY["signature"]))
    yield table("How each part changes", (Column("Part"), Column("Changed")), rows)


def _way(case: Case, part: str) -> Phrase:
    node = case.form.find("changed_by", part)
    way = phrase(worded(node, _CHANGED_BY) if node else _CHANGED_BY[changed_by(case, part)])
    if part != "territory" or changed_by(case, part) != "signature":
        return way
    if not any(one.find("if_missed") for one in case.own.each("commitments")):
        return way
    return phrase(
        way,
        "; what Schedule D allows after a missed commitment, with notice of ",
        notice_of(case, part),
    )


def _reviews(case: Case) -> Iterator[Block | None]:
    """Those of the form for everybody, and those agreed with this partner."""
    yield listing([said(node) for node in case.form.each("review_dates")])
    rows = [
        row(said(node["what"]), said(node["last"]), said(node["every"]))
        for node in case.own.each("reviews")
    ]
    columns = (Column("What is looked at"), Column("Last"), Column("Again after"))
    yield table("Reviews with the Partner", columns, rows)


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
