"""Flags a grant of a product that its partner may not be granted, or that is not sold at all."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.territories.beyond import beyond, less
from partnerbook.check.territories.collisions import label
from partnerbook.check.territories.narrowing import removed, written
from partnerbook.check.territories.sold_by import (
    admitted,
    never_offered,
    offered_else,
    refused,
    who,
)
from partnerbook.check.territories.stars import Star, gathering
from partnerbook.findings import Edit, Place, Repair, Severity
from partnerbook.resolve.naming import describe
from partnerbook.resolve.program import Grant, Product, Program
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.box import BoxSet

ONLY = "sold only by"


def refusal(program: Program, grant: Grant, product: Product, cells: BoxSet) -> Judgement:
    """The partner is not one of those that may be granted the product."""
    limit = program.authority.sold_by[product.id]
    partner, at = program.partners[grant.partner], product.ref.child("sold_by")
    later = int(cells.on("day")[0][0]) > program.as_of.toordinal()
    return Judgement(
        f"{grant.id} gives {partner.name} {product.name}, which only"
        f" {who(program.axes, limit)} may sell: {describe(program.axes, cells)}",
        (
            Place(grant.ref.child("for", "products"), label(program, grant)),
            Place(at, f"{product.name}: {ONLY} {who(program.axes, limit)}"),
        ),
        subject=f"{grant.id} {product.id}",
        help=(*less(program, grant, cells), *admitted(program, grant, product)),
        severity=Severity.WARNING if later else None,
    )


def unsold(program: Program, grant: Grant, number: int, product: Product) -> Judgement:
    """The product is not sold on any day of the grant."""
    at = grant.ref.child("for", "products", number)
    when, key = offered_else(grant, product)
    listed = written(program, grant)["for"]["products"]
    loses = "nobody loses anything that is sold"
    say = f"take {listed[number]} off {grant.id}"
    return Judgement(
        f"{grant.id} gives {program.partners[grant.partner].name} {product.name}, which {when}",
        (
            Place(at, label(program, grant)),
            Place(product.ref.child(key), f"{product.name}: {when}"),
        ),
        subject=f"{grant.id} {product.id}",
        help=(
            (Repair(say, loses, (Edit(at, "", "delete"),)),)
            if len(listed) > 1
            else tuple(removed(program, grant, loses))
        ),
        facts=(key,),
    )


def say(star: Star) -> str:
    """What several grants of one product, or products of one grant, have in common."""
    if star.kind.startswith(ONLY):
        return f"{star.who} is granted to partners that may not sell it: {star.names}"
    return f"{star.who} is granted what it may not sell, or nobody can: {star.names}"


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each grant and product, today or later; a group of products stands for those in it."""
    program, nothing = answers.program, answers.program.axes.space.nothing
    for grant in program.grants:
        if not beyond(program, grant.cells, nothing):
            continue
        for name in program.authority.sold_by:
            cells = beyond(program, refused(program, grant, name), nothing)
            if cells:
                yield refusal(program, grant, program.products[name], cells)
        for number, product in never_offered(program, grant):
            yield unsold(program, grant, number, product)


RULE = Rule(severity=Severity.ERROR, waivable=True, judge=judge, gather=gathering(say))
