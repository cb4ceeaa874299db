"""Orders as files write them, linked: worked examples with what is expected to come out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from partnerbook.findings import Ref
from partnerbook.values.audience import Audience
from partnerbook.values.money import Money
from partnerbook.values.percent import Percent


@dataclass(frozen=True, slots=True)
class Original:
    """The order of which a line takes something back: its dates by anchor, and what it was then.

    ``quantity`` None: what is taken back is the whole line. ``list_value``: of that whole order,
    None if it was only the lines taken back. ``earned``: what the line got then, by step, as far as
    it is stated.
    """

    dates: Mapping[str, date]
    line_type: str | None = None
    quantity: int | None = None
    list_value: Money | None = None
    earned: Mapping[str, Money] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WrittenLine:
    """So many units of one product that is sold. ``None`` means not stated."""

    product: str
    quantity: int
    line_type: str | None
    billing: str | None
    term_months: int | None
    ref: Ref
    deal_role: str | None = None
    of: Original | None = None


@dataclass(frozen=True, slots=True)
class Bought:
    """What was bought in the measuring period of an incentive, and how much more than before."""

    value: Money | None = None
    growth: Percent | None = None


@dataclass(frozen=True, slots=True)
class WrittenOrder:
    """An order in which every word is known. Either ``partner`` or ``tier`` is empty.

    ``place`` is a code of the place tree. ``facts`` has all other coordinates by axis: account,
    segmentations, and of a partner known by its tier alone its type, track and seller place.
    ``take`` None: those on request that are best for the partner. ``used`` by (step id, cap id),
    ``periods`` by step id. ``distributor_price``: what the distributor in
    fact asks of the partner.
    """

    partner: str
    tier: str
    place: str | None
    currency: str
    route: str | None
    claim: str | None
    deal_role: str | None
    facts: Mapping[str, str]
    dates: Mapping[str, date]
    lines: tuple[WrittenLine, ...]
    ref: Ref
    take: frozenset[str] | None = None
    used: Mapping[tuple[str, str], Money] = field(default_factory=dict)
    period_value: Money | None = None
    period_growth: Percent | None = None
    periods: Mapping[str, Bought] = field(default_factory=dict)
    distributor_price: Money | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """One amount that is expected: a figure by its key, or what the step of this id gives.

    ``part``: of a ``part`` of what it pays the id. ``product`` and ``on``: of a ``credit`` what it
    is for, and the day from which the list price is lower.
    """

    what: str
    step: str
    money: Money
    ref: Ref
    part: str = ""
    product: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example: who may see it, the order, and every amount that is expected of it."""

    id: str
    name: str
    audience: Audience
    order: WrittenOrder
    expected: tuple[Expected, ...]
    ref: Ref
