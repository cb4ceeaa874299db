"""One right as an answer shows it: whose, which cells, until when, and what it hangs on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from partnerbook.findings import Ref
from partnerbook.resolve.naming import describe, describe_axis
from partnerbook.resolve.program import Program, RouteRule
from partnerbook.rights import Holding
from partnerbook.rights.own import PARTNER_SIDE, own_cells
from partnerbook.rights.roles import role
from partnerbook.values.box import Box, BoxSet, Spans

_NO_ONLY = ("all ", "any ", "everywhere", "not: ")
_NOT_SAID = ("place", "product", "covers", "day")


@dataclass(frozen=True, slots=True)
class Scope:
    """One part of what a right is for: products, places and customers in words.

    ``customers`` is empty when it is for all of them.
    """

    products: str
    places: str
    customers: str


@dataclass(frozen=True, slots=True)
class Hangs:
    """What the question left open and the right distinguishes: the axes, and what it wants there.

    ``words`` such as ``only Public sector``; of several axes together, the whole scope.
    """

    on: tuple[str, ...]
    labels: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Duty:
    """A way of buying that a partner must use for what it holds, or (not ``whole``) for a part.

    ``distributors`` are (id, name); none named means any of them. ``words``: the part in words.
    Not ``certain``: it hangs on the partner's tier, and it holds none on the day.
    """

    rule: str
    route: str
    distributors: tuple[tuple[str, str], ...]
    whole: bool
    words: str
    certain: bool
    ref: Ref


@dataclass(frozen=True, slots=True)
class Against:
    """What a right is in conflict with: a grant, a reserved right, a group or a house account.

    ``name`` is its holder's or its own. Not ``certain``: it cannot be told whether it is.
    """

    id: str
    name: str
    certain: bool


@dataclass(frozen=True, slots=True)
class Right:
    """A grant that is held.

    ``role`` is what the partner does with it (rights.roles). ``against`` is what it cannot be kept
    together with, in the cells that are asked about.
    ``until`` is the last day, None without an end; from ``renews_from`` on it needs a renewal of
    the agreement that is only assumed. ``whole``: it gives all that was asked about; if not, or if
    that cannot be told, ``hangs`` says on what. ``duties`` are the ways in which the partner must
    buy there. ``cells`` are what it gives, on the customer's side and without the day.
    """

    partner: str
    partner_name: str
    grant: str
    kind: str
    group: str
    group_name: str
    covers: tuple[str, ...]
    scopes: tuple[Scope, ...]
    until: date | None
    renews_from: date | None
    whole: bool
    hangs: tuple[Hangs, ...]
    duties: tuple[Duty, ...]
    cells: BoxSet
    ref: Ref
    role: str
    against: tuple[Against, ...] = ()

    @property
    def alone(self) -> bool:
        """Whether other partners are kept out."""
        return self.kind != "non-exclusive"

    @property
    def certain(self) -> bool:
        """Whether it hangs on nothing that is not known of the partner, such as its tier."""
        return not any(axis in PARTNER_SIDE for one in self.hangs for axis in one.on)


def right_of(
    program: Program,
    holding: Holding,
    asked: BoxSet | None,
    on: date,
    against: tuple[Against, ...] = (),
) -> Right:
    """A holding as an answer shows it. ``asked``: the cells it is an answer about.

    Without it, nothing was left open but what is not known of the partner.
    """
    grant = holding.grant
    group = program.shared_groups.get(grant.shared_group)
    hangs = _hangs(program, holding, asked)
    return Right(
        partner=grant.partner,
        partner_name=program.partners[grant.partner].name,
        grant=grant.id,
        kind=grant.kind,
        group=grant.shared_group,
        group_name=group.name if group else "",
        covers=grant.covers,
        scopes=scopes(program, holding.cells),
        until=holding.until,
        renews_from=holding.assumed_from,
        whole=not hangs,
        hangs=hangs,
        duties=tuple(_duties(program, holding, asked, on)),
        cells=holding.cells.without("covers"),
        ref=grant.ref,
        role=role(program.partners[grant.partner]),
        against=against,
    )


def scopes(program: Program, cells: BoxSet) -> tuple[Scope, ...]:
    """Cells as few parts, each in words."""
    return tuple(_scope(program, box) for box in cells.without("covers").simplified().boxes)


def customers(program: Program, cells: BoxSet) -> str:
    """What cells of one box say besides places, products and days, in words."""
    # Accounts come last: what follows "except" would seem to belong to it.
    axes = sorted(cells.axes().difference(_NOT_SAID), key=lambda axis: (axis == "account", axis))
    return " × ".join(describe_axis(program.axes, axis, cells.on(axis)) for axis in axes)


def in_words(program: Program, cells: BoxSet) -> str:
    """Customers in words; empty for all of them."""
    boxes = cells.simplified().boxes
    words = [customers(program, BoxSet(cells.space, (box,))) for box in boxes]
    return "" if "" in words else "; or ".join(words)


def left_open(program: Program, cells: BoxSet, asked: BoxSet | None) -> str:
    """Cells in words, less what the question has fixed; empty when that is everything."""
    if asked is None:
        return describe(program.axes, cells)
    space = cells.space
    fixed = {
        axis
        for axis in {*asked.axes(), "place", "product"}
        if all((box.side(axis) or space.full(axis)) == asked.on(axis) for box in cells.boxes)
    }
    if {"place", "product"} <= fixed:
        return in_words(program, cells.without(*fixed))
    return describe(program.axes, cells.without(*fixed.difference(("place", "product"))))


def label(program: Program, axis: str) -> str:
    """What people call a dimension: ``customer size``."""
    name = program.axes.names.get((axis, ""))
    return name[:1].lower() + name[1:] if name else axis.replace("_", " ").partition(":")[0]


def _scope(program: Program, box: Box) -> Scope:
    cells = program.axes.space.nothing.union(BoxSet(program.axes.space, (box,)))
    return Scope(
        describe_axis(program.axes, "product", cells.on("product")),
        describe_axis(program.axes, "place", cells.on("place")),
        customers(program, cells),
    )


def distributors(program: Program, rule: RouteRule) -> tuple[tuple[str, str], ...]:
    """The distributors that a rule names, as (id, name)."""
    return tuple((name, program.partners[name].name) for name in rule.distributors)


def _duties(program: Program, holding: Holding, asked: BoxSet | None, on: date) -> Iterator[Duty]:
    own = own_cells(program.axes, program.partners[holding.grant.partner])
    today = holding.cells.meet(own).meet(program.axes.on(on))
    for rule in program.routes:
        part = today.meet(rule.cells).without("day", *PARTNER_SIDE)
        if part:
            whole = holding.cells.inside(part)
            words = "" if whole else left_open(program, part.without("covers"), asked)
            names = distributors(program, rule)
            certain = today.meet(part).inside(rule.cells)
            yield Duty(rule.id, rule.must_use, names, whole, words, certain, rule.ref)


def _hangs(program: Program, holding: Holding, asked: BoxSet | None) -> tuple[Hangs, ...]:
    """One for each open dimension, or one for all where they hang together.

    What the grant wants of the partner itself, which is not known of it, comes first.
    """
    axes, cells = program.axes, holding.cells.without("covers")
    missing = sorted(holding.missing)
    own = [axis for axis in missing if axis in PARTNER_SIDE]
    found = [_hang(program, axis, holding.grant.cells.on(axis)) for axis in own]
    if asked is None or holding.covers:
        return tuple(found)
    sides = {axis: cells.on(axis) for axis in missing if axis not in own}
    if cells.same(asked.without("day", "covers").meet(axes.space.box(sides))):
        return (*found, *(_hang(program, axis, side) for axis, side in sides.items()))
    labels = tuple(label(program, axis) for axis in sides)
    return (*found, Hangs(tuple(sides), labels, _only(left_open(program, cells, asked))))


def _hang(program: Program, axis: str, side: Spans) -> Hangs:
    words = _only(describe_axis(program.axes, axis, side))
    return Hangs((axis,), (label(program, axis),), words)


def _only(words: str) -> str:
    return words if words.startswith(_NO_ONLY) else f"only {words}"
