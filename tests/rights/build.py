"""Small programs made by hand: trees of a few leaves, ten days, and what grants need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

from partnerbook.findings import Ref
from partnerbook.resolve.axes import Axes, Tree
from partnerbook.resolve.held import Held
from partnerbook.resolve.life import Life
from partnerbook.resolve.program import Grant, Partner, Program, Reserved, SharedGroup
from partnerbook.resolve.record import Record
from partnerbook.values.box import BoxSet, Space, spans
from partnerbook.values.period import ALWAYS, EVER, Period

FIRST = date(2027, 1, 1)
DAYS = 10
REF = Ref("program/program.yml")
Nested = Mapping[str, "Nested"]

PLACES: Nested = {"eu": {"de": {"by": {}, "be": {}}, "fr": {}}, "us": {}, "jp": {}}
PRODUCTS: Nested = {"core": {"c1": {}, "c2": {}}, "edge": {}}
ACCOUNTS: Nested = {"acme": {}, "other": {}}
VALUES: Mapping[str, tuple[str, ...]] = {
    "sector": ("commercial", "public"),
    "size": ("smb", "large"),
    "covers": ("resell", "host"),
    "tier": ("silver", "gold"),
    "track": ("resell", "services"),
    "partner_type": ("reseller", "agent"),
}


def day(number: int) -> date:
    """The day with this number in the window; 0 is the first."""
    return FIRST + timedelta(days=number)


def period(first: int = 0, last: int = DAYS - 1) -> Period:
    """From one day of the window through another."""
    return Period(day(first), day(last + 1))


def tree(root: str, below: Nested) -> Tree:
    """A nested mapping of names as a laid-out tree."""
    stretch: dict[str, tuple[int, int]] = {}
    parent: dict[str, str] = {}
    children: dict[str, tuple[str, ...]] = {}
    leaves = 0

    def visit(node: str, inner: Nested) -> None:
        nonlocal leaves
        start = leaves
        children[node] = tuple(inner)
        for child, grandchildren in inner.items():
            parent[child] = node
            visit(child, grandchildren)
        leaves = max(leaves, start + 1)
        stretch[node] = (start, leaves)

    visit(root, below)
    return Tree(stretch, parent, {node: node.title() for node in stretch}, children, root)


def axes(
    places: Nested = PLACES,
    products: Nested = PRODUCTS,
    days: tuple[int, int] = (FIRST.toordinal(), FIRST.toordinal() + DAYS),
) -> Axes:
    """The axes of a small program. ``days`` bounds its calendar, as ordinals, half-open."""
    trees = {
        "place": tree("world", places),
        "product": tree("all", products),
        "account": tree("all", ACCOUNTS),
    }
    reach: dict[str, tuple[int, int]] = {
        axis: trees[axis].stretch[trees[axis].root] for axis in trees
    }
    reach["seller"] = reach["place"]
    reach |= {axis: (0, len(values)) for axis, values in VALUES.items()}
    return Axes(Space({**reach, "day": days}), trees, VALUES, {})


def sides(of: Axes, scope: Mapping[str, str]) -> BoxSet:
    """The cells of a scope such as ``{"place": "de fr", "sector": "public"}``."""
    return of.space.box(
        {
            axis: spans(stretch for code in codes.split() for stretch in of.node(axis, code))
            for axis, codes in scope.items()
        }
    )


def cells(of: Axes, scope: Mapping[str, str], *without: Mapping[str, str]) -> BoxSet:
    """A scope less its excepts."""
    found = sides(of, scope)
    for cut in without:
        found = found.subtract(sides(of, cut))
    return found


def during(of: Axes, held: BoxSet, when: Period) -> BoxSet:
    """The part of the cells within a period."""
    side = ((when.start.toordinal(), when.end.toordinal()),)
    return held.meet(of.space.box({"day": side}))


def grant(
    name: str,
    held: BoxSet,
    *,
    kind: str = "exclusive",
    owner: str = "",
    covers: tuple[str, ...] = (),
    group: str = "",
    assumed: BoxSet | None = None,
) -> Grant:
    """A grant called ``partner/id``; its owner is the partner unless another is named."""
    if covers:
        what = spans((at, at + 1) for at in map(VALUES["covers"].index, covers))
        held = held.meet(held.space.box({"covers": what}))
    partner = name.split("/", maxsplit=1)[0]
    return Grant(
        id=name,
        partner=partner,
        owner=owner or partner,
        kind=kind,
        written=held,
        cells=held,
        assumed=held.space.nothing if assumed is None else assumed,
        period=ALWAYS,
        covers=covers,
        shared_group=group,
        ref=REF,
    )


def partner(
    name: str,
    *,
    owner: str = "",
    seller: str = "de",
    standing: Iterable[tuple[str, Period]] = (),
) -> Partner:
    """A reseller on the resell track, with the tiers it holds."""
    return Partner(
        id=name,
        name=name.title(),
        owner=owner or name,
        type="reseller",
        track="resell",
        seller_place=seller,
        currency="EUR",
        buys_from="",
        status="active",
        life=Life((), EVER, None),
        standing=tuple(Held(tier, when, "earned", REF) for tier, when in standing),
        agreement=None,
        grants=(),
        listed=True,
        record=Record("partner", name, {}, {}, REF),
        ref=REF,
    )


def program(
    of: Axes,
    grants: Iterable[Grant],
    *,
    partners: Iterable[Partner] = (),
    groups: Iterable[SharedGroup] = (),
    reserved: Iterable[Reserved] = (),
    as_of: date = FIRST,
) -> Program:
    """A program of these rights; partners that are not given are made up."""
    held = tuple(grants)
    known = {one.id: one for one in partners}
    for each in held:
        known.setdefault(each.partner, partner(each.partner, owner=each.owner))
    for name, one in known.items():
        known[name] = replace(one, grants=tuple(each for each in held if each.partner == name))
    given: dict[str, Any] = {
        "as_of": as_of,
        "axes": of,
        "grants": held,
        "partners": known,
        "shared_groups": {group.id: group for group in groups},
        "reserved": tuple(reserved),
    }
    return Program(**{field.name: given.get(field.name, ()) for field in fields(Program)})


def group(name: str, scope: BoxSet, limit: int) -> SharedGroup:
    """A shared-exclusive group."""
    return SharedGroup(name, name.title(), limit, scope, REF)


def reserved(name: str, held: BoxSet) -> Reserved:
    """Cells that the vendor keeps for itself."""
    return Reserved(name, held, REF)
