"""The single changes that are tried on an order of which something else comes out than expected."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice

from partnerbook.findings import Ref
from partnerbook.pricing.exact import HUNDRED, ZERO
from partnerbook.pricing.expected import Difference, counts, given
from partnerbook.pricing.flipped import applied, flipped
from partnerbook.pricing.nearly import nearly
from partnerbook.pricing.order import Order
from partnerbook.pricing.quote import Quote
from partnerbook.pricing.solved import solved, with_rate
from partnerbook.pricing.waterfall import Taken
from partnerbook.resolve.program import Partner, Program, Row, Step, Tier
from partnerbook.values.dates import in_words

MOST_TRIED = 48
"""Of all changes but rates that are solved for; each means to price the order once more."""
MOST_FLIPPED = 48
"""Of all changes of a word."""
MOST_SOLVED = 8
"""The rows whose rate is solved for: two prices each."""
_BUYING = ("one-tier", "two-tier", "marketplace", "referral", "direct")
_CLAIMS = {
    "none": "if the deal were not registered",
    "first": "if the deal were registered first",
    "later": "if the deal were registered later than by another",
}


@dataclass(frozen=True, slots=True)
class Try:
    """A program and an order with one change, in the terms of a Clue; ``flips``: of one word."""

    words: str
    program: Program
    order: Order
    ref: Ref | None = None
    rate: str = ""
    step: str = ""
    flips: bool = False
    elsewhere: bool = False


def once(quote: Quote, *, by_row: bool = False) -> list[Taken]:
    """What gives anything, each step once, or each of its rows."""
    found: dict[object, Taken] = {}
    for taken in quote.taken:
        if taken.amount and counts(taken):
            found.setdefault(taken.row.rate_ref if by_row else taken.step.id, taken)
    return list(found.values())


class Tries:
    """All changes of one order; ``first`` is the amount that differs first."""

    def __init__(self, program: Program, quote: Quote, first: Difference) -> None:
        self._program, self._quote, self._first = program, quote, first
        self._order = _as_taken(quote)
        off = abs((first.reckoned - first.expected.money).amount) if first.reckoned else ZERO

        # The step whose amount is nearest to the difference first.
        def far(one: Taken) -> Decimal:
            return abs(abs(given(quote, one.step.id).amount) - off)

        self._taken = sorted(once(quote), key=far)
        self._rows = sorted(once(quote, by_row=True), key=far)

    def all_of(self) -> Iterator[Try]:
        """Every change, the plainest first."""
        plain = (
            *(self._without, self._with, self._nearly, self._uncapped, self._by_tier, self._by_row),
            *(self._by_list, self._by_route),
        )
        yield from islice((one for kind in plain for one in kind()), MOST_TRIED)
        yield from islice(self._flipped(), MOST_FLIPPED)
        for taken in self._rows[:MOST_SOLVED]:
            now = taken.rate or taken.row.amounts.get(self._quote.order.currency)
            for one in solved(self._program, self._order, self._first, taken):
                words = f"with {one.text} of {taken.step.name} instead of {now}"
                yield Try(words, one.program, self._order, one.ref, one.text, taken.step.name)

    def _changed(self, step: Step, change: Callable[[Step], Step | None]) -> Program:
        steps = (change(one) if one.id == step.id else one for one in self._program.steps)
        return replace(self._program, steps=tuple(one for one in steps if one is not None))

    def _without(self) -> Iterator[Try]:
        for taken in self._taken:
            program = self._changed(taken.step, lambda _: None)
            order = self._order
            if order.take is not None:
                order = replace(order, take=order.take - {taken.step.id})
            yield Try(f"without {taken.step.name}", program, order, taken.row.rate_ref)

    def _with(self) -> Iterator[Try]:
        take = self._order.take
        left = {one.step.id: one.step for line in self._quote.lines for one in line.not_applied}
        for name, step in left.items():
            if step.applies != "automatic" and take is not None and name not in take:
                order = replace(self._order, take=take | {name})
                yield Try(f"if {step.name} is taken as well", self._program, order, step.ref)

    def _nearly(self) -> Iterator[Try]:
        yield from (Try(*one) for one in nearly(self._program, self._quote, self._order))

    def _uncapped(self) -> Iterator[Try]:
        for taken in self._taken:
            cap = taken.cap
            if cap is not None:
                program = self._changed(taken.step, _without_cap(cap.id))
                words = f"without the cap of {taken.step.name} per {cap.per}"
                yield Try(words, program, self._order, cap.ref)

    def _by_tier(self) -> Iterator[Try]:
        order, tiers = self._order, self._program.tiers
        if order.tier in tiers:
            mine = tiers[order.tier]
            for tier in self._beside(mine):
                words = f"for a partner in the tier {tier.name} instead of {mine.name}"
                yield Try(words, self._program, replace(order, tier=tier.id), tier.ref)
            return
        partner = self._program.partners.get(order.partner)
        if partner is not None:
            yield from self._by_standing(partner)

    def _by_standing(self, partner: Partner) -> Iterator[Try]:
        """Another tier of the partner itself, at the line that counts for the order."""
        days = self._order.dates.values()
        mattering = [one for one in partner.standing if any(day in one.period for day in days)]
        for one in mattering:
            # Of several the day tells which: what runs may hang on the tier of an earlier one.
            since = f" from {in_words(one.period.start)} on" if len(mattering) > 1 else ""
            mine = self._program.tiers[one.tier]
            for tier in self._beside(mine):
                standing = (
                    replace(it, tier=tier.id) if it == one else it for it in partner.standing
                )
                other = replace(partner, standing=tuple(standing))
                partners = {**self._program.partners, partner.id: other}
                words = f"for a partner in the tier {tier.name} instead of {mine.name}{since}"
                program = replace(self._program, partners=partners)
                yield Try(words, program, self._order, one.ref.child("tier"))

    def _beside(self, mine: Tier) -> list[Tier]:
        """The other tiers of the same tracks, the nearest first."""
        others = [one for one in self._program.tiers.values() if {*one.tracks} & {*mine.tracks}]
        return sorted(
            (one for one in others if one.id != mine.id), key=lambda one: abs(one.rank - mine.rank)
        )

    def _by_row(self) -> Iterator[Try]:
        for taken in self._rows:
            seen = {taken.row.rate}
            for row in sorted(taken.step.rows, key=lambda row: _far(row, taken.row)):
                if row.rate is None or row.rate in seen or not _comparable(row, taken.row):
                    continue
                seen.add(row.rate)
                words = f"with {row.rate} of {taken.step.name}, {self._named(row, taken.row)}"
                program = with_rate(self._program, taken, row.rate)
                yield Try(words, program, self._order, row.rate_ref, elsewhere=True)

    def _named(self, row: Row, mine: Row) -> str:
        """What another row is to the one that counts."""
        tiers = self._program.tiers
        if row.band is not None and mine.band is not None and row.id != mine.id:
            return f"the rate of the band {'below' if row.band[0] < mine.band[0] else 'above'}"
        if row.tier in tiers and mine.tier in tiers and row.tier != mine.tier:
            lower = tiers[row.tier].rank < tiers[mine.tier].rank
            return f"the rate of {tiers[row.tier].name}, a {'low' if lower else 'high'}er tier"
        return f"the rate of the row {row.id}"

    def _flipped(self) -> Iterator[Try]:
        """Another word in the file of a step that counts, or that merely is not given as it is."""
        left = {one.step.id: one.step for line in self._quote.lines for one in line.not_applied}
        tried = [(taken.step, flipped(self._program, taken.step)) for taken in self._taken]
        tried += [
            (step, applied(self._program, step))
            for step in left.values()
            if step.applies != "automatic" and not step.partner
        ]
        for step, flips in tried:
            for flip in flips:
                words = f"with `{flip.key}: {flip.then}` of {step.name} instead of {flip.now}"
                what = f"`{flip.key}:` of {step.name}"
                order = self._quote.order
                yield Try(words, flip.program, order, flip.ref, flip.then, what, flips=True)

    def _by_list(self) -> Iterator[Try]:
        for line in self._quote.lines:
            mine = line.price
            for other in self._program.prices:
                same = (other.product, other.price.currency) == (mine.product, mine.price.currency)
                if same and other.price != mine.price:
                    prices = tuple(
                        replace(one, price=other.price) if one.ref == mine.ref else one
                        for one in self._program.prices
                    )
                    name = self._program.products[mine.product].name
                    words = f"with the list price of {name} in {other.price_list}, {other.price}"
                    program = replace(self._program, prices=prices)
                    yield Try(words, program, self._order, other.ref, elsewhere=True)

    def _by_route(self) -> Iterator[Try]:
        order, at = self._order, None
        for route in _BUYING:
            if order.route not in (None, route):
                words = f"on the {route} route"
                yield Try(words, self._program, replace(order, route=route), at)
        for claim, words in _CLAIMS.items():
            if order.claim not in (None, claim):
                yield Try(words, self._program, replace(order, claim=claim, take=None), at)


def _as_taken(quote: Quote) -> Order:
    """The order that takes by name what was chosen for it: nothing comes in another's place."""
    order = quote.order
    if order.take is not None:
        return order
    chosen = {one.step.id for one in quote.taken if one.step.applies != "automatic"}
    return replace(order, take=frozenset(chosen))


def _without_cap(cap: str) -> Callable[[Step], Step]:
    return lambda step: replace(step, caps=tuple(one for one in step.caps if one.id != cap))


def _comparable(row: Row, mine: Row) -> bool:
    """Whether one is easily taken for the other: another tier or band of it, or another row."""
    if row.marginal or mine.marginal:
        return False
    return row.id == mine.id or row.tier == mine.tier


def _far(row: Row, mine: Row) -> tuple[bool, Decimal]:
    """How far a row is from the one that counts: of the same band table or row first."""
    apart = abs(row.rate.points - mine.rate.points) if row.rate and mine.rate else HUNDRED
    return row.ref != mine.ref and row.band is None, apart
