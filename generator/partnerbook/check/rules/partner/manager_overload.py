"""Flags a manager that looks after more active partners than its limit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnerbook.check.engaging.managed import free, loads
from partnerbook.findings import Edit, Place, Repair, Severity
from partnerbook.resolve.engagement import Manager
from partnerbook.rulebook import Answers, Judgement, Rule

MOST_PLACES = 5


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each manager once, with the partners that name it."""
    program = answers.program
    load = loads(program)
    for manager in program.managers.values():
        mine = load[manager.id]
        over = len(mine) - manager.load_limit
        if over <= 0:
            continue
        at = manager.ref.child("load_limit")
        yield Judgement(
            f"{manager.id} ({manager.role}) looks after {len(mine)} active partners,"
            f" {over} more than its limit of {manager.load_limit}",
            (
                Place(at, f"at most {manager.load_limit}"),
                *(
                    Place(partner.ref.child("manager"), partner.name)
                    for partner in mine[:MOST_PLACES]
                ),
            ),
            subject=manager.id,
            notes=(("looks after", ", ".join(partner.name for partner in mine)),),
            help=(
                Repair(given(over, manager.role, tuple(free(program, manager.role, load)))),
                Repair(
                    f"or raise the limit to {len(mine)}, if that can be done well",
                    edits=(Edit(at, str(len(mine))),),
                ),
            ),
            facts=(str(manager.load_limit),),
        )


def given(over: int, role: str, others: Sequence[tuple[Manager, int]]) -> str:
    """To whom those too many can go; for how many nobody has room."""
    rooms = [
        f"{one.id} has room for {one.load_limit - count} (looks after {count} of {one.load_limit})"
        for one, count in others
    ]
    left = over - sum(one.load_limit - count for one, count in others)
    say = f"give {over} of them to another {role}"
    if not rooms:
        return f"{say}; none has room"
    return f"{say}: {', '.join(rooms)}" + (f"; nobody has room for {left}" if left > 0 else "")


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
