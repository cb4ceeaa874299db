"""Random small programs: everything a grant may say, on axes of a few values."""

from __future__ import annotations

from hypothesis import strategies as st
from tests.rights.build import (
    DAYS,
    axes,
    day,
    during,
    grant,
    group,
    partner,
    period,
    program,
    reserved,
)

from partnerbook.resolve.axes import Axes
from partnerbook.resolve.program import Grant, Partner, Program
from partnerbook.values.box import BoxSet, Spans, spans
from partnerbook.values.period import Period

AXES = axes()
OWNERS = {"anna": "anna", "bert": "bert", "carl": "carl", "cleo": "carl", "dora": "dora"}
GROUPS = ("north", "south")
KINDS = ("exclusive", "sole", "non-exclusive", "shared-exclusive")
LIMITED = ("account", "sector", "size", "tier", "seller", "partner_type", "track")


def nodes(of: Axes, axis: str) -> st.SearchStrategy[Spans]:
    """One or two nodes of a tree, or values of a list."""
    if axis in of.values:
        names = list(of.values[axis])
    else:
        names = list(of.trees["place" if axis == "seller" else axis].stretch)
    # The first names are the widest, and Hypothesis likes small numbers: many sets meet.
    return st.lists(st.sampled_from(names), min_size=1, max_size=2).map(
        lambda chosen: spans(stretch for name in chosen for stretch in of.node(axis, name))
    )


PERIODS = st.tuples(st.integers(0, DAYS - 1), st.integers(0, DAYS - 1)).map(
    lambda ends: period(min(ends), max(ends)) if ends[0] % 2 else period()
)
PLACES, PRODUCTS = nodes(AXES, "place"), nodes(AXES, "product")
OTHERS = {axis: nodes(AXES, axis) for axis in LIMITED}


@st.composite
def scopes(draw: st.DrawFn, *, places: bool = True) -> BoxSet:
    """A box of a few limited axes."""
    chosen = draw(st.sets(st.sampled_from(LIMITED), max_size=draw(st.integers(0, 2))))
    limits = {axis: draw(OTHERS[axis]) for axis in sorted(chosen)}
    if places or draw(st.booleans()):
        limits["place"] = draw(PLACES)
    if places or draw(st.booleans()):
        limits["product"] = draw(PRODUCTS)
    return AXES.space.box(limits)


@st.composite
def held_cells(draw: st.DrawFn) -> BoxSet:
    """A scope within a period, perhaps changing on a day, less a few excepts."""
    cells = during(AXES, draw(scopes()), draw(PERIODS))
    if draw(st.booleans()):
        cells = cells.union(during(AXES, draw(scopes()), draw(PERIODS)))
    for cut in draw(st.lists(scopes(places=False), max_size=2)):
        cells = cells.subtract(cut)
    return cells


@st.composite
def grants(draw: st.DrawFn, name: str, kinds: tuple[str, ...] = KINDS) -> Grant:
    """A grant of any of the kinds to any partner."""
    who = draw(st.sampled_from(sorted(OWNERS)))
    kind = draw(st.sampled_from(kinds))
    cells = draw(held_cells())
    renewed = during(AXES, cells, Period(day(draw(st.integers(0, DAYS))), day(DAYS)))
    if draw(st.booleans()):
        renewed = renewed.meet(draw(scopes(places=False)))
    return grant(
        f"{who}/{name}",
        cells,
        kind=kind,
        owner=OWNERS[who],
        covers=draw(st.sampled_from([(), ("resell",), ("host",), ("host", "resell")])),
        group=draw(st.sampled_from(GROUPS)) if kind == "shared-exclusive" else "",
        assumed=renewed,
    )


@st.composite
def partners(draw: st.DrawFn, name: str) -> Partner:
    """A partner that changes its tier once, perhaps with days on which it has none."""
    ends = sorted(draw(st.lists(st.integers(0, DAYS), min_size=4, max_size=4)))
    tiers = draw(st.permutations(AXES.values["tier"]))
    standing = [
        (tier, Period(day(first), day(end)))
        for tier, first, end in zip(tiers, ends[::2], ends[1::2], strict=True)
        if first < end
    ]
    seller = draw(st.sampled_from(["de", "by", "fr"]))
    return partner(name, owner=OWNERS[name], seller=seller, standing=standing)


@st.composite
def programs(draw: st.DrawFn, most: int = 6) -> Program:
    """Up to ``most`` grants of five partners, two of them affiliates; at times members only."""
    count = draw(st.integers(0, most))
    kinds = draw(st.sampled_from([KINDS, KINDS[-1:]]))
    return program(
        AXES,
        [draw(grants(f"g{n}", kinds)) for n in range(count)],
        partners=[draw(partners(name)) for name in OWNERS],
        groups=[group(name, draw(scopes()), draw(st.integers(1, 2))) for name in GROUPS],
        reserved=[reserved("house", draw(held_cells()))] if draw(st.booleans()) else [],
        as_of=day(draw(st.integers(0, DAYS - 1))),
    )
