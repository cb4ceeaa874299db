"""What there is to say about a stack below a floor: the sum, against which floor, on which deal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from partnerbook.check.floors.breach import LOST, Breach, margin
from partnerbook.check.floors.mixed import mixed_words
from partnerbook.check.margins.deals import deal_notes, percent, points
from partnerbook.check.margins.sums import amount, bearers, paid, taken_words
from partnerbook.findings import Term
from partnerbook.pricing.stack import Stack, vendor_gives
from partnerbook.pricing.waterfall import Taken
from partnerbook.resolve.program import Program


def sum_of(program: Program, found: Breach) -> Iterator[Term]:
    """List price down to what the vendor keeps, then against the floor."""
    stack, limit, currency = found.stack, found.limit, found.stack.currency
    lines = f" on {stack.lines} lines" if stack.lines > 1 else ""
    listed = f"list, {'' if stack.units == 1 else f'{stack.units} × '}{stack.price.product}{lines}"
    yield Term(amount(stack.value, currency), listed, stack.price.ref)
    for taken in borne(stack):
        mine = vendor_gives(taken, two_tier=stack.two_tier)
        sign = "-" if mine >= 0 else "+"
        words = taken_words(taken, currency) + bearers(taken, "vendor")
        yield Term(amount(abs(mine), currency, sign), words, taken.row.rate_ref)
    given = given_as_paid(stack)
    kept = paid(stack.value, currency) - given
    yield Term(amount(kept, currency), "net revenue", None, total=True)
    if limit.minimum_margin is None:
        words = f"given, {percent(stack.given_share)} of list; at most {limit.maximum_give}"
        yield Term(amount(given, currency), words, limit.ref, total=True)
        return
    costs, left = limit.costs(stack), margin(limit, stack)
    cost_ref = program.products[stack.price.product].cost_ref(currency)
    yield Term(amount(costs, currency, "-"), "cost (internal)", cost_ref)
    part = "no net revenue" if left == LOST else f"{percent(left)} of net"
    words = f"margin, {part}; at least {limit.minimum_margin}"
    yield Term(amount(kept - paid(costs, currency), currency), words, limit.ref, total=True)


def given_as_paid(stack: Stack) -> Decimal:
    """What the vendor gives in all, each amount as it can be paid: so a reader adds them."""
    mine = (vendor_gives(taken, two_tier=stack.two_tier) for taken in borne(stack))
    return sum((paid(one, stack.currency) for one in mine), Decimal(0))


def borne(stack: Stack) -> list[Taken]:
    """What the vendor itself bears, at least in part.

    In two tiers the distributor bears the partner's front end.
    """
    return [taken for taken in stack.taken if vendor_gives(taken, two_tier=stack.two_tier)]


def message(program: Program, found: Breach) -> str:
    """Who, on what, how much, against which floor."""
    stack, limit, extreme = found.stack, found.limit, found.extreme
    tier, product = program.tiers[extreme.tier].name, program.products[extreme.product].name
    who = f"{program.partners[extreme.partner].name} ({tier})" if extreme.partner else tier
    if mix := mixed_words(program, extreme):
        product = f"{product}, {mix},"
    if limit.minimum_margin is None:
        return (
            f"stacked {who} incentives on {product} give {percent(stack.given_share)} of list; the"
            f" most is {limit.maximum_give} ({points(found.share)} points too much)"
        )
    left = margin(limit, stack)
    if left == LOST:
        return (
            f"stacked {who} incentives on {product} leave no net revenue; the floor is"
            f" {limit.minimum_margin} margin"
        )
    return (
        f"stacked {who} incentives on {product} leave {percent(left)} margin; the floor is"
        f" {limit.minimum_margin} ({points(limit.minimum_margin.fraction - left)} points short)"
    )


def standing_at(found: Breach) -> str:
    """Where a stack stands against its limit: ``56.35% given`` or ``38% margin``."""
    if found.limit.minimum_margin is None:
        return f"{percent(found.stack.given_share)} given"
    left = margin(found.limit, found.stack)
    return "no net revenue" if left == LOST else f"{percent(left)} margin"


def notes(program: Program, first: Breach, breaches: Sequence[Breach]) -> Iterator[tuple[str, str]]:
    """One such deal, on what else it happens, and where it goes further than on that deal."""
    deals = [one.extreme for one in breaches]
    yield from deal_notes(program, first.extreme, first.stack.taken, deals)
    told = []
    for by_margin in (False, True):
        mine = [one for one in breaches if (one.limit.minimum_margin is not None) is by_margin]
        if mine:
            most = max(mine, key=lambda one: (_depth(one), one is first))
            if standing_at(most) != standing_at(first):
                told.append(f"{standing_at(most)} {_whose(program, most)}")
    if told:
        yield "furthest", "; ".join(told)


def _depth(found: Breach) -> Decimal:
    """How deep a stack is, by what its limit measures."""
    if found.limit.minimum_margin is None:
        return found.stack.given_share
    return -margin(found.limit, found.stack)


def _whose(program: Program, found: Breach) -> str:
    """On what, in which currency, and for which partner, if by its own terms."""
    extreme = found.extreme
    partner = f" for {program.partners[extreme.partner].name}" if extreme.partner else ""
    return f"on {program.products[extreme.product].name} in {extreme.currency}{partner}"


def intro(first: Breach) -> str:
    """On which deal the sum is made."""
    return f"{which(first)}, in {first.extreme.currency}"


def which(first: Breach) -> str:
    """Which of all such deals it is."""
    if first.stack.endless:
        return "however large the deal"
    smallest = first.stack.units == first.extreme.units
    return f"on the {'smallest' if smallest else 'worst'} such deal"
