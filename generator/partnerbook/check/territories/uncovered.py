"""What nobody holds although somebody must: today, and once what is announced has come.

Where both sides may renew an agreement and nobody has given notice, it counts as going on: that its
term will end some day announces nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from partnerbook.check.days.signed import ending
from partnerbook.findings import Place, Ref
from partnerbook.resolve.axes import FIRST_DAY, LAST_DAY, day_spans
from partnerbook.resolve.life import OVER
from partnerbook.resolve.program import Grant, Program
from partnerbook.rights.own import PARTNER_SIDE, own_cells
from partnerbook.rights.roles import sells
from partnerbook.values.box import Box, BoxSet
from partnerbook.values.dates import in_words
from partnerbook.values.period import Period


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
    ends = "notice_given" in partner.record["agreement"] or partner.status in OVER
    if ends or program.as_of not in agreement.in_force:
        return grant.cells
    days = partner.active.meet(Period(agreement.in_force.start, date.max))
    return grant.written.limited("day", day_spans(days))


def selling(program: Program) -> list[Grant]:
    """The grants of partners that sell to customers."""
    return [grant for grant in program.grants if sells(program.partners[grant.partner])]


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


def open_cells(program: Program, wanted: BoxSet, covered: BoxSet) -> Iterator[tuple[BoxSet, bool]]:
    """What is wanted and not covered, and whether it is so only later.

    What is open today comes with its last day, if it has one.
    """
    space, today = program.axes.space, program.as_of.toordinal()
    ahead = wanted.without(*PARTNER_SIDE).limited("day", ((today, LAST_DAY),))
    now: list[Box] = []
    later: list[Box] = []
    for box in ahead.subtract(covered).disjoint("day").boxes:
        for first, last in box.side("day") or space.full("day"):
            days = (FIRST_DAY if first <= today else first, last)
            found = space.box({**dict(box.sides), "day": (days,)}).boxes
            (now if first <= today else later).extend(found)
    for boxes in (now, later):
        if boxes:
            yield BoxSet(space, tuple(boxes)).simplified(), boxes is later


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
    if "life" in partner.record.data and partner.life.ended == day:
        return partner.status_ref(day + timedelta(days=1))
    if partner.status == "suspended" or partner.agreement is None:
        return partner.status_ref(program.as_of)
    return partner.agreement.ref.child(ending(partner, partner.agreement))
