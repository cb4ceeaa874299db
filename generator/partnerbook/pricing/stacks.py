"""Which steps may be taken together: at most one of a group, no exclusions, all requirements.

A step that applies by itself is left out only where it cannot be added to the rest. Steps that no
group, exclusion or requirement ties together are independent: they form parts, and a stack is one
choice from each part.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from partnerbook.resolve.program import Step

MOST_CHOICES = 2**14
"""So many combinations are enumerated; above it other ways are taken or the answer is refused."""

Choice = tuple[int, ...]
"""Positions of the steps taken, ascending."""


@dataclass(frozen=True, slots=True)
class Part:
    """Steps tied to each other: every permitted choice, and those that none other contains."""

    members: Choice
    every: tuple[Choice, ...]
    fullest: tuple[Choice, ...]


def usable(steps: Sequence[Step], granted: Collection[str]) -> tuple[Step, ...]:
    """The steps whose requirements are met by others of them, or by ``granted`` ones."""
    left = tuple(steps)
    while True:
        ids = {step.id for step in left}
        kept = tuple(
            step for step in left if all(need in ids or need in granted for need in step.requires)
        )
        if len(kept) == len(left):
            return kept
        left = kept


def clash(one: Step, two: Step) -> bool:
    """Whether two steps cannot be taken together."""
    return (
        (one.group != "" and one.group == two.group)
        or two.id in one.excludes
        or one.id in two.excludes
    )


def parts(steps: Sequence[Step], freed: Collection[int] = ()) -> tuple[Part, ...] | None:
    """The parts of some usable steps, or None if one has more than MOST_CHOICES choices.

    ``freed``: steps that apply by themselves and may still be left out, for a reason that is none
    of their part's.
    """
    found: list[Part] = []
    for members in _tied(steps):
        every = _choices(steps, members, freed)
        if every is None:
            return None
        found.append(Part(members, every, _fullest(every)))
    return tuple(found)


def narrowed(part: Part, every: Sequence[Choice]) -> Part:
    """A part of which only some choices are permitted."""
    return Part(part.members, tuple(every), _fullest(every))


def _tied(steps: Sequence[Step]) -> list[Choice]:
    """The steps in groups that are tied together, each ascending, by their first member."""
    head = list(range(len(steps)))

    def find(at: int) -> int:
        while head[at] != at:
            at = head[at]
        return at

    for one in range(len(steps)):
        for two in range(one + 1, len(steps)):
            a, b = steps[one], steps[two]
            if clash(a, b) or b.id in a.requires or a.id in b.requires:
                low, high = sorted((find(one), find(two)))
                head[high] = low
    groups: dict[int, list[int]] = {}
    for at in range(len(steps)):
        groups.setdefault(find(at), []).append(at)
    return [tuple(groups[first]) for first in sorted(groups)]


def _choices(
    steps: Sequence[Step], members: Choice, freed: Collection[int]
) -> tuple[Choice, ...] | None:
    """Every permitted choice among tied steps, or None if there are too many."""
    rivals = {
        at: frozenset(two for two in members if two != at and clash(steps[at], steps[two]))
        for at in members
    }
    position = {steps[at].id: at for at in members}
    needs = {
        at: frozenset(position[need] for need in steps[at].requires if need in position)
        for at in members
    }
    free: list[frozenset[int]] = [frozenset()]
    for at in members:
        free += [taken | {at} for taken in free if not taken & rivals[at]]
        if len(free) > MOST_CHOICES:
            return None

    def permitted(taken: frozenset[int]) -> bool:
        return all(needs[at] <= taken for at in taken) and not any(
            steps[at].applies == "automatic"
            and at not in taken
            and at not in freed
            and needs[at] <= taken
            and not taken & rivals[at]
            for at in members
        )

    return tuple(sorted((tuple(sorted(taken)) for taken in free if permitted(taken)), key=_shown))


def _fullest(every: Sequence[Choice]) -> tuple[Choice, ...]:
    """The choices that no other one contains; ``every`` comes with the shortest first."""
    kept: list[tuple[int, Choice]] = []  # as bits, which compare quickly
    for choice in reversed(every):
        mine = sum(1 << at for at in choice)
        for other, _ in kept:
            if mine & other == mine:
                break
        else:
            kept.append((mine, choice))
    return tuple(choice for _, choice in reversed(kept))


def _shown(choice: Choice) -> tuple[int, Choice]:
    return (len(choice), choice)
