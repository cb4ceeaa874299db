"""Whole programs from files: the conflicts are those that the files themselves say, deal by deal.

Sixty programs in a normal run; ``make fuzz`` (``--hypothesis-profile=fuzz``) tries two thousand,
other ones each time.
"""

from __future__ import annotations

from copy import deepcopy
from random import Random

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tests.rights.file_oracle import Found, Oracle
from tests.rights.reading import Reading, program_of
from tests.rights.universe import Data, Files
from tests.rights.written import program

from partnerbook.rights import holders
from partnerbook.values.period import Period

OPTIONAL = ("except", "from", "through", "covers")
SEEDS = st.integers(0, 2**63)
# A smaller number is not a smaller program: there is nothing to shrink.
once = settings(phases=(Phase.generate,))
few = settings(once, max_examples=settings().max_examples // 3)


def both_ways(files: Files) -> tuple[set[Found], set[Found]]:
    """The conflicts that the package finds, and those that the oracle finds."""
    made, oracle = program_of(files), Oracle(files)
    return Reading(oracle.universe, made.axes).conflicts(made), oracle.conflicts()


def smaller(files: Files) -> Files:
    """A program with the same trouble and as few grants and exceptions as possible."""
    at = 0
    while at < len(pieces(files)):
        less = deepcopy(files)
        holder, key = pieces(less)[at]
        del holder[key]
        found, expected = both_ways(less)
        files, at = (less, at) if found != expected else (files, at + 1)
    return files


def pieces(files: Files) -> list[tuple]:
    """Everything in the grants that can be left out."""
    found: list[tuple] = []
    for said in files.values():
        found += [(said, "standing")] * ("standing" in said)
        for number, grant in enumerate(said.get("grants", [])):
            found += [(said["grants"], number)] if len(said["grants"]) > 1 else [(said, "grants")]
            inner = grant["for"]
            found += [(grant, key) for key in OPTIONAL if key in grant]
            found += [(inner, key) for key in inner if key not in ("places", "products")]
    return found


@once
@given(SEEDS)
def test_conflicts_are_those_that_the_files_say(seed: int) -> None:
    files = program(seed)
    found, expected = both_ways(files)
    if found != expected:
        files = smaller(files)
        found, expected = both_ways(files)
        said = {path: said for path, said in files.items() if "grants" in said}
        raise AssertionError(
            f"program({seed}): {said}\nonly the package: {list(map(short, found - expected))}\n"
            f"only the files: {list(map(short, expected - found))}"
        )


@few
@given(SEEDS)
def test_agreements_bind_as_long_as_the_files_say(seed: int) -> None:
    files = program(seed)
    made, oracle = program_of(files), Oracle(files)
    for name, force in oracle.force.items():
        agreement = made.partners[name].agreement
        assert (agreement is None) == (force is None)
        if agreement is not None and force is not None:
            whole = Period(force.first, max(force.first, force.end))
            firm = Period(force.first, max(force.first, force.firm))
            assert (agreement.in_force, agreement.firm) == (whole, firm)


@few
@given(SEEDS)
def test_who_may_sell_is_what_the_files_say(seed: int) -> None:
    files, chance = program(seed), Random(seed)
    made, oracle = program_of(files), Oracle(files)
    universe = oracle.universe
    place, product = chance.choice(["DE-BY", "AT", "US", "PR"]), chance.choice(["core", "saw"])
    for at, (first, _) in enumerate(universe.stretches):
        asked = universe.bits("places", universe.land.words[place]) & universe.bits(
            "products", [product]
        )
        asked &= universe.bits("covers", ["resell"])
        expected = {r.id for r in oracle.rights if r.kind != "reserved" and r.deals[at] & asked}
        cell = made.axes.cell(place=place, product=product)
        assert {held.grant.id for held in holders(made, cell, first)} == expected


def test_an_exception_of_nothing_leaves_the_grant_as_it_is() -> None:
    files = program(5)
    files["program/territories/alps.yml"] = {
        "name": "Alps",
        "versions": [{"id": "v0", "places": ["AT"], "except": ["AT"]}],
    }
    grant: Data = {"id": "x", "grant_kind": "sole", "except": [{"places": ["alps"]}]}
    grant["for"] = {"places": ["world"], "products": ["all"]}
    files["program/partners/anna.yml"] |= {"status": "active", "grants": [grant]}
    files["program/partners/anna.yml"].pop("ended", None)
    assert "anna/x" in {grant.id for grant in program_of(files).grants}


def short(found: Found) -> tuple:
    """A conflict with the number of deals in each stretch of days."""
    return (*found[:3], [deals.bit_count() for deals in found[3]], *found[4:])
