"""Shared-exclusive groups: no more owners at a time than the limit, none outside the scope."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from partnerbook.resolve.axes import Axes
from partnerbook.resolve.program import Grant, SharedGroup
from partnerbook.rights.claim import Claim
from partnerbook.rights.conflict import SHARED_LIMIT, SHARED_SCOPE, Conflict, unfinished
from partnerbook.rights.own import PARTNER_SIDE
from partnerbook.values.box import BoxSet, Number


def group_conflicts(
    group: SharedGroup, members: Iterable[Claim], since: Number, axes: Axes
) -> Iterator[Conflict]:
    """What is wrong with a group: members outside its scope, and members that are too many.

    Each member that takes part in a crowd gets its own conflict, with its own part of the cells.
    """
    claims = list(members)
    yield from _strays(group, claims, since, axes)
    if _most_at_once(claims) > group.limit:
        yield from _crowds(group, claims, since, axes)


def _strays(
    group: SharedGroup, claims: Iterable[Claim], since: Number, axes: Axes
) -> Iterator[Conflict]:
    """Members that reach beyond the scope."""
    scope = group.cells.without(*PARTNER_SIDE)
    for claim in claims:
        outside = unfinished(claim.cells.subtract(scope), since)
        if outside and isinstance(claim.right, Grant):
            assumed = outside.inside(claim.assumed)
            certain = axes.sure(outside.subtract(claim.doubtful))
            yield Conflict(claim.right, group, outside, SHARED_SCOPE, assumed, certain)


def _crowds(
    group: SharedGroup, claims: Iterable[Claim], since: Number, axes: Axes
) -> Iterator[Conflict]:
    """Members that are too many."""
    crowded = _crowded(claims, group.limit, lambda claim: claim.cells)
    if not crowded:
        return
    firm = _crowded(claims, group.limit, lambda claim: claim.cells.subtract(claim.assumed))
    sure = _crowded(claims, group.limit, lambda claim: claim.cells.subtract(claim.doubtful))
    for claim in claims:
        part = unfinished(claim.cells.meet(crowded), since)
        if part and isinstance(claim.right, Grant):
            assumed, certain = not part.meets(firm), axes.sure(part.meet(sure))
            yield Conflict(claim.right, group, part, SHARED_LIMIT, assumed, certain)


def _most_at_once(claims: Iterable[Claim]) -> int:
    """The most owners that hold anything on the same day, by a sweep over their dates."""
    changes: list[tuple[Number, int, str]] = []
    for claim in claims:
        if claim.cells:
            changes += [(claim.first, 1, claim.owner), (claim.last, -1, claim.owner)]
    holding: dict[str, int] = {}
    most = 0
    for _, step, owner in sorted(changes):  # whoever ends on a day goes before others come
        holding[owner] = holding.get(owner, 0) + step
        if not holding[owner]:
            del holding[owner]
        most = max(most, len(holding))
    return most


def _crowded(claims: Iterable[Claim], limit: int, cells: Callable[[Claim], BoxSet]) -> BoxSet:
    """The cells that more than ``limit`` owners hold at once, each by any of its claims."""
    held: dict[str, BoxSet] = {}
    for claim in claims:
        mine = cells(claim)
        held[claim.owner] = held[claim.owner].union(mine) if claim.owner in held else mine
    return _held_by_more(held, limit)


def _held_by_more(held: Mapping[str, BoxSet], limit: int) -> BoxSet:
    """The cells that lie in more than ``limit`` of the sets. ``held`` is not empty."""
    owners = sorted(held)
    space = held[owners[0]].space
    at_least = [space.everything] + [space.nothing] * (limit + 1)
    for owner in owners:
        for count in range(limit, -1, -1):
            more = at_least[count].meet(held[owner])
            at_least[count + 1] = at_least[count + 1].union(more).simplified()
    return at_least[limit + 1]
