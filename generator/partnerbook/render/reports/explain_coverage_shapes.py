"""The parts of the JSON answers about coverage as schemas: rows, and what an applicant adds."""

from __future__ import annotations

from partnerbook.render.reports.explain_shapes import (
    CUSTOMERS,
    KINDS,
    PARTNER,
    RENEWS,
    UNTIL,
    Schema,
    closed,
    count,
    day,
    named,
    one_of,
    or_null,
    several,
    some,
    source,
    text,
    yes,
)


def row() -> Schema:
    """A row of the coverage."""
    part = closed(
        "One state.",
        status=one_of(
            "Covered by rights of a kind, kept by the vendor, or covered by nobody.",
            [*KINDS, "reserved", "house-account", "uncovered"],
        ),
        customers=text(CUSTOMERS),
        partners=count("How many partners hold it."),
        rights=several(
            "The rights behind it.",
            closed(
                "A grant.",
                partner=PARTNER,
                grant=text("The grant, as partner/id."),
                customers=text(CUSTOMERS),
                certain=yes("False if it hangs on what is not known of the partner."),
                until=UNTIL,
                renews_from=RENEWS,
                source=source(),
            ),
        ),
        kept=text("The id of the reserved right or account; empty for other states."),
        reason=text("Why the vendor keeps it, as the file says."),
        source=or_null(source("Where it is written that the vendor keeps it.")),
    )
    line = closed(
        "Products in which everything is the same.",
        products=some("The products."),
        parts=several("Their states, which together are for all customers.", part),
    )
    return closed(
        "A place with its products.",
        place=named("A country, or a part of one where it is not the same everywhere."),
        lines=several("All products of the question.", line),
    )


def written() -> Schema:
    """A grant of an applicant."""
    return closed(
        "A grant as it is written.",
        grant=text("The grant, as partner/id."),
        first_day=day("Its first day if that is still ahead."),
        source=source(),
    )


def fill() -> Schema:
    """What an applicant would add."""
    return closed(
        "Some places and products of a grant.",
        grant=text("The grant, as partner/id."),
        places=some("The places."),
        products=some("The products."),
        now=one_of("Whether others hold it openly or nobody does.", ["open", "uncovered"]),
        customers=text(CUSTOMERS),
        besides=several("Who else holds any of it.", named("A partner.")),
    )


def collision() -> Schema:
    """Where an applicant would collide."""
    return closed(
        "A grant and what it collides with.",
        grant=text("The grant, as partner/id."),
        breaks=text("The kind of right that would be broken, or house-account."),
        against=named("The other grant with its partner, or what the vendor keeps."),
        words=text("Where and when they meet."),
        only_if_renewed=yes("Whether it comes about only if an agreement renews."),
        certain=yes("Whether it hangs on nothing that is not known."),
        source=source(),
        against_source=source("Where the other is written."),
    )
