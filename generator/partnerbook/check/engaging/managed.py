"""Who looks after how many active partners, and who still can."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from partnerbook.resolve.engagement import Manager
from partnerbook.resolve.life import SELLS
from partnerbook.resolve.program import Partner, Program


def manager_of(program: Program, partner: Partner) -> Manager | None:
    """The manager that a partner's file names, if there is such a one."""
    return program.managers.get(partner.record.get("manager", ""))


def loads(program: Program) -> Mapping[str, tuple[Partner, ...]]:
    """By manager, the active partners that name it."""
    found: dict[str, list[Partner]] = {name: [] for name in program.managers}
    for partner in program.partners.values():
        manager = manager_of(program, partner)
        if manager is not None and partner.status in SELLS:
            found[manager.id].append(partner)
    return {name: tuple(partners) for name, partners in found.items()}


def free(
    program: Program, role: str, load: Mapping[str, tuple[Partner, ...]]
) -> Iterator[tuple[Manager, int]]:
    """The managers of a role that can look after one more, and after how many they do."""
    for manager in program.managers.values():
        count = len(load[manager.id])
        if same_role(manager.role, role) and count < manager.load_limit:
            yield manager, count


def nearby(program: Program, partner: Partner, others: Mapping[str, tuple[Partner, ...]]) -> str:
    """The manager with the most partners near another; "" if none has any.

    Near is the smallest country or region around the partner in which any of them has one.
    ``others``: the partners of each manager that is asked about.
    """
    tree, node = program.axes.trees["place"], partner.seller_place
    while node in tree.parent:
        low, high = tree.stretch[node]
        counts = {
            name: sum(
                low <= tree.stretch[one.seller_place][0] < high
                for one in partners
                if one.seller_place
            )
            for name, partners in others.items()
        }
        most = max(counts, key=counts.__getitem__, default="")
        if most and counts[most]:
            return most
        node = tree.parent[node]
    return ""


def same_role(one: str, two: str) -> bool:
    """Whether two roles are called the same."""
    return one.casefold() == two.casefold()
