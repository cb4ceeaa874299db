"""The one Space of a program: its own words and the fixed ones laid out as axes of numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from partnerbook.findings import Ref
from partnerbook.resolve.atlas import Atlas
from partnerbook.resolve.axes import (
    ANCHORS,
    COVERS,
    FIRST_DAY,
    FIXED,
    GROWTH,
    INTERVALS,
    KEYS,
    LAST_DAY,
    OTHER,
    SELF,
    Axes,
    Tree,
    day_axis,
)
from partnerbook.resolve.dated import Dated
from partnerbook.resolve.desk import Desk
from partnerbook.resolve.record import Record
from partnerbook.resolve.records import Records
from partnerbook.source.geography import Geography
from partnerbook.values.box import INFINITY, Number, Space

ROOT = "all"
YES_NO = ("yes", "no")
_DECLARED = ("segmentations", "competencies", "facts")
RESERVED = frozenset({*KEYS, *KEYS.values(), *INTERVALS, GROWTH, "covers", "day", "territory"})
"""Ids that a segmentation, competency or fact cannot have: they are dimensions or axes already."""


def lay_out(root: str, children: Mapping[str, Sequence[str]], names: Mapping[str, str]) -> Tree:
    """A tree as stretches of leaves in pre-order; a node with nothing below it is a leaf."""
    stretch: dict[str, tuple[int, int]] = {}
    parent: dict[str, str] = {}
    leaves = 0

    def number(node: str) -> None:
        nonlocal leaves
        start = leaves
        stretch[node] = (start, start)  # the place in the pre-order; the end comes below
        for child in children.get(node, ()):
            parent[child] = node
            number(child)
        leaves = max(leaves, start + 1)
        stretch[node] = (start, leaves)

    number(root)
    below = {node: tuple(children.get(node, ())) for node in stretch}
    return Tree(stretch, parent, names, below, root)


@cache
def place_tree(places: Geography) -> Tree:
    """All current places under ``world``. A name that several places have gets its code added.

    Made once of each Geography (there is one, and it never changes), not once of each program.
    """
    codes = places.codes
    spoken = [places.name_of(code) for code in codes]
    taken: dict[str, int] = {}
    for name in spoken:
        taken[name] = taken.get(name, 0) + 1
    names = {
        code: f"{name} ({code})" if taken[name] > 1 and "-" in code else name
        for code, name in zip(codes, spoken, strict=True)
    }
    children = {code: tuple(area.code for area in places.children(code)) for code in codes}
    parent = {child: code for code in codes for child in children[code]}
    return Tree({c: places.interval(c) for c in codes}, parent, names, children, codes[0])


def account_tree(accounts: Mapping[str, Record], parents: Mapping[str, str]) -> Tree:
    """``all`` with the named accounts, subsidiaries inside, and one leaf for everybody else."""
    names = {
        ROOT: "all accounts",
        **{name: str(record["name"]) for name, record in accounts.items()},
    }
    children: dict[str, list[str]] = {ROOT: []}
    for account in accounts:
        parent = parents.get(account, ROOT)
        if parent != ROOT and parent not in children:
            children[parent] = [f"{parent}{SELF}"]
            names[f"{parent}{SELF}"] = f"{names[parent]} itself"
        children[parent].append(account)
    children[ROOT].append(OTHER)
    names[OTHER] = "all other accounts"
    return lay_out(ROOT, children, names)


def declared_axes(program: Record, desk: Desk) -> dict[str, tuple[str, ...]]:
    """The dimensions that program.yml declares with their values, less those it cannot have."""
    found: dict[str, tuple[str, ...]] = {}
    first: dict[str, tuple[str, Ref]] = {}
    for section in _DECLARED:
        for at, item in enumerate(program.get(section, ())):
            name, ref = item["id"], program.ref.child(section, at, "id")
            if name in RESERVED:
                message = f"{name} is the name of a dimension that every program has"
                desk.say("reference/reserved-id", message, [(ref, "")], subject=name, facts=[name])
                desk.leave_out(name)
            elif name not in found:
                values = item.get("values")
                ids = dict.fromkeys(value["id"] for value in values) if values else YES_NO
                found[name], first[name] = tuple(ids), (section, ref)
            elif first[name][0] != section:
                desk.say(
                    "reference/duplicate-id",
                    f"{name} is the id of two dimensions",
                    [(ref, "the second"), (first[name][1], "the first")],
                    subject=name,
                    facts=("dimension", name),
                )
    return found


def build_axes(
    program: Record,
    records: Records,
    trees: Mapping[str, Tree],
    declared: Mapping[str, tuple[str, ...]],
) -> Axes:
    """The Space with its names; territories come later, with ``with_territories``."""
    tiers = records.get("tier", {})
    values: dict[str, tuple[str, ...]] = {
        **FIXED,
        "currency": tuple(program["currencies"]),
        "track": tuple(dict.fromkeys(track["id"] for track in program["tracks"])),
        "tier": tuple(sorted(tiers, key=lambda tier: (tiers[tier]["rank"], tier))),
        "covers": COVERS,
        **declared,
    }
    space: dict[str, tuple[Number, Number]] = {}
    for axis in ("place", "seller", "product", "account"):
        tree = trees["place" if axis == "seller" else axis]
        space[axis] = tree.stretch[tree.root]
    for axis, ids in values.items():
        # An axis without any value would make every set empty: it keeps one nameless cell.
        space[axis] = (0, max(1, len(ids)))
    for name in ("quantity", "term_months"):
        space[name] = (0, INFINITY)
    for currency in program["currencies"]:
        space[f"list_value:{currency}"] = (0, INFINITY)
        space[f"period_value:{currency}"] = (0, INFINITY)
    space[GROWTH] = (-100, INFINITY)
    for anchor in ANCHORS:
        space[day_axis(anchor)] = (FIRST_DAY, LAST_DAY)
    return Axes(Space(space), trees, values, _names(program, tiers))


def with_territories(
    axes: Axes,
    territories: Mapping[str, Dated],
    names: Mapping[str, str],
    atlas: Atlas,
) -> Axes:
    """The same Axes that also know the program's territories, and what else places mean in it."""
    said = {("territory", code): name for code, name in names.items()}
    said |= {("place", code): name for code, name in atlas.names.items()}
    return replace(
        axes,
        names={**axes.names, **said},
        territories=territories,
        meant=atlas.meant,
        postal=atlas.postal,
    )


def _names(program: Record, tiers: Mapping[str, Record]) -> dict[tuple[str, str], str]:
    names = {("tier", tier): str(record["name"]) for tier, record in tiers.items()}
    names |= {("track", track["id"]): track["name"] for track in program["tracks"]}
    for section in _DECLARED:
        for item in program.get(section, ()):
            names[(item["id"], "")] = item["name"]
            for value in item.get("values", ()):
                names[(item["id"], value["id"])] = value["name"]
    return names
