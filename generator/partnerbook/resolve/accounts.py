"""Named accounts: whose subsidiary each one is."""

from __future__ import annotations

from collections.abc import Mapping

from partnerbook.resolve.axes import OTHER
from partnerbook.resolve.desk import Desk
from partnerbook.resolve.record import Record
from partnerbook.resolve.targets import ACCOUNT


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
