"""Reckons a worked example and compares every amount that it expects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from partnerbook.pricing import Quote, Taken, price
from partnerbook.pricing.exact import ZERO
from partnerbook.pricing.written import order_of
from partnerbook.resolve.program import Example, Expected, Program
from partnerbook.values.audience import PARTNER_VIEWER, Viewer
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
SHOWN = ("list_value", "invoice", "back_end", "net_net", "persons")
"""The figures that partners are shown."""


@dataclass(frozen=True, slots=True)
class Difference:
    """An amount that is expected and does not come out. ``reckoned`` None: there is no such sum."""

    expected: Expected
    reckoned: Money | None


def differences(example: Example, quote: Quote) -> Iterator[Difference]:
    """Every amount of a certain quote that is not as expected, in the order of the file."""
    for expected in example.expected:
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


def shown_to(program: Program, example: Example) -> Viewer | None:
    """As whom those see it who may; None if the vendor alone may, who sees everything."""
    audience = example.audience
    if audience.level == "internal":
        return None
    if audience.level == "own":
        distributor = program.partners[audience.partner].type == "distributor"
        return Viewer("partner", audience.partner, distributor)
    return Viewer("distributor") if audience.level == "distributor" else PARTNER_VIEWER


def hidden_steps(program: Program, example: Example, whole: Quote) -> tuple[Taken, ...]:
    """What the sums that readers see rest on without their seeing it; none if they reckon alike."""
    viewer = shown_to(program, example)
    if viewer is None:
        return ()
    theirs = price(program, order_of(example.order, viewer))
    if _seen(theirs) == _seen(whole):
        return ()
    return tuple(taken for taken in whole.taken if not viewer.sees(taken.step.audience))


def _seen(quote: Quote) -> tuple[Money, ...] | None:
    if quote.sums is None:
        return None
    figures = {what: getattr(quote.sums, what) for what in SHOWN}
    return tuple(figure.money for figure in figures.values())
