"""What a partner's written grants would add to the coverage, and where they would collide.

Collisions are those that ``rights`` finds when the grants are in force as written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from partnerbook.explain.coverage import (
    UNCOVERED,
    Extent,
    Named,
    extent_of,
    named,
    rights_within,
)
from partnerbook.explain.grid import regions
from partnerbook.explain.limits import HOUSE, kept
from partnerbook.explain.places import Unclear
from partnerbook.explain.question import partner_of
from partnerbook.explain.right import in_words
from partnerbook.findings import Ref
from partnerbook.resolve.naming import describe
from partnerbook.resolve.program import Grant, HouseAccount, Partner, Program, SharedGroup
from partnerbook.rights import Conflict, Index
from partnerbook.rights.own import PARTNER_SIDE, own_cells
from partnerbook.rights.roles import SELLS, role, sells
from partnerbook.values.box import BoxSet, meet_spans

OPEN = "open"


@dataclass(frozen=True, slots=True)
class Fill:
    """Some places and products that one of the applicant's grants is for, on its first day.

    ``effect`` is ``uncovered`` (nobody else holds them: the applicant would fill them) or ``open``
    (``besides`` hold them too, as (id, name)). ``customers`` in words, empty for all.
    """

    grant: str
    places: Named
    products: Named
    effect: str
    customers: str
    besides: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Collision:
    """A grant of the applicant and what it would collide with.

    ``rule`` is the kind of right that would be broken (as in rights.Conflict, or
    ``house-account``). ``against`` is the other grant, reserved right, group or account, ``name``
    its holder's or own name. ``words`` are the cells with their days. ``renewal``: only if an
    agreement renews; ``certain``: it can be told.
    """

    grant: str
    rule: str
    against: str
    name: str
    words: str
    renewal: bool
    certain: bool
    ref: Ref
    against_ref: Ref


@dataclass(frozen=True, slots=True)
class ApplicantAnswer:
    """What a partner's written grants would fill and where they would collide.

    ``grants`` are (id, first day if that is still ahead, Ref), those that have ended left out. Who
    does not sell to customers (``role``) fills nothing.
    """

    partner: str
    name: str
    role: str
    status: str
    extent: Extent
    grants: tuple[tuple[str, date | None, Ref], ...]
    fills: tuple[Fill, ...]
    collisions: tuple[Collision, ...]


def explain_applicant(
    program: Program,
    partner: str,
    products: Sequence[str] = (),
    place: str = "",
    on: date | None = None,
) -> ApplicantAnswer | Unclear:
    """What the grants of a partner (its id or name) would add. ``on`` None: the program's day."""
    name = partner_of(program, partner)
    extent = extent_of(program, products, place, on or program.as_of)
    wrong = [one.say for one in (name, extent) if isinstance(one, Unclear)]
    if wrong or isinstance(extent, Unclear):
        return Unclear("; ".join(wrong))
    one = program.partners[str(name)]
    day, end = extent.on.toordinal(), program.axes.space.axes["day"][1]
    written = [(grant, grant.written.limited("day", ((day, end),))) for grant in one.grants]
    ahead = [(grant, _first(cells)) for grant, cells in written if cells]
    return ApplicantAnswer(
        partner=one.id,
        name=one.name,
        role=role(one),
        status=one.status,
        extent=extent,
        grants=tuple(
            (grant.id, None if first <= extent.on else first, grant.ref) for grant, first in ahead
        ),
        fills=tuple(
            fill
            for grant, first in (ahead if role(one) == SELLS else ())
            for fill in _fills(program, replace(extent, on=max(extent.on, first)), grant)
        ),
        collisions=tuple(_collisions(program, extent, [grant for grant, _ in ahead])),
    )


def _first(cells: BoxSet) -> date:
    return date.fromordinal(int(cells.on("day")[0][0]))


def _fills(program: Program, extent: Extent, grant: Grant) -> Iterator[Fill]:
    """Where a grant would be, by what there is besides on its first day."""
    space, partner = program.axes.space, program.partners[grant.partner]
    mine = grant.written.meet(program.axes.on(extent.on)).meet(own_cells(program.axes, partner))
    wanted = mine.meet(program.axes.cell(covers="resell")).without("day", "covers", *PARTNER_SIDE)
    held = [
        one
        for one in rights_within(program, extent)
        if one.grant.partner != partner.id
        and (sells(program.partners[one.grant.partner]) or _keeps_out(one.grant, grant))
    ]
    closed = {number for number, one in enumerate(held) if _keeps_out(one.grant, grant)}
    # A sole right leaves the vendor in, so what the vendor keeps does not stand in its way.
    own = () if grant.kind == "sole" else kept(program, extent.on)
    # Only what meets the grant tells its places and products apart.
    around = (*(one.cells for one in held), *(one.cells for one in own))
    sets = [*(cells.meet(wanted) for cells in around), wanted]
    if not wanted:
        return
    where = meet_spans(extent.places, wanted.on("place"))
    what = meet_spans(extent.products, wanted.on("product"))
    for region in regions(space, where, what, sets):
        places = named(program, "place", region.places)
        for products, left in region.lines:
            if len(sets) - 1 not in left:
                continue
            goods = named(program, "product", products)
            for effect, cells, numbers in _effects(left, len(sets) - 1, len(held), closed):
                customers = in_words(program, cells)
                besides = _by_name([program.partners[held[at].grant.partner] for at in numbers])
                yield Fill(grant.id, places, goods, effect, customers, besides)


def _keeps_out(other: Grant, grant: Grant) -> bool:
    """Whether a grant keeps another one out; members of a group or of one owner do not."""
    same_group = bool(other.shared_group) and other.shared_group == grant.shared_group
    return other.kind != "non-exclusive" and other.owner != grant.owner and not same_group


def _by_name(partners: Sequence[Partner]) -> tuple[tuple[str, str], ...]:
    found = {(one.id, one.name) for one in partners}
    return tuple(sorted(found, key=lambda one: (one[1].casefold(), one[0])))


def _effects(
    left: Mapping[int, BoxSet], mine: int, count: int, closed: set[int]
) -> Iterator[tuple[str, BoxSet, list[int]]]:
    """What of the set ``mine`` is free, and what others hold openly; the rest collides."""
    others = {number: cells for number, cells in left.items() if number != mine}
    free = left[mine]
    for cells in others.values():
        free = free.subtract(cells)
    if free:
        yield UNCOVERED, free, []
    barred = free
    beside = [at for at in others if at < count and at not in closed]
    for at, cells in others.items():
        if at not in beside:
            barred = barred.union(cells)
    shared = left[mine].subtract(barred)
    if shared:
        yield OPEN, shared, [at for at in beside if others[at].meets(shared)]


def _collisions(program: Program, extent: Extent, grants: Sequence[Grant]) -> Iterator[Collision]:
    """What would break if the grants were in force just as they are written."""
    index = Index(program)
    nothing = program.axes.space.nothing
    mine = {grant.id: replace(grant, cells=grant.written, assumed=nothing) for grant in grants}
    for grant in mine.values():
        index.remove(grant)
        index.add(grant)
    asked = program.axes.space.box({"place": extent.places, "product": extent.products})
    for conflict in index.conflicts():
        cells = conflict.cells.meet(asked)
        if cells and (conflict.left.id in mine or conflict.right.id in mine):
            yield _collision(program, conflict, cells, mine)
    for account in program.house_accounts:
        yield from _on_house_account(program, account, asked, list(mine.values()))


def _collision(
    program: Program, conflict: Conflict, cells: BoxSet, mine: Mapping[str, Grant]
) -> Collision:
    left, right = conflict.left, conflict.right
    own, other = (left, right) if left.id in mine else (right, left)
    name = ""
    if isinstance(other, Grant):
        name = program.partners[other.partner].name
    elif isinstance(other, SharedGroup):
        name = other.name
    return Collision(
        grant=own.id,
        rule=conflict.rule,
        against=other.id,
        name=name,
        words=describe(program.axes, cells.without("covers")),
        renewal=conflict.assumed,
        certain=conflict.certain,
        ref=own.ref,
        against_ref=other.ref,
    )


def _on_house_account(
    program: Program, one: HouseAccount, asked: BoxSet, grants: Sequence[Grant]
) -> Iterator[Collision]:
    for grant in grants:
        cells = grant.cells.without(*PARTNER_SIDE, "covers").meet(one.cells).meet(asked)
        # A sole right leaves the vendor's own team in.
        if cells and grant.kind != "sole":
            words = describe(program.axes, cells)
            names = (grant.id, HOUSE, one.id, one.name, words)
            yield Collision(*names, False, True, grant.ref, one.ref)
