"""Flags an active partner for whom the engagement model has no rule, or several and none inner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnerbook.check.engaging.meeting import both
from partnerbook.findings import Place, Repair, Severity
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Partner, Program
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.standing import Care
from partnerbook.standing.engagement import NONE_OF, SEVERAL
from partnerbook.standing.words import care_figures

MEASURED = ("metric", "evidence")
MOST = 5
_MODEL = "engagement_model/"


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each partner once; nobody where a rule of the model is not understood."""
    program = answers.program
    if any(name.startswith(_MODEL) for name in program.left_out):
        return
    none = [care for care in answers.cares.values() if care.found == NONE_OF]
    if none:
        yield uncared(program, none)
    for name, care in answers.cares.items():
        partner = program.partners[name]
        if care.found == SEVERAL:
            yield contested(partner, care)


def uncared(program: Program, cares: Sequence[Care]) -> Judgement:
    """Nobody said how these partners are looked after."""
    assert program.model is not None
    partners = [program.partners[care.partner] for care in cares]
    partner, more = partners[0], len(partners) - MOST
    named = [one.name for one in partners[:MOST]] + ([f"{more} more"] if more > 0 else [])
    such = f": {partner.type} of the track {partner.track}, {care_figures(cares[0])}"
    return Judgement(
        f"no rule of the engagement model is for {joined(named)}{such if len(cares) == 1 else ''}",
        (
            Place(program.model.ref.child("rules").key(), "none of these"),
            *(_place(one) for one in partners[:MOST]),
        ),
        subject=partner.id if len(cares) == 1 else "engagement_model",
        help=(
            Repair("add a rule without `for:`; it holds for all that no narrower rule is for"),
            Repair(f"or add one for partners such as {partner.name}"),
        ),
    )


def contested(partner: Partner, care: Care) -> Judgement:
    """Two rules promise different things, and none is the narrower one."""
    names = [rule.id for rule in care.rules]
    same = all(care.rules[0].reach == rule.reach for rule in care.rules)
    met = both(care.rules)
    way = "take out all but one: they are for the same partners" if same else ""
    if met and not same:
        way = f"add a rule that lies inside all of them: `for: {met}`"
    return Judgement(
        f"{len(names)} rules of the engagement model are for {partner.name}, and none of them lies"
        f" inside the others: {', '.join(names)}; {care_figures(care)}",
        (*(Place(rule.ref, rule.id) for rule in care.rules), _place(partner)),
        subject=partner.id,
        help=(
            *((Repair(way),) if way else ()),
            Repair("or make one of them narrower, so that it is not for this partner"),
        ),
        facts=tuple(names),
    )


def _place(partner: Partner) -> Place:
    return Place(partner.ref.child("name"), "the partner")


RULE = Rule(severity=Severity.ERROR, waivable=True, judge=judge, needs=MEASURED)
