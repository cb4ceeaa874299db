"""Conflicts read out of the files of a program: every sort of deal on every stretch of days.

The rules of for/except, agreements, corporate groups and kinds of grants, said once more in the
plainest way. Nothing of the package takes part, and of the other oracle only the table of kinds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import Any

from tests.rights.oracle import ORDER, clash
from tests.rights.universe import DAY, TIERS, Data, Deals, Files, Universe, of_kind

OWN = ("partner_type", "tracks", "tiers", "seller_places")
"""The keys of a scope that speak of the partner, not of its customer."""
Found = tuple[str, str, str, Deals, bool, bool]
"""left, right, rule, deals, assumed, certain"""


def later(day: date, duration: str) -> date:
    """The day so many days or months later; the last of the month where it has no such day."""
    count, unit = duration.split(" ")
    if unit.startswith("day"):
        return day + timedelta(days=int(count))
    months = day.month - 1 + int(count)
    for number in (day.day, 30, 29, 28):
        try:
            return date(day.year + months // 12, months % 12 + 1, number)
        except ValueError:
            continue
    raise AssertionError


@dataclass(frozen=True)
class InForce:
    """From ``first`` until before ``end``; from ``firm`` on only if the agreement renews."""

    first: date
    firm: date
    end: date


def in_force(files: Files, partner: Data, as_of: date) -> InForce | None:
    """When the agreement of a partner binds; None without one."""
    signed = partner.get("agreement")
    if signed is None:
        return None
    form = dict(of_kind(files, "agreements"))[f"{signed['form']}-{signed['version']}"]
    term = form["term"]
    first = date.fromisoformat(signed["effective"])

    def in_time(told: date, end: date) -> bool:
        """Whether notice given on a day stops a term from going on."""
        if "notice" not in term:
            return told < end
        return later(told + DAY, term["notice"]) <= end

    if "renewed_until" in signed:
        end = date.fromisoformat(signed["renewed_until"]) + DAY
    elif "first_term_through" in signed:
        end = date.fromisoformat(signed["first_term_through"]) + DAY
    else:
        end = later(first, term["length"])
    firm = end
    if term["renewal"] == "automatic":
        told = signed.get("notice_given")
        if told is not None:
            while not in_time(date.fromisoformat(told), end):
                end = later(end, term["renews_for"])
            firm = end
        else:
            while firm <= as_of or not in_time(as_of, firm):
                firm = later(firm, term["renews_for"])
            end = date.max
    if "ended" in partner:
        over = date.fromisoformat(partner["ended"]) + DAY
        firm, end = min(firm, over), min(end, over)
    return InForce(first, firm, end)


class Right:
    """A grant or a reserved right: the deals it holds, perhaps holds, and holds by renewal only."""

    def __init__(self, name: str, kind: str, owner: str, group: str) -> None:
        self.id, self.kind, self.owner, self.group = name, kind, owner, group
        self.deals: Deals = ()
        self.perhaps: Deals = ()
        self.assumed: Deals = ()


class Oracle:
    """What is in the files of one program, as seen on its as-of day."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.program = files["program/program.yml"]
        self.as_of = date.fromisoformat(self.program["as_of"])
        self.partners = dict(of_kind(files, "partners"))
        self.force = {n: in_force(files, said, self.as_of) for n, said in self.partners.items()}
        also = {self.as_of, self.as_of + DAY}
        for force in self.force.values():
            also |= {force.first, force.firm, force.end} if force else set()
        self.universe = Universe(files, also)
        self.rights = [*self._grants(), *self._reserved()]

    def _grants(self) -> Iterator[Right]:
        for name, partner in self.partners.items():
            for said in partner.get("grants", []):
                right = Right(
                    f"{name}/{said['id']}",
                    said["grant_kind"],
                    partner.get("group", name),
                    said.get("group", ""),
                )
                force = self.force[name]
                found = [self._held(partner, force, said, first) for first in self._firsts()]
                right.deals = tuple(some for some, _ in found)
                right.perhaps = tuple(some & ~every for some, every in found)
                right.assumed = tuple(
                    some if force is not None and first >= force.firm else 0
                    for some, first in zip(right.deals, self._firsts(), strict=True)
                )
                yield right

    def _firsts(self) -> list[date]:
        return [first for first, _ in self.universe.stretches]

    def _reserved(self) -> Iterator[Right]:
        for said in self.program.get("reserved", []):
            right = Right(said["id"], "reserved", "", "")
            right.deals = self.scope(said)
            right.perhaps = right.assumed = tuple(0 for _ in right.deals)
            yield right

    def scope(self, said: Data) -> Deals:
        """The deals of a scope that says nothing about partners."""
        return tuple(self._scope(said, {}, day) for day in self._firsts())

    def _held(self, partner: Data, force: InForce | None, said: Data, day: date) -> tuple[int, int]:
        """What a grant gives on a day if one, and if every, guess about its partner is right."""
        active = force is not None and force.first <= day < force.end
        if partner["status"] == "suspended":
            active = active and day < self.as_of
        if partner["status"] == "onboarding":
            active = active and day > self.as_of
        first = date.fromisoformat(said.get("from", "0001-01-01"))
        last = date.fromisoformat(said.get("through", "9999-12-31"))
        if not active or not first <= day <= last:
            return 0, 0
        # Silence gives away nothing but the right to resell.
        covers = self.universe.values("covers", said.get("covers", ["resell"]), day)
        covered = self.universe.bits("covers", covers)
        some, every = 0, self.universe.everything
        for guess in self._guesses(partner, day):
            held = self._scope(said, guess, day) & covered
            some, every = some | held, every & held
        return some, every

    def _guesses(self, partner: Data, day: date) -> Iterator[dict[str, str]]:
        """All that the partner may be on a day: its seat and its tier may be known in part only."""
        tiers = [
            held["tier"]
            for held in partner.get("standing", [])
            if held["from"] <= str(day) <= held.get("through", "9999-12-31")
        ]
        for tier in tiers or TIERS:
            for seat in sorted(self.universe.land.holds(partner["establishment"], day)):
                yield {
                    "partner_type": partner["type"],
                    "tracks": partner["track"],
                    "tiers": tier,
                    "seller_places": seat,
                }

    def _scope(self, said: Data, guess: dict[str, str], day: date) -> int:
        """The deals of a for/except on a day, for a partner that is what the guess says."""
        held = self._box(said["for"], guess, day)
        for box in said.get("except", []):
            held &= ~self._box(box, guess, day)
        return held

    def _box(self, box: dict[str, Any], guess: dict[str, str], day: date) -> int:
        held = self.universe.everything
        for key, written in box.items():
            if key == "seller_places":
                if guess[key] not in self.universe.values(key, written, day):
                    return 0
            elif key in OWN:
                if guess[key] not in written:
                    return 0
            else:
                held &= self.universe.bits(key, self.universe.values(key, written, day))
        return held

    def unfinished(self, deals: Deals) -> Deals:
        """Without each deal's runs of days that were over before the as-of day."""
        out: list[int] = []
        running = 0
        for (_, end), held in zip(reversed(self.universe.stretches), reversed(deals), strict=True):
            running = held if end > self.as_of else held & running
            out.append(running)
        return tuple(reversed(out))

    def conflicts(self) -> set[Found]:
        """Every conflict with its deals."""
        return set(self._pairs()) | set(self._groups())

    def _pairs(self) -> Iterator[Found]:
        for pair in combinations(self.rights, 2):
            one, two = sorted(pair, key=lambda right: (ORDER.index(right.kind), right.id))
            rule = clash(one, two)  # type: ignore[arg-type]
            deals = self.unfinished(both(one.deals, two.deals))
            if rule and any(deals):
                assumed = not any(less(deals, either(one.assumed, two.assumed)))
                certain = self.universe.told(less(deals, either(one.perhaps, two.perhaps)))
                yield one.id, two.id, rule, deals, assumed, certain

    def _groups(self) -> Iterator[Found]:
        for group in self.program.get("shared_groups", []):
            members = [right for right in self.rights if right.group == group["id"]]
            scope = self.scope(group)
            limit = group["limit"]
            many = self._crowd(members, limit, lambda right: right.deals)
            firm = self._crowd(members, limit, lambda right: less(right.deals, right.assumed))
            sure = self._crowd(members, limit, lambda right: less(right.deals, right.perhaps))
            for member in members:
                out = self.unfinished(less(member.deals, scope))
                if any(out):
                    assumed = not any(less(out, member.assumed))
                    certain = self.universe.told(less(out, member.perhaps))
                    yield member.id, group["id"], "shared-scope", out, assumed, certain
                part = self.unfinished(both(member.deals, many))
                if any(part):
                    assumed = not any(both(part, firm))
                    certain = self.universe.told(both(part, sure))
                    yield member.id, group["id"], "shared-limit", part, assumed, certain

    def _crowd(
        self, members: Iterable[Right], limit: int, deals: Callable[[Right], Deals]
    ) -> Deals:
        """The deals that more than so many owners hold."""
        nothing = tuple(0 for _ in self.universe.stretches)
        owned: dict[str, Deals] = {}
        for member in members:
            owned[member.owner] = either(owned.get(member.owner, nothing), deals(member))
        found = nothing
        for owners in combinations(owned.values(), limit + 1):
            found = either(found, all_of(owners))
        return found


def both(one: Deals, two: Deals) -> Deals:
    """The deals in both."""
    return tuple(a & b for a, b in zip(one, two, strict=True))


def either(one: Deals, two: Deals) -> Deals:
    """The deals in at least one."""
    return tuple(a | b for a, b in zip(one, two, strict=True))


def less(one: Deals, two: Deals) -> Deals:
    """The deals in the first and not in the second."""
    return tuple(a & ~b for a, b in zip(one, two, strict=True))


def all_of(several: Sequence[Deals]) -> Deals:
    """The deals in every one of them."""
    found = several[0]
    for one in several[1:]:
        found = both(found, one)
    return found
