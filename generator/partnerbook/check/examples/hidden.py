"""What the readers of a worked example would be shown, against what it rests on."""

from __future__ import annotations

from partnerbook.pricing import Quote, Taken, price
from partnerbook.pricing.written import order_of
from partnerbook.resolve.program import Example, Program
from partnerbook.values.audience import INTERNAL, PARTNER_VIEWER, Viewer
from partnerbook.values.money import Money

SHOWN = ("list_value", "invoice", "back_end", "net_net", "persons")
"""The figures that partners are shown."""


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
    hidden = tuple(taken for taken in whole.taken if not viewer.sees(taken.step.audience))
    # Only then it is worth reckoning once more.
    if not hidden or _seen(price(program, order_of(example.order, viewer))) == _seen(whole):
        return ()
    own = viewer.sees(INTERNAL)
    return tuple(
        taken
        for taken in whole.taken
        if taken in hidden or (taken.step.only_below is not None and not own)
    )


def _seen(quote: Quote) -> tuple[Money, ...] | None:
    if quote.sums is None:
        return None
    figures = {what: getattr(quote.sums, what) for what in SHOWN}
    return tuple(figure.money for figure in figures.values())
