"""Grants for customers by name, and which of them name the same customer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from partnerbook.check.territories.narrowing import written
from partnerbook.resolve.accounts import above
from partnerbook.resolve.program import Grant, Program
from partnerbook.rights.conflict import Conflict, unfinished
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
    lines = {account: (account, *above(program.axes, account)) for account in (*one, *two)}
    found = [account for account in one if not set(lines[account]).isdisjoint(two)]
    found += [account for account in two if not set(lines[account]).isdisjoint(one)]
    return tuple(dict.fromkeys(found))


def twice(
    program: Program, conflicts: Sequence[Conflict]
) -> Iterator[tuple[tuple[Named, Named], BoxSet]]:
    """The grants of two partners that name the same customer, with the cells that both hold.

    Not two members of one group, and not those that collide: that is said already.
    """
    named = list(names(program))
    told = {(c.left.id, c.right.id) for c in conflicts} if named else set()
    for one, two in near(program, named):
        if one[0].owner == two[0].owner or not both(program, one[1], two[1]):
            continue
        if one[0].shared_group and one[0].shared_group == two[0].shared_group:
            continue
        if told.isdisjoint({(one[0].id, two[0].id), (two[0].id, one[0].id)}):
            cells = shared(program, one[0], two[0])
            if cells:
                yield (one, two), cells


def near(program: Program, named: Sequence[Named]) -> Iterator[tuple[Named, Named]]:
    """The pairs of grants that name customers of one company tree, each once."""
    trees: dict[str, list[int]] = {}
    for at, (_, accounts) in enumerate(named):
        for top in {(account, *above(program.axes, account))[-1] for account in accounts}:
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
    return any(listed in (one, *above(program.axes, one)) for one in accounts)
