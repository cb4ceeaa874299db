"""What the program offers: products, prices, tiers, and every step of the waterfall, linked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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
class BundlePart:
    """So many units of a product in one unit of a bundle."""

    product: str
    quantity: int
    ref: Ref


@dataclass(frozen=True, slots=True)
class Product:
    """A node of the product tree: ``all``, a family or a product. Only leaves with a sku sell.

    ``bundle``: what one unit consists of. Its ``cost`` is then that of the parts unless the file
    says another (``cost_written``), in the currencies in which it is known of all of them.
    """

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
    bundle: tuple[BundlePart, ...] = ()
    cost_written: bool = True
    billing: str = ""

    def cost_ref(self, currency: str) -> Ref:
        """Where the cost in a currency is written, or of which parts it is the sum."""
        if not self.cost_written:
            return self.ref.child("bundle")
        written = [cost.currency for cost in self.cost]
        at = self.ref.child("cost")
        return at.child(written.index(currency)) if currency in written else at


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
    """The most that one step gives ``per`` deal, month, quarter or year, by currency."""

    id: str
    per: str
    amounts: Mapping[str, Money]
    ref: Ref


@dataclass(frozen=True, slots=True)
class Row:
    """What a step gives in some cells: a rate of its base, or a fixed amount by currency.

    ``scope`` is ``cells`` as written, without the row's own period: specificity ignores dates.
    ``rate_ref`` points at the number itself.
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
    announced: date | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One discount, incentive, commission, special term: something given at one stage.

    ``nested`` steps (discount tables) take the innermost matching row; the others have rows whose
    cells are disjoint by meaning (bands) or a single row. ``partner`` is set on special terms.
    ``applies``: automatic, on-request, discretionary. ``paid_to``: company or person.
    ``measure`` is what its bands are cut by: "", quantity, list-value or period-value.
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
