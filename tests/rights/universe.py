"""All sorts of deals that the words of a program can tell apart, as bits; read from its files.

A program is a mapping of paths to what the files say, as plain data. Its universe has an atom for
everything that the words can distinguish on an axis (``DE-BY|80``, or ``DE/rest|`` for what is left
of Germany and of its postal codes), a bit for each combination of atoms, and a stretch of days for
each day on which anything may change. A set of deals is one number of bits per stretch. What a word
holds is said here by hand or taken from the files; nothing of the package takes part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from math import prod
from typing import Any

Data = dict[str, Any]
Files = dict[str, Data]
Days = tuple[date, ...]
Deals = tuple[int, ...]
"""For each stretch of days the deals, one bit each."""
Nested = Mapping[str, "Nested"]

DAY = timedelta(days=1)
REST, SELF = "/rest", "/self"
LAND: Nested = {
    "world": {
        "europe": {"western-europe": {"DE": {"DE-BY": {}, "DE-BE": {}}, "AT": {}}},
        "americas": {"US": {}, "PR": {}},
    }
}
CODES = {"europe": "150", "western-europe": "155", "americas": "019"}
"""How the packaged tree of places calls what people write otherwise."""
ALIASES = {"US-PR": "PR", "150": "europe"}
POSTAL = ("8", "80", "81")
"""The postal prefixes of Germany that files write, and beside them all other codes (``""``)."""
ROUTES = ("direct", "two-tier", "other")
"""The routes that files write, and all the others."""
COVERS = {
    "resell": "resell",
    "host": "host",
    **dict.fromkeys(("bundle", "translate", "white-label"), "other"),  # never written apart
}
SIZES = {"small": (0, 10), "middle": (10, 50), "large": (50, None)}
"""Quantities; the files write no other edges."""
TIERS = ("silver", "gold")


def of_kind(files: Files, folder: str) -> Iterator[tuple[str, Data]]:
    """The documents of a folder, by the id that their file name gives them."""
    for path, said in files.items():
        kind, _, stem = path.removeprefix("program/").partition("/")
        if kind == folder:
            yield stem.removesuffix(".yml"), said


def atoms_below(below: Nested, left: str) -> dict[str, frozenset[str]]:
    """What each name of a nested mapping holds; ``left`` marks what no inner name holds."""
    found: dict[str, frozenset[str]] = {}
    for name, inner in below.items():
        found |= atoms_below(inner, left)
        own = frozenset().union(*(found[child] for child in inner))
        found[name] = own | {name + left} if inner and left else own or frozenset({name})
    return found


def places(files: Files) -> dict[str, frozenset[str]]:
    """What each written place holds that is no territory.

    Germany is divided by its parts and by postal prefixes, as far as ``postal:`` does not rule out
    that a part has a prefix.
    """
    plain = atoms_below(LAND, REST)
    split = {
        row: frozenset(f"{row}|{c}" for c in columns(files, row, plain)) for row in plain["DE"]
    }
    found = {
        name: frozenset().union(*(split.get(atom, {atom}) for atom in held))
        for name, held in plain.items()
    }
    for prefix in POSTAL:
        inside = (atom for atom in found["DE"] if atom.partition("|")[2].startswith(prefix))
        found[f"DE {prefix}"] = frozenset(inside)
    return found | {alias: found[name] for alias, name in ALIASES.items()}


def columns(files: Files, row: str, plain: Mapping[str, frozenset[str]]) -> list[str]:
    """The postal prefixes that customers in a part of Germany may have."""
    found = ["", *POSTAL]
    for said in files["program/program.yml"].get("postal", []):
        here = row in plain[said["place"]]
        found = [c for c in found if here == c.startswith(tuple(said["prefixes"]))]
    return found


def lands(germany: Iterable[str]) -> list[frozenset[str]]:
    """All that Germany may be: which of its atoms have customers; each part and prefix has some."""
    atoms = sorted(germany)
    lines = [
        {other for other in atoms if other.partition("|")[n] == atom.partition("|")[n]}
        for n in (0, 2)
        for atom in atoms
    ]
    found = []
    for bits in range(1 << len(atoms)):
        there = frozenset(atom for at, atom in enumerate(atoms) if bits >> at & 1)
        if all(line & there for line in lines):
            found.append(there)
    return found


def products(files: Files) -> dict[str, frozenset[str]]:
    """What each product id holds; one that is sold itself counts beside what it groups."""
    found: dict[str, frozenset[str]] = {}

    def visit(said: Sequence[Data]) -> frozenset[str]:
        held: set[str] = set()
        for product in said:
            inner = visit(product.get("products", []))
            name = product["id"]
            own = {name + SELF} if inner and "sku" in product else set() if inner else {name}
            found[name] = inner | own
            held |= found[name]
        return frozenset(held)

    families = {name: visit(said["products"]) for name, said in of_kind(files, "products")}
    return {**found, **families, "all": frozenset().union(*families.values())}


def accounts(files: Files) -> dict[str, frozenset[str]]:
    """What each account id holds: itself and everybody that belongs to it."""
    parent = {name: said.get("parent") for name, said in of_kind(files, "accounts")}
    owners = set(parent.values())
    found: dict[str, set[str]] = {name: set() for name in parent}
    for name in parent:
        at: str | None = name
        while at is not None:
            found[at].add(name + SELF if name in owners else name)
            at = parent[at]
    everybody = frozenset({"other"}).union(*found.values())
    return {**{name: frozenset(held) for name, held in found.items()}, "all": everybody}


def quantities(written: Mapping[str, int]) -> frozenset[str]:
    """The sizes inside a written interval."""
    low, high = written.get("at_least", 0), written.get("below")
    return frozenset(
        name
        for name, (first, end) in SIZES.items()
        if first >= low and (high is None or (end is not None and end <= high))
    )


def dates_of(said: Any) -> Iterator[date]:
    """Every date in a document."""
    if isinstance(said, Mapping):
        said = list(said.values())
    if isinstance(said, list):
        for inner in said:
            yield from dates_of(inner)
    elif isinstance(said, str) and len(said) == len("2026-11-22") and said[:2] == "20":
        yield date.fromisoformat(said)


@cache
def spread(sizes: tuple[int, ...]) -> tuple[int, tuple[tuple[int, ...], ...]]:
    """All combinations of so many atoms on each axis, and for each atom those that have it."""
    everything = (1 << prod(sizes)) - 1
    masks, run = [], 1
    for size in sizes:
        repeated = everything // ((1 << run * size) - 1)
        block = (1 << run) - 1
        masks.append(tuple((block << run * at) * repeated for at in range(size)))
        run *= size
    return everything, tuple(masks)


class Land:
    """What written places hold, the program's own territories included."""

    def __init__(self, files: Files) -> None:
        self.words = places(files)
        self.territories = dict(of_kind(files, "territories"))

    def holds(self, place: str, day: date) -> frozenset[str]:
        """The atoms that a written place holds on a day."""
        if place not in self.territories:
            return self.words[place]
        held: set[str] = set()
        for version in self.territories[place]["versions"]:
            first = date.fromisoformat(version.get("from", "0001-01-01"))
            last = date.fromisoformat(version.get("through", "9999-12-31"))
            if first <= day <= last:
                held.update(*(self.holds(name, day) for name in version["places"]))
                held.difference_update(*(self.holds(n, day) for n in version.get("except", [])))
        return frozenset(held)


class Universe:
    """The atoms of every axis, their bits and the stretches of days of a program.

    ``also`` are days on which something changes besides those that the files name. ``first_names``
    leads from a renamed id to its first one, so that deals can be compared across a renaming.
    """

    def __init__(
        self,
        files: Files,
        also: Iterable[date] = (),
        first_names: Mapping[str, str] | None = None,
    ) -> None:
        self.land = Land(files)
        program = files["program/program.yml"]
        self.words: dict[str, dict[str, frozenset[str]]] = {
            "places": self.land.words,
            "products": products(files),
            "accounts": accounts(files),
            "route": {name: frozenset({name}) for name in ROUTES},
            "covers": {name: frozenset({what}) for name, what in COVERS.items()},
        }
        for item in program.get("segmentations", []):
            values = [value["id"] for value in item["values"]]
            self.words[item["id"]] = {value: frozenset({value}) for value in values}
        for item in program.get("facts", []):
            self.words[item["id"]] = {name: frozenset({name}) for name in ("yes", "no")}
        known = first_names or {}

        def first_name(atom: str) -> str:
            stem, slash, kind = atom.partition("/")
            return known.get(stem, stem) + slash + kind

        self.atoms: dict[str, list[str]] = {"quantity": sorted(SIZES)}
        for axis, words in self.words.items():
            atoms = frozenset().union(*words.values())
            self.atoms[axis] = sorted(atoms, key=first_name)
        order = sorted(self.atoms, key=first_name)
        self.everything, masks = spread(tuple(len(self.atoms[axis]) for axis in order))
        self._masks = {
            (axis, atom): mask
            for axis, of_axis in zip(order, masks, strict=True)
            for atom, mask in zip(self.atoms[axis], of_axis, strict=True)
        }
        edges = {date.min, date.max, *also}
        for said in files.values():
            edges.update(edge for day in dates_of(said) for edge in (day, day + DAY))
        self.days: Days = tuple(sorted(edges))
        self.stretches = tuple(pairwise(self.days))
        self._lands: list[frozenset[str]] | None = None

    def bits(self, axis: str, atoms: Iterable[str]) -> int:
        """All deals that have one of these atoms."""
        found = 0
        for atom in atoms:
            found |= self._masks[axis, atom]
        return found

    def told(self, deals: Deals) -> bool:
        """Whether some customer is certainly among these deals, whatever Germany is like."""
        held = 0
        for some in deals:
            held |= some
        atoms = {atom for atom in self.atoms["places"] if held & self._masks["places", atom]}
        if atoms - self.land.words["DE"]:
            return True
        if self._lands is None:
            self._lands = lands(self.land.words["DE"])
        return all(atoms & there for there in self._lands)

    def values(self, key: str, written: Any, day: date) -> frozenset[str]:
        """The atoms that the value of a key of ``for:`` means on a day."""
        if key in ("places", "seller_places"):
            return frozenset().union(*(self.land.holds(name, day) for name in written))
        if key == "quantity":
            return quantities(written)
        return frozenset().union(*(self.words[key][name] for name in written))
