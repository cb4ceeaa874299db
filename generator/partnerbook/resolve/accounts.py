"""Named accounts: whose subsidiary each one is, and which the vendor keeps for itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from partnerbook.resolve.atlas import Atlas
from partnerbook.resolve.axes import OTHER, Axes, day_spans
from partnerbook.resolve.desk import Desk
from partnerbook.resolve.program import HouseAccount
from partnerbook.resolve.record import Record
from partnerbook.resolve.targets import ACCOUNT
from partnerbook.values.box import BoxSet


def accounts_of(accounts: Mapping[str, Record], desk: Desk) -> dict[str, Record]:
    """The accounts that can be used, each known to the desk."""
    found = dict(accounts)
    taken = found.pop(OTHER, None)
    if taken is not None:
        message = f"{OTHER} means every account without a name; give this one another id"
        desk.say("reference/reserved-id", message, [(taken.ref, "")], subject=OTHER, facts=[OTHER])
        desk.leave_out(OTHER)
    desk.know(ACCOUNT, found)
    return found


def parents_of(accounts: Mapping[str, Record], desk: Desk) -> dict[str, str]:
    """Account → parent, for those that have a known one.

    Nobody belongs to itself: the accounts of such a circle are reported and stand without a parent.
    """
    parents = {
        name: record["parent"] for name, record in accounts.items() if "parent" in record.data
    }
    parents = {name: parent for name, parent in parents.items() if parent in accounts}
    for name in list(parents):
        chain = [name]
        while parents.get(chain[-1]) not in (None, *chain):
            chain.append(parents[chain[-1]])
        if parents.get(chain[-1]) == name:
            _report(chain, accounts, desk)
            for member in chain:
                del parents[member]
    return parents


def above(axes: Axes, account: str) -> Iterator[str]:
    """The accounts that an account belongs to, the next one first."""
    tree = axes.trees["account"]
    while (account := tree.parent.get(account, tree.root)) != tree.root:
        yield account


def house_accounts_of(
    accounts: Mapping[str, Record], axes: Axes, atlas: Atlas
) -> tuple[HouseAccount, ...]:
    """Those that the vendor keeps for itself and that are understood, parents first."""
    found = [
        HouseAccount(
            id=name,
            name=record["name"],
            cells=cells,
            above=tuple(above(axes, name)),
            reason=record.get("reason", ""),
            ref=record.ref,
        )
        for name, record in accounts.items()
        if record.get("house") and (cells := _customers(record, axes, atlas)) is not None
    ]
    return tuple(sorted(found, key=lambda one: (len(one.above), one.id)))


def _customers(account: Record, axes: Axes, atlas: Atlas) -> BoxSet | None:
    """An account with its subsidiaries in its place; None if either is not understood."""
    held = atlas.holds(account["place"])
    if held is None or account.id not in axes.trees["account"].stretch:
        return None
    cells = axes.space.nothing
    for period, places in held:
        sides = {"account": axes.node("account", account.id), "place": places}
        cells = cells.union(axes.space.box({**sides, "day": day_spans(period)}))
    return cells


def _report(chain: list[str], accounts: Mapping[str, Record], desk: Desk) -> None:
    following = [*chain[1:], chain[0]]
    desk.say(
        "reference/parent-circle",
        f"an account cannot belong to itself: {' → '.join([*chain, chain[0]])}",
        [
            (accounts[name].ref.child("parent"), f"{name} belongs to {parent}")
            for name, parent in zip(chain, following, strict=True)
        ],
        subject=chain[0],
        facts=sorted(chain),
    )
