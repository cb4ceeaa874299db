"""The parts of the JSON answers as schemas: rights, limits, rows of the coverage, collisions."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

KINDS = ["exclusive", "sole", "shared-exclusive", "non-exclusive"]
_CUSTOMERS = "To which customers, in words; empty for all."


def closed(about: str, **properties: Schema) -> Schema:
    """An object with exactly these keys, all of them there."""
    return {
        "type": "object",
        **({"description": about} if about else {}),
        "properties": {key: {"title": _title(key), **one} for key, one in properties.items()},
        "required": list(properties),
        "additionalProperties": False,
    }


def _title(key: str) -> str:
    """What an editor shows for a key: ``as_of`` → ``As of``."""
    return key.replace("_", " ").capitalize()


def several(about: str, items: Schema) -> Schema:
    """A list."""
    return {"type": "array", "description": about, "items": items}


def text(about: str) -> Schema:
    """A text."""
    return {"type": "string", "description": about}


def one_of(about: str, values: list[str]) -> Schema:
    """One of a few words."""
    return {"type": "string", "enum": values, "description": about}


def yes(about: str) -> Schema:
    """True or false."""
    return {"type": "boolean", "description": about}


def count(about: str) -> Schema:
    """A whole number from 0."""
    return {"type": "integer", "minimum": 0, "description": about}


def day(about: str) -> Schema:
    """A day, or null."""
    return {"type": ["string", "null"], "format": "date", "description": about}


def or_null(schema: Schema) -> Schema:
    """The same, or null."""
    return {**schema, "type": [schema["type"], "null"]}


def named(about: str) -> Schema:
    """An id with its name."""
    return closed(about, id=text("The id in the files."), name=text("What people call it."))


def some(about: str) -> Schema:
    """Places or products."""
    return closed(
        about,
        words=text("In as few words as say exactly the same."),
        ids=several("The fewest ids that are exactly them.", {"type": "string"}),
    )


def source(about: str = "Where it is written.") -> Schema:
    """A position in a file."""
    position = {"type": "integer", "minimum": 1}
    return closed(
        about,
        file=text("Relative to the root."),
        line={**position, "description": "Counted from 1."},
        column={**position, "description": "Counted from 1 in code points."},
    )


PARTNER = named("The partner.")
OTHERS = several("Other partners that hold any of it.", named("One of them."))
UNTIL = day("The last day; null without an end.")
RENEWS = day("From this day on it needs a renewal that is only assumed; null if it never does.")
ACTIVE = yes("Whether law there lets a right limit active sales only (policies.law).")


def program() -> Schema:
    """What stands around every answer."""
    return closed(
        "The program that was asked.",
        name=text("Its name."),
        release=text("Its release."),
        as_of={"type": "string", "format": "date", "description": "The day of the answer."},
        as_of_reason=text("Why this day."),
        errors=count("How many unwaived errors partnerbook check finds."),
        left_out=several(
            "Files and things in them that are not understood and take no part in the answer.",
            {"type": "string"},
        ),
    )


def asked() -> Schema:
    """A coordinate of a question."""
    return closed(
        "One coordinate.",
        dimension=text("place, product, account, covers, route, or the id of a segmentation."),
        id=text("The value."),
        name=text("What people call it."),
    )


def duty() -> Schema:
    """A way of buying."""
    return closed(
        "A way of buying that the partner must use.",
        rule=text("The rule, as file/id."),
        route=text("The route that must be used, such as two-tier."),
        distributors=several("From one of these; empty: from any.", named("A distributor.")),
        whole=yes("Whether that goes for all that the right gives."),
        words=text("For which part, if not for all of it."),
        certain=yes("False if it hangs on the partner's tier, and it holds none on the day."),
        source=source(),
    )


def right(**more: Schema) -> Schema:
    """A right, with what else the answer says of it."""
    return closed(
        "A grant that is in force.",
        partner=PARTNER,
        grant=text("The grant, as partner/id."),
        kind=one_of("The kind of grant.", KINDS),
        group=or_null(named("The closed group that holds a shared-exclusive right.")),
        covers=several("What the right covers; empty: everything.", {"type": "string"}),
        scopes=several(
            "What it gives, in parts.",
            closed(
                "One part.",
                products=text("The products in words."),
                places=text("The places in words."),
                customers=text(_CUSTOMERS),
            ),
        ),
        until=UNTIL,
        renews_from=RENEWS,
        whole=yes("Whether it gives all that was asked about."),
        depends=several(
            "What the question left open and the right distinguishes.",
            closed(
                "One such dimension, or several that hang together.",
                on=several("The dimensions.", {"type": "string"}),
                words=text("What the right is for, such as: only Public sector."),
            ),
        ),
        ways_of_buying=several("How the partner must buy there.", duty()),
        source=source(),
        **more,
    )


def limit() -> Schema:
    """A limit."""
    kinds = [*KINDS[:3], "reserved", "house-account", "route"]
    return closed(
        "One limit.",
        kind=one_of(
            "A grant that keeps others out, what the vendor keeps, or a way of buying.", kinds
        ),
        id=text("The grant, group, reserved right, account or rule."),
        name=text("The partner's, group's or account's name; empty for the others."),
        words=text("For which cells, in words."),
        whole=yes("Whether these are all that was asked about."),
        at_most=or_null(count("So many partners may share it; null if that is no question.")),
        until=UNTIL,
        renews_from=RENEWS,
        reason=text("Why, as the file says."),
        route=text("The route that must be used; empty for other limits."),
        distributors=several("From one of these; empty: from any.", named("A distributor.")),
        source=source(),
    )


LATER = several(
    "Grants that are not in force yet.",
    closed(
        "One of them.",
        partner=PARTNER,
        grant=text("The grant, as partner/id."),
        kind=one_of("The kind of grant.", KINDS),
        first_day={"type": "string", "format": "date", "description": "Its first day."},
        words=text("What of the question it will give, in words."),
        source=source(),
    ),
)


def row() -> Schema:
    """A row of the coverage."""
    part = closed(
        "One state.",
        status=one_of(
            "Covered by rights of a kind, kept by the vendor, or covered by nobody.",
            [*KINDS, "reserved", "house-account", "uncovered"],
        ),
        customers=text(_CUSTOMERS),
        partners=count("How many partners hold it."),
        rights=several(
            "The rights behind it.",
            closed(
                "A grant.",
                partner=PARTNER,
                grant=text("The grant, as partner/id."),
                customers=text(_CUSTOMERS),
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
        "Places with their products.",
        places=some("The places."),
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
        customers=text(_CUSTOMERS),
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
