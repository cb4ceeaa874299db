"""All conflicts of a program, kept up to date while grants come and go."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from partnerbook.resolve.axes import FIRST_DAY, Axes
from partnerbook.resolve.program import Grant, Partner, Program, SharedGroup
from partnerbook.rights.claim import Claim, claim_of, reserved_claim
from partnerbook.rights.conflict import Conflict, collision
from partnerbook.rights.cover import Cover, Grid, Level
from partnerbook.rights.shared import group_conflicts
from partnerbook.values.box import Spans

_OPEN = "non-exclusive"


class Index:
    """The conflicts among a set of grants; one more or one less costs what it meets, not a new run.

    Made from a Program it starts with the program's grants and reserved rights, knows its partners
    and shared groups, and leaves out what has ended before the as-of day (see ``conflicts``). Made
    from Axes it starts empty and looks at all days; what depends on a partner is then not certain.
    """

    def __init__(self, source: Program | Axes) -> None:
        self._claims: dict[str, Claim] = {}
        # Non-exclusive grants that are not in their cover: only a later strong one looks there.
        self._waiting: dict[str, Grant] = {}
        # By the ids of both sides, in both orders.
        self._found: defaultdict[str, dict[str, Conflict]] = defaultdict(dict)
        self._members: dict[str, dict[str, Claim]] = {}
        self._stale: set[str] = set()
        self._crowds: dict[str, tuple[Conflict, ...]] = {}
        self._partners: dict[str, Partner] = {}
        self._groups: dict[str, SharedGroup] = {}
        self._since = FIRST_DAY
        if isinstance(source, Axes):
            self._axes = source
        else:
            self._axes = source.axes
            self._partners.update(source.partners)
            self._groups.update(source.shared_groups)
            self._since = source.as_of.toordinal()
        # Two non-exclusive grants never collide, so they stand apart and do not look at each other.
        grid = Grid(self._axes)
        self._strong, self._open = Cover(grid), Cover(grid)
        if isinstance(source, Program):
            for reserved in source.reserved:
                self._strong.add(reserved_claim(self._axes, reserved))
            self.add_all(source.grants)

    def add(self, grant: Grant) -> None:
        """Take one more grant into account. ValueError if one with its id is there."""
        if grant.id in self._claims or grant.id in self._waiting:
            raise ValueError(f"there is a grant {grant.id} already")
        claim = self._claims[grant.id] = self._claim(grant)
        for other in self._strong.near(claim):
            self._meet(claim, other)
        if grant.kind == _OPEN:
            self._open.add(claim)
            return
        if self._waiting:
            self._let_in()
        for other in self._open.near(claim):
            self._meet(claim, other)
        self._strong.add(claim)
        if grant.shared_group:
            self._members.setdefault(grant.shared_group, {})[grant.id] = claim
            self._stale.add(grant.shared_group)

    def add_all(self, grants: Iterable[Grant]) -> None:
        """Take many more grants into account, far faster than one by one.

        Strong grants come first. Then the others need to look at those only, and most are for
        products of which no strong grant is. ValueError if two have the same id.
        """
        weak: list[Grant] = []
        for grant in grants:
            if grant.kind == _OPEN:
                weak.append(grant)
            else:
                self.add(grant)
        waiting = {grant.id: grant for grant in weak}
        there = waiting.keys() & self._claims.keys() | waiting.keys() & self._waiting.keys()
        if there or len(waiting) < len(weak):
            twice = Counter(grant.id for grant in weak) - Counter(waiting.keys())
            raise ValueError(f"there is a grant {min(there or twice)} already")
        self._waiting |= waiting
        known: dict[Spans, list[Level]] = {}
        for grant in weak:
            products = grant.cells.on("product")
            levels = known.get(products)
            if levels is None:
                levels = known[products] = self._strong.levels(products)
            if levels:
                claim = self._claim(grant)
                for other in self._strong.among(levels, claim):
                    self._meet(claim, other)

    def remove(self, grant: Grant) -> None:
        """Forget a grant, by its id. KeyError if there is none."""
        if self._waiting.pop(grant.id, None) is None:
            claim = self._claims.pop(grant.id)
            (self._open if claim.kind == _OPEN else self._strong).remove(claim)
            if claim.group:
                del self._members[claim.group][grant.id]
                self._stale.add(claim.group)
        for other in self._found.pop(grant.id, ()):
            del self._found[other][grant.id]

    def conflicts(self) -> tuple[Conflict, ...]:
        """All conflicts, sorted by the ids of both sides; the order of adding leaves no trace."""
        for group in self._stale & self._groups.keys():
            members = self._members[group].values()
            self._crowds[group] = tuple(
                group_conflicts(self._groups[group], members, self._since, self._axes)
            )
        self._stale.clear()
        pairs = (
            conflict
            for name, met in self._found.items()
            for conflict in met.values()
            if conflict.left.id == name
        )
        crowds = (conflict for found in self._crowds.values() for conflict in found)
        return tuple(sorted((*pairs, *crowds), key=lambda conflict: conflict.key))

    def _claim(self, grant: Grant) -> Claim:
        return claim_of(self._axes, grant, self._partners.get(grant.partner))

    def _let_in(self) -> None:
        """Put the non-exclusive grants that wait into their cover."""
        for name, grant in self._waiting.items():
            claim = self._claims[name] = self._claim(grant)
            self._open.add(claim)
        self._waiting.clear()

    def _meet(self, claim: Claim, other: Claim) -> None:
        conflict = collision(claim, other, self._since, self._axes)
        if conflict is not None:
            one, two = claim.right.id, other.right.id
            self._found[one][two] = conflict
            self._found[two][one] = conflict


def conflicts(program: Program) -> tuple[Conflict, ...]:
    """All rights that collide, through all time to come; exact cells, sorted by id.

    Rights of one owner (a corporate group counts as one) never collide, nor do grants that cover
    different things. A stretch of days that ended before the program's as-of day is not reported;
    one that still runs on it is, from its first day.
    """
    return Index(program).conflicts()
