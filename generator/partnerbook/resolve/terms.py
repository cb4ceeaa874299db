"""What an incentive says beside its rate, linked: how it is paid, and in which parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from partnerbook.findings import Ref
from partnerbook.resolve.record import Record
from partnerbook.values.money import Money
from partnerbook.values.percent import Percent
from partnerbook.values.period import Duration


@dataclass(frozen=True, slots=True)
class SplitPart:
    """One part of what is paid: its share of it and how it is paid.

    ``converts_below``: by currency, the sum of one period (``per``) below which it is paid as the
    part ``to`` is; empty if it never is.
    """

    id: str
    share: Percent
    how: str
    converts_below: Mapping[str, Money]
    per: str
    to: str
    ref: Ref


@dataclass(frozen=True, slots=True)
class Running:
    """What becomes of payments that run on: new-rate or old-rate; stops or runs-out."""

    on_promotion: str
    on_demotion: str
    on_termination: str
    ref: Ref


@dataclass(frozen=True, slots=True)
class Terms:
    """``how``, ``tax`` and ``books_as`` are labels, empty where nothing is said.

    ``parts`` is empty where all is paid in one way; else their shares make 100 %. ``borne_by`` has
    the shares of ``vendor`` and of ``distributor`` or ``partner``; empty if nothing is said.
    ``window`` and ``reported_within``: of price protection, None of all else. ``running``: None
    where nothing is said about it.
    """

    how: str = ""
    tax: str = ""
    books_as: str = ""
    parts: tuple[SplitPart, ...] = ()
    borne_by: Mapping[str, Percent] = field(default_factory=dict)
    window: Duration | None = None
    reported_within: Duration | None = None
    running: Running | None = None


NO_TERMS = Terms()


def terms_of(record: Record) -> Terms:
    """The terms of an incentive."""
    paid = record.get("payment", {})
    return Terms(
        how=paid.get("how", ""),
        tax=paid.get("tax", ""),
        books_as=paid.get("books_as", ""),
        parts=tuple(
            SplitPart(
                id=part["id"],
                share=part["share"],
                how=part["how"],
                converts_below={m.currency: m for m in part.get("converts_below", ())},
                per=part.get("per", ""),
                to=part.get("to", ""),
                ref=record.ref.child("split", at),
            )
            for at, part in enumerate(record.get("split", ()))
        ),
        borne_by=record.get("borne_by", {}),
        window=record.get("window"),
        reported_within=record.get("reported_within"),
        running=_running_of(record),
    )


def _running_of(record: Record) -> Running | None:
    said = record.get("running")
    if said is None:
        return None
    ways = (said["on_promotion"], said["on_demotion"], said["on_termination"])
    return Running(*ways, record.ref.child("running"))


def of_milestones(milestones: Sequence[Mapping[str, Any]]) -> Mapping[str, Money]:
    """What all milestones of a practice fund come to, by currency."""
    together: dict[str, Money] = {}
    for milestone in milestones:
        for amount in milestone["amounts"]:
            known = together.get(amount.currency)
            together[amount.currency] = amount if known is None else known + amount
    return together
