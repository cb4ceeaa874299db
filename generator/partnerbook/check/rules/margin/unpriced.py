"""Flags products that partners may sell where no list has a price in their currency."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnerbook.check.margins.missing_prices import Cause, Unpriced, cause, missing
from partnerbook.check.margins.when import later
from partnerbook.check.territories.sellers import MOST_NAMED, few
from partnerbook.findings import Edit, Place, Repair, Severity
from partnerbook.resolve.naming import describe, describe_axis
from partnerbook.resolve.program import Program
from partnerbook.rulebook import PRICING, Answers, Judgement, Rule


def judge(answers: Answers) -> Iterator[Judgement]:
    """One finding per cause, with everybody who has no price by it."""
    program = answers.program
    by_cause: dict[Cause, list[Unpriced]] = {}
    by_currency: dict[str, list[Unpriced]] = {}
    for found in missing(program):
        by_currency.setdefault(found.partner.currency, []).append(found)
    for affected in by_currency.values():
        for found in affected:
            by_cause.setdefault(cause(program, found, affected), []).append(found)
    for one, mine in by_cause.items():
        yield judgement(program, one, mine)


def judgement(program: Program, one: Cause, mine: Sequence[Unpriced]) -> Judgement:
    """What is said of one cause, with the first cells as the example."""
    cells, currency = mine[0].cells, mine[0].partner.currency
    where = describe_axis(program.axes, "place", cells.on("place"))
    if any(found.cells.on("place") != cells.on("place") for found in mine):
        where += " and elsewhere"
    days = {found.cells.on("day") for found in mine}
    when = later(program, [found.cells for found in mine])
    if len(days) == 1:
        when = f", {describe_axis(program.axes, 'day', days.pop())}"
    products = list(dict.fromkeys(found.product.name for found in mine))
    partners = list(dict.fromkeys(found.partner.name for found in mine))
    sellers = {
        found.partner.id: found
        for found in mine
        if one.at != found.grant.ref.child("for", "places")
    }
    document = one.at.document.rpartition("/")[2].partition(".")[0]
    return Judgement(
        f"no list has a price in {currency} in {where} for {few(products, 'products')}{when};"
        f" {few(partners, 'partners')} may sell there",
        (
            Place(one.at, one.words),
            *(
                Place(found.grant.ref.child("for", "places"), f"{found.partner.name} may sell here")
                for found in list(sellers.values())[:MOST_NAMED]
            ),
        ),
        subject="/".join((document, *one.at.steps)),
        notes=(("for example", describe(program.axes, cells)),),
        help=tuple(_ways(one)),
        facts=(currency,),
    )


def _ways(one: Cause) -> Iterator[Repair]:
    """A list without an end, if it is by its end; else only people know the prices."""
    ends = one.at.steps[-1:] == ("through",)
    if ends:
        say = "take the end out, if no other list takes its place"
        yield Repair(say, "its prices go on", (Edit(one.at, "", "delete"),))
    yield Repair(f"{'or ' * ends}correct the list, or add the prices")


RULE = Rule(
    severity=Severity.ERROR,
    waivable=True,
    judge=judge,
    needs=PRICING,
    # A place or product granted by mistake has no price either.
    follows=("territory/outside-agreement", "territory/outside-region"),
)
