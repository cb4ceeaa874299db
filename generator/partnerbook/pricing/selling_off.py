"""Orders after the end of an agreement: what they are priced by, and from when on by nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from partnerbook.findings import Ref
from partnerbook.pricing.order import Order, unknown_words
from partnerbook.pricing.quote import Doubt
from partnerbook.pricing.running import runs_on
from partnerbook.resolve.program import Partner, Program
from partnerbook.resolve.selling_off import agreed_on, sell_off
from partnerbook.values.dates import in_words

REGISTRATION = "registration"


@dataclass(frozen=True, slots=True)
class SellingOff:
    """How an order in the time to sell off is priced: by the terms of the agreement's ``last`` day.

    ``through`` is the last day on which an offer made by then may become an order.
    """

    last: date
    through: date
    ref: Ref


def selling_off(program: Program, order: Order) -> SellingOff | None:
    """Of an order that is placed in its partner's time to sell off; None for any other."""
    partner, day = program.partners.get(order.partner), order.dates.get("order")
    if partner is None or partner.agreement is None or day is None:
        return None
    last = agreed_on(partner, day, program.holidays)
    left = sell_off(partner, program.holidays)
    if last is None or left is None or last == day or left.through is None:
        return None
    ended = partner.life.ended is not None
    ref = partner.status_ref(left.start) if ended else partner.agreement.ref
    return SellingOff(last, left.through, ref)


def as_agreed(program: Program, order: Order) -> Order:
    """The order as it is priced: in the time to sell off, nothing in it is later than the end."""
    off = selling_off(program, order)
    if off is None:
        return order
    dates = {anchor: min(day, off.last) for anchor, day in order.dates.items()}
    return replace(order, dates=dates)


def cannot_order(program: Program, order: Order, asked: Order) -> tuple[Doubt, ...]:
    """Why nothing in an order can be priced: words that nobody knows, days that are not agreed.

    ``order`` is ``asked`` as it is priced.
    """
    unknown = (Doubt(word) for word in unknown_words(program, order))
    return *unknown, *_not_agreed(program, order, asked)


def _not_agreed(program: Program, order: Order, asked: Order) -> Iterator[Doubt]:
    partner = program.partners.get(order.partner)
    if partner is None or "order" not in order.dates or runs_on(program, order):
        return
    ref = partner.agreement.ref if partner.agreement else partner.ref
    for words in no_agreement(program, partner, order.dates["order"]):
        yield Doubt(words, (ref,))
    off, day = selling_off(program, asked), asked.dates.get(REGISTRATION)
    if off is not None and day is not None and day > off.last:
        ended = f"the agreement of {partner.name} ended on {in_words(off.last)}"
        yield Doubt(f"a deal cannot be registered on {in_words(day)}: {ended}", (ref,))


def no_agreement(program: Program, partner: Partner, on: date) -> Iterator[str]:
    """Without an agreement in force no price is agreed: that in words."""
    meant = agreed_on(partner, on, program.holidays)
    if meant == on:
        return
    agreement = partner.agreement
    if agreement is None or on < agreement.in_force.end:
        yield f"{partner.name} has no agreement in force on {in_words(on)}"
        return
    ended = in_words(agreement.in_force.end - timedelta(days=1))
    left = sell_off(partner, program.holidays)
    through = left.through if left else None
    if meant is not None and through is not None:
        yield (
            f"the agreement of {partner.name} ended on {ended}; until {in_words(through)} offers"
            " made before may become orders"
        )
    elif through is not None and on > through:
        yield (
            f"{partner.name} cannot order on {in_words(on)}: its agreement ended on {ended}, and"
            f" its time to sell off on {in_words(through)}"
        )
    else:
        yield (
            f"{partner.name} cannot order on {in_words(on)}: its agreement ended on {ended}, and it"
            " has no time to sell off"
        )
