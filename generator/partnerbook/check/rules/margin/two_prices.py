"""Flags pairs of price lists that both price the same product for the same place and day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from partnerbook.check.days.turns import Turn, clash_places, in_time, one_after_the_other
from partnerbook.findings import Place, Repair, Severity
from partnerbook.pricing.twice import TwoPrices, priced_twice
from partnerbook.resolve.naming import describe_axis
from partnerbook.resolve.program import Program
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.period import inclusive

MOST_PRODUCTS = 3


def turn(program: Program, name: str) -> Turn:
    """A price list as something that holds for a while."""
    record = program.records["price-list"][name]
    return Turn(record["name"], inclusive(record["from"], record.get("through")), record.ref)


def products(program: Program, found: TwoPrices) -> Iterator[str]:
    """The products with their two prices, the first few."""
    for one, two in found.prices[:MOST_PRODUCTS]:
        yield f"{program.products[one.product].name} {one.price} and {two.price}"
    if len(found.prices) > MOST_PRODUCTS:
        yield f"and {len(found.prices) - MOST_PRODUCTS} more"


def ended_with_the_rest(
    program: Program, found: TwoPrices, older: Turn, newer: Turn
) -> Iterator[Repair]:
    """To end the older list, where the newer has prices for some of its products only."""
    first, begins = (found.first, found.second), newer.period.start
    last = begins - timedelta(days=1)
    if older.period.through is not None or older.period.start > last:
        return
    if program.records["price-list"][first[0]].ref != older.ref:
        first = (found.second, found.first)
    had, has = ({one.product for one in program.prices if one.price_list == name} for name in first)
    rest = len(had - has)
    if rest:
        more = f"the {rest} other products" if rest > 1 else "the other product"
        yield Repair(
            f"write `through: {last}` in {older.name}, and give {more} that it has a price in"
            f" {newer.name} as well"
        )


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each pair of lists once, whatever the number of products."""
    program = answers.program
    for found in priced_twice(program):
        one, two = found.prices[0]
        lists = turn(program, found.first), turn(program, found.second)
        older, newer = in_time(*lists)
        name = program.products[one.product].name
        more = f" and {len(found.prices) - 1} more" if len(found.prices) > 1 else ""
        where = describe_axis(program.axes, "place", found.cells.on("place"))
        when = describe_axis(program.axes, "day", found.cells.on("day"))
        yield Judgement(
            f"{older.name} and {newer.name} both have a price for {name}{more} in {where}, {when}",
            (
                *clash_places(older, newer),
                *(
                    Place(price.ref, f"{name} costs {price.price} by {of.name}")
                    for price, of in zip((one, two), lists, strict=True)
                ),
            ),
            subject=f"{found.first}+{found.second}",
            notes=(("prices", "; ".join(products(program, found))),),
            help=(
                *one_after_the_other(older, newer),
                *ended_with_the_rest(program, found, older, newer),
                Repair("or give the lists different places, or keep each product on one of them"),
            ),
            facts=(found.first, found.second),
        )


RULE = Rule(severity=Severity.ERROR, waivable=False, judge=judge, needs=("price-list",))
