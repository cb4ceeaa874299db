"""What would count on an order, were it not for one thing that its file says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from partnerbook.findings import Ref
from partnerbook.pricing.items import is_budgeted
from partnerbook.pricing.order import Order, cell_of
from partnerbook.pricing.quote import Quote
from partnerbook.pricing.roles import in_roles
from partnerbook.pricing.rows import in_currency
from partnerbook.resolve.axes import KEYS
from partnerbook.resolve.program import Program, Step
from partnerbook.values.box import BoxSet
from partnerbook.values.spans import meet_spans


def nearly(
    program: Program, quote: Quote, order: Order
) -> Iterator[tuple[str, Program, Order, Ref, str, str]]:
    """Incentives that give nothing because of one key: in words, and the program without it.

    With what would have to be written there and for what, if that is a single word; else "".
    ``order``: the same order, which takes by name what it takes.
    """
    counted = {taken.step.id for taken in quote.taken}
    recast = in_roles(program, quote.order).order
    total = sum((line.sums.list_value.amount for line in quote.lines), Decimal(0))
    cells = [cell_of(program, recast, line, total) for line in recast.lines]
    for step in program.steps:
        if step.id in counted or step.nested or step.partner:
            continue
        if is_budgeted(step):
            given = replace(step, applies="on-request")
            words = f"if {step.name} is given on request, and not at our discretion"
            at, what = step.ref.child("applies"), f"`applies:` of {step.name}"
            yield words, _with(program, given), _taking(order, step), at, given.applies, what
            continue
        for axis in _lacking(program, step, cells, order.currency):
            rows = tuple(replace(row, cells=row.cells.without(axis)) for row in step.rows)
            key, ref = _key(program, step, axis)
            words = f"if {step.name} were for this order too, which its `{key}:` leaves out"
            yield words, _with(program, replace(step, rows=rows)), _taking(order, step), ref, "", ""


def _lacking(program: Program, step: Step, cells: list[BoxSet], currency: str) -> list[str]:
    """The axes of which each alone keeps a row from counting; none where a row counts as it is."""
    found: set[str] = set()
    for cell in (in_currency(program.axes, cell, currency) for cell in cells):
        for row in step.rows:
            # Another band or tier is another row.
            own = {"tier"} if row.tier else set()
            if row.band is not None or row.band_currency not in ("", currency):
                continue
            for box in in_currency(program.axes, row.cells, currency).boxes:
                failing = [axis for axis, side in box.sides if not meet_spans(side, cell.on(axis))]
                if not failing:
                    return []
                if len(failing) == 1 and failing[0] not in own:
                    found.add(failing[0])
    return sorted(found)


def _with(program: Program, step: Step) -> Program:
    steps = tuple(step if one.id == step.id else one for one in program.steps)
    return replace(program, steps=steps)


def _taking(order: Order, step: Step) -> Order:
    if order.take is None or step.applies == "automatic":
        return order
    return replace(order, take=order.take | {step.id})


def _key(program: Program, step: Step, axis: str) -> tuple[str, Ref]:
    """The key that limits an axis, with its place."""
    record = program.records["incentive"][step.id]
    where = record.get("for")
    name = axis.partition(":")[0]
    if name == "day":
        key = "through" if "through" in record.data else "from"
        return key, step.ref.child(key)
    if isinstance(where, Mapping):
        key = next((one for one in where if KEYS.get(one, one) == name), "")
        if key:
            return key, step.ref.child("for", key)
    return "except", step.ref
