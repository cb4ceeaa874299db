"""Who may actively sell a product in a place, by which grants, until when, and what limits others.

``rights`` decides who holds what; here the answer is put together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from partnerbook.explain.limits import Limit, limits
from partnerbook.explain.places import Unclear, in_active_sales_area
from partnerbook.explain.question import Asked, Question, partner_of, understood
from partnerbook.explain.right import Right, right_of
from partnerbook.findings import Ref
from partnerbook.resolve.naming import describe
from partnerbook.resolve.program import Grant, Program
from partnerbook.rights import Holding, holders, portfolio
from partnerbook.rights.own import PARTNER_SIDE
from partnerbook.values.box import BoxSet


@dataclass(frozen=True, slots=True)
class Later:
    """A grant that is not in force on the day, but will be: from its first day."""

    partner: str
    partner_name: str
    grant: str
    kind: str
    first: date
    words: str
    ref: Ref


@dataclass(frozen=True, slots=True)
class RightsAnswer:
    """The answer to who may actively sell.

    ``sellers`` have the strongest kinds first. ``limits`` are what keeps others out or asks
    something of them. ``active_sales``: law there lets a right limit active sales only.
    """

    asked: Asked
    sellers: tuple[Right, ...]
    limits: tuple[Limit, ...]
    later: tuple[Later, ...]
    active_sales: bool


@dataclass(frozen=True, slots=True)
class Held:
    """A right of a partner with who else holds any of it: other partners as (id, name)."""

    right: Right
    others: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PartnerAnswer:
    """Everything that one partner holds on a day. ``written``: how many grants its file has."""

    partner: str
    name: str
    status: str
    on: date
    written: int
    held: tuple[Held, ...]
    later: tuple[Later, ...]
    active_sales: bool


def explain_rights(
    program: Program, question: Question, on: date | None = None
) -> RightsAnswer | Unclear:
    """Who may actively sell. ``on`` None means the program's own day."""
    asked = understood(program, question, on or program.as_of)
    return asked if isinstance(asked, Unclear) else rights_in(program, asked)


def rights_in(program: Program, asked: Asked) -> RightsAnswer:
    """The answer to a question that is understood."""
    held = holders(program, asked.cells, asked.on)
    return RightsAnswer(
        asked=asked,
        sellers=tuple(right_of(program, one, asked.cells, asked.on) for one in held),
        limits=limits(program, asked.cells, held, asked.on),
        later=tuple(_later(program, program.grants, asked.cells, asked.on)),
        active_sales=in_active_sales_area(program, asked.where.held, asked.on),
    )


def explain_partner(
    program: Program, partner: str, on: date | None = None
) -> PartnerAnswer | Unclear:
    """Everything that a partner (its id or name) holds. ``on`` None means the program's day."""
    day = on or program.as_of
    name = partner_of(program, partner)
    if isinstance(name, Unclear):
        return name
    one = program.partners[name]
    held = portfolio(program, name, day)
    everywhere = program.axes.space.everything
    return PartnerAnswer(
        partner=name,
        name=one.name,
        status=one.status,
        on=day,
        written=len(one.grants),
        held=tuple(_held(program, holding, day) for holding in held),
        later=tuple(_later(program, one.grants, everywhere, day)),
        active_sales=any(
            in_active_sales_area(program, holding.cells.on("place"), day) for holding in held
        ),
    )


def _held(program: Program, holding: Holding, on: date) -> Held:
    partner = holding.grant.partner
    others = {
        one.grant.partner: program.partners[one.grant.partner].name
        for one in holders(program, holding.cells, on)
        if one.grant.partner != partner
    }
    named = sorted(others.items(), key=lambda other: (other[1].casefold(), other[0]))
    return Held(right_of(program, holding, None, on), tuple(named))


def _later(program: Program, grants: tuple[Grant, ...], asked: BoxSet, on: date) -> Iterator[Later]:
    """The grants that give something of the cells from a later day, and nothing on this one."""
    end = program.axes.space.axes["day"][1]
    for grant in grants:
        cells = grant.cells.without(*PARTNER_SIDE).meet(asked)
        ahead = cells.limited("day", ((on.toordinal(), end),))
        if not ahead or cells.meets(program.axes.on(on)):
            continue
        yield Later(
            partner=grant.partner,
            partner_name=program.partners[grant.partner].name,
            grant=grant.id,
            kind=grant.kind,
            first=date.fromordinal(int(ahead.on("day")[0][0])),
            words=describe(program.axes, ahead.without("day", "covers")),
            ref=grant.ref,
        )
