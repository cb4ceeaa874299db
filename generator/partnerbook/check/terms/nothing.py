"""What is said of a price of a special term that lowers nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from partnerbook.check.examples.words import plain
from partnerbook.check.terms.prices import Lowered, lowered
from partnerbook.findings import Place, Repair
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Step
from partnerbook.rulebook import Answers, Judgement
from partnerbook.values.money import Money


def nothing(answers: Answers, step: Step) -> Iterator[Judgement]:
    """Each price of a term once: for what it never lowers, or not on all routes."""
    every = lowered(answers, step)
    for at in dict.fromkeys(one.at for one in every):
        here = [one for one in every if one.at == at]
        gives = {(one.product, one.route) for one in here if one.gives}
        idle = [one for one in here if (one.product, one.route) not in gives]
        somewhere = {product for product, _ in gives}
        never = [one for one in idle if one.product not in somewhere]
        if never:
            yield _said(answers, step, never, partly=False)
        elif idle:
            yield _said(answers, step, idle, partly=True)


def _said(answers: Answers, step: Step, idle: Sequence[Lowered], *, partly: bool) -> Judgement:
    """One price, with what is paid without it on each route on which it lowers nothing."""
    program, first = answers.program, idle[0]
    partner, name = program.partners[step.partner], step.id.rpartition("/")[2]
    products = tuple(dict.fromkeys(one.product for one in idle))
    routes = dict.fromkeys(one.route for one in idle)
    where = f" on {joined([f'the {route} route' for route in routes], 'and')}" if partly else ""
    names = joined([program.products[product].name for product in products], "and")
    return Judgement(
        f"{partner.name}: the special term {name} gives nothing{where}: {first.price} for {names}"
        f" is no less than what is paid without it, {_paid(answers, idle, products)}",
        (Place(first.at, "lowers nothing"), Place(first.listed_at, "the list price")),
        subject=f"{step.id}/{first.price.currency}",
        help=(
            Repair(f"write a price below {plain(_money(first, min(one.left for one in idle)))}"),
            Repair(
                "or say in the `for:` of the term on which route it is meant"
                if partly
                else "or take the term out, if it is not needed"
            ),
        ),
        facts=(*products, *routes),
    )


def _paid(answers: Answers, idle: Sequence[Lowered], products: Sequence[str]) -> str:
    """What is paid at most for the first product, by route where that differs."""
    mine = [one for one in idle if one.product == products[0]]
    most = {
        one.route: plain(_money(one, max(o.left for o in mine if o.route == one.route)))
        for one in mine
    }
    of = "" if len(products) == 1 else f" for {answers.program.products[products[0]].name}"
    if len(set(most.values())) == 1:
        return f"{next(iter(most.values()))} at most{of}"
    return joined([f"{left} on the {route} route" for route, left in most.items()], "and") + of


def _money(one: Lowered, left: Decimal) -> Money:
    return Money(left, one.price.currency).rounded()
