"""Notices: what was told, to which partners, on which day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from partnerbook.findings import Ref
from partnerbook.load.notices import NoticeTable
from partnerbook.resolve.desk import Desk
from partnerbook.resolve.record import Record
from partnerbook.resolve.targets import PARTNER


@dataclass(frozen=True, slots=True)
class Sent:
    """The notice to one partner, and what proves it; ``ref`` is the day in the table.

    All of it is that partner's own, and the vendor's.
    """

    on: date
    proof: str
    ref: Ref


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice. ``subject`` is the id of what changes, ``sent`` has the partners by their ids.

    ``what`` it told is for those partners, ``note`` for the vendor alone.
    """

    id: str
    name: str
    what: str
    subject: str
    effective: date
    sent: Mapping[str, Sent]
    note: str
    ref: Ref


def notices_of(
    records: Mapping[str, Record], tables: Mapping[str, NoticeTable], desk: Desk
) -> tuple[Notice, ...]:
    """Every notice; rows that name no partner of the program are reported and left out."""
    rows = {table.id: table.rows for table in tables.values()}
    found = []
    for name, record in records.items():
        sent = {
            row.partner: Sent(row.sent_on, row.proof, row.ref.child("sent_on"))
            for row in rows.get(name, ())
            if desk.refer(PARTNER, row.partner, row.ref.child("partner"))
        }
        found.append(
            Notice(
                name,
                record["name"],
                record["what"],
                record["subject"],
                record["effective"],
                sent,
                record.get("note", ""),
                record.ref,
            )
        )
    return tuple(found)
