"""What is expected of an order against what comes out, exact to the minor unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from partnerbook.pricing.exact import ZERO
from partnerbook.pricing.quote import Quote
from partnerbook.pricing.waterfall import Taken
from partnerbook.resolve.program import Expected
from partnerbook.values.money import Money

STEP, DISTRIBUTOR_INVOICE, VENDOR_NET = "step", "distributor_invoice", "vendor_net"
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


def differences(all_expected: Iterable[Expected], quote: Quote) -> Iterator[Difference]:
    """Every amount of a certain quote that is not as expected, in the order of the file."""
    for expected in all_expected:
        found = reckoned(quote, expected)
        if found != expected.money:
            yield Difference(expected, found)


def reckoned(quote: Quote, expected: Expected) -> Money | None:
    """What comes out where this amount is expected, rounded as it is paid."""
    if expected.what == STEP:
        return given(quote, expected.step)
    figure = getattr(quote.sums, expected.what)
    return None if figure is None else figure.money


def given(quote: Quote, step: str) -> Money:
    """What a step gives on all lines; to the end customer once, whoever passes it on."""
    amounts = (taken.amount for taken in quote.taken if taken.step.id == step and counts(taken))
    return Money(sum(amounts, ZERO), quote.order.currency)


def counts(taken: Taken) -> bool:
    """Whether it is not what a distributor merely passes on to the end customer."""
    return taken.step.side != "end-customer" or taken.chain != "distributor"
