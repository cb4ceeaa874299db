"""Flags a rule to buy through distribution where no distributor is active and authorised."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.territories.distribution import DISTRIBUTOR, freed, others, place
from partnerbook.check.territories.stars import Star, gathering
from partnerbook.check.territories.uncovered import held, in_doubt, open_cells, selling
from partnerbook.findings import Place, Repair, Severity
from partnerbook.resolve.naming import describe
from partnerbook.resolve.program import Program, RouteRule
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.box import BoxSet

TWO_TIER = "two-tier"


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
            *(place(program, one) for one in named),
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


def say(star: Star) -> str:
    """What several rules that name the same distributor have in common."""
    return f"{star.count} rules send partners to distribution where nobody is active: {star.names}"


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each rule: all that it is for today, and of what comes later what partners may then sell."""
    program = answers.program
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
        covered = held(program, sellers, rule.cells.space.everything)
        for cells, later in open_cells(program, rule.cells, covered):
            told = cells.meet(held(program, selling(program), rule.cells)) if later else cells
            if told:
                yield judgement(program, rule, told, later=later)


RULE = Rule(
    severity=Severity.ERROR,
    waivable=True,
    judge=judge,
    needs=("agreement", "partner", "product", "program", "territory"),
    gather=gathering(say),
)
