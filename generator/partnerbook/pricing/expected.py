"""What is expected of an order against what comes out, exact to the minor unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from partnerbook.pricing.exact import ZERO
from partnerbook.pricing.payouts import payouts
from partnerbook.pricing.price_protection import falls
from partnerbook.pricing.quote import Quote
from partnerbook.pricing.waterfall import Taken
from partnerbook.resolve.program import Expected, Program
from partnerbook.values.dates import in_words
from partnerbook.values.money import Money

STEP, PART, CREDIT = "step", "part", "credit"
DISTRIBUTOR_INVOICE, VENDOR_NET = "distributor_invoice", "vendor_net"
WORDS: Mapping[str, str] = {
    "list_value": "the list value",
    "invoice": "the invoice",
    "back_end": "the back end",
    "net_net": "the net-net price",
    "persons": "what people get",
    DISTRIBUTOR_INVOICE: "the distributor's invoice",
    VENDOR_NET: "the vendor's net revenue",
}
"""What each figure of a result is called."""


@dataclass(frozen=True, slots=True)
class Difference:
    """An amount that is expected and does not come out. ``reckoned`` None: there is no such sum."""

    expected: Expected
    reckoned: Money | None


def differences(
    program: Program, all_expected: Iterable[Expected], quote: Quote
) -> Iterator[Difference]:
    """Every amount of a certain quote that is not as expected, in the order of the file."""
    for expected in all_expected:
        found = reckoned(program, quote, expected)
        if found != expected.money:
            yield Difference(expected, found)


def reckoned(program: Program, quote: Quote, expected: Expected) -> Money | None:
    """What comes out where this amount is expected, rounded as it is paid."""
    if expected.what == STEP:
        return given(quote, expected.step)
    if expected.what == PART:
        return _part(quote, expected)
    if expected.what == CREDIT:
        return _credit(program, quote, expected)
    figure = getattr(quote.sums, expected.what)
    return None if figure is None else figure.money


def _part(quote: Quote, expected: Expected) -> Money:
    """What a part of a payment comes to; nothing where its incentive gives nothing."""
    amounts = (
        part.amount.amount
        for payout in payouts(quote)
        for part in payout.parts
        if (payout.step.id, part.part.id) == (expected.step, expected.part)
    )
    return Money(sum(amounts, ZERO), quote.order.currency)


def _credit(program: Program, quote: Quote, expected: Expected) -> Money:
    """What is credited for one unit from that day on; nothing where no list price falls then."""
    wanted = (expected.step, expected.product, expected.on)
    for fall in falls(program, quote.order):
        if (fall.step.id, fall.product, fall.on) == wanted:
            return fall.credit
    return Money(ZERO, quote.order.currency)


def given(quote: Quote, step: str) -> Money:
    """What a step gives on all lines; to the end customer once, whoever passes it on."""
    amounts = (taken.amount for taken in quote.taken if taken.step.id == step and counts(taken))
    return Money(sum(amounts, ZERO), quote.order.currency)


def counts(taken: Taken) -> bool:
    """Whether it is not what a distributor merely passes on to the end customer."""
    return taken.step.side != "end-customer" or taken.chain != "distributor"


def called(program: Program, expected: Expected) -> str:
    """What an amount that is expected is called."""
    if not expected.step:
        return WORDS[expected.what]
    step = next((one for one in program.steps if one.id == expected.step), None)
    name = expected.step if step is None or step.partner else step.name
    if expected.what == PART:
        return f"the part {expected.part} of {name}"
    if expected.on is not None:
        product = program.products[expected.product].name
        return f"the credit of {name} for one {product} from {in_words(expected.on)}"
    return name
