"""What an order takes by name and gets nowhere, because it is not for such a deal."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from partnerbook.pricing.quote import Doubt, Quote
from partnerbook.pricing.reversal import takes_back
from partnerbook.resolve.naming_words import joined


def untaken(quote: Quote, but: Collection[str] = ()) -> tuple[Doubt, ...]:
    """What the order takes by name and no line of it is given, each with why; ``but`` these.

    Nothing of an order that is not priced whole or takes something back, and nothing that is told
    anyway: what depends on what the order leaves open, or is left out for something else.
    """
    order = quote.order
    if not order.take or len(quote.lines) < len(order.lines) or takes_back(order):
        return ()
    return tuple(_untaken(quote, order.take.difference(but)))


def _untaken(quote: Quote, named: frozenset[str]) -> Iterator[Doubt]:
    told = {ref for doubt in quote.doubts for ref in doubt.refs}
    silent = {taken.step.id for taken in quote.taken}
    silent.update(step for one in quote.missing for step in one.steps)
    reasons: dict[str, dict[str, None]] = {}
    refs = {}
    for line in quote.lines:
        for one in line.not_applied:
            if one.step.id in named - silent and one.step.ref not in told:
                refs[one.step.id] = one.step.ref
                reasons.setdefault(one.step.id, {})[one.reason] = None
    for name, why in reasons.items():
        yield Doubt(
            f"the order takes {name}, which is not given: {joined(list(why), 'and')}",
            (refs[name],),
        )
