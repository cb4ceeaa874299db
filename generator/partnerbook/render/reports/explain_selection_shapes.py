"""The JSON answer about applicants and partners as a schema."""

from __future__ import annotations

from partnerbook.render.reports.explain_coverage_shapes import collision, fill
from partnerbook.render.reports.explain_shapes import (
    PARTNER,
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
from partnerbook.standing.engagement import CANNOT_TELL, NONE_OF, ONE, SEVERAL
from partnerbook.standing.scores import KINDS


def shapes() -> dict[str, Schema]:
    """The properties of the answer."""
    return {
        "asked": text("The product and the place that were asked about; empty for everything."),
        "applicants": several("Who applies, the highest scores first.", _candidate()),
        "partners": several("Who is a partner already, the highest scores first.", _candidate()),
    }


def _score() -> Schema:
    return closed(
        "The newest score of a kind.",
        of=one_of("What was judged.", [*KINDS]),
        value=count("From 0 to 100."),
        on=text("When, as a date."),
        months=count("How many whole months ago."),
        stale=yes("Whether it is too old to count."),
        by=text("The role that judged."),
        evidence=text("What it rests on."),
        source=source(),
    )


def _figure(about: str) -> Schema:
    return closed(
        about,
        value=or_null(text("With a plain point before decimals; null if it is not known.")),
        unit=text("A currency, what is counted, or %."),
        newcomer=yes("Whether it has no figure yet, and the class of newcomers."),
        classes=several("The class, or those that it may be in.", named("A class.")),
    )


def _model() -> Schema:
    return closed(
        "What the engagement model gives it.",
        found=one_of("How many rules are for it.", [ONE, NONE_OF, SEVERAL, CANNOT_TELL]),
        rules=several("The rule, or those that are or may be for it.", text("The id of a rule.")),
        words=text("The same in words."),
        manager_role=text("The role of its manager; empty for the partner desk alone."),
        review_every=or_null(text("How often both sides meet.")),
        funds=or_null(text("Up to how much a year, in its currency.")),
        answer_within=or_null(text("How fast the vendor answers.")),
        volume=_figure("How much it brings."),
        velocity=_figure("How fast it moves."),
        doubts=several("What is missing, where it cannot be told.", text("A fact.")),
        source=or_null(source()),
    )


def _candidate() -> Schema:
    words = text("By name.")
    tier = or_null(named("A tier; null for none."))
    manager = closed(
        "Who looks after it.",
        id=text("The id in program.yml."),
        role=text("The role."),
        mailbox=text("Its role mailbox."),
        load=count("How many active partners it looks after."),
        load_limit=count("How many it can."),
    )
    return closed(
        "An applicant or a partner.",
        partner=PARTNER,
        status=text("Its state on the day."),
        since=day("The first day of the state, if it is written."),
        type=text("What sort of partner it is."),
        track=text("Its track."),
        establishment=text("Where it is established."),
        scores=several("How it was judged.", _score()),
        segments=several(
            "Whom it serves.",
            closed("A segmentation.", of=text("Its name."), values=several("Which.", words)),
        ),
        verticals=several("Lines of business that it knows.", words),
        competencies=several("Awards that it has.", words),
        services=several(
            "What it does for customers.",
            closed(
                "A service.",
                kind=text("Its kind."),
                name=text("What the partner calls it; empty if its kind says enough."),
                languages=several("In which languages; none: not said.", text("A code.")),
                places=several("Where; none: not said.", text("As its file says.")),
            ),
        ),
        languages=several("What is spoken there.", text("A code.")),
        places=some("Where it sells, or would; without any right where it is."),
        held=tier,
        earned=tier,
        could=several("Higher tiers that cannot be ruled out.", named("A tier.")),
        model=or_null(_model()),
        manager=or_null(manager),
        priorities=several(
            "What shall be reached with it.",
            closed("A year.", year=count("The year."), what=text("What.")),
        ),
        other_lines=several(
            "What it sells of others.",
            closed(
                "A line.",
                vendor=text("Whose."),
                what=text("What."),
                competes=yes("Whether it competes with what the vendor sells."),
            ),
        ),
        open=several(
            "Due diligence that is not settled.",
            closed("An item.", item=text("What."), state=text("open or failed."), source=source()),
        ),
        fills=several("What each grant of who is joining would add.", fill()),
        collisions=several("The rights that could not both be kept.", collision()),
        source=source(),
    )
