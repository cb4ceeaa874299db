"""Orders that stand in files: as orders to price, and what is missing on their day."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.findings import Ref
from partnerbook.pricing.order import Line, Order
from partnerbook.pricing.running import runs_on
from partnerbook.resolve.axes import day_axis
from partnerbook.resolve.program import Program, WrittenOrder
from partnerbook.resolve.selling_off import agreed_on
from partnerbook.values.audience import VENDOR_VIEWER, Viewer


def order_of(written: WrittenOrder, viewer: Viewer = VENDOR_VIEWER) -> Order:
    """The order to price, as this viewer may know it."""
    return Order(
        currency=written.currency,
        dates=written.dates,
        lines=tuple(
            Line(
                line.product,
                line.quantity,
                line.line_type,
                line.billing,
                line.term_months,
                line.deal_role,
                line.of,
            )
            for line in written.lines
        ),
        partner=written.partner,
        tier=written.tier,
        place=written.place,
        route=written.route,
        claim=written.claim,
        deal_role=written.deal_role,
        facts=written.facts,
        take=written.take,
        used=written.used,
        period_value=written.period_value,
        period_growth=written.period_growth,
        periods=written.periods,
        distributor_price=written.distributor_price,
        viewer=viewer,
    )


def not_in_force(program: Program, written: WrittenOrder) -> Iterator[tuple[str, Ref]]:
    """Why nothing can be ordered on the day of the order: in plain words, and where it stands."""
    on = written.dates["order"]
    partner = program.partners.get(written.partner)
    if partner is not None and not runs_on(program, order_of(written)):
        agreement, meant = partner.agreement, agreed_on(partner, on, program.holidays)
        if meant is None:
            at = partner.ref if agreement is None else agreement.ref
            yield f"{partner.name} has no agreement in force", at
        elif partner.held(on := meant) is None:
            yield f"{partner.name} holds no tier", partner.ref
    day = program.axes.on(on, day_axis("order"))
    for line in written.lines:
        priced = any(
            (price.product, price.price.currency) == (line.product, written.currency)
            and bool(price.cells.meet(day))
            for price in program.prices
        )
        if not priced:
            name = program.products[line.product].name
            yield f"{name} has no list price in {written.currency}", line.ref.child("product")
