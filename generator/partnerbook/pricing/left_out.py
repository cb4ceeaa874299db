"""Why a step that applies to a line is not among those taken on it, and by which limit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from partnerbook.pricing.choosing import Offer
from partnerbook.pricing.exact import ONE, points, share
from partnerbook.pricing.items import Item
from partnerbook.pricing.judging import LOWEST, above, beaten, unit_cost
from partnerbook.pricing.order import Line, Order
from partnerbook.pricing.quote import Doubt
from partnerbook.pricing.rows import in_currency
from partnerbook.pricing.stacks import Choice, clash
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Program, StackLimit, Step
from partnerbook.values.audience import INTERNAL
from partnerbook.values.box import BoxSet
from partnerbook.values.money import Money

OWN_RECKONING = "given where the vendor's own reckoning allows it, which is not shown here"
"""Why nobody outside is told of what hangs on the vendor's margin."""
UNCOSTED = "cannot tell:"
"""How the reason begins why the vendor itself cannot tell."""


def withheld(program: Program, order: Order, line: Line, step: Step) -> str:
    """Why it is not told whether the margin is low enough for a step; empty if it is."""
    if step.only_below is None:
        return ""
    if not order.viewer.sees(INTERNAL):
        return OWN_RECKONING
    if unit_cost(program, line.product, order.currency) is not None:
        return ""
    name = program.products[line.product].name
    return f"{UNCOSTED} the cost of {name} in {order.currency} is not written"


def limits_on(
    program: Program, items: list[Item], cell: BoxSet, currency: str
) -> tuple[tuple[StackLimit, ...], Mapping[str, frozenset[str]]]:
    """The limits that a line may come up against, and by id what it does not say about others.

    One of which it cannot be told whether it holds is taken to hold.
    """
    axes = program.axes
    here = in_currency(axes, cell, currency)
    held: list[StackLimit] = []
    open_: dict[str, frozenset[str]] = {}
    for limit in program.stack_limits:
        if sum(item.step.id in limit.of for item in items) <= limit.at_most:
            continue
        verdict, missing = in_currency(axes, limit.cells, currency).verdict(here)
        if verdict is None:
            open_[limit.id] = missing
        if verdict is not False:
            held.append(limit)
    return tuple(held), open_


def why_left_out(offer: Offer, at: int, choice: Choice, currency: str) -> str:
    """Why an item of an offer is not among those chosen. Call inside exactly()."""
    item, step = offer.items[at], offer.items[at].step
    taken = [offer.items[one].step for one in choice]
    for one in choice:
        other = offer.items[one].step
        if other.choice and step.choice and other.group == step.group:
            return _why_chosen(offer, at, one, choice, currency)
        if clash(other, step):
            excluded = other.id in step.excludes or step.id in other.excludes
            if excluded:
                return f"excluded by {other.id}"
            return f"only one of {step.group} per deal: {other.id} is taken"
    ids = {other.id for other in taken}
    unmet = [need for need in step.requires if need not in ids]
    if unmet:
        return f"needs {' and '.join(unmet)} on the same deal"
    if step.only_below is not None and above(offer.items, choice, at, offer.deal) >= 0:
        return _why_enough(offer, item, choice, at, currency)
    bounds = offer.ties.bounds
    limit = bounds.full(at, choice) if bounds is not None else None
    if limit is not None:
        return f"{limit_words(limit)}: {_named(taken, limit)} taken"
    return "left out: the partner gets more without it"


def limit_words(limit: StackLimit) -> str:
    """A limit in words: ``at most 2 of a, b and c per deal (two-promotions)``."""
    return f"at most {limit.at_most} of {joined(limit.of, 'and')} per deal ({limit.id})"


def _named(taken: list[Step], limit: StackLimit) -> str:
    mine = [step.id for step in taken if step.id in limit.of]
    return f"{joined(mine, 'and')} {'is' if len(mine) == 1 else 'are'}"


def _why_chosen(offer: Offer, at: int, one: int, choice: Choice, currency: str) -> str:
    """Of a group of which the program itself gives one: what the others would have given."""
    other, step = offer.items[one].step, offer.items[at].step
    instead = tuple(sorted((*(taken for taken in choice if taken != one), at)))
    which = "lowest" if other.choice == LOWEST else "highest"
    judge = offer.ties.judge
    found = beaten(offer.items, judge, instead, at, offer.deal) if judge is not None else None
    said = f"the program gives the {which} of {step.group}, which is {other.id}"
    if found is None or found[0] != one:
        return said
    theirs, mine = (Money(amount, currency).rounded() for amount in found[1:])
    return f"{said} ({theirs} against {mine})"


def _why_enough(offer: Offer, item: Item, choice: Choice, at: int, currency: str) -> str:
    """The vendor keeps enough without it."""
    if item.step.only_below is None or item.unit_cost is None:
        raise AssertionError("asked of a step without a margin")
    deal = offer.deal
    # What is left above the cost once it is counted at the margin named is net × (1 - margin).
    cost = item.unit_cost * deal.units
    net = share(above(offer.items, choice, at, deal) + cost, ONE - item.step.only_below.fraction)
    margin = points(share(net - cost, net))
    kept, costs = (Money(amount, currency).rounded() for amount in (net, cost))
    return (
        f"only where the margin at the opening of its stage is below {item.step.only_below}: it is"
        f" {margin} there ({kept} less a cost of {costs})"
    )


def refused(offers: Sequence[Offer], choices: Sequence[Choice], currency: str) -> tuple[Doubt, ...]:
    """What the order takes by name and cannot have, beside something else that it takes."""
    found: dict[Doubt, None] = {}
    for offer, choice in zip(offers, choices, strict=True):
        for at in sorted(offer.wanted.difference(choice)):
            step, why = offer.items[at].step, why_left_out(offer, at, choice, currency)
            found[Doubt(f"the order takes {step.id}, which is not given: {why}", (step.ref,))] = (
                None
            )
    return tuple(found)
