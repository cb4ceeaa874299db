"""What a line that is taken back got then, where that hangs on what the order does not say.

Lines of one order share a cap, and an amount that is given once per order. Of lines that stay only
their list value is known, and of what was used of a cap before that day nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from partnerbook.findings import Ref
from partnerbook.pricing.exact import ONE, ZERO
from partnerbook.pricing.items import PER_UNIT
from partnerbook.pricing.order import Order
from partnerbook.pricing.quote import Doubt, LineQuote
from partnerbook.pricing.waterfall import Taken


def unsettled(
    order: Order, at: int, line: LineQuote, lines: Decimal, whole: Decimal | None
) -> Iterator[Doubt]:
    """A doubt for each step that a line gives back, of which it may have got another amount.

    ``lines``: the list value of all lines of that order that are taken back now, as they were;
    ``whole``: of all its lines, if that is stated.
    """
    of = order.lines[at].of
    assert of is not None
    got = {one.step.id for one in line.taken}
    for name in of.earned:
        left = (one for one in line.not_applied if one.step.id == name)
        if name not in got and not any(one.reason.startswith("kept:") for one in left):
            yield Doubt(
                f"{name}: of: says what the line got of it, but it got none of it then", (), at
            )
    for one in line.taken:
        if one.step.id in of.earned or not one.amount:
            continue
        found = _used(order, one)
        if found is None and whole is not None and whole > lines:
            found = _shared(order.currency, one, whole)
        if found is not None:
            reason, ref = found
            asked = f"say under of: what the line got of it, as earned: [{{incentive: {one.step.id}"
            yield Doubt(f"{one.step.id}: {reason}; {asked}, amount: …}}]", (ref,), at)


def _used(order: Order, one: Taken) -> tuple[str, Ref] | None:
    """A cap of which something was used, now or before that order: nobody says which."""
    for cap in one.step.caps:
        if (one.step.id, cap.id) in order.used:
            said = "how much of it was used before the order that is undone is not known"
            return f"its cap {cap.id} is for a time, and {said}", cap.ref
    return None


def _shared(currency: str, one: Taken, whole: Decimal) -> tuple[str, Ref] | None:
    """A cap that all lines of the order may have filled, or an amount that they shared."""
    step, stay = one.step, "lines of that order stay"
    if one.row.amounts and step.per != PER_UNIT:
        return f"it is given once per order, and {stay}", one.row.rate_ref
    rates = [ONE if row.rate is None else row.rate.fraction for row in step.rows]
    most = None if one.row.amounts else max(rates, default=ZERO) * whole
    for cap in step.caps:
        limit = cap.amounts.get(currency)
        if cap.per != PER_UNIT and limit is not None and (most is None or most > limit.amount):
            return f"its cap {cap.id} was for the whole order, and {stay}", cap.ref
    return None
