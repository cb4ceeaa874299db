"""What the program offers: products, prices, tiers, and every step of the waterfall, linked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from partnerbook.findings import Ref
from partnerbook.resolve.terms import NO_TERMS, Terms
from partnerbook.values.audience import Audience
from partnerbook.values.box import BoxSet
from partnerbook.values.money import Money
from partnerbook.values.percent import Percent
from partnerbook.values.period import ALWAYS, Duration, Period
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
    ``said`` is what `for:` and `except:` alone say: ``scope`` without the tier of a rate per tier.
    ``rate_ref`` points at the number itself. ``band``: from where to below where its band of
    ``measure`` reaches.
    In a ``marginal`` band the rate is for what lies in the band itself, and ``below`` is what all
    lower bands give: an amount of ``band_currency``, or the list price of so many units.
    """

    id: str
    cells: BoxSet
    scope: BoxSet
    said: BoxSet
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

    def narrower(self, other: Row) -> bool:
        """Whether it counts before another row of its table: by what `for:` says, dates aside.

        Of two rows that say the same, one with a rate per tier is the narrower in those tiers.
        """
        if not self.said.inside(other.said):
            return False
        if not other.said.inside(self.said):
            return True
        return self.scope.inside(other.scope) and not other.scope.inside(self.scope)


@dataclass(frozen=True, slots=True)
class Reverses:
    """On which types of line what was earned is taken back, how long after the order, and how.

    ``how``: in-full or by-remaining-term. ``within`` None: for ever.
    """

    on: tuple[str, ...]
    within: Duration | None
    how: str
    ref: Ref


@dataclass(frozen=True, slots=True)
class Step:
    """One discount, incentive, commission, special term: something given at one stage.

    ``nested`` steps (discount tables) take the innermost matching row; the others have rows whose
    cells are disjoint by meaning (bands) or a single row. ``partner`` is set on special terms.
    ``applies``: automatic, on-request, discretionary. ``paid_to``: company or person.
    ``measure`` is what its bands are cut by: "", quantity, list-value, period-value or
    period-growth; ``purpose`` what an allowance is given for.
    ``term``: how long it is paid, from the customer's first sale. With ``base: recurring`` its rows
    hold only for lines that are billed monthly or yearly. ``reverses``: when it is taken back.
    ``credits``: which step a credit-back pays back; the last of those that it ``requires``.
    ``choice``: of its group the program itself gives one, the best-for-partner or the lowest; ""
    where the partner chooses. ``only_below``: given only where the vendor's margin at the opening
    of its stage is below this.
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
    term: Duration | None = None
    reverses: Reverses | None = None
    credits: str = ""
    terms: Terms = NO_TERMS
    choice: str = ""
    only_below: Percent | None = None


@dataclass(frozen=True, slots=True)
class StackLimit:
    """At most so many of some incentives on one deal, in some cells. ``of``: their ids."""

    id: str
    at_most: int
    of: tuple[str, ...]
    cells: BoxSet
    reason: str
    ref: Ref


@dataclass(frozen=True, slots=True)
class RouteRule:
    """Which route the cells must use, and through which distributors."""

    id: str
    cells: BoxSet
    must_use: str
    distributors: tuple[str, ...]
    ref: Ref


@dataclass(frozen=True, slots=True)
class Reclassify:
    """By which deal role a line counts, whatever the order says.

    A line of one of ``line_types`` counts in ``role``: that line alone, or with ``whole: order``
    every line of its order. What makes a whole order something wins over what makes a line
    something.
    """

    id: str
    line_types: tuple[str, ...]
    role: str
    whole: str
    reason: str
    ref: Ref
