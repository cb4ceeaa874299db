"""Lines of one order that take back more than their order had, or before there was that order."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.findings import Finding, Ref
from partnerbook.load.said import replaced, shape
from partnerbook.model.order_parts import OrderPart
from partnerbook.values.dates import in_words


def more_than_bought(at: Ref, order: OrderPart) -> Iterator[Finding]:
    """Each line with which more units go back than the original line had, if that says how many."""
    back: dict[tuple[object, ...], int] = {}
    for number, line in enumerate(order.lines):
        if line.of is None or line.of.quantity is None:
            continue
        key = (line.product, *vars(line.of).items())
        before, had = back.get(key, 0), line.of.quantity
        back[key] = before + line.quantity
        if before > had or back[key] <= had:
            continue
        here, left = at.child("order", "lines", number), had - before
        besides = f", {before} of them on lines above" if before else ""
        yield shape(
            "wrong-value",
            f"{back[key]} units of {line.product} are taken back{besides}, but the order of"
            f" {line.of.order} had {had}",
            [
                (here.child("quantity"), f"{back[key] - had} too many"),
                (here.child("of", "quantity"), "so many were bought"),
            ],
            help=(replaced(here.child("quantity"), str(left)),) if left else (),
        )


def before_bought(at: Ref, order: OrderPart) -> Iterator[Finding]:
    """Each line that takes something back of an order that comes only later."""
    for number, line in enumerate(order.lines):
        if line.of is None or line.of.order <= order.dates.order:
            continue
        bought = at.child("order", "lines", number, "of", "order")
        back = at.child("order", "dates", "order")
        yield shape(
            "wrong-value",
            f"{line.product} is taken back on {in_words(order.dates.order)}, before it was bought"
            f" on {in_words(line.of.order)}",
            [
                (bought, "the day on which it was bought"),
                (back, "the day on which it is taken back"),
            ],
        )
