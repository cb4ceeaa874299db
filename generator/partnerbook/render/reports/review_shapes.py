"""The shape of what a review prints for programs (schemas/review.schema.json)."""

from __future__ import annotations

from partnerbook.findings import Severity
from partnerbook.render.reports.explain_shapes import (
    Schema,
    closed,
    count,
    day,
    named,
    one_of,
    or_null,
    several,
    text,
    yes,
)
from partnerbook.render.reports.explain_shapes import program as program_shape
from partnerbook.standing import proposing as turns

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, Schema]:
    """File name → schema of the JSON form."""
    amount = or_null(text("With a plain point before decimals; null if it is not reckoned."))
    rate = closed(
        "The rate of a product by a route.",
        discount=text("The discount."),
        of=text("Of what the rate is, such as list."),
        product=text("The product."),
        route=text("The route."),
        before=text("What it is in the tier held; empty for nothing."),
        after=text("What it is in the tier proposed; empty for nothing."),
        depends=several("What else would decide it.", text("A dimension.")),
    )
    incentive = closed(
        "An incentive that gives something else.",
        incentive=text("The incentive."),
        before=text("What it gives in the tier held; empty for nothing."),
        after=text("What it gives in the tier proposed; empty for nothing."),
    )
    worth = closed(
        "What the change does to the partner's price.",
        route=text("The route by which it buys."),
        less_low=amount,
        less_high=amount,
        currency=text("The currency of the amounts."),
        base=text("The sales, taken as list price, on which it pays that much less."),
        metric=text("The metric that tells the sales; empty where the base is 1,000 of list."),
        rows=count("How many rows of evidence tell them."),
        lacks=several("What no evidence tells of the year that the base is of.", text("A gap.")),
        vendor_less_low=amount,
        vendor_less_high=amount,
        rates=several("Discounts that differ.", rate),
        routes=several(
            "Rules about routes that bind it in one of the tiers alone.",
            closed(
                "A rule.",
                rule=text("Its id."),
                must_use=text("The route."),
                binds=yes("Whether it binds in the tier proposed."),
            ),
        ),
        incentives=several("Incentives that differ.", incentive),
    )
    lack = closed(
        "A requirement that is not met.",
        id=text("Its id."),
        name=text("What people call it."),
        known=text("What is known against what is asked for."),
        missing=text("What is missing."),
    )
    entry = closed(
        "A line of its standing that would be written.",
        tier=text("The tier."),
        **{"from": text("The first day.")},
        through=day("The last day; null for no end."),
        because=text("Why."),
    )
    one = closed(
        "One partner.",
        partner=named("The partner."),
        held=or_null(named("The tier that counts today.")),
        because=text("Why it is held, as its file says."),
        earned=or_null(named("The highest tier for which everything holds.")),
        could=several("Higher tiers that cannot be ruled out.", named("A tier.")),
        turn=one_of("What becomes of its tier.", list(turns.TURNS)),
        proposed=or_null(named("The tier that it comes to hold, or stays in.")),
        **{"from": day("From when the change holds.")},
        reason=text("Why, in words."),
        kept_by=text("What keeps the tier, or gives time before it is lost; empty for nothing."),
        until=day("How long that lasts."),
        waiver=text("The waiver that keeps the tier; empty for none."),
        lacks=several("What is not met, of the tier held or the next one.", lack),
        entries=several("What would be written into its standing.", entry),
        worth=or_null(worth),
        to_keep=text("The command that keeps the tier against the criteria; empty for none."),
        review_rule=text("What a tier that is lost says of its reviews in words; may be empty."),
    )
    name = "review.schema.json"
    shape = closed(
        "The tiers that a review proposes.",
        program=program_shape(),
        partner=or_null(named("The only partner that was asked about; null: all of them.")),
        partners=several("Every partner with an agreement in force.", one),
        examples=several(
            "Worked examples of which something else comes out once it is written.",
            closed(
                "An example.",
                partner=or_null(named("The partner whose tier it rests on; null for none.")),
                message=text("What is expected and what comes out."),
                file=text("Its path."),
                line=count("The line of the first amount that differs."),
            ),
        ),
        new=several(
            "What check finds besides once it is written, worked examples aside.",
            closed(
                "A finding.",
                rule=text("Its rule."),
                severity=one_of("How bad it is.", [str(one) for one in Severity]),
                message=text("What is wrong."),
            ),
        ),
        refused=text("Why it cannot be written; empty where it can."),
        written=several(
            "The files that were written.",
            closed("A file.", file=text("Its path."), diff=text("What changed in it.")),
        ),
    )
    title = "What partnerbook review --output json prints"
    return {name: {"$schema": _DRAFT, "$id": name, "title": title, **shape}}
