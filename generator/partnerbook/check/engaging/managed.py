"""Who looks after how many active partners, and who still can."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.resolve.engagement import Manager
from partnerbook.resolve.life import SELLS
from partnerbook.resolve.program import Partner, Program


def manager_of(program: Program, partner: Partner) -> Manager | None:
    """The manager that a partner's file names, if there is such a one."""
    return program.managers.get(partner.record.get("manager", ""))


def load(program: Program, manager: Manager) -> tuple[Partner, ...]:
    """The active partners that name a manager."""
    return tuple(
        partner
        for partner in program.partners.values()
        if partner.status in SELLS and manager_of(program, partner) is manager
    )


def free(program: Program, role: str) -> Iterator[tuple[Manager, int]]:
    """The managers of a role that can look after one more, and after how many they do."""
    for manager in program.managers.values():
        count = len(load(program, manager))
        if same_role(manager.role, role) and count < manager.load_limit:
            yield manager, count


def same_role(one: str, two: str) -> bool:
    """Whether two roles are called the same."""
    return one.casefold() == two.casefold()
