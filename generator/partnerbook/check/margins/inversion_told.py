"""What is said of a larger deal that costs less than a smaller one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, Decimal
from typing import Any

from partnerbook.check.margins.deals import percent
from partnerbook.check.margins.edges import Edge, Sum, money
from partnerbook.check.margins.sums import amount
from partnerbook.findings import Edit, Place, Ref, Repair, Term
from partnerbook.resolve.program import Program
from partnerbook.rulebook import Judgement
from partnerbook.values.percent import Percent

THOUSANDTH = Decimal("0.001")


def accepted_drop(program: Program, edge: Edge, bands: Ref) -> Percent | None:
    """What a table says of its edges."""
    kind = "discount" if edge.step.nested else "incentive"
    value: Any = program.records[kind][edge.step.id].data
    for step in bands.steps:
        value = value[int(step) if step.isdigit() else step]
    said: Percent | None = value.get("accepted_drop")
    return said


def judgement(
    program: Program, found: Sequence[Edge], bands: Ref, accepted: Percent | None
) -> Judgement:
    """The worst edge with both sums; the others by where they are."""
    edge = max(found, key=lambda one: one.drop)
    product = program.products[edge.price.product].name
    tier = edge.discount.row.tier if edge.discount else ""
    who = f" {program.tiers[tier].name} partners" if tier else ""
    bound = f"; at most {accepted} is accepted" if accepted else ""
    at, below = money(edge.at.total, edge.price), money(edge.below.total, edge.price)
    others = [f"{one.high.id}, {percent(one.drop)} less" for one in found if one is not edge]
    return Judgement(
        f"{edge.step.name}: {edge.at.units} of {product} cost{who} less than {edge.below.units}:"
        f" {at} against {below}, {percent(edge.drop)} less{bound}",
        (
            Place(edge.high.rate_ref, f"{edge.high.rate} on all of them from here"),
            Place(edge.low.rate_ref, f"{edge.low.rate} below that"),
        ),
        subject=f"{edge.step.id}/{edge.high.id}",
        notes=(("also at", "; ".join(others)),) if others else (),
        sum_intro=f"on {edge.below.units} and on {edge.at.units}, in {edge.price.price.currency}",
        sum=(*_terms(edge, edge.below), *_terms(edge, edge.at)),
        help=tuple(repairs(edge, bands, accepted)),
        facts=("edge",),
    )


def _terms(edge: Edge, side: Sum) -> Iterator[Term]:
    currency = edge.price.price.currency
    band = edge.low if side is edge.below else edge.high
    listed = f"list, {side.units} × {edge.price.product}"
    yield Term(amount(side.listed, currency), listed, edge.price.ref)
    if edge.discount:
        words = f"{edge.discount.step.name}, {edge.discount.row.rate}"
        yield Term(amount(side.discount, currency, "-"), words, edge.discount.row.rate_ref)
    words = f"{edge.step.name}, {band.rate}"
    yield Term(amount(side.band, currency, "-" if side.band else ""), words, band.rate_ref)
    yield Term(amount(side.total, currency), f"for {side.units}", None, total=True)


def repairs(edge: Edge, bands: Ref, accepted: Percent | None) -> Iterator[Repair]:
    """Counting each unit in its own band, or saying that such a drop is meant."""
    if edge.step.base == "list":
        yield Repair(
            "write `counts: marginal`: each unit at the rate of its own band",
            "whoever buys more than the first band gets less than now",
            (Edit(bands.child("counts"), "marginal"),),
        )
    bound = percent(edge.drop.quantize(THOUSANDTH, ROUND_CEILING))
    say = f"or accept it: `accepted_drop: {bound}`"
    at = bands.child("accepted_drop") if accepted else bands.child("counts")
    text = bound if accepted else f"accepted_drop: {bound}"
    edit = Edit(at, text, "replace" if accepted else "insert")
    yield Repair(say, "the vendor earns less on the larger of the two orders", (edit,))
