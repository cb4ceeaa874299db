"""What the directory can be filtered by: the choices, and of each partner what they are met by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from partnerbook.render import fmt, words
from partnerbook.render.views.offered import Service
from partnerbook.render.views.places import seat_name
from partnerbook.render.views.seen import Seen, documents, head
from partnerbook.resolve.axes import Tree
from partnerbook.resolve.program import Program
from partnerbook.resolve.written_place import held_on
from partnerbook.values.audience import Viewer
from partnerbook.values.box import BoxSet, Spans, meet_spans, spans, subtract_spans

_SELF = "/self"
_CALLED: Mapping[str, tuple[str, ...]] = {"GB": ("Britain", "Great Britain", "Großbritannien")}
"""What customers call a country; in a file it is a part of it (England, Scotland and Wales)."""
_LISTS = ("competency", "language", "vertical")


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: what stands in the address, what people read, and what a product lies in."""

    value: str
    label: str
    inside: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """A list of choices. ``label`` is what it is called."""

    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class PlaceOption:
    """A place to look for partners in, and what it lies in (empty for the world, a territory).

    ``also`` is its name in the other language, ``called`` what else people call it, one after the
    other with ``|`` between them; ``holds`` are the places that a territory is made of.
    """

    code: str
    label: str
    inside: str
    also: str
    holds: str
    called: str = ""


@dataclass(frozen=True, slots=True)
class Directory:
    """The filters of the directory, and whom to write to where nobody fits."""

    filters: tuple[Filter, ...]
    places: tuple[PlaceOption, ...]
    ask: str


Keys = tuple[tuple[str, str], ...]
"""What a partner is found by: attribute and value."""


def keys_of(
    program: Program, seen: Seen, tier: str, sold: BoxSet | None, offered: Sequence[Service]
) -> Keys:
    """What the filters look at, of one partner: codes and ids, no texts."""
    profile = seen["profile"]
    axes = program.axes
    products = axes.trees["product"]
    boxes = sold.simplified().boxes if sold else ()
    rights = [
        (
            touched(products, box.side("product") or axes.space.full("product")),
            _codes(program, box.side("place") or axes.space.full("place")),
        )
        for box in boxes
    ]
    services = [(one.kind, one.codes, _codes(program, one.held)) for one in offered]
    lists = {
        "competency": profile.get("competencies", ()),
        "language": [*profile.get("languages", ()), *(c for one in offered for c in one.codes)],
        "vertical": profile.get("verticals", ()),
    }
    return (
        ("type", seen["type"]),
        ("tier", tier),
        *((name, " ".join(dict.fromkeys(lists[name]))) for name in _LISTS),
        ("rights", " ".join(f"{','.join(what)}@{','.join(where)}" for what, where in rights)),
        (
            "service",
            " ".join(f"{kind}@{','.join(in_)}@{','.join(at)}" for kind, in_, at in services),
        ),
    )


def touched(tree: Tree, held: Spans) -> tuple[str, ...]:
    """The nodes that make up a set of leaves; of what no node names, the smallest one around it."""
    return tuple(_touched(tree, tree.root, held))


def _touched(tree: Tree, node: str, held: Spans) -> Iterator[str]:
    stretch = (tree.stretch[node],)
    inside = meet_spans(held, stretch)
    if not inside:
        return
    below = spans(tree.stretch[child] for child in tree.children[node])
    if inside == stretch or subtract_spans(inside, below):
        yield node
        return
    for child in tree.children[node]:
        yield from _touched(tree, child, inside)


def directory(program: Program, viewer: Viewer, on: date, keys: Iterable[Keys]) -> Directory:
    """The choices; of the lists none that no listed partner meets."""
    found: dict[str, set[str]] = {}
    for name, value in (pair for one in keys for pair in one):
        for part in value.split():
            what, at, places = part.rpartition("@")
            found.setdefault(name, set()).add(what.partition("@")[0] if at else part)
            if at:
                found.setdefault("places", set()).update(places.split(","))
    frame = head(program, viewer)
    named = {
        "type": ("Type", words.PARTNER_TYPES),
        "tier": ("Tier", _tiers(program)),
        "competency": ("Competency", _names(frame.get("competencies", ()))),
        "service": ("Service", words.SERVICES),
        "language": ("Language", _languages(found.get("language", ()))),
        "vertical": ("Line of business", _names(frame.get("verticals", ()))),
    }
    filters = [
        Filter("product", "Product", tuple(_products(program))),
        *(
            Filter(
                name,
                label,
                tuple(
                    Option(code, text) for code, text in said.items() if code in found.get(name, ())
                ),
            )
            for name, (label, said) in named.items()
        ),
    ]
    return Directory(
        filters=tuple(one for one in filters if len(one.options) > 1),
        places=tuple(_places(program, viewer, on, _held(program, found.get("places", ())))),
        ask=frame["vendor"]["email"],
    )


def _names(items: Iterable[Seen]) -> Mapping[str, str]:
    return {item["id"]: item["name"] for item in items}


def _tiers(program: Program) -> Mapping[str, str]:
    tiers = sorted(program.tiers.items(), key=lambda pair: (-pair[1].rank, pair[0]))
    return {code: tier.name for code, tier in tiers}


def _languages(codes: Iterable[str]) -> Mapping[str, str]:
    return dict(sorted(((c, fmt.language(c)) for c in codes), key=lambda pair: (pair[1], pair[0])))


def _products(program: Program) -> Iterator[Option]:
    """All products as a list with what groups them before them."""
    tree = program.axes.trees["product"]
    for code in tree.stretch:
        if code == tree.root or code.endswith(_SELF):
            continue
        inside = tree.parent[code]
        depth, above = 0, inside
        while above != tree.root:
            depth, above = depth + 1, tree.parent[above]
        yield Option(code, f"{'– ' * depth}{tree.names[code]}", inside)


def _places(program: Program, viewer: Viewer, on: date, served: Spans) -> Iterator[PlaceOption]:
    """Every region and country; the parts of those where somebody is found; the territories."""
    tree, table = program.axes.trees["place"], program.geography
    used: set[str] = set()

    def clear(code: str, label: str) -> str:
        said = label if label not in used else f"{label} ({code})"
        used.add(said)
        return said

    for code in tree.stretch:
        if not table.knows(code):
            continue
        area = table.area(code)
        if area.kind == "subdivision" and not meet_spans(served, _country(program, code)):
            continue
        label = seat_name(program, code) if area.kind == "subdivision" else area.name()
        also = area.name_de if area.name_de != area.name_en else ""
        inside = table.spelling(tree.parent[code]) if code != tree.root else ""
        written = table.spelling(code)
        called = "|".join((*table.other_names(code), *_CALLED.get(code, ())))
        yield PlaceOption(written, clear(written, label), inside, also, "", called)
    for name, seen in documents(program, "territory", viewer).items():
        held = _codes(program, held_on(program, name, on))
        yield PlaceOption(name, clear(name, seen["name"]), "", "", ",".join(held))


def _held(program: Program, codes: Iterable[str]) -> Spans:
    tree, table = program.axes.trees["place"], program.geography
    return spans(tree.stretch[table.area(code).code] for code in codes)


def _country(program: Program, code: str) -> Spans:
    tree = program.axes.trees["place"]
    while program.geography.knows(code) and program.geography.area(code).kind == "subdivision":
        code = tree.parent[code]
    return (tree.stretch[code],)


def _codes(program: Program, held: Spans) -> tuple[str, ...]:
    """A set of places as they are written in files, as few as they can be."""
    spelling = program.geography.spelling
    return tuple(spelling(code) for code in touched(program.axes.trees["place"], held))
