"""Who may actively sell a product in a place, by which grants, until when, and what limits others.

``rights`` decides who holds what; here the answer is put together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from partnerbook.explain.colliding import colliding
from partnerbook.explain.limits import Limit, limits
from partnerbook.explain.places import Unclear
from partnerbook.explain.protection import Protects, protects
from partnerbook.explain.question import Asked, Question, partner_of, understood
from partnerbook.explain.right import Right, left_open, right_of
from partnerbook.findings import Ref
from partnerbook.resolve.law import in_active_sales_area
from partnerbook.resolve.program import Grant, Program
from partnerbook.rights import Holding, holders, portfolio
from partnerbook.rights.own import PARTNER_SIDE
from partnerbook.rights.roles import SELLS, role
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

    ``sellers`` sell to customers, ``others`` hold a right there but do something else with it (see
    ``Right.role``); both have the strongest kinds first. ``limits`` are what keeps others out or
    asks something of them; ``protects`` are the registrations that may give one partner a deal
    alone. ``active_sales``: law there lets a right limit active sales only.
    """

    asked: Asked
    sellers: tuple[Right, ...]
    others: tuple[Right, ...]
    limits: tuple[Limit, ...]
    protects: tuple[Protects, ...]
    later: tuple[Later, ...]
    active_sales: bool


@dataclass(frozen=True, slots=True)
class Other:
    """A partner that holds any of a right as well, and what it does with it."""

    partner: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Held:
    """A right of a partner with who else holds any of it, by name."""

    right: Right
    others: tuple[Other, ...]


@dataclass(frozen=True, slots=True)
class PartnerAnswer:
    """Everything that one partner holds on a day, and what it does with it (``role``).

    ``written``: how many grants its file has.
    """

    partner: str
    name: str
    role: str
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
    against = colliding(program, held, asked.cells, asked.on)
    rights = [
        right_of(program, one, asked.cells, asked.on, against.get(one.grant.id, ())) for one in held
    ]
    return RightsAnswer(
        asked=asked,
        sellers=tuple(right for right in rights if right.role == SELLS),
        others=tuple(right for right in rights if right.role != SELLS),
        limits=limits(program, asked.cells, held, asked.on),
        protects=protects(program, asked.cells, asked.on),
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
    return PartnerAnswer(
        partner=name,
        name=one.name,
        role=role(one),
        status=one.status,
        on=day,
        written=len(one.grants),
        held=tuple(_held(program, holding, day) for holding in held),
        later=tuple(_later(program, one.grants, None, day)),
        active_sales=any(
            in_active_sales_area(program, holding.cells.on("place"), day) for holding in held
        ),
    )


def _held(program: Program, holding: Holding, on: date) -> Held:
    partner = holding.grant.partner
    around = holders(program, holding.cells, on)
    against = colliding(program, around, holding.cells, on).get(holding.grant.id, ())
    others = [program.partners[name] for name in {one.grant.partner for one in around} - {partner}]
    named = sorted(others, key=lambda one: (one.name.casefold(), one.id))
    return Held(
        right_of(program, holding, None, on, against),
        tuple(Other(one.id, one.name, role(one)) for one in named),
    )


def _later(
    program: Program, grants: tuple[Grant, ...], asked: BoxSet | None, on: date
) -> Iterator[Later]:
    """The grants that give something of the cells from a later day, and nothing on this one."""
    end = program.axes.space.axes["day"][1]
    for grant in grants:
        given = grant.cells.without(*PARTNER_SIDE)
        cells = given if asked is None else given.meet(asked)
        ahead = cells.limited("day", ((on.toordinal(), end),))
        if not ahead or cells.meets(program.axes.on(on)):
            continue
        yield Later(
            partner=grant.partner,
            partner_name=program.partners[grant.partner].name,
            grant=grant.id,
            kind=grant.kind,
            first=date.fromordinal(int(ahead.on("day")[0][0])),
            words=left_open(program, ahead.without("day", "covers"), asked),
            ref=grant.ref,
        )
