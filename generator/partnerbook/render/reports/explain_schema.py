"""The schemas of the JSON answers: explain-rights, -partner, -coverage and -applicant."""

from __future__ import annotations

from partnerbook.render.reports.explain_shapes import (
    ACTIVE,
    LATER,
    OTHERS,
    PARTNER,
    Schema,
    asked,
    closed,
    collision,
    fill,
    limit,
    program,
    right,
    row,
    several,
    text,
    written,
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
            sellers=several("The rights, the strongest kinds first.", right()),
            limits=several("What keeps others out, or asks something of them.", limit()),
            later=LATER,
        ),
        _document(
            "explain-partner",
            "What partnerbook explain rights --partner ID --output json prints",
            "Everything that a partner holds on a day.",
            partner=PARTNER,
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
            rows=several("Places in which everything is the same.", row()),
        ),
        _document(
            "explain-applicant",
            "What partnerbook explain coverage --applicant ID --output json prints",
            "What a partner's grants, in force as they are written, would fill and where they"
            " would collide.",
            partner=PARTNER,
            status=text("The partner's status in the program."),
            grants=several("Its grants that have not ended.", written()),
            fills=several("What each grant would add, as of its first day.", fill()),
            collisions=several("The rights that could not both be kept.", collision()),
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
