"""A stack on one deal, written out: what is taken, from what, and what everybody is left with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from partnerbook.pricing.exact import ZERO, Coins, exactly, share
from partnerbook.pricing.items import Item
from partnerbook.pricing.measure import Deal
from partnerbook.pricing.waterfall import Stretch, Taken, waterfall
from partnerbook.resolve.program import ListPrice, Stage
from partnerbook.values.money import Money


@dataclass(frozen=True, slots=True)
class Stack:
    """What is taken together on one deal; all amounts in one currency.

    They are exact, nothing is rounded, unless it is written out as it is paid.

    ``value``: list price × ``units``, on ``lines`` of an order that are all alike. ``given``: what
    the vendor gives in all. ``earned``: what the partner company gets, now and later; ``persons``:
    what people get; ``distributor``: what the distributor gets on what it buys. ``endless``: not
    one deal but what ever larger deals come close to without reaching it: caps and fixed amounts
    have come to nothing.
    """

    price: ListPrice
    value: Decimal
    units: int
    two_tier: bool
    endless: bool
    taken: tuple[Taken, ...]
    given: Decimal
    earned: Decimal
    persons: Decimal
    distributor: Decimal
    lines: int = 1

    @property
    def currency(self) -> str:
        """The currency of all amounts."""
        return self.price.price.currency

    @property
    def kept(self) -> Decimal:
        """The vendor's net revenue: list value less everything given."""
        with exactly():
            return self.value - self.given

    @property
    def given_share(self) -> Decimal:
        """What the vendor gives as a factor of list value, to 60 digits; to show, not to judge."""
        return share(self.given, self.value)

    @property
    def kept_share(self) -> Decimal:
        """The vendor's net revenue as a factor of list value, to 60 digits."""
        return share(self.kept, self.value)

    @property
    def earned_share(self) -> Decimal:
        """What the partner company gets as a factor of list value, to 60 digits."""
        return share(self.earned, self.value)

    @property
    def partner_pays(self) -> Decimal:
        """What the partner pays at the order: list value less its front end and the customer's."""
        with exactly():
            lowered = (t.amount for t in self.taken if t.chain == "partner" and t.front)
            return self.value - sum(lowered, ZERO)

    @property
    def distributor_pays(self) -> Decimal:
        """What the distributor pays the vendor, less what it gets back later."""
        with exactly():
            lowered = (t.amount for t in self.taken if t.chain == "distributor")
            settled = (distributor_gets_back(t, two_tier=self.two_tier) for t in self.taken)
            return self.value - sum(lowered, ZERO) - sum(settled, ZERO)

    def money(self, amount: Decimal) -> Money:
        """An amount of this stack with its currency."""
        return Money(amount, self.currency)


def written_out(
    stages: Sequence[Stage],
    items: Sequence[Item],
    price: ListPrice,
    deal: Deal,
    *,
    coins: Coins | None = None,
) -> Stack:
    """The stack of some items on a deal; with ``coins``, every amount rounded as in a quote."""
    with exactly():
        line = Stretch(deal.value, deal.units, price, tuple(items), deal.two_tier, lines=deal.lines)
        (taken,) = waterfall(stages, [line], coins=coins, endless=deal.endless)
        earned = sum((t.amount for t in taken if gets(t) == "partner"), ZERO)
        earned -= sum((t.borne.partner for t in taken if t.borne is not None), ZERO)
        persons = sum((t.amount for t in taken if gets(t) == "person"), ZERO)
        distributor = sum((t.amount for t in taken if gets(t) == "distributor"), ZERO)
        distributor += sum((distributor_gets_back(t, two_tier=deal.two_tier) for t in taken), ZERO)
        given = sum((vendor_gives(t, two_tier=deal.two_tier) for t in taken), ZERO)
    return Stack(
        price=price,
        value=deal.value,
        units=deal.units,
        two_tier=deal.two_tier,
        endless=deal.endless,
        taken=taken,
        given=given,
        earned=earned,
        persons=persons,
        distributor=distributor,
        lines=deal.lines,
    )


def gets(taken: Taken) -> str:
    """Who gets what is taken: partner, distributor, person or customer."""
    return "customer" if taken.step.side == "end-customer" else taken.chain


def vendor_gives(taken: Taken, *, two_tier: bool) -> Decimal:
    """What of it the vendor bears; negative where the partner pays back what is not given here.

    In two tiers the distributor passes the partner's front end on, out of what it bought at; what
    the end customer gets counts once, on what the vendor is paid. Call inside exactly().
    """
    borne = taken.borne
    if _is_passed_on(taken, two_tier=two_tier):
        bearing = taken.step.terms.borne_by
        if not bearing:
            return ZERO
        return borne.vendor if borne is not None else taken.amount
    counts = taken.chain != "partner" or not two_tier or taken.step.side != "end-customer"
    given = taken.amount if counts else ZERO
    return given if borne is None else given - borne.distributor - borne.partner


def distributor_gets_back(taken: Taken, *, two_tier: bool) -> Decimal:
    """What is settled with the distributor beside the prices; negative where it pays its part."""
    if _is_passed_on(taken, two_tier=two_tier):
        if not taken.step.terms.borne_by:
            return ZERO
        return taken.amount - (taken.borne.distributor if taken.borne is not None else ZERO)
    return ZERO if taken.borne is None else -taken.borne.distributor


def _is_passed_on(taken: Taken, *, two_tier: bool) -> bool:
    """Whether a distributor passes it on to the partner at the order."""
    return two_tier and taken.front and gets(taken) == "partner"
