"""Makes the atlas of one program: its own places, its postal prefixes, and its policy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from partnerbook.resolve import dated
from partnerbook.resolve.atlas import Atlas
from partnerbook.resolve.axes import Tree
from partnerbook.resolve.axes_build import lay_out, place_tree
from partnerbook.resolve.dated import Dated
from partnerbook.resolve.desk import Desk
from partnerbook.resolve.own_places import own_places
from partnerbook.resolve.postal import OTHER, Grid, Grids, Mapped, Prefix, cut, prefix_of
from partnerbook.resolve.postal_words import has_codes, is_prefix, no_such_code
from partnerbook.resolve.record import Record
from partnerbook.resolve.records import Records
from partnerbook.source.geography import Geography
from partnerbook.source.postal_codes import may_begin
from partnerbook.values.box import spans

REST = "/rest"
POSTAL = "postal"
_LISTS = frozenset({"places", "seller_places", "except"})
"""The keys under which lists of places stand; ``except`` in territories."""
_PARTS_OF_PARTNERS = ("grants", "special_terms")
"""Where a partner's file has scopes; the rest of so many files need not be walked."""


def atlas_of(records: Records, program: Record, packaged: Geography, desk: Desk) -> Atlas:
    """What every written place means; what is wrong with the program's own is reported."""
    own = own_places(program, packaged, desk)
    geography = own.geography
    children = {code: list(below) for code, below in _children(geography).items()}
    for code in {geography.area(code).parent or "" for code in own.added}:
        if all(child in own.added for child in children[code]):
            # What was one leaf is not divided: beside its new parts there is the rest of it.
            children[code].append(f"{code}{REST}")
    written = _written(records, geography)
    mapped = _mapped(program, geography, children, desk)
    for country, areas in mapped.items():
        if country in written:
            written[country] |= {prefix for area in areas for prefix in area.prefixes}
    cuts = {
        country: cut(_leaves(children, country), columns, mapped.get(country, ()))
        for country, columns in written.items()
    }
    tree = _laid_out(geography, children, cuts) if own.added or cuts else place_tree(geography)
    meant = own.meant(tree.stretch)
    if program.get("policies", {}).get("sovereign_includes_dependencies", False):
        meant |= _with_dependencies(geography, tree, meant)
    return Atlas(geography, tree, meant, own.names(), _grids(tree, cuts))


@lru_cache(maxsize=2)
def _children(geography: Geography) -> Mapping[str, tuple[str, ...]]:
    """The codes directly inside each place."""
    return {
        code: tuple([area.code for area in geography.children(code)]) for code in geography.codes
    }


def _with_dependencies(
    geography: Geography, tree: Tree, meant: Mapping[str, Dated]
) -> dict[str, Dated]:
    """What the code of each country means that has dependencies, if it means these too."""
    found: dict[str, Dated] = {}
    for code in geography.codes:
        below = [area.code for area in geography.dependencies(code)]
        if below:
            parts = [meant.get(one) or dated.always((tree.stretch[one],)) for one in (code, *below)]
            found[code] = dated.union(parts)
    return found


def _laid_out(
    geography: Geography,
    children: Mapping[str, Sequence[str]],
    cuts: Mapping[str, Mapping[str, Sequence[str]]],
) -> Tree:
    """The tree of places with what the program has in it besides the table."""
    plain = place_tree(geography)
    names = dict(plain.names)
    below = {code: list(inner) for code, inner in children.items()}
    for code in [inner for some in children.values() for inner in some if inner not in names]:
        names[code] = f"{names[code.removesuffix(REST)]} elsewhere"
    for rows in cuts.values():
        for row, columns in rows.items():
            if len(columns) > 1:
                below[row] = [_leaf(row, column) for column in columns]
                for column in columns:
                    said = f"postal codes {column}…" if column else "other postal codes"
                    names[_leaf(row, column)] = f"{said} in {names[row]}"
    return lay_out(plain.root, below, names)


def _leaf(row: str, column: str) -> str:
    return f"{row}/{column}"


def _leaves(children: Mapping[str, Sequence[str]], code: str) -> list[str]:
    inner = children.get(code)
    return [leaf for child in inner for leaf in _leaves(children, child)] if inner else [code]


def _grids(tree: Tree, cuts: Mapping[str, Mapping[str, Sequence[str]]]) -> Grids:
    found: dict[str, Grid] = {}
    for country, rows in cuts.items():
        columns: dict[str, list[tuple[int, int]]] = {OTHER: []}
        for row, allowed in rows.items():
            for column in allowed:
                leaf = _leaf(row, column) if len(allowed) > 1 else row
                columns.setdefault(column, []).append(tree.stretch[leaf])
        found[country] = Grid(
            (tree.stretch[country],),
            {row: (tree.stretch[row],) for row in rows},
            {column: spans(leaves) for column, leaves in columns.items()},
        )
    return found


def _written(records: Records, geography: Geography) -> dict[str, set[str]]:
    """Every prefix that any file writes, by country; a country that is none is left out."""
    found: dict[str, set[str]] = {}
    for kind, documents in records.items():
        for record in documents.values():
            parts: Iterable[Any] = (record.data,)
            if kind == "partner":
                parts = (record.get(part, ()) for part in _PARTS_OF_PARTNERS)
            for part in parts:
                for text in _places_in(part):
                    prefix = prefix_of(text)
                    if prefix and is_prefix(text, geography):
                        found.setdefault(prefix.country, set()).add(prefix.begins)
    return found


def _places_in(value: Any) -> Iterator[str]:
    """Every text in the lists of places of a document that looks like a prefix, and some others."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key in _LISTS and isinstance(inner, (list, tuple)):
                yield from (text for text in inner if isinstance(text, str) and text[2:3] == " ")
            if isinstance(inner, (Mapping, list, tuple)):
                yield from _places_in(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            if isinstance(inner, (Mapping, list, tuple)):
                yield from _places_in(inner)


def _mapped(
    program: Record, geography: Geography, children: Mapping[str, Sequence[str]], desk: Desk
) -> dict[str, list[Mapped]]:
    """What ``postal:`` says, by country; a place that is none is reported by the sweep."""
    found: dict[str, list[Mapped]] = {}
    for at, said in enumerate(program.get(POSTAL, ())):
        if not geography.knows(said["place"]):
            continue
        ref = program.ref.child(POSTAL, at)
        place = geography.area(said["place"])
        around = [area.code for area in geography.ancestors(place.code) if area.kind == "country"]
        if not around or not has_codes(around[0], geography):
            message = f"{said['place']} is not a part of a country with postal codes"
            places = [(ref.child("place"), "")]
        else:
            areas = found.setdefault(around[0], [])
            area = Mapped(frozenset(_leaves(children, place.code)), said["prefixes"])
            message, places = _impossible(around[0], area, geography, ref)
            if not message:
                message, places = _against(area, areas, ref)
            if not message:
                areas.append(area)
        if message:
            desk.say(
                "territory/postal-codes", message, places, subject=said["id"], facts=(said["id"],)
            )
            desk.leave_out(said["id"])
    return found


def _impossible(
    country: str, area: Mapped, geography: Geography, ref: Any
) -> tuple[str, list[tuple[Any, str]]]:
    """Why no customer is where an area is said to be: no code begins with one of its prefixes."""
    for at, begins in enumerate(area.prefixes):
        if not may_begin(country, begins):
            message = no_such_code(Prefix(country, begins), geography)
            return message, [(ref.child("prefixes", at), "")]
    return "", []


def _against(area: Mapped, others: Sequence[Mapped], ref: Any) -> tuple[str, list[tuple[Any, str]]]:
    """Why an area cannot be beside the others: a code would lie in two places."""
    for other in others:
        for at, prefix in enumerate(area.prefixes):
            taken = [
                theirs
                for theirs in other.prefixes
                if prefix.startswith(theirs) or theirs.startswith(prefix)
            ]
            inside = area.rows < other.rows or other.rows < area.rows
            if taken and not inside:
                message = f"postal codes {prefix}… lie in two places"
                return message, [(ref.child("prefixes", at), "")]
    return "", []
