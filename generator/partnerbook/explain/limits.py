"""What keeps partners out of some cells on a day, or asks something of those who are in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from partnerbook.explain.right import distributors, left_open
from partnerbook.findings import Ref
from partnerbook.resolve.program import Program, RouteRule
from partnerbook.rights import Holding
from partnerbook.rights.own import PARTNER_SIDE
from partnerbook.values.box import BoxSet

HOUSE = "house-account"
RESERVED = "reserved"
ROUTE = "route"


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit.

    ``kind`` is that of a grant that keeps others out, ``reserved``, ``house-account`` or ``route``.
    ``id`` is the grant's, reserved right's, account's or rule's; ``name`` the partner's, group's or
    account's. ``at_most``: so many partners share it, 0 if that is no question. ``until`` and
    ``renews_from`` as for a right. ``must_use`` and ``distributors`` (id, name) are a route's.
    ``words`` are the cells that it is about, less what the question has fixed; ``whole``: they are
    all that was asked about.
    """

    kind: str
    id: str
    name: str
    words: str
    whole: bool
    ref: Ref
    at_most: int = 0
    until: date | None = None
    renews_from: date | None = None
    reason: str = ""
    must_use: str = ""
    distributors: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """Cells that the vendor keeps for itself on a day: reserved ones, or those of an own account.

    ``cells`` are on the customer's side and leave the day out.
    """

    kind: str
    id: str
    name: str
    cells: BoxSet
    reason: str
    ref: Ref


def kept(program: Program, on: date) -> tuple[Kept, ...]:
    """All that the vendor keeps for itself on a day."""
    return (*_reserved(program, on), *_house_accounts(program, on))


def limits(program: Program, asked: BoxSet, held: Iterable[Holding], on: date) -> tuple[Limit, ...]:
    """What limits others than those who hold a right; ``asked`` leaves the day out."""
    cells = asked.without("covers")
    return (
        *_closed(program, cells, held),
        *_kept(program, cells, on),
        *_routes(program, cells, on),
    )


def _reserved(program: Program, on: date) -> Iterator[Kept]:
    (head,) = program.records["program"].values()
    reasons = {item["id"]: str(item.get("reason", "")) for item in head.get("reserved", ())}
    for right in program.reserved:
        cells = right.cells.meet(program.axes.on(on)).without("day", *PARTNER_SIDE)
        if cells:
            yield Kept(RESERVED, right.id, "", cells, reasons.get(right.id, ""), right.ref)


def _house_accounts(program: Program, on: date) -> Iterator[Kept]:
    """The vendor's own accounts at their places, a parent with its companies and before them."""
    for one in program.house_accounts:
        cells = one.cells.meet(program.axes.on(on)).without("day")
        if cells:
            yield Kept(HOUSE, one.id, one.name, cells, one.reason, one.ref)


def _closed(program: Program, asked: BoxSet, held: Iterable[Holding]) -> Iterator[Limit]:
    """The rights that keep others out; a shared group once, for its longest member."""
    groups: dict[str, list[Holding]] = {}
    for holding in held:
        grant = holding.grant
        if grant.kind == "non-exclusive":
            continue
        if grant.shared_group:
            groups.setdefault(grant.shared_group, []).append(holding)
            continue
        yield _limit(program, asked, holding)
    for name, members in groups.items():
        group = program.shared_groups[name]
        longest = max(members, key=lambda one: one.until or date.max)
        limit = _limit(program, asked, longest)
        yield replace(limit, id=name, name=group.name, ref=group.ref, at_most=group.limit)


def _limit(program: Program, asked: BoxSet, holding: Holding) -> Limit:
    """A right that keeps others out."""
    grant, cells = holding.grant, holding.cells.without("covers")
    return Limit(
        kind=grant.kind,
        id=grant.id,
        name=program.partners[grant.partner].name,
        words=left_open(program, cells, asked),
        whole=asked.inside(cells),
        ref=grant.ref,
        until=holding.until,
        renews_from=holding.assumed_from,
    )


def _kept(program: Program, asked: BoxSet, on: date) -> Iterator[Limit]:
    said: list[BoxSet] = []
    for one in kept(program, on):
        part = one.cells.meet(asked)
        # A subsidiary is said with its parent.
        if not part or any(part.inside(earlier) for earlier in said):
            continue
        said.append(part)
        words = left_open(program, part, asked)
        whole = asked.inside(part)
        yield Limit(one.kind, one.id, one.name, words, whole, one.ref, reason=one.reason)


def _routes(program: Program, asked: BoxSet, on: date) -> Iterator[Limit]:
    for rule in program.routes:
        part = rule.cells.meet(program.axes.on(on)).without("day").meet(asked)
        if part:
            yield _route(program, rule, part, asked)


def _route(program: Program, rule: RouteRule, part: BoxSet, asked: BoxSet) -> Limit:
    name, _, number = rule.id.partition("/")
    written = program.records["route"][name]["rules"]
    reason = next((str(item.get("reason", "")) for item in written if item["id"] == number), "")
    return Limit(
        kind=ROUTE,
        id=rule.id,
        name="",
        words=left_open(program, part, asked),
        whole=asked.inside(part),
        ref=rule.ref,
        reason=reason,
        must_use=rule.must_use,
        distributors=distributors(program, rule),
    )
