"""Which deals a registration protects, for whom, and on which days nobody else is supported there.

A registration changes price and precedence, not rights, unless its incentive says ``protection:
exclusive``. Then, while it holds, it keeps every other partner and the vendor out of that one deal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from partnerbook.resolve.axes import FIRST_DAY, LAST_DAY, day_axis, day_spans
from partnerbook.resolve.program import Partner, Program, Step
from partnerbook.rights.own import PARTNER_SIDE, own_cells
from partnerbook.values.box import BoxSet, Spans, spans
from partnerbook.values.period import Duration, after

PROTECTION, EXCLUSIVELY = "protection", "exclusive"
REGISTERED = "registration"


@dataclass(frozen=True, slots=True)
class Term:
    """How long a registration holds by some rules of engagement, and by how much at most longer."""

    rules: str
    lasts: Duration
    extension: Duration | None


@dataclass(frozen=True, slots=True)
class Protection:
    """An incentive whose first registrant has the deal alone.

    ``cells`` are the deals that can be registered, with the partner's side, in time on the date
    axis ``anchor``, which is not the day of a right.
    """

    step: Step
    cells: BoxSet
    anchor: str

    def registered_on(self, day: date) -> BoxSet:
        """The deals that can be registered on a day, on the customer's side, without any day."""
        at = day.toordinal()
        here = self.cells.limited(self.anchor, ((at, at + 1),))
        return here.without(self.anchor, *PARTNER_SIDE)


def is_exclusive(incentive: Mapping[str, Any]) -> bool:
    """Whether an incentive, as its file says it, protects a registered deal from everybody else."""
    return bool(incentive.get(PROTECTION) == EXCLUSIVELY)


def protections(program: Program) -> tuple[Protection, ...]:
    """Those of a program, past ones included, by id."""
    said = program.records.get("incentive", {})
    return tuple(
        _protection(program, step)
        for step in program.steps
        if step.id in said and is_exclusive(said[step.id].data)
    )


def terms(program: Program) -> tuple[Term, ...]:
    """How long registrations hold, by each of the rules of engagement."""
    return tuple(
        Term(rules.id, rules[PROTECTION], rules.get("extension"))
        for rules in program.records.get("engagement", {}).values()
    )


def protected_for(program: Program, protection: Protection, partner: Partner) -> BoxSet:
    """The cells that a partner can come to have alone, on the days of a right (``day``).

    On the customer's side. A deal registered on the last day is protected for as long as the rules
    of engagement say at most. Nothing for a partner without an agreement.
    """
    if partner.agreement is None:
        return program.axes.space.nothing
    agreed = partner.active.meet(partner.agreement.in_force)
    if agreed.is_empty:
        return program.axes.space.nothing
    own = _at(own_cells(program.axes, partner), "day", protection.anchor)
    open_to = protection.cells.meet(own).limited(protection.anchor, day_spans(agreed))
    longest = terms(program) if protection.anchor == day_axis(REGISTERED) else ()
    return _at(open_to.without(*PARTNER_SIDE), protection.anchor, "day", longest)


def _protection(program: Program, step: Step) -> Protection:
    """Only the first claim on a deal is protected."""
    cells = program.axes.space.nothing
    for row in step.rows:
        cells = cells.union(row.cells)
    first = program.axes.node("claim", "first")
    return Protection(step, cells.limited("claim", first), day_axis(step.anchor))


def _at(cells: BoxSet, here: str, there: str, longest: tuple[Term, ...] = ()) -> BoxSet:
    """The same cells with their days on another date axis, each stretch longer by a term."""
    found = cells.space.nothing
    for box in cells.boxes:
        sides = dict(box.sides)
        days = spans(_longer(sides.pop(here, cells.space.full(here)), longest))
        found = found.union(cells.space.box({**sides, there: days}))
    return found


def _longer(days: Spans, longest: tuple[Term, ...]) -> Iterator[tuple[int, int]]:
    for first, last in days:
        ends = [_end(int(last), term) for term in longest if FIRST_DAY < last < LAST_DAY]
        # The last day of a stretch is a day of registration: the term starts on it, not after it.
        yield int(first), max([int(last), *ends])


def _end(last: int, term: Term) -> int:
    end = after(date.fromordinal(last - 1), term.lasts)
    if term.extension is not None:
        end = after(end, term.extension)
    return end.toordinal()
