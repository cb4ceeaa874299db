"""Flags an active partner without the manager that the engagement model promises it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from partnerbook.check.engaging.managed import free, loads, manager_of, nearby, same_role
from partnerbook.findings import Edit, Place, Ref, Repair, Severity
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Partner, Program
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.standing.words import care_figures
from partnerbook.values.ident import closest

MOST_NAMES = 5


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each such partner; one that names a manager who does not exist is reported as that."""
    program = answers.program
    load = loads(program)
    yield from of_no_role(answers)
    roles = [one.role for one in program.managers.values()]
    for name, care in answers.cares.items():
        partner, rule = program.partners[name], care.rule
        if rule is None or not any(same_role(role, rule.manager_role) for role in roles):
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


def of_no_role(answers: Answers) -> Iterator[Judgement]:
    """Rules that promise somebody of a role that no manager has: each once."""
    roles = list(dict.fromkeys(one.role for one in answers.program.managers.values()))
    promised: dict[Ref, tuple[str, list[str]]] = {}
    for name, care in answers.cares.items():
        role = care.rule.manager_role if care.rule else ""
        if care.rule and role and not any(same_role(one, role) for one in roles):
            at = care.rule.ref.child("manager_role")
            promised.setdefault(at, (role, []))[1].append(answers.program.partners[name].name)
    for at, (role, names) in promised.items():
        near = likely(role, roles)
        meant = f"; did you mean {near}?" if near else ""
        yield Judgement(
            f"the engagement model promises a {role} to {joined(names[:MOST_NAMES])}"
            f"{_more(len(names))}, but no manager has that role{meant}",
            (Place(at, "nobody has this role"),),
            subject="engagement_model",
            help=(
                *((Repair(f"write {near}", edits=(Edit(at, near),)),) if near else ()),
                Repair(f"find a {role} (`managers:` in program.yml)"),
            ),
            facts=(role,),
        )


def likely(role: str, roles: Sequence[str]) -> str:
    """The role probably meant: nearly the same letters, else the most words of it."""
    words = set(role.casefold().split())
    alike = sorted(roles, key=lambda one: -len(words & set(one.casefold().split())))
    shared = words & set(alike[0].casefold().split()) if alike else set()
    near = closest(role, roles, 1)
    return near[0] if near else alike[0] if 2 * len(shared) > len(words) else ""


def _more(count: int) -> str:
    return f" and {count - MOST_NAMES} more" if count > MOST_NAMES else ""


def ways(
    program: Program, partner: Partner, role: str, load: Mapping[str, tuple[Partner, ...]]
) -> Iterator[Repair]:
    """The manager of the role that can take it: who has partners nearby, else who has most room."""
    room = sorted(free(program, role, load), key=lambda pair: pair[1] - pair[0].load_limit)
    near = nearby(program, partner, {one.id: load[one.id] for one, _ in room})
    room.sort(key=lambda pair: pair[0].id != near)
    for one, count in room[:1]:
        edit = Edit(partner.ref.child("track"), f"manager: {one.id}", "insert")
        if "manager" in partner.record.data:
            edit = Edit(partner.ref.child("manager"), one.id)
        say = f"write `manager: {one.id}`, who looks after {count} of {one.load_limit}"
        yield Repair(say, edits=(edit,))
    if room:
        return
    why = "every one has all it can look after"
    yield Repair(f"find a {role} for it: {why} (`managers:` in program.yml)")


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
