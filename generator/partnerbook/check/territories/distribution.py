"""Distributors that partners are sent to: what each is authorised for, and ways to mend a rule."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from partnerbook.check.days.signed import ending
from partnerbook.check.territories.giving_up import less_of
from partnerbook.check.territories.uncovered import held, open_cells
from partnerbook.findings import Edit, Place, Repair
from partnerbook.resolve.naming import describe
from partnerbook.resolve.program import Partner, Program, RouteRule
from partnerbook.values.box import BoxSet
from partnerbook.values.dates import in_words

DISTRIBUTOR = "distributor"
MOST_WAYS = 2


def place(program: Program, partner: Partner) -> Place:
    """Where it can be seen what a distributor is authorised for, or why for nothing."""
    agreement = partner.agreement
    if partner.status not in ("active", "on-notice"):
        return Place(partner.status_ref(program.as_of), f"{partner.name}: {partner.status}")
    if agreement is None:
        return Place(partner.ref.child("name"), f"{partner.name}: without an agreement")
    if program.as_of not in agreement.in_force:
        over = agreement.in_force.end <= program.as_of
        day = agreement.in_force.end - timedelta(days=1) if over else agreement.effective
        key = ending(partner, agreement) if over else "effective"
        words = f"agreement {'ended' if over else 'begins only'} on {in_words(day)}"
        return Place(agreement.ref.child(key), f"{partner.name}: {words}")
    if not partner.grants:
        return Place(partner.ref.child("name"), f"{partner.name}: holds no grant")
    grant = partner.grants[0]
    cells = held(program, [grant], program.axes.space.everything).without("day")
    return Place(grant.ref.child("for"), f"{partner.name}: {describe(program.axes, cells)}")


def others(program: Program, rule: RouteRule, cells: BoxSet) -> Iterator[Repair]:
    """Names a distributor that does hold it."""
    near = [
        partner
        for partner in program.partners.values()
        if partner.type == DISTRIBUTOR and partner.id not in rule.distributors
    ]
    whole = [
        one
        for one in near
        if not list(open_cells(program, cells, held(program, one.grants, cells)))
    ]
    for one in whole[:MOST_WAYS] if rule.distributors else ():
        at = rule.ref.child("distributors", len(rule.distributors) - 1)
        edit = Edit(at, one.id, "insert")
        yield Repair(f"name {one.name} as well", "the others share it with one more", (edit,))


def freed(program: Program, rule: RouteRule, cells: BoxSet) -> Iterator[Repair]:
    """Lets partners buy from the vendor where there is nobody else."""
    listed = program.records["route"][rule.id.partition("/")[0]]["rules"]
    said = listed[int(rule.ref.steps[-1])]
    less = less_of(program.axes, rule.ref, said, rule.cells, cells)
    loses = "no distributor has its partners there"
    if less:
        where, edits = less
        yield Repair(f"carve {where} out of {rule.id}", loses, edits)
    elif len(listed) > 1 and rule.cells.without("day").inside(cells.without("day")):
        yield Repair(f"remove {rule.id}", loses, (Edit(rule.ref, "", "delete"),))
