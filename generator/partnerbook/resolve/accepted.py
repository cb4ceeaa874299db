"""What is accepted for a time although a rule speaks against it, and who may approve that."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from partnerbook.findings import Ref
from partnerbook.values.box import BoxSet
from partnerbook.values.percent import Percent
from partnerbook.values.period import Period


@dataclass(frozen=True, slots=True)
class Approver:
    """A role that may approve waivers of some rules.

    ``limits``: how far they may go, by measure; empty: as far as it likes. ``cells``: where.
    ``scoped``: whether that is less than everywhere.
    """

    id: str
    may: tuple[str, ...]
    limits: Mapping[str, Percent]
    cells: BoxSet
    scoped: bool
    ref: Ref


@dataclass(frozen=True, slots=True)
class Keeps:
    """How far a partner may be from a tier: by requirement what it has at least, and in what unit.

    ``without``: requirements that it need not meet at all. ``tier`` is "" where there is none such.
    """

    tier: str
    at_least: Mapping[str, tuple[Decimal, str]]
    without: tuple[str, ...]


def keeps_of(said: Mapping[str, Any] | None, tiers: Collection[str]) -> Keeps | None:
    """What the file says of it, if it does."""
    if said is None:
        return None
    had = {name: _figure(text) for name, text in said.get("at_least", {}).items()}
    tier = said["tier"] if said["tier"] in tiers else ""
    return Keeps(tier, had, tuple(said.get("without", ())))


def _figure(text: str) -> tuple[Decimal, str]:
    """``1 people`` or ``62.5 %`` as the number and its unit."""
    number, _, unit = text.partition(" ")
    return Decimal(number), unit


@dataclass(frozen=True, slots=True)
class Waiver:
    """An approved, dated exception: this rule, this very subject, so far, this long.

    ``accepts``: how far the finding may go, by ``maximum_give`` or ``minimum_margin``; ``keeps``:
    how far the partner may be from the tier that it keeps, None where nothing is said. ``link``:
    where the decision is kept; ``proof``: where its approval can be seen, and as what. Both may be
    empty.
    """

    id: str
    rule: str
    subject: str
    accepts: Mapping[str, Percent]
    period: Period
    reason: str
    approver: str
    approved: date
    link: str
    proof: Mapping[str, str]
    ref: Ref
    keeps: Keeps | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A finding that was there when the program came under check, and is counted, not reported.

    ``accepts``: how far it went then, by measure; empty where nothing is measured.
    """

    rule: str
    subject: str
    fingerprint: str
    accepts: Mapping[str, Percent]
    ref: Ref
