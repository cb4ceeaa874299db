"""Flags a rule to buy through distribution where no distributor is active and authorised."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from partnerbook.check.giving_up import less_of
from partnerbook.check.stars import MOST_SIDES, Star, gathering
from partnerbook.check.uncovered import ENDS, held, in_doubt, open_cells
from partnerbook.findings import Edit, Place, Repair, Severity
from partnerbook.resolve.naming import describe
from partnerbook.resolve.program import Partner, Program, RouteRule
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.box import BoxSet
from partnerbook.values.dates import in_words

DISTRIBUTOR, TWO_TIER = "distributor", "two-tier"
MOST_WAYS = 2


def judgement(program: Program, rule: RouteRule, cells: BoxSet, *, later: bool) -> Judgement:
    """What is said of one rule: where there is nobody to buy from today, or later."""
    named = [program.partners[name] for name in rule.distributors]
    verb = "will hold" if later else "holds"
    who = f"{'none of the distributors that it names' if named else 'no distributor'} {verb} an"
    if len(named) == 1:
        who = f"{named[0].name} {verb} no"
    return Judgement(
        f"{rule.id} sends partners to distribution where {who} active right:"
        f" {describe(program.axes, cells)}",
        (
            Place(rule.ref.child("must_use"), f"{rule.id}: must use {rule.must_use}"),
            *(place(program, one) for one in named[:MOST_SIDES]),
        ),
        subject=rule.id,
        notes=(("active", "its agreement is in force, and a grant of it holds there"),),
        help=(
            *others(program, rule, cells),
            *(() if later else freed(program, rule, cells)),
            Repair("or find a distributor for it" + (" in time" if later else "")),
        ),
        facts=("later" if later else "today",),
        severity=Severity.WARNING if later else None,
    )


def place(program: Program, partner: Partner) -> Place:
    """Where it can be seen what a distributor is authorised for, or why for nothing."""
    agreement = partner.agreement
    if partner.status not in ("active", "on-notice"):
        return Place(partner.ref.child("status"), f"{partner.name}: {partner.status}")
    if agreement is None:
        return Place(partner.ref.child("name"), f"{partner.name}: without an agreement")
    if program.as_of not in agreement.in_force:
        over = agreement.in_force.end <= program.as_of
        day = agreement.in_force.end - timedelta(days=1) if over else agreement.effective
        signed = partner.record["agreement"]
        key = next((key for key in ENDS if key in signed), "effective") if over else "effective"
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
        one for one in near if not any(open_cells(program, cells, held(program, one.grants, cells)))
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


def say(star: Star) -> str:
    """What several rules that name the same distributor have in common."""
    return f"{star.count} rules send partners to distribution where nobody is active: {star.names}"


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each rule: all that it is for today, and of what comes later what partners may then sell."""
    program = answers.program
    buyers = [g for g in program.grants if program.partners[g.partner].type != DISTRIBUTOR]
    for rule in program.routes:
        if rule.must_use != TWO_TIER or in_doubt(program):
            continue
        sellers = [
            grant
            for partner in program.partners.values()
            if partner.type == DISTRIBUTOR
            and (not rule.distributors or partner.id in rule.distributors)
            for grant in partner.grants
        ]
        everything = rule.cells.space.everything
        now, later = open_cells(program, rule.cells, held(program, sellers, everything))
        later = later.meet(held(program, buyers, rule.cells)) if later else later
        if now:
            yield judgement(program, rule, now, later=False)
        if later:
            yield judgement(program, rule, later, later=True)


RULE = Rule(
    severity=Severity.ERROR,
    waivable=True,
    judge=judge,
    needs=("agreement", "partner", "product", "program", "territory"),
    gather=gathering(say),
)
