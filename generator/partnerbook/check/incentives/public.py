"""Public buyers, and what pays somebody for winning them: what a person who knows the law checks.

Nothing here decides what is lawful.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from partnerbook.findings import Ref
from partnerbook.resolve.program import Program
from partnerbook.resolve.record import Record

PERSONS, REFERRERS = "persons", "whoever brings the customer"
SOURCES: Mapping[str, str] = {
    PERSONS: "41 U.S.C. 8702 (kickbacks), for contracts of the United States; elsewhere local law",
    REFERRERS: "FAR subpart 3.4 and clause 52.203-5 (contingent fees), for contracts of the United"
    " States; elsewhere local law",
}
"""Where to begin to read, by who is paid."""
_FEES = ("commission", "revenue-share")
"""Kinds that pay whoever brought or wins the customer, not whoever buys and sells on."""


def public_values(program: Program) -> Iterator[tuple[str, tuple[str, ...], Ref]]:
    """Each segmentation with its values that are declared public, and where the first one is."""
    (frame,) = program.records["program"].values()
    for number, item in enumerate(frame.get("segmentations", ())):
        at = frame.ref.child("segmentations", number, "values")
        found = [(n, value["id"]) for n, value in enumerate(item["values"]) if value.get("public")]
        known = program.axes.values.get(item["id"], ())
        names = tuple(name for _, name in found if name in known)
        if names:
            yield item["id"], names, at.child(found[0][0], "public")


def paid_by_deal(record: Record) -> str:
    """Who besides the buyer of the goods is paid by the deal; empty if nobody is."""
    if record.get("paid_to") == "person":
        return PERSONS
    return REFERRERS if record["kind"] in _FEES else ""
