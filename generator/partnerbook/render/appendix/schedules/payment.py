"""Schedule G: when payments are due, in which currency, taxes, and how the partner is paid."""

from __future__ import annotations

from partnerbook.render.appendix.case import Case, Node
from partnerbook.render.appendix.model import Clause, Paragraph
from partnerbook.render.appendix.say import clause, in_currency, paragraph, prose, said


def clauses(case: Case) -> tuple[Clause, ...]:
    """Five clauses; those of which the form says nothing are left blank."""
    payment, mine = case.form["payment"], case.own["currency"]
    days = payment["days"]
    return (
        clause(
            "due",
            "When payments are due",
            paragraph(
                "Payments are due within ",
                said(days),
                " day from " if days.value == 1 else " days from ",
                said(payment["counted_from"]),
            ),
        ),
        clause(
            "currency",
            "Currency",
            paragraph("The Partner's currency in this program is ", said(mine)),
            *prose(payment.find("invoice_currency")),
        ),
        clause(
            "late",
            "Late payment",
            *prose(payment.find("late_interest")),
            _late(payment.find("late_rate")),
        ),
        clause("tax", "Taxes", *prose(payment.find("tax"))),
        clause("payout", "Payments to the Partner", *prose(payment.find("payout"))),
        *_credit(case, payment),
    )


def _late(rate: Node | None) -> Paragraph | None:
    """The interest on late payments, where the form says it in figures."""
    if rate is None:
        return None
    above = rate.find("above")
    return paragraph(
        "Late payments bear interest of ",
        said(rate["percent"]),
        " a ",
        said(rate["per"]),
        *(() if above is None else (" above ", said(above))),
    )


def _credit(case: Case, payment: Node) -> tuple[Clause, ...]:
    """Only where the form says something of it: older forms keep their numbers."""
    words, limit = payment.find("credit"), in_currency(case, payment.each("credit_limit"))
    if words is None and not limit:
        return ()
    upto = (
        paragraph("The Partner may owe up to ", limit, " before it pays first") if limit else None
    )
    return (clause("credit", "Credit", upto, *prose(words)),)
