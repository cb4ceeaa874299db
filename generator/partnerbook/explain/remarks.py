"""What is odd about what an order says of the measuring period: told beside its price."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from partnerbook.findings import Ref
from partnerbook.pricing import Quote
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Program, Step
from partnerbook.values.money import Money


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to look at, in words, and where what it is about is written."""

    words: str
    refs: tuple[Ref, ...]


def remarks(program: Program, quote: Quote) -> tuple[Remark, ...]:
    """One value that serves different periods or products, and values below the order itself."""
    mine = list(_measuring(program, quote))
    return (*_shared(program, quote, mine), *_too_small(quote, mine))


def _measuring(program: Program, quote: Quote) -> Iterator[tuple[Step, str, Ref]]:
    """What is given by what was bought in a period: the step, its period, where that is written."""
    for step in dict.fromkeys(step.id for step in (one.step for one in quote.taken)):
        taken = next(one.step for one in quote.taken if one.step.id == step)
        record = program.records.get("incentive", {}).get(step)
        if record is None:
            continue
        bands = record.get("bands", {})
        if taken.measure == "period-value":
            yield taken, bands.get("period", ""), record.ref.child("bands", "period")
            continue
        for part in taken.terms.parts:
            if part.converts_below:
                yield taken, part.per, part.ref.child("per")
                break


def _shared(
    program: Program, quote: Quote, mine: Sequence[tuple[Step, str, Ref]]
) -> Iterator[Remark]:
    value = quote.order.period_value
    own = quote.order.periods
    here = [one for one in mine if one[0].id not in own or own[one[0].id].value is None]
    if value is None or len(here) < 2:
        return
    kinds = {(period, _products(program, step)) for step, period, _ in here}
    if len(kinds) == 1:
        return
    as_what = [
        f"the {period} of {step.name} ({_products(program, step)})" for step, period, _ in here
    ]
    words = (
        f"{_said(value)} serves as {joined(as_what, 'and')}; where these differ, say each of them"
        " under periods: in the file of the order"
    )
    yield Remark(words, tuple(ref for _, _, ref in here))


def _said(value: Money) -> str:
    return f"{value.amount:,f} {value.currency}"


def _products(program: Program, step: Step) -> str:
    said = program.records["incentive"][step.id].get("for")
    names = said.get("products", ()) if hasattr(said, "get") else ()
    found = [program.products[one].name for one in names if one in program.products]
    return joined(found, "and") if found else "all products"


def _too_small(quote: Quote, mine: Sequence[tuple[Step, str, Ref]]) -> Iterator[Remark]:
    """A period's purchases have this order in them, so that they cannot be less."""
    if quote.customer_pays:
        return
    for step, period, ref in mine:
        value = quote.order.bought(step.id).value
        lines = [one for one in quote.lines if any(t.step.id == step.id for t in one.taken)]
        paid = sum((line.sums.invoice.amount for line in lines), Decimal(0))
        if value is not None and value.amount < paid:
            order = Money(paid, value.currency).rounded()
            words = (
                f"{_said(value)} in the {period} of {step.name}, this order included, is less than"
                f" the order itself: {_said(order)}"
            )
            yield Remark(words, (ref,))
