"""From cells back to the names that people use: as few words as say exactly the same set.

Such as "Germany except Berlin × Core × Public sector, 1 March to 31 December 2027".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from partnerbook.resolve.axes import FIXED, GROWTH, OTHER, RESELL, Axes
from partnerbook.resolve.naming_postal import postal_words
from partnerbook.resolve.naming_tree import Term, cover, whole_nodes
from partnerbook.resolve.naming_words import day_words, joined, range_words
from partnerbook.resolve.postal import prefix_of
from partnerbook.values.box import Box, BoxSet, Spans, spans, subtract_spans

_FIRST = ("place", "product", "account", "seller")
_WHOLE = {"place": "everywhere", "product": "all products", "account": "all accounts"}
_DATES = {
    "day": "",
    "day:registration": "registered ",
    "day:contract": "contract ",
    "day:invoice": "invoiced ",
    "day:first-sale": "first sold ",
}
_FRAMES = {
    "claim": "{} registration",
    "line_type": "{} lines",
    "deal_role": "{} deals",
    "route": "{} route",
    "billing": "{} billing",
    "currency": "in {}",
    "tier": "{} partners",
    "track": "{} track",
    "covers": "right to {}",
}
_YES_NO = {
    ("incumbent", "yes"): "the incumbent",
    ("incumbent", "no"): "not the incumbent",
}
_MANY = 40
"""Above so many boxes a "… but not …" is not looked for: it would cost more than it saves."""


def name_place(axes: Axes, code: str) -> str:
    """What people call a place or a territory of the program; the code itself if unknown."""
    if code in axes.territories:
        return axes.names.get(("territory", code), code)
    if ("place", code) in axes.names:
        return axes.names["place", code]
    prefix = prefix_of(code)
    if prefix and prefix.country in axes.postal:
        country = axes.trees["place"].names[prefix.country]
        return f"postal codes {prefix.begins}… in {country}"
    return axes.trees["place"].names.get(code, code)


def describe(axes: Axes, cells: BoxSet) -> str:
    """Any set of cells in words. Unlimited axes are silent, places and products never are.

    The right to resell is what a grant gives that says no more, so it goes without saying.
    """
    if not cells:
        return "nothing"
    if cells.on("covers") == axes.node("covers", RESELL):
        cells = cells.without("covers")
    boxes = _merged(axes, cells.boxes)
    plain = _list(axes, boxes)
    if len(boxes) == 1 or len(boxes) > _MANY:
        return plain
    hull = _hull(axes, boxes)
    rest = _merged(axes, BoxSet(cells.space, (hull,)).subtract(cells).boxes)
    if not rest:
        return _box(axes, hull)
    common = set(hull.sides)
    cut = tuple(Box(tuple(side for side in box.sides if side not in common)) for box in rest)
    carved = f"{_box(axes, hull)}, but not {' or '.join(_sides(axes, box) for box in cut)}"
    return min(plain, carved, key=len)


def describe_axis(axes: Axes, axis: str, held: Spans) -> str:
    """What a set allows on one axis, in words."""
    whole = held == axes.space.full(axis)
    if axis in _DATES:
        return _DATES[axis] + day_words(held)
    if axis == "seller":
        return "sellers " + ("everywhere" if whole else f"in {_tree(axes, 'place', held)}")
    if axis in axes.trees:
        return _WHOLE[axis] if whole else _tree(axes, axis, held)
    if axis in axes.values:
        return _choice(axes, axis, held)
    name, _, currency = axis.partition(":")
    label = name.replace("_", " ").removesuffix(" months")
    if axis == GROWTH:
        return f"growth of {range_words(held, '%', whole=False).replace(' %', '%')}"
    unit = currency or ("months" if name == "term_months" else "")
    return f"{label} {range_words(held, unit, whole=not currency)}"


def _tree(axes: Axes, axis: str, held: Spans) -> str:
    tree = axes.trees[axis]
    terms = cover(tree, held)
    if axis == "place" and (len(terms) > 1 or terms[0].but):
        for code in sorted(axes.territories):
            # An earlier version of it went by the same name, but nobody means that one.
            if max(axes.territories[code])[1] == held:
                return name_place(axes, code)
    if axis == "place" and axes.postal:
        words = postal_words(axes.postal, held, partial(_nodes, axes, axis))
        if words:
            return words
    return _nodes(axes, axis, held)


def _nodes(axes: Axes, axis: str, held: Spans) -> str:
    """A set of whole nodes of a tree, in words."""
    tree = axes.trees[axis]
    terms = cover(tree, held)
    if axis == "account" and any(term.code == OTHER for term in terms):
        # "All other accounts" would ask: other than which?
        terms = (Term(tree.root, whole_nodes(tree, subtract_spans(axes.space.full(axis), held))),)
    names = {**tree.names, tree.root: _WHOLE[axis]}

    def listed(codes: Iterable[str]) -> list[str]:
        words = [names[code] for code in codes]
        return sorted(words) if axis == "place" else words

    if not any(term.but for term in terms):
        return joined(listed(term.code for term in terms), "and")
    words = [
        f"{names[term.code]} except {joined(listed(term.but), 'and')}"
        if term.but
        else names[term.code]
        for term in terms
    ]
    return "; ".join(sorted(words) if axis == "place" else words)


def _choice(axes: Axes, axis: str, held: Spans) -> str:
    values = axes.values[axis]
    chosen = [value for at, value in enumerate(values) if any(a <= at < b for a, b in held)]
    if values == ("yes", "no") and len(chosen) == 1:
        name = axes.names.get((axis, ""), axis)
        return _YES_NO.get((axis, chosen[0]), name if chosen == ["yes"] else f"not: {name}")
    others = [value for value in values if value not in chosen]
    if others and len(chosen) > 2 * len(others):
        label = axes.names.get((axis, ""), axis.replace("_", " "))
        names = [axes.names.get((axis, value), value) for value in others]
        return f"any {label[:1].lower() + label[1:]} except {joined(names, 'and')}"
    names = [axes.names.get((axis, value), _plain(axis, value)) for value in chosen]
    return _FRAMES.get(axis, "{}").format(joined(names, "or"))


def _plain(axis: str, value: str) -> str:
    if (axis, value) == ("claim", "none"):
        return "no"
    return value.replace("-", " ") if axis == "partner_type" else value


def _box(axes: Axes, box: Box) -> str:
    """A box with its place and product said even where they are not limited."""
    silent = {axis: axes.space.full(axis) for axis in ("place", "product")}
    return _sides(axes, Box(tuple(sorted({**silent, **dict(box.sides)}.items()))))


def _sides(axes: Axes, box: Box) -> str:
    sides = dict(box.sides)
    # An amount names its currency, so the currency need not be said as well.
    if any(":" in axis and axis not in _DATES for axis in sides):
        sides.pop("currency", None)
    things = [describe_axis(axes, axis, sides[axis]) for axis in sorted(sides, key=_order)]
    dates = [
        word for axis, word in zip(sorted(sides, key=_order), things, strict=True) if axis in _DATES
    ]
    words = " × ".join(things[: len(things) - len(dates)])
    return ", ".join(filter(None, (words, *dates)))


def _order(axis: str) -> tuple[int, int, str]:
    first = _FIRST.index(axis) if axis in _FIRST else len(_FIRST)
    known = list(FIXED).index(axis) if axis in FIXED else len(FIXED)
    return (1 if axis in _DATES else 0, first * 100 + known, axis)


def _list(axes: Axes, boxes: Sequence[Box]) -> str:
    """Boxes one after the other, with what they share said once."""
    if len(boxes) == 1:
        return _box(axes, boxes[0])
    common = set(boxes[0].sides).intersection(*(box.sides for box in boxes[1:]))
    named = {axis for axis, _ in common}
    own = [dict(side for side in box.sides if side not in common) for box in boxes]
    for axis in ("place", "product"):
        if axis not in named and any(axis in sides for sides in own):
            for sides in own:
                sides.setdefault(axis, axes.space.full(axis))
    parts = [_sides(axes, Box(tuple(sorted(sides.items())))) for sides in own]
    silent = {
        axis: axes.space.full(axis)
        for axis in ("place", "product")
        if not any(axis in sides for sides in own)
    }
    shared = {**silent, **dict(common)}
    if not shared:
        return "; or ".join(parts)
    dates = {axis: side for axis, side in shared.items() if axis in _DATES}
    things = {axis: side for axis, side in shared.items() if axis not in _DATES}
    head = _sides(axes, Box(tuple(sorted(things.items()))))
    tail = _sides(axes, Box(tuple(sorted(dates.items()))))
    middle = f"({'; or '.join(parts)})"
    start = f"{head} × {middle}" if head else middle
    return f"{start}, {tail}" if tail else start


def _merged(axes: Axes, boxes: Sequence[Box]) -> tuple[Box, ...]:
    """Fewer boxes with the same cells: two that differ on one axis only become one."""
    left = list(boxes)
    at = 0
    while at < len(left):
        for other in range(at + 1, len(left)):
            both = _joined(axes, left[at], left[other])
            if both is not None:
                left[at] = both
                del left[other]
                at = -1
                break
        at += 1
    return tuple(sorted(left, key=lambda box: box.sides))


def _joined(axes: Axes, one: Box, two: Box) -> Box | None:
    if one.inside(two):
        return two
    if two.inside(one):
        return one
    mine, theirs = dict(one.sides), dict(two.sides)
    if mine.keys() != theirs.keys():
        return None
    differ = [axis for axis in mine if mine[axis] != theirs[axis]]
    if len(differ) != 1:
        return None
    mine[differ[0]] = spans((*mine[differ[0]], *theirs[differ[0]]))
    return axes.space.box(mine).boxes[0]


def _hull(axes: Axes, boxes: Sequence[Box]) -> Box:
    """The smallest box around all of them."""
    shared = set.intersection(*({axis for axis, _ in box.sides} for box in boxes))
    sides = {
        axis: spans(stretch for box in boxes for stretch in (box.side(axis) or ()))
        for axis in shared
    }
    return axes.space.box(sides).boxes[0]
