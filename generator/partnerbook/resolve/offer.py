"""What the program offers: products, prices, tiers, and every step of the waterfall, linked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from partnerbook.findings import Ref
from partnerbook.values.audience import Audience
from partnerbook.values.box import BoxSet
from partnerbook.values.money import Money
from partnerbook.values.percent import Percent
from partnerbook.values.period import ALWAYS, Period
from partnerbook.values.spans import Spans


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the waterfall. ``timing`` is front-end (known at the order) or back-end."""

    id: str
    name: str
    timing: str
    ref: Ref


@dataclass(frozen=True, slots=True)
class Floor:
    """The least the vendor keeps in ``cells``: give in % of list, margin in % of net revenue."""

    id: str
    cells: BoxSet
    maximum_give: Percent | None
    minimum_margin: Percent | None
    ref: Ref


@dataclass(frozen=True, slots=True)
class Product:
    """A node of the product tree: ``all``, a family or a product. Only leaves with a sku sell."""

    id: str
    name: str
    parent: str
    family: str
    sku: str
    per: str
    offered: Period
    cost: tuple[Money, ...]
    maximum_give: Percent | None
    ref: Ref


@dataclass(frozen=True, slots=True)
class ListPrice:
    """What one product costs on one list; ``ref`` is the cell of the CSV."""

    price_list: str
    product: str
    price: Money
    per: str
    cells: BoxSet
    ref: Ref


@dataclass(frozen=True, slots=True)
class Territory:
    """A named set of places: what it holds on the place axis, by the period of each version."""

    id: str
    name: str
    versions: tuple[tuple[Period, Spans], ...]
    ref: Ref


@dataclass(frozen=True, slots=True)
class Tier:
    """A ranked status; 1 is the entry rung."""

    id: str
    name: str
    rank: int
    tracks: tuple[str, ...]
    ref: Ref


@dataclass(frozen=True, slots=True)
class Cap:
    """The most that one step gives ``per`` deal, unit, month, quarter, year or its own period.

    ``cells``: where it binds; None for everywhere.
    """

    id: str
    per: str
    amounts: Mapping[str, Money]
    ref: Ref
    cells: BoxSet | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """What a step gives in some cells.

    A rate of its base; or by currency a fixed amount, or a price per unit that its base is lowered
    to. ``scope`` is ``cells`` as written, without the row's own period: specificity ignores dates.
    ``rate_ref`` points at the number itself. ``band``: from where to below where its band of
    ``measure`` reaches.
    In a ``marginal`` band the rate is for what lies in the band itself, and ``below`` is what all
    lower bands give: an amount of ``band_currency``, or the list price of so many units.
    """

    id: str
    cells: BoxSet
    scope: BoxSet
    period: Period
    rate: Percent | None
    amounts: Mapping[str, Money]
    ref: Ref
    rate_ref: Ref
    tier: str = ""
    band: tuple[Decimal, Decimal | None] | None = None
    band_currency: str = ""
    measure: str = ""
    announced: date | None = None
    prices: Mapping[str, Money] = field(default_factory=dict)
    marginal: bool = False
    below: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Step:
    """One discount, incentive, commission, special term: something given at one stage.

    ``nested`` steps (discount tables) take the innermost matching row; the others have rows whose
    cells are disjoint by meaning (bands) or a single row. ``partner`` is set on special terms.
    ``applies``: automatic, on-request, discretionary. ``paid_to``: company or person.
    ``measure`` is what its bands are cut by: "", quantity, list-value, period-value or
    period-growth; ``purpose`` what an allowance is given for.
    """

    id: str
    name: str
    kind: str
    side: str
    stage: str
    base: str
    anchor: str
    rows: tuple[Row, ...]
    ref: Ref
    audience: Audience
    nested: bool = False
    caps: tuple[Cap, ...] = ()
    group: str = ""
    excludes: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    applies: str = "automatic"
    per: str = "order"
    paid_to: str = "company"
    partner: str = ""
    measure: str = ""
    purpose: str = ""
    period: Period = ALWAYS
    announced: date | None = None


@dataclass(frozen=True, slots=True)
class RouteRule:
    """Which route the cells must use, and through which distributors."""

    id: str
    cells: BoxSet
    must_use: str
    distributors: tuple[str, ...]
    ref: Ref
