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
from partnerbook.values.box import Number, Spans, touch_spans

_OPEN = "non-exclusive"
_ORDER = attrgetter("rule", "right.id")
"""Of the conflicts with the same left side."""


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
        # By the id of the left side, then of the right one.
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
        self._let_meet(self._claim(grant))

    def add_all(self, grants: Iterable[Grant]) -> None:
        """Take many more grants into account, far faster than one by one.

        Non-exclusive ones first wait, by their products, and nothing is worked out about them until
        the first strong one for any of these products comes; of most products there is none.
        ValueError if two have the same id.
        """
        strong: list[Claim] = []
        waiting, claims = self._waiting, self._claims
        for grant in grants:
            if grant.kind != _OPEN:
                strong.append(self._claim(grant))
                continue
            products = grant.cells.on("product")
            alike = self._aside.get(products)
            if alike is None:
                if self._strong.any_near(products):
                    self.add(grant)
                    continue
                alike = self._aside[products] = []
                self._asked.clear()
            name = grant.id
            if name in waiting or name in claims:
                raise ValueError(f"there is a grant {name} already")
            alike.append(grant)
            waiting[name] = grant
        # By place: one after the other they meet the same grants, which are then at hand.
        strong.sort(key=_first_place)
        for claim in strong:
            self._let_meet(claim)

    def remove(self, grant: Grant) -> None:
        """Forget a grant, by its id. KeyError if there is none."""
        if self._waiting.pop(grant.id, None) is not None:
            return
        claim = self._claims.pop(grant.id)
        (self._open if claim.kind == _OPEN else self._strong).remove(claim)
        if claim.group:
            del self._members[claim.group][grant.id]
            self._stale.add(claim.group)
        self._found.pop(grant.id, None)
        for other in self._strong.near(claim):  # the left side of all its other conflicts is here
            if other.right.id in self._found:
                self._found[other.right.id].pop(grant.id, None)

    def conflicts(self) -> tuple[Conflict, ...]:
        """All conflicts, sorted by the ids of both sides; the order of adding leaves no trace."""
        for group in self._stale & self._groups.keys():
            members = self._members[group].values()
            self._crowds[group] = tuple(
                group_conflicts(self._groups[group], members, self._since, self._axes)
            )
        self._stale.clear()
        of = {name: list(met.values()) for name, met in self._found.items()}
        for crowd in self._crowds.values():
            for conflict in crowd:
                of.setdefault(conflict.left.id, []).append(conflict)
        return tuple(one for name in sorted(of) for one in sorted(of[name], key=_ORDER))

    def _let_meet(self, claim: Claim) -> None:
        name = claim.right.id
        if name in self._claims or name in self._waiting:
            raise ValueError(f"there is a grant {name} already")
        self._claims[name] = claim
        for other in self._strong.near(claim):
            self._meet(claim, other)
        if claim.kind == _OPEN:
            self._open.add(claim)
            return
        self._let_in(claim.shape[1])
        for other in self._open.near(claim):
            self._meet(claim, other)
        self._strong.add(claim)
        if claim.group:
            self._members.setdefault(claim.group, {})[name] = claim
            self._stale.add(claim.group)

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
            self._found[conflict.left.id][conflict.right.id] = conflict


def _first_place(claim: Claim) -> Number:
    places = claim.shape[0]
    return places[0][0] if places else 0


def conflicts(program: Program) -> tuple[Conflict, ...]:
    """All rights that collide, through all time to come; exact cells, sorted by id.

    Rights of one owner (a corporate group counts as one) never collide, nor do grants that cover
    different things. A stretch of days that ended before the program's as-of day is not reported;
    one that still runs on it is, from its first day.
    """
    return Index(program).conflicts()
