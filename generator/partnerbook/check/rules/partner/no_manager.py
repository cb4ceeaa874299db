"""Flags an active partner without the manager that the engagement model promises it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from partnerbook.check.engaging.managed import free, loads, manager_of, same_role
from partnerbook.findings import Edit, Place, Repair, Severity
from partnerbook.resolve.program import Partner, Program
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.standing.words import care_figures


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each such partner; one that names a manager who does not exist is reported as that."""
    program = answers.program
    load = loads(program)
    for name, care in answers.cares.items():
        partner, rule = program.partners[name], care.rule
        if rule is None or not rule.manager_role:
            continue
        manager, written = manager_of(program, partner), "manager" in partner.record.data
        if (manager is None and written) or (
            manager is not None and same_role(manager.role, rule.manager_role)
        ):
            continue
        has = f"only a {manager.role}" if manager else "no manager"
        at = partner.ref.child("manager" if manager else "name")
        yield Judgement(
            f"{partner.name} has {has}; the engagement model promises a {rule.manager_role}:"
            f" {care_figures(care)}",
            (
                Place(at, manager.role if manager else "without a manager"),
                Place(rule.ref.child("manager_role"), f"promised by the rule {rule.id}"),
            ),
            subject=name,
            help=tuple(ways(program, partner, rule.manager_role, load)),
            facts=(rule.manager_role, manager.id if manager else ""),
        )


def ways(
    program: Program, partner: Partner, role: str, load: Mapping[str, tuple[Partner, ...]]
) -> Iterator[Repair]:
    """The managers of the role that can take it, who has most room left first."""
    room = sorted(free(program, role, load), key=lambda pair: pair[1] - pair[0].load_limit)
    for one, count in room[:1]:
        edit = Edit(partner.ref.child("track"), f"manager: {one.id}", "insert")
        if "manager" in partner.record.data:
            edit = Edit(partner.ref.child("manager"), one.id)
        say = f"write `manager: {one.id}`, who looks after {count} of {one.load_limit}"
        yield Repair(say, edits=(edit,))
    if room:
        return
    there = any(same_role(one.role, role) for one in program.managers.values())
    why = "every one has all it can look after" if there else "no manager has that role"
    yield Repair(f"find a {role} for it: {why} (`managers:` in program.yml)")


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
