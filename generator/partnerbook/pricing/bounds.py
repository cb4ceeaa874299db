"""What one part of a stack cannot tell: how many incentives a whole deal can have.

A limit ties nothing together by itself: each part is chosen for itself, and the whole is looked at.
A step that applies by itself is left out only where it cannot be added; a limit that is full is a
reason to leave it out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from partnerbook.pricing.stacks import Choice, clash
from partnerbook.resolve.program import StackLimit, Step

MOST_PAIRED = 1024
"""So many stacks are compared with each other; more are all looked at."""


class Tally(NamedTuple):
    """A beginning of a stack: how many of each bound it takes, and what it owes to full ones.

    ``owed``: for each step that was left out for a limit alone the bounds of which one has to be
    full in the end.
    """

    counts: tuple[int, ...]
    owed: frozenset[frozenset[int]]


class Bounds:
    """The limits that can bind some steps. Positions are those of the steps asked about."""

    def __init__(self, steps: Sequence[Step], limits: Iterable[StackLimit]) -> None:
        self._steps = steps
        held = [(limit, _named(steps, limit)) for limit in limits]
        self.limits = tuple(limit for limit, mine in held if len(mine) > limit.at_most)
        self._sets = [mine for limit, mine in held if len(mine) > limit.at_most]
        self.members = frozenset[int]().union(*self._sets)
        self._of = {
            at: frozenset(n for n, mine in enumerate(self._sets) if at in mine)
            for at in self.members
        }
        position = {step.id: at for at, step in enumerate(steps)}
        self._needs = {
            at: frozenset(position[need] for need in steps[at].requires if need in position)
            for at in self.members
        }
        self._rivals = {
            at: frozenset(n for n, other in enumerate(steps) if n != at and clash(steps[at], other))
            for at in self.members
        }
        # What is given at a low margin only may be left out for that too: see ``judging``.
        self.freed = frozenset(
            at
            for at in self.members
            if steps[at].applies == "automatic" and steps[at].only_below is None
        )
        """Steps that apply by themselves and may be left out for a limit alone."""

    def fit(self, choice: Collection[int]) -> bool:
        """Whether a choice takes no more than any limit allows."""
        return all(
            sum(at in mine for at in choice) <= limit.at_most
            for limit, mine in zip(self.limits, self._sets, strict=True)
        )

    def allow(self, choice: Collection[int], claimed: Collection[int] = ()) -> bool:
        """Whether a whole stack is permitted, each of its parts being so.

        ``claimed``: steps that are taken wherever they can be, as if they applied by themselves.
        """
        if not self.fit(choice):
            return False
        due = self.freed.union(self.members.intersection(claimed))
        return not any(at not in choice and self.addable(at, choice) for at in due)

    def addable(self, at: int, choice: Collection[int]) -> bool:
        """Whether a step under some limit can be added to a stack."""
        if at not in self.members:
            return True
        free = self._rivals[at].isdisjoint(choice) and self._needs[at].issubset(choice)
        return free and self.fit((*choice, at))

    def full(self, at: int, choice: Collection[int]) -> StackLimit | None:
        """The first limit that a step would exceed on top of others; None if there is none."""
        for limit, mine in zip(self.limits, self._sets, strict=True):
            if at in mine and sum(one in mine for one in choice) >= limit.at_most:
                return limit
        return None

    def begun(self) -> Tally:
        """Nothing taken."""
        return Tally((0,) * len(self.limits), frozenset())

    def taking(self, tally: Tally, at: int) -> Tally | None:
        """One step more; None past a limit."""
        mine = self._of.get(at)
        if not mine:
            return tally
        counts = tuple(count + (n in mine) for n, count in enumerate(tally.counts))
        if any(count > limit.at_most for count, limit in zip(counts, self.limits, strict=True)):
            return None
        return tally._replace(counts=counts)

    def closed(self, tally: Tally, members: Choice, choice: Collection[int]) -> Tally:
        """A part is decided: what it leaves out for nothing but a limit is owed."""
        left = self.freed.intersection(members).difference(choice)
        owed = [
            self._of[at]
            for at in left
            if self._rivals[at].isdisjoint(choice) and self._needs[at].issubset(choice)
        ]
        return tally._replace(owed=tally.owed.union(owed)) if owed else tally

    def settled(self, tally: Tally) -> bool:
        """Whether a whole stack owes nothing."""
        full = {n for n, limit in enumerate(self.limits) if tally.counts[n] >= limit.at_most}
        return not any(full.isdisjoint(some) for some in tally.owed)


def largest(stacks: Sequence[Choice], loose: Collection[int]) -> tuple[Choice, ...]:
    """The stacks to which nothing ``loose`` can be added; all of them where they are many.

    They come with the fewest steps first, and are left in that order.
    """
    if len(stacks) > MOST_PAIRED:
        return tuple(stacks)
    free = sum(1 << at for at in loose)
    bits = [sum(1 << at for at in stack) for stack in stacks]
    kept: list[Choice] = []
    for number, mine in enumerate(bits):
        rest = mine & ~free
        more = (other for other in bits[number + 1 :] if other & mine == mine != other)
        if all(other & ~free != rest for other in more):
            kept.append(stacks[number])
    return tuple(kept)


def _named(steps: Sequence[Step], limit: StackLimit) -> frozenset[int]:
    return frozenset(at for at, step in enumerate(steps) if step.id in limit.of)
