"""All conflicts of a program, kept up to date while grants come and go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from operator import attrgetter

from partnerbook.resolve.axes import FIRST_DAY, Axes
from partnerbook.resolve.program import Grant, Partner, Program, SharedGroup
from partnerbook.rights.claim import Claim, Shape, claim_of, reserved_claim
from partnerbook.rights.conflict import Conflict, collision
from partnerbook.rights.cover import Cover, Grid
from partnerbook.rights.shared import group_conflicts
from partnerbook.values.box import Number, Spans, touch_spans

_OPEN = "non-exclusive"
_ID = attrgetter("id")
_ORDER = attrgetter("rule", "right.id")
"""Of the conflicts with the same left side."""


class Index:
    """The conflicts among a set of grants; one more or one less costs what it meets, not a new run.

    Made from a Program it starts with the program's grants and reserved rights, knows its partners
    and shared groups, and leaves out what has ended before the as-of day (see ``conflicts``). Made
    from Axes it starts empty and looks at all days; what depends on a partner is then not certain.
    """

    def __init__(self, source: Program | Axes) -> None:
        self._grants: dict[str, Grant] = {}
        # Of those in a cover. All others wait: none of them meets a strong one so far.
        self._claims: dict[str, Claim] = {}
        self._aside: dict[Spans, list[Grant]] = {}  # what waits, by its products
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
                claim = reserved_claim(self._axes, reserved)
                self._strong.of(claim.shape).claims.add(claim)
            self.add_all(source.grants)

    def add(self, grant: Grant) -> None:
        """Take one more grant into account. ValueError if one with its id is there."""
        self._all_new([grant])
        self._let_meet([self._claim(grant)])

    def add_all(self, grants: Iterable[Grant]) -> None:
        """Take many more grants into account, far faster than one by one.

        Non-exclusive ones first wait, by their products, and nothing is worked out about them until
        the first strong one for any of these products comes; of most products there is none.
        ValueError if two have the same id.
        """
        strong: list[Claim] = []
        aside = self._aside
        for grant in self._all_new(grants):
            if grant.kind != _OPEN:
                strong.append(self._claim(grant))
                continue
            products = grant.cells.on("product")
            waiting = aside.get(products)
            if waiting is not None:
                waiting.append(grant)
            elif self._strong.any_near(products):
                self._let_meet([self._claim(grant)])
            else:
                aside[products] = [grant]
                self._asked.clear()
        by_shape: defaultdict[Shape, list[Claim]] = defaultdict(list)
        for claim in strong:
            by_shape[claim.shape].append(claim)
        # By place: one after the other they meet the same grants, which are then at hand.
        for alike in sorted(by_shape.values(), key=_first_place):
            self._let_meet(alike)

    def remove(self, grant: Grant) -> None:
        """Forget a grant, by its id. KeyError if there is none."""
        del self._grants[grant.id]
        claim = self._claims.pop(grant.id, None)
        if claim is None:
            return
        (self._open if claim.kind == _OPEN else self._strong).remove(claim)
        if claim.group:
            del self._members[claim.group][grant.id]
            self._stale.add(claim.group)
        self._found.pop(grant.id, None)
        for alike in self._strong.near(claim.shape):  # the left side of its other conflicts
            for other in alike.claims:
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

    def _all_new(self, grants: Iterable[Grant]) -> list[Grant]:
        """The grants, now known by their ids. ValueError if two have the same; then none is."""
        many = list(grants)
        new = dict(zip(map(_ID, many), many, strict=True))
        if len(new) < len(many) or not self._grants.keys().isdisjoint(new):
            known = set(self._grants)
            for grant in many:
                if grant.id in known:
                    raise ValueError(f"there is a grant {grant.id} already")
                known.add(grant.id)
        if self._grants:
            self._grants.update(new)
        else:
            self._grants = new  # of a large program, a copy is felt
        return many

    def _let_meet(self, alike: list[Claim]) -> None:
        """Let claims of one shape meet all others, and one another."""
        shape, is_open = alike[0].shape, alike[0].kind == _OPEN
        if not is_open:
            self._let_in(shape[1])
        mine = (self._open if is_open else self._strong).of(shape).claims
        near = self._strong.near(shape)
        if not is_open:
            near += self._open.near(shape)
        for claim in alike:
            first, last, rest = claim.first, claim.last, claim.rest
            for one in near:
                for other in one.claims:
                    if other.first < last and first < other.last and rest.meets(other.rest):
                        self._meet(claim, other)
            mine.add(claim)
            self._claims[claim.right.id] = claim
            if claim.group:
                self._members.setdefault(claim.group, {})[claim.right.id] = claim
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
                name = grant.id
                # It may have been removed meanwhile, and have come back.
                if self._grants.get(name) is grant and name not in self._claims:
                    claim = self._claims[name] = self._claim(grant)
                    self._open.of(claim.shape).claims.add(claim)

    def _meet(self, claim: Claim, other: Claim) -> None:
        conflict = collision(claim, other, self._since, self._axes)
        if conflict is not None:
            self._found[conflict.left.id][conflict.right.id] = conflict


def _first_place(alike: list[Claim]) -> Number:
    places = alike[0].shape[0]
    return places[0][0] if places else 0


def conflicts(program: Program) -> tuple[Conflict, ...]:
    """All rights that collide, through all time to come; exact cells, sorted by id.

    Rights of one owner (a corporate group counts as one) never collide, nor do grants that cover
    different things. A stretch of days that ended before the program's as-of day is not reported;
    one that still runs on it is, from its first day.
    """
    return Index(program).conflicts()
