"""All conflicts of a program, kept up to date while grants come and go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from operator import attrgetter

from partnerbook.resolve.axes import FIRST_DAY, Axes
from partnerbook.resolve.program import Grant, Partner, Program, SharedGroup
from partnerbook.rights.claim import Claim, claim_of, reserved_claim
from partnerbook.rights.conflict import Conflict, collision
from partnerbook.rights.cover import Cover, Grid
from partnerbook.rights.shared import group_conflicts
from partnerbook.values.box import Spans, touch_spans

_OPEN = "non-exclusive"
_BY_KEY = attrgetter("key")


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
        self._aside: dict[Spans, list[Grant]] = {}  # the same by their products
        self._asked: set[Spans] = set()  # products for which nothing waits any more
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
        self._let_in(claim.shape[1])
        for other in self._open.near(claim):
            self._meet(claim, other)
        self._strong.add(claim)
        if grant.shared_group:
            self._members.setdefault(grant.shared_group, {})[grant.id] = claim
            self._stale.add(grant.shared_group)

    def add_all(self, grants: Iterable[Grant]) -> None:
        """Take many more grants into account, far faster than one by one.

        Non-exclusive ones first wait, by their products, and nothing is worked out about them until
        the first strong one for any of these products comes; of most products there is none.
        ValueError if two have the same id.
        """
        strong: list[Grant] = []
        waiting, claims = self._waiting, self._claims
        for grant in grants:
            if grant.kind != _OPEN:
                strong.append(grant)
                continue
            products = grant.cells.on("product")
            alike = self._aside.get(products)
            if alike is None:
                if self._strong.any_near(products):
                    self.add(grant)
                    continue
                alike = self._aside[products] = []
                self._asked.clear()
            if grant.id in waiting or grant.id in claims:
                raise ValueError(f"there is a grant {grant.id} already")
            alike.append(grant)
            waiting[grant.id] = grant
        for grant in strong:
            self.add(grant)

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
        of: defaultdict[str, list[Conflict]] = defaultdict(list)
        for name, met in self._found.items():
            of[name] += (conflict for conflict in met.values() if conflict.left.id == name)
        for crowd in self._crowds.values():
            for conflict in crowd:
                of[conflict.left.id].append(conflict)
        return tuple(conflict for name in sorted(of) for conflict in sorted(of[name], key=_BY_KEY))

    def _claim(self, grant: Grant) -> Claim:
        return claim_of(self._axes, grant, self._partners.get(grant.partner))

    def _let_in(self, products: Spans) -> None:
        """Put the non-exclusive grants that wait for a strong one of such products into a cover."""
        if products in self._asked:
            return
        self._asked.add(products)
        for side in [side for side in self._aside if touch_spans(side, products)]:
            for grant in self._aside.pop(side):
                if self._waiting.get(grant.id) is grant:  # or it has been removed meanwhile
                    del self._waiting[grant.id]
                    claim = self._claims[grant.id] = self._claim(grant)
                    self._open.add(claim)

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
