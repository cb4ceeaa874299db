"""What an order costs and earns: the answer of ``price``, line by line and in all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from partnerbook.findings import Ref
from partnerbook.pricing.exact import points, share
from partnerbook.pricing.order import Line, Order
from partnerbook.pricing.roles import Recast
from partnerbook.pricing.stack import gets
from partnerbook.pricing.waterfall import Taken
from partnerbook.resolve.program import ListPrice, Step
from partnerbook.values.audience import Audience
from partnerbook.values.money import Money
from partnerbook.values.percent import Percent


@dataclass(frozen=True, slots=True)
class Figure:
    """One sum of a quote, with who may see it and where its terms are written."""

    money: Money
    audience: Audience
    refs: tuple[Ref, ...]

    @property
    def amount(self) -> Decimal:
        """The number alone."""
        return self.money.amount


@dataclass(frozen=True, slots=True)
class NotApplied:
    """A step that gives nothing on a line, and why. ``audience``: who may know it.

    ``why`` is the plain reason, or finds it: most quotes are made for their amounts alone.
    """

    step: Step
    why: str | Callable[[], str]
    refs: tuple[Ref, ...]
    audience: Audience

    @property
    def reason(self) -> str:
        """The reason in plain words."""
        return self.why if isinstance(self.why, str) else self.why()


@dataclass(frozen=True, slots=True)
class Missing:
    """A coordinate that the order leaves open.

    ``steps`` depend on it: their ids, or price lists and rules about routes (see ``quoting``).
    """

    axis: str
    words: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that keeps a quote from being certain. ``line`` is None for the whole order."""

    reason: str
    refs: tuple[Ref, ...] = ()
    line: int | None = None


@dataclass(frozen=True, slots=True)
class LineQuote:
    """The waterfall of one line.

    ``taken`` holds the partner's, the distributor's and people's steps, told apart by ``chain``, in
    the order of the stages. ``back``: of a line that takes something back, by which rules, in
    words, and where they are written.
    """

    line: Line
    price: ListPrice
    taken: tuple[Taken, ...]
    not_applied: tuple[NotApplied, ...]
    sums: Sums
    back: tuple[tuple[str, Ref | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Sums:
    """Of one line or of the whole order.

    ``list_value``: quantity × list price. ``invoice``: what the partner pays at the order (on
    direct and referral routes: the customer). ``back_end``: what the partner company gets later.
    ``net_net``: invoice less back end. ``earned``: what the partner company gets in all.
    ``persons``: what people get. ``distributor_invoice``: what the distributor pays the vendor,
    None in one tier. ``distributor_back_end``: what it gets later. ``vendor_net``: the vendor's
    net revenue, after everything. ``cost``: what it costs the vendor, None if not known.
    """

    list_value: Figure
    invoice: Figure
    back_end: Figure
    net_net: Figure
    earned: Figure
    persons: Figure
    distributor_invoice: Figure | None
    distributor_back_end: Figure | None
    vendor_net: Figure
    cost: Figure | None

    @property
    def given(self) -> Money:
        """What the vendor gives in all: list value less its net revenue."""
        return self.list_value.money - self.vendor_net.money

    @property
    def distributor_margin(self) -> Money | None:
        """What a distributor keeps that passes the partner's price on; negative: it pays to sell.

        None in one tier.
        """
        if self.distributor_invoice is None or self.distributor_back_end is None:
            return None
        paid = self.distributor_invoice.money - self.distributor_back_end.money
        return self.invoice.money - paid

    @property
    def margin(self) -> Percent | None:
        """The vendor's margin in % of net revenue, to two decimals; internal."""
        net = self.vendor_net.amount
        if self.cost is None or not net:
            return None
        return points(share((self.vendor_net.money - self.cost.money).amount, net))


@dataclass(frozen=True, slots=True)
class Quote:
    """What an order costs and earns.

    Lines that cannot be priced are left out and named in ``doubts``; a step that depends on what
    the order leaves open is left out and named in ``missing``. ``sums`` is None when no line can be
    priced. ``recast``: the lines that count in another deal role than ``order`` says, worked out
    before anything else.
    """

    order: Order
    two_tier: bool
    lines: tuple[LineQuote, ...]
    sums: Sums | None
    missing: tuple[Missing, ...]
    doubts: tuple[Doubt, ...]
    recast: tuple[Recast, ...] = ()

    @property
    def customer_pays(self) -> bool:
        """Whether the vendor sells to the customer, so that partners are paid, not charged."""
        return self.order.route in ("direct", "referral")

    @property
    def certain(self) -> bool:
        """Whether nothing is left open: no coordinate missing, no rows of equal right."""
        return not self.missing and not self.doubts

    def is_recommended(self, taken: Taken) -> bool:
        """Whether it is a distributor's to give, whose price to the partner is its own.

        The vendor's number is then a recommendation, and an input of its own sums.
        """
        on = next(line for line in self.lines if any(taken is one for one in line.taken))
        distributed = on.sums.distributor_invoice is not None
        return distributed and taken.front and gets(taken) == "partner"

    @property
    def taken(self) -> tuple[Taken, ...]:
        """Everything taken, on all lines."""
        return tuple(taken for line in self.lines for taken in line.taken)
