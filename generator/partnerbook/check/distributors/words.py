"""What there is to say of a deal that leaves a distributor too little: who, how much, the sum."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from partnerbook.check.distributors.blame import decisive, kept_share, least
from partnerbook.check.floors.mixed import mixed_words
from partnerbook.check.margins.deals import deal_notes, percent
from partnerbook.check.margins.sums import amount, bearers, paid, taken_words
from partnerbook.findings import Ref, Term
from partnerbook.pricing.distributor import Squeeze
from partnerbook.pricing.stack import distributor_gets_back
from partnerbook.resolve.program import Program


def message(program: Program, found: Squeeze) -> str:
    """On what, sold to whom, how much is kept, against which minimum."""
    extreme = found.extreme
    tier, product = program.tiers[extreme.tier].name, program.products[extreme.product].name
    who = f"{program.partners[extreme.partner].name} ({tier})" if extreme.partner else tier
    if mix := mixed_words(program, extreme):
        who = f"{who}, {mix}"
    minimum = program.minimum_distributor_margin
    must = f"; it must keep at least {minimum}" if minimum is not None else ""
    return f"on {product} sold to {who}, a distributor {keeps(found)}{must}"


def keeps(found: Squeeze) -> str:
    """What a distributor is left with: ``keeps 2% of that price``."""
    part = kept_share(found)
    of = "the partner's price" if found.stack.partner_pays > 0 else "list, and is paid nothing"
    if part < 0:
        return f"loses {percent(-part)} of {of}"
    return f"keeps {percent(part)} of {of}" if part else "keeps nothing"


def sum_of(program: Program, found: Squeeze, minimum: Ref | None) -> Iterator[Term]:
    """What the partner pays, then what the distributor pays, then what is between them."""
    stack, currency = found.stack, found.stack.currency
    units = "" if stack.units == 1 else f"{stack.units} × "
    yield Term(
        amount(stack.value, currency), f"list, {units}{stack.price.product}", stack.price.ref
    )
    listed = paid(stack.value, currency)
    given = back = Decimal(0)
    for taken in decisive(stack):
        if taken.chain == "partner" and taken.front:
            given += paid(taken.amount, currency)
            words = taken_words(taken, currency)
            yield Term(amount(taken.amount, currency, "-"), words, taken.row.rate_ref)
    pays = listed - given
    yield Term(amount(pays, currency), "the partner pays the distributor", None, total=True)
    yield Term(amount(listed, currency, "-"), "list, for the distributor", stack.price.ref)
    for taken in decisive(stack):
        if taken.chain == "distributor":
            back += paid(taken.amount, currency)
            words = taken_words(taken, currency)
            yield Term(amount(taken.amount, currency, "+"), words, taken.row.rate_ref)
    for taken in decisive(stack):
        settled = distributor_gets_back(taken, two_tier=True)
        if settled:
            back += paid(settled, currency)
            words = f"{taken.step.name}{bearers(taken, 'distributor')}, settled later"
            sign = "-" if settled < 0 else "+"
            at = taken.step.ref.child("borne_by")
            yield Term(amount(abs(settled), currency, sign), words, at)
    kept = pays - listed + back
    words = f"the distributor {keeps(found)}"
    if minimum is not None and pays > 0:
        must = amount(least(program) * pays, currency)
        words += f"; at least {program.minimum_distributor_margin}, {must}"
    yield Term(amount(kept, currency), words, minimum, total=True)


def notes(program: Program, first: Squeeze, found: Sequence[Squeeze]) -> Iterator[tuple[str, str]]:
    """One such deal, and on what else it happens."""
    deals = [one.extreme for one in found]
    return deal_notes(program, first.extreme, decisive(first.stack), deals)


def intro(first: Squeeze) -> str:
    """On which deal the sum is made."""
    if first.stack.endless:
        where = "however large the deal"
    elif first.stack.units == first.extreme.units:
        where = "on the smallest such deal"
    else:
        where = "on such a deal"
    return f"{where}, in {first.extreme.currency}"
