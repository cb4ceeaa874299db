"""What nobody holds although somebody must: today, and once what is announced has come.

Where both sides may renew an agreement and nobody has given notice, it counts as going on: that its
term will end some day announces nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from partnerbook.findings import Place, Ref
from partnerbook.resolve.axes import FIRST_DAY, LAST_DAY, day_spans
from partnerbook.resolve.program import Grant, Program
from partnerbook.rights.own import PARTNER_SIDE, own_cells
from partnerbook.values.box import Box, BoxSet
from partnerbook.values.dates import in_words
from partnerbook.values.period import Period

ENDS = ("notice_given", "renewed_until", "through")
"""Where an agreement says how long it holds, the strongest first."""


def in_doubt(program: Program) -> bool:
    """Whether a grant or an agreement is left out, so that nobody can say what is not held."""
    partners = program.records.get("partner", {})
    return any(name.partition("/")[0] in partners for name in program.left_out)


def lasting(program: Program, grant: Grant) -> BoxSet:
    """The cells of a grant, beyond a term that ends but may be renewed by agreement."""
    partner = program.partners[grant.partner]
    agreement = partner.agreement
    if agreement is None or agreement.form.renewal != "by-agreement":
        return grant.cells
    ends = "notice_given" in partner.record["agreement"] or partner.status == "terminated"
    if ends or program.as_of not in agreement.in_force:
        return grant.cells
    days = Period(agreement.in_force.start, date.max).meet(partner.active)
    return grant.written.limited("day", day_spans(days))


def held(program: Program, grants: Iterable[Grant], within: BoxSet) -> BoxSet:
    """What grants to resell hold of some cells, on the customer's side; as far as is announced."""
    found = program.axes.space.nothing
    asked = within.meet(program.axes.cell(covers="resell"))
    for grant in grants:
        cells = lasting(program, grant).meet(asked)
        if cells:
            own = own_cells(program.axes, program.partners[grant.partner])
            found = found.union(cells.meet(own).without("covers", *PARTNER_SIDE))
    return found


def open_cells(program: Program, wanted: BoxSet, covered: BoxSet) -> tuple[BoxSet, BoxSet]:
    """What is wanted and not covered: today (with the last day, if it has one), and only later."""
    space, today = program.axes.space, program.as_of.toordinal()
    ahead = wanted.without(*PARTNER_SIDE).limited("day", ((today, LAST_DAY),))
    now: list[Box] = []
    later: list[Box] = []
    for box in ahead.subtract(covered).disjoint("day").boxes:
        for first, last in box.side("day") or space.full("day"):
            days = (FIRST_DAY if first <= today else first, last)
            found = space.box({**dict(box.sides), "day": (days,)}).boxes
            (now if first <= today else later).extend(found)
    return BoxSet(space, tuple(now)).simplified(), BoxSet(space, tuple(later)).simplified()


def ended(program: Program, grants: Iterable[Grant], cells: BoxSet) -> list[Place]:
    """The grants that were the last to hold some of the cells, each where it says that it ends."""
    start = int(cells.on("day")[0][0])
    since = program.as_of.toordinal() + 1 if start == FIRST_DAY else start
    alike = cells.without("day")
    found: list[tuple[int, Grant]] = []
    for grant in grants:
        before = lasting(program, grant).without(*PARTNER_SIDE).meet(alike)
        if before and (last := int(before.on("day")[-1][1])) <= since:
            found.append((last, grant))
    latest = max((last for last, _ in found), default=0)
    return [_end(program, grant, last) for last, grant in found if last == latest]


def _end(program: Program, grant: Grant, end: int) -> Place:
    """Where the file says that a grant ends, and when."""
    partner = program.partners[grant.partner]
    day = date.fromordinal(end) - timedelta(days=1)
    label = f"{partner.name}: until {in_words(day)}"
    return Place(_written(program, grant, day), label)


def _written(program: Program, grant: Grant, day: date) -> Ref:
    partner = program.partners[grant.partner]
    if grant.period.through == day:
        return grant.ref.child("through")
    if partner.status == "suspended":
        return partner.ref.child("status")
    signed = partner.record.get("agreement", {})
    key = next((key for key in ENDS if key in signed), "effective")
    return partner.ref.child("agreement", key)
