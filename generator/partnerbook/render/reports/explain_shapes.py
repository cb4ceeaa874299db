"""The parts of the JSON answers as schemas: the frame of every answer, rights and limits."""

from __future__ import annotations

from typing import Any

from partnerbook.rights.roles import ROLES

Schema = dict[str, Any]

KINDS = ["exclusive", "sole", "shared-exclusive", "non-exclusive"]
CUSTOMERS = "To which customers, in words; empty for all."


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
ROLE = one_of(
    "What the partner does with its rights: sells to customers, sells to other partners only"
    " (supplies), refers customers, or finds them for the vendor.",
    [*ROLES],
)
OTHERS = several(
    "Other partners that hold any of it.",
    closed(
        "One of them.",
        id=text("The id in the files."),
        name=text("What people call it."),
        role=ROLE,
    ),
)
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
        doubts=several(
            "Those of them for which the answer cannot be told for sure; none: it can.",
            closed(
                "One of them.",
                left_out=text("The file, or the thing in one."),
                why=text("The first error in it, with its file and line; empty if not known."),
            ),
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
        role=ROLE,
        grant=text("The grant, as partner/id."),
        kind=one_of("The kind of grant.", KINDS),
        group=or_null(named("The closed group that holds a shared-exclusive right.")),
        covers=several("What the right covers, such as: resell.", {"type": "string"}),
        scopes=several(
            "What it gives, in parts.",
            closed(
                "One part.",
                products=text("The products in words."),
                places=text("The places in words."),
                customers=text(CUSTOMERS),
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
        conflicts=several(
            "What cannot be kept together with it there on the day; partnerbook check says more.",
            closed(
                "A grant, reserved right, group or house account.",
                id=text("The id in the files."),
                name=text("Its holder's or its own name; empty for a reserved right."),
                certain=yes("False if it cannot be told."),
            ),
        ),
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
        words=text("For which cells, in words, less what the question fixed."),
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
