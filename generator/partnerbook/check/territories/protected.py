"""Where a registration that protects a deal from everybody else meets what others hold alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from partnerbook.resolve.program import Grant, Partner, Program, Reserved, SharedGroup
from partnerbook.rights import EXCLUSIVE, RESERVED, SHARED, SOLE
from partnerbook.rights.claim import Claim, claim_of, reserved_claim
from partnerbook.rights.conflict import unfinished
from partnerbook.rights.protection import Protection, protected_for, protections
from partnerbook.values.box import Box, BoxSet

Right = Grant | SharedGroup | Reserved


@dataclass(frozen=True, slots=True)
class Alone:
    """What somebody holds alone: a partner, the members of a group together, or the vendor.

    ``owners`` are those whose own registrations break nothing.
    """

    right: Right
    kind: str
    owners: frozenset[str]
    cells: BoxSet
    assumed: BoxSet
    doubtful: BoxSet


@dataclass(frozen=True, slots=True)
class Shut:
    """Deals from which a registration by one of ``others`` would keep the holder of a right out.

    ``cells`` are on the customer's side and say nothing that only the deal itself tells, such as
    its size. ``assumed`` and ``certain`` as for a conflict.
    """

    protection: Protection
    alone: Alone
    others: tuple[Partner, ...]
    cells: BoxSet
    assumed: bool
    certain: bool


def shut_out(program: Program) -> Iterator[Shut]:
    """Each protecting registration and each right that it breaks, today or later."""
    found = protections(program)
    rights = tuple(held_alone(program)) if found else ()
    for protection in found:
        open_to = _claimants(program, protection)
        for alone in rights:
            shut = _shut(program, protection, alone, open_to)
            if shut is not None:
                yield shut


def held_alone(program: Program) -> Iterator[Alone]:
    """The rights that leave no room for (other) partners, a group's once."""
    groups: dict[str, list[Claim]] = {}
    for grant in program.grants:
        if grant.kind not in (EXCLUSIVE, SHARED, SOLE):
            continue
        claim = claim_of(program.axes, grant, program.partners[grant.partner])
        if grant.kind == SHARED and grant.shared_group in program.shared_groups:
            groups.setdefault(grant.shared_group, []).append(claim)
        else:
            yield _alone(program, grant, grant.kind, [claim])
    for name, members in groups.items():
        yield _alone(program, program.shared_groups[name], SHARED, members)
    for reserved in program.reserved:
        yield _alone(program, reserved, RESERVED, [reserved_claim(program.axes, reserved)])


def _alone(program: Program, right: Right, kind: str, claims: Sequence[Claim]) -> Alone:
    """All of it that is a right to resell: that is what a registered deal is about."""
    resell = program.axes.node("covers", "resell")
    cells = assumed = doubtful = program.axes.space.nothing
    for claim in claims:
        cells = cells.union(claim.cells.limited("covers", resell).without("covers"))
        assumed = assumed.union(claim.assumed.without("covers"))
        doubtful = doubtful.union(claim.doubtful.without("covers"))
    owners = frozenset(claim.owner for claim in claims)
    return Alone(right, kind, owners, cells, assumed, doubtful)


_Claimants = dict[tuple[Box, ...], tuple[BoxSet, list[Partner]]]


def _claimants(program: Program, protection: Protection) -> _Claimants:
    """The partners that can register such deals, those together that can register the same."""
    found: _Claimants = {}
    for partner in program.partners.values():
        cells = protected_for(program, protection, partner)
        if cells:
            found.setdefault(cells.boxes, (cells, []))[1].append(partner)
    return found


def _shut(
    program: Program, protection: Protection, alone: Alone, open_to: _Claimants
) -> Shut | None:
    since = program.as_of.toordinal()
    cells, others = program.axes.space.nothing, list[Partner]()
    for protected, partners in open_to.values():
        outside = [partner for partner in partners if partner.owner not in alone.owners]
        if outside and (met := unfinished(protected.meet(alone.cells), since)):
            cells = cells.union(met)
            others += outside
    if not cells:
        return None
    told = alone.cells.axes() | {"place", "product", "account", "day"}
    cells = cells.without(*(cells.axes() - told)).simplified()
    return Shut(
        protection,
        alone,
        tuple(others),
        cells,
        assumed=cells.inside(alone.assumed),
        certain=program.axes.sure(cells.subtract(alone.doubtful)),
    )
