"""The schedules in order, each written by one small function.

What lives here: which schedules there are, their letters, and which sections of an agreement form
belong to which. What does not: numbers and marks (numbering), layout (markdown, html).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from partnerbook.render.appendix.case import Case
from partnerbook.render.appendix.model import Clause
from partnerbook.render.appendix.schedules import (
    brand,
    changes,
    duties,
    ending,
    incentives,
    key_terms,
    payment,
    products,
    special,
    territory,
)


@dataclass(frozen=True, slots=True)
class Plan:
    """One schedule to be written. ``sections``: the form's own clauses of these come after."""

    id: str
    letter: str
    title: str
    clauses: Callable[[Case], tuple[Clause, ...]]
    sections: tuple[str, ...] = ()


CATCH_ALL = "changes"
"""The schedule that takes clauses of the form whose section no schedule names."""

PLANS = (
    Plan("key-terms", "", "Key terms", key_terms.clauses, ("parties", "key_terms", "definitions")),
    Plan(
        "products",
        "A",
        "Products and discounts",
        products.clauses,
        ("products", "prices", "discounts"),
    ),
    Plan(
        "territory",
        "B",
        "Territory and exclusivity",
        territory.clauses,
        ("territory", "territories", "exclusivity", "grants"),
    ),
    Plan("incentives", "C", "Incentives", incentives.clauses, ("incentives",)),
    Plan("commitments", "D", "Commitments", duties.commitments, ("commitments",)),
    Plan("support", "E", "Support and training", duties.support, ("support", "training")),
    Plan("reporting", "F", "Reporting and audit", duties.reporting, ("reporting", "audit")),
    Plan("payment", "G", "Payment", payment.clauses, ("payment",)),
    Plan("term", "H", "Term and termination", ending.clauses, ("term", "termination", "cure")),
    Plan("brand", "I", "Brand", brand.clauses, ("brand",)),
    Plan(
        "disputes",
        "J",
        "Disputes and liability",
        brand.disputes,
        ("disputes", "law", "liability"),
    ),
    Plan(
        CATCH_ALL,
        "K",
        "Changes and review dates",
        changes.clauses,
        ("changes", "notice", "changed_by", "review_dates", "precedence", "program"),
    ),
    Plan("special-terms", "L", "Special terms", special.clauses, ("special_terms",)),
    Plan("signatures", "M", "Signatures", changes.signing, ("signatures",)),
)
