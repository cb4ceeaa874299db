"""The schemas of the JSON answers: explain-rights, -partner, -coverage, -price and so on."""

from __future__ import annotations

from partnerbook.render.reports import (
    explain_margin_shapes,
    explain_money_shapes,
    explain_payout_shapes,
    explain_selection_shapes,
    explain_standing_data,
)
from partnerbook.render.reports.explain_coverage_shapes import collision, fill, row, written
from partnerbook.render.reports.explain_shapes import (
    ACTIVE,
    LATER,
    OTHERS,
    PARTNER,
    ROLE,
    Schema,
    asked,
    closed,
    limit,
    named,
    or_null,
    program,
    right,
    several,
    source,
    text,
    yes,
)

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, Schema]:
    """File name → schema."""
    documents = (
        _document(
            "explain-rights",
            "What partnerbook explain rights --output json prints",
            "Who may actively sell a product in a place on a day, and what limits others.",
            asked=several("The question as understood, the place and the product first.", asked()),
            active_sales_only=ACTIVE,
            sellers=several(
                "The rights of who sells to customers, the strongest kinds first.", right()
            ),
            others=several("The rights of partners that do something else there.", right()),
            limits=several("What keeps others out, or asks something of them.", limit()),
            protects=several(
                "Registrations that may give one partner a deal alone for a while.", _protects()
            ),
            later=LATER,
        ),
        _document(
            "explain-partner",
            "What partnerbook explain rights --partner ID --output json prints",
            "Everything that a partner holds on a day.",
            partner=PARTNER,
            role=ROLE,
            status=text("The partner's status in the program."),
            active_sales_only=ACTIVE,
            rights=several("The rights, the strongest kinds first.", right(others=OTHERS)),
            later=LATER,
        ),
        _document(
            "explain-coverage",
            "What partnerbook explain coverage --output json prints",
            "Who covers which places and products on a day. Each place and product of the"
            " question is in exactly one line of one row.",
            rows=several("Place by place: countries, or parts where a country is cut.", row()),
        ),
        _document(
            "explain-applicant",
            "What partnerbook explain coverage --applicant ID --output json prints",
            "What a partner's grants, in force as they are written, would fill and where they"
            " would collide.",
            partner=PARTNER,
            role=ROLE,
            status=text("The partner's status in the program."),
            grants=several("Its grants that have not ended.", written()),
            fills=several("What each grant would add, as of its first day.", fill()),
            collisions=several("The rights that could not both be kept.", collision()),
        ),
        _document(
            "explain-price",
            "What partnerbook explain price --output json prints",
            "What an order costs and earns, step by step, and why other steps give nothing."
            " Amounts are texts with plain decimals.",
            **explain_money_shapes.price(),
            **explain_payout_shapes.payouts(),
        ),
        _document(
            "explain-margin",
            "What partnerbook explain margin --output json prints",
            "The worst stack for the vendor and the best for the partner on every sort of deal."
            " Amounts are texts with plain decimals, each rounded as it is paid.",
            **explain_margin_shapes.margin(),
        ),
        _document(
            "explain-standing",
            "What partnerbook explain standing --output json prints",
            "The tier that partners hold and the one they have earned on a day, what is missing for"
            " the next and what ends when. Numbers are texts.",
            **explain_standing_data.shapes(),
        ),
        _document(
            "explain-selection",
            "What partnerbook explain selection --output json prints",
            "Applicants and partners side by side: scores, what they can do, where they stand, what"
            " the engagement model gives them and what they would add.",
            **explain_selection_shapes.shapes(),
        ),
    )
    return {document["$id"]: document for document in documents}


def _document(name: str, title: str, about: str, **properties: Schema) -> Schema:
    return {
        "$schema": DRAFT,
        "$id": f"{name}.schema.json",
        "title": title,
        "description": about,
        **closed("", program=program(), **properties),
    }


def _protects() -> Schema:
    """A registration that protects."""
    term = closed(
        "A time.",
        rules=text("The rules of engagement that say so."),
        lasts=text("How long, such as: 90 days."),
        extension=or_null(text("By how much it may be extended; null if not at all.")),
    )
    return closed(
        "An incentive with protection: exclusive.",
        incentive=named("The incentive."),
        words=text("Which of the deals asked about can be registered on the day; empty: all."),
        whole=yes("Whether these are all that was asked about."),
        terms=several("How long nobody else is supported on such a deal.", term),
        source=source(),
    )
