"""Schedule G: when payments are due, in which currency, taxes, and how the partner is paid."""

from __future__ import annotations

from partnerbook.render.appendix.case import Case, Node
from partnerbook.render.appendix.model import Clause
from partnerbook.render.appendix.say import clause, paragraph, prose, said


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
        clause("late", "Late payment", *prose(payment.find("late_interest"))),
        clause("tax", "Taxes", *prose(payment.find("tax"))),
        clause("payout", "Payments to the Partner", *prose(payment.find("payout"))),
        *_credit(payment.find("credit")),
    )


def _credit(said_of_it: Node | None) -> tuple[Clause, ...]:
    """Only where the form says something of it: older forms keep their numbers."""
    return () if said_of_it is None else (clause("credit", "Credit", *prose(said_of_it)),)
