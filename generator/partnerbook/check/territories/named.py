"""Grants for customers by name, and which of them name the same customer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from partnerbook.check.territories.house import parents
from partnerbook.check.territories.narrowing import written
from partnerbook.resolve.program import Grant, Program
from partnerbook.rights.conflict import unfinished
from partnerbook.values.box import BoxSet

Named = tuple[Grant, Sequence[str]]
"""A grant and the accounts that it lists."""


def names(program: Program) -> Iterator[Named]:
    """The grants that are for customers by name, with those customers."""
    for grant in program.grants:
        listed = written(program, grant)["for"].get("accounts", ())
        if listed and "all" not in listed:
            yield grant, listed


def both(program: Program, one: Sequence[str], two: Sequence[str]) -> tuple[str, ...]:
    """The accounts that both lists name; of a parent and its subsidiary, the subsidiary."""
    lines = {account: (account, *parents(program.axes, account)) for account in (*one, *two)}
    found = [account for account in one if not set(lines[account]).isdisjoint(two)]
    found += [account for account in two if not set(lines[account]).isdisjoint(one)]
    return tuple(dict.fromkeys(found))


def near(program: Program, named: Sequence[Named]) -> Iterator[tuple[Named, Named]]:
    """The pairs of grants that name customers of one company tree, each once."""
    trees: dict[str, list[int]] = {}
    for at, (_, accounts) in enumerate(named):
        for top in {(account, *parents(program.axes, account))[-1] for account in accounts}:
            trees.setdefault(top, []).append(at)
    pairs = {pair for members in trees.values() for pair in combinations(members, 2)}
    for one, two in sorted(pairs):
        yield named[one], named[two]


def shared(program: Program, one: Grant, two: Grant) -> BoxSet:
    """Where both hold the same customers, today or later.

    One customer is of one segment: two partners cannot be kept apart by what it is said to be.
    """
    frame = next(iter(program.records["program"].values()))
    said = [segmentation["id"] for segmentation in frame.get("segmentations", ())]
    met = one.cells.without(*said).meet(two.cells.without(*said))
    return unfinished(met, program.as_of.toordinal())


def around(program: Program, listed: str, accounts: Sequence[str]) -> bool:
    """Whether a listed account is, or lies above, one of the accounts."""
    return any(listed in (one, *parents(program.axes, one)) for one in accounts)
