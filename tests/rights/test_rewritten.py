"""The same program written differently: no conflict appears, goes, moves or changes its verdict.

Random programs are rewritten in their files: other ids, another order, a territory or a period in
two parts, a place by its parts. Conflicts are compared deal by deal, under the first ids. Of two
rights of one kind the one with the smaller id stands left, so there the sides are not compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tests.rights.file_oracle import Oracle, either
from tests.rights.reading import Reading, program_of
from tests.rights.universe import Data, Deals, Files, Universe, of_kind
from tests.rights.written import program

from partnerbook.resolve.program import Grant
from partnerbook.rights import conflicts
from partnerbook.source.geography import geography

Names = dict[str, str]
"""New id → first id."""
Verdicts = dict[tuple[frozenset[str], str], tuple[Deals, bool, bool]]


def mappings(said: Any) -> Iterator[Data]:
    """Every mapping in a document."""
    if isinstance(said, dict):
        yield said
        said = list(said.values())
    if isinstance(said, list):
        for inner in said:
            yield from mappings(inner)


def place_lists(files: Files) -> Iterator[tuple[Data, str]]:
    """Every list of places: in scopes, in territories and in what they leave out."""
    for path, said in files.items():
        for one in mappings(said):
            for key in ("places", "seller_places"):
                if key in one:
                    yield one, key
            if "except" in one and "territories" in path:
                yield one, "except"


def replaced(files: Files, old: str, new: list[str]) -> None:
    """Other words for a place wherever it is written."""
    for said, key in place_lists(files):
        names = [n for name in said[key] for n in (new if name == old else [name])]
        said[key] = list(dict.fromkeys(names))


def other_ids(files: Files, chance: Random) -> tuple[Files, Names]:
    """Every id of the program's own gets another, which also changes the order of ids."""
    folders = ("territories", "accounts", "partners", "products", "tiers")
    own = [stem for folder in folders for stem, _ in of_kind(files, folder)]
    for said in mappings(list(files.values())):
        own += [said[key] for key in ("id", "group") if key in said]
    given_to = dict.fromkeys(name for name in own if name != "resell")  # also a thing to cover
    numbers = chance.sample(range(100, 999), len(given_to))
    names = {name: f"n{number}" for name, number in zip(given_to, numbers, strict=True)}

    def renamed(value: Any) -> Any:
        if isinstance(value, dict):
            return {names.get(key, key): renamed(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [renamed(inner) for inner in value]
        return names.get(value, value) if isinstance(value, str) else value

    out: Files = {}
    for path, content in files.items():
        folder, _, stem = path.removesuffix(".yml").rpartition("/")
        out[f"{folder}/{names.get(stem, stem)}.yml"] = renamed(content)
    return out, {new: old for old, new in names.items()}


def other_order(files: Files, chance: Random) -> tuple[Files, Names]:
    """Files, keys and lists in another order; only the waterfall's stages have an order."""

    def said(value: Any) -> Any:
        if isinstance(value, dict):
            keys = chance.sample(list(value), len(value))
            return {key: said(value[key]) for key in keys}
        if isinstance(value, list):
            return [said(inner) for inner in chance.sample(value, len(value))]
        return value

    return {path: said(files[path]) for path in chance.sample(list(files), len(files))}, {}


def territory_in_two(files: Files, chance: Random) -> tuple[Files, Names]:
    """One territory becomes two, each with a share of the places of every version."""
    name = chance.choice([name for name, _ in of_kind(files, "territories")])
    whole = files.pop(f"program/territories/{name}.yml")
    parts: list[Data] = [{"name": "T", "versions": []}, {"name": "U", "versions": []}]
    for version in whole["versions"]:
        at = chance.randint(1, len(version["places"]))
        for part, held in zip(parts, (version["places"][:at], version["places"][at:]), strict=True):
            if held:
                part["versions"].append({**version, "places": held})
    written = {f"{name}-{number}": part for number, part in enumerate(parts) if part["versions"]}
    files |= {f"program/territories/{new}.yml": part for new, part in written.items()}
    replaced(files, name, list(written))
    return files, {}


def version_in_two(files: Files, chance: Random) -> tuple[Files, Names]:
    """One version of a territory becomes two that follow each other and hold the same."""
    versions = chance.choice([said["versions"] for _, said in of_kind(files, "territories")])
    at = chance.randrange(len(versions))
    version = versions[at]
    first, last = version.get("from", "2020-01-01"), version.get("through", "2030-01-01")
    if first < last:
        day = between(first, last, chance)
        versions[at : at + 1] = [
            {**version, "id": "x1", "through": str(day)},
            {**version, "id": "x2", "from": str(day + timedelta(days=1))},
        ]
    return files, {}


def grant_in_two(files: Files, chance: Random) -> tuple[Files, Names]:
    """A grant becomes two that follow each other, cut on or after the as-of day."""
    grants = chance.choice([said["grants"] for said in files.values() if "grants" in said])
    at = chance.randrange(len(grants))
    grant = grants[at]
    first = max(grant.get("from", ""), files["program/program.yml"]["as_of"])
    last = grant.get("through", "2030-01-01")
    if first >= last:
        return files, {}
    day = between(first, last, chance)
    one = {**grant, "id": f"{grant['id']}-early", "through": str(day)}
    two = {**grant, "id": f"{grant['id']}-late", "from": str(day + timedelta(days=1))}
    grants[at : at + 1] = [one, two]
    return files, {one["id"]: grant["id"], two["id"]: grant["id"]}


def between(first: str, last: str, chance: Random) -> date:
    """A day of a period, but not its last."""
    start = date.fromisoformat(first)
    days = (date.fromisoformat(last) - start).days
    return start + timedelta(days=chance.randrange(days))


def place_by_parts(files: Files, chance: Random) -> tuple[Files, Names]:
    """One place, wherever it is written, becomes all that lies directly in it."""
    places = geography()
    written = sorted({name for said, key in place_lists(files) for name in said[key]})
    divided = [name for name in written if places.knows(name) and places.children(name)]
    if divided:
        place = chance.choice(divided)
        replaced(files, place, [places.spelling(area.code) for area in places.children(place)])
    return files, {}


def verdicts(files: Files, universe: Universe, names: Mapping[str, str]) -> Verdicts:
    """The conflicts under the first ids; those of the parts of one grant together."""

    def first(right: str) -> str:
        return "/".join(names.get(part, part) for part in right.split("/"))

    made = program_of(files)
    reading = Reading(universe, made.axes)
    found: Verdicts = {}
    for one in conflicts(made):
        left, right, rule, deals, assumed, certain = reading.found(one)
        if isinstance(one.right, Grant) and one.left.kind != one.right.kind:
            rule += f" of {first(left)}"
        key = (frozenset({first(left), first(right)}), rule)
        if key in found:
            before = found[key]
            deals, assumed, certain = (
                either(before[0], deals),
                before[1] and assumed,
                before[2] or certain,
            )
        found[key] = (deals, assumed, certain)
    return found


REWRITINGS = [
    other_ids,
    other_order,
    territory_in_two,
    version_in_two,
    grant_in_two,
    place_by_parts,
]


@pytest.mark.parametrize("rewriting", REWRITINGS, ids=lambda one: one.__name__)
@settings(phases=(Phase.generate,), max_examples=settings().max_examples // 3)
@given(seed=st.integers(0, 2**63))
def test_no_verdict_changes(
    seed: int, rewriting: Callable[[Files, Random], tuple[Files, Names]]
) -> None:
    files = program(seed)
    oracle = Oracle(files)
    other, names = rewriting(deepcopy(files), Random(seed))
    days = {*oracle.universe.days, *Universe(other).days}
    before = verdicts(files, Universe(files, days), {})
    after = verdicts(other, Universe(other, days, names), names)
    assert after == before
