"""What single change makes an expected amount come out: each one is reckoned anew, none is guessed.

Tried are, one at a time: without a step; with one more that is on request, or that one key keeps
away; without a cap; a tier up or down; with what another row of the same table gives; another list
price; another route or claim; and, last, the round rate that would do it. A change is told only if
all amounts that are expected then come out to the minor unit, or, where none does that, the first
that differs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice

from partnerbook.findings import Ref
from partnerbook.pricing.exact import HUNDRED, ZERO, share
from partnerbook.pricing.expected import WORDS, Difference, counts, differences, given, reckoned
from partnerbook.pricing.nearly import nearly
from partnerbook.pricing.order import Order
from partnerbook.pricing.quote import Quote
from partnerbook.pricing.quoting import price
from partnerbook.pricing.waterfall import Taken
from partnerbook.resolve.program import Expected, Program, Row, Step
from partnerbook.values.percent import Percent

MOST_TRIED = 48
"""Of all changes but rates that are solved for; each means to price the order once more."""
MOST_SOLVED = 8
"""The rows whose rate is solved for: two prices each."""
MOST_TOLD = 3
NOTHING = (
    "nothing that was tried makes it come out by itself: a step left out or added, no cap, another"
    " tier, row, list price, route or claim, another whole or half percent"
)
"""What is said where there is none."""
_HALF = Decimal("0.5")
"""Rates that are solved for are told only as whole and half percents: any amount fits some rate."""
_BUYING = ("one-tier", "two-tier", "marketplace", "referral", "direct")
_CLAIMS = {
    "none": "if the deal were not registered",
    "first": "if the deal were registered first",
    "later": "if the deal were registered later than by another",
}


@dataclass(frozen=True, slots=True)
class Clue:
    """A change with which it comes out, in words that follow "what comes out".

    ``whole``: with it all that is expected comes out, not the first differing amount alone.
    ``ref`` is where what the change is about is written. ``rate``: what to write there for the
    ``step``, where the change is one of the number itself.
    """

    words: str
    whole: bool
    ref: Ref | None = None
    rate: str = ""
    step: str = ""


@dataclass(frozen=True, slots=True)
class _Try:
    words: str
    program: Program
    order: Order
    ref: Ref | None = None
    rate: str = ""
    step: str = ""


def clues(
    program: Program, expected: Sequence[Expected], quote: Quote, found: Sequence[Difference]
) -> tuple[Clue, ...]:
    """The changes with which it comes out, at most MOST_TOLD; ``found``: what differs now."""
    if quote.sums is None or not found:
        return ()
    tries = _Tries(program, quote, found[0])
    told: list[Clue] = []
    seen: set[tuple[tuple[str, Decimal], ...]] = set()
    for one in tries.all_of():
        again = price(one.program, one.order)
        taken = tuple((taken.step.id, taken.amount) for taken in again.taken)
        if not again.certain or taken in seen:
            continue  # the same in other words
        if reckoned(one.program, again, found[0].expected) == found[0].expected.money:
            seen.add(taken)
            whole = not any(differences(one.program, expected, again))
            told.append(Clue(one.words, whole, one.ref, one.rate, one.step))
    best = [one for one in told if one.whole] or told
    return tuple(best[:MOST_TOLD])


def same_amounts(quote: Quote, one: Difference) -> Iterator[tuple[str, Ref | None]]:
    """What an amount is, or is off by, without any change: another sum, or what a step gives."""
    money, sums = one.expected.money, quote.sums
    # Some sums are the same on many orders: the first is enough.
    for key, words in WORDS.items():
        figure = getattr(sums, key)
        if key != one.expected.what and figure is not None and figure.money == money != ZERO:
            yield f"the amount that is expected is {words} of this order", None
            break
    if one.reckoned is None:
        return
    off = abs((one.reckoned - money).amount)
    for taken in _once(quote):
        if abs(given(quote, taken.step.id).amount) == off != ZERO:
            yield f"the difference is what {taken.step.name} gives", taken.row.rate_ref


def _once(quote: Quote, *, by_row: bool = False) -> list[Taken]:
    """What gives anything, each step once, or each of its rows."""
    found: dict[object, Taken] = {}
    for taken in quote.taken:
        if taken.amount and counts(taken):
            found.setdefault(taken.row.rate_ref if by_row else taken.step.id, taken)
    return list(found.values())


class _Tries:
    def __init__(self, program: Program, quote: Quote, first: Difference) -> None:
        self._program, self._quote, self._first = program, quote, first
        self._order = _as_taken(quote)
        off = abs((first.reckoned - first.expected.money).amount) if first.reckoned else ZERO

        # The step whose amount is nearest to the difference first.
        def far(one: Taken) -> Decimal:
            return abs(abs(given(quote, one.step.id).amount) - off)

        self._taken = sorted(_once(quote), key=far)
        self._rows = sorted(_once(quote, by_row=True), key=far)

    def all_of(self) -> Iterator[_Try]:
        """Every change, the plainest first."""
        plain = (
            *(self._without, self._with, self._nearly, self._uncapped, self._by_tier, self._by_row),
            *(self._by_list, self._by_route),
        )
        yield from islice((one for kind in plain for one in kind()), MOST_TRIED)
        for taken in self._rows[:MOST_SOLVED]:
            solved = self._solved(taken)
            if solved is not None:
                yield solved

    def _changed(self, step: Step, change: Callable[[Step], Step | None]) -> Program:
        steps = (change(one) if one.id == step.id else one for one in self._program.steps)
        return replace(self._program, steps=tuple(one for one in steps if one is not None))

    def _without(self) -> Iterator[_Try]:
        for taken in self._taken:
            program = self._changed(taken.step, lambda _: None)
            order = self._order
            if order.take is not None:
                order = replace(order, take=order.take - {taken.step.id})
            yield _Try(f"without {taken.step.name}", program, order, taken.row.rate_ref)

    def _with(self) -> Iterator[_Try]:
        take = self._order.take
        left = {one.step.id: one.step for line in self._quote.lines for one in line.not_applied}
        for name, step in left.items():
            if step.applies != "automatic" and take is not None and name not in take:
                order = replace(self._order, take=take | {name})
                yield _Try(f"if {step.name} is taken as well", self._program, order, step.ref)

    def _nearly(self) -> Iterator[_Try]:
        yield from (_Try(*one) for one in nearly(self._program, self._quote, self._order))

    def _uncapped(self) -> Iterator[_Try]:
        for taken in self._taken:
            cap = taken.cap
            if cap is not None:
                program = self._changed(taken.step, _without_cap(cap.id))
                words = f"without the cap of {taken.step.name} per {cap.per}"
                yield _Try(words, program, self._order, cap.ref)

    def _by_tier(self) -> Iterator[_Try]:
        order, tiers = self._order, self._program.tiers
        partner = self._program.partners.get(order.partner)
        held = partner.held(order.dates["order"]) if partner is not None else None
        mine = tiers.get(order.tier or (held.tier if held else ""))
        if mine is None:
            return
        for tier in sorted(tiers.values(), key=lambda one: abs(one.rank - mine.rank)):
            if tier.id == mine.id or not {*tier.tracks} & {*mine.tracks}:
                continue
            program = self._program
            if partner is not None:
                standing = tuple(replace(one, tier=tier.id) for one in partner.standing)
                other = replace(partner, standing=standing)
                program = replace(program, partners={**program.partners, partner.id: other})
            words = f"for a partner in the tier {tier.name} instead of {mine.name}"
            yield _Try(words, program, replace(order, tier=tier.id if order.tier else ""), tier.ref)

    def _by_row(self) -> Iterator[_Try]:
        for taken in self._rows:
            seen = {taken.row.rate}
            for row in sorted(taken.step.rows, key=lambda row: _far(row, taken.row)):
                if row.rate is None or row.rate in seen or not _comparable(row, taken.row):
                    continue
                seen.add(row.rate)
                words = f"with {row.rate} of {taken.step.name}, {self._named(row, taken.row)}"
                program = self._changed(taken.step, _with_rate(taken.row, row.rate))
                yield _Try(words, program, self._order, row.rate_ref)

    def _named(self, row: Row, mine: Row) -> str:
        """What another row is to the one that counts."""
        tiers = self._program.tiers
        if row.band is not None and mine.band is not None and row.id != mine.id:
            return f"the rate of the band {'below' if row.band[0] < mine.band[0] else 'above'}"
        if row.tier in tiers and mine.tier in tiers and row.tier != mine.tier:
            lower = tiers[row.tier].rank < tiers[mine.tier].rank
            return f"the rate of {tiers[row.tier].name}, a {'low' if lower else 'high'}er tier"
        return f"the rate of the row {row.id}"

    def _by_list(self) -> Iterator[_Try]:
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
                    yield _Try(words, program, self._order, other.ref)

    def _by_route(self) -> Iterator[_Try]:
        order, at = self._order, None
        for route in _BUYING:
            if order.route not in (None, route):
                words = f"on the {route} route"
                yield _Try(words, self._program, replace(order, route=route), at)
        for claim, words in _CLAIMS.items():
            if order.claim not in (None, claim):
                yield _Try(words, self._program, replace(order, claim=claim, take=None), at)

    def _solved(self, taken: Taken) -> _Try | None:
        """The whole or half percent of one row with which the amount comes out, if there is one."""
        rate, now, row = taken.rate, self._first.reckoned, taken.row
        if rate is None or row.rate != rate or row.marginal or now is None:
            return None
        step = Decimal(1 if rate.points < 50 else -1)
        probe = self._changed(taken.step, _with_rate(row, Percent(rate.points + step)))
        then = reckoned(probe, price(probe, self._order), self._first.expected)
        if then is None or then == now:
            return None
        more = share((self._first.expected.money - now).amount * step, (then - now).amount)
        points = share(rate.points + more, _HALF).to_integral_value() * _HALF
        if not ZERO < points <= HUNDRED or points == rate.points:
            return None
        solved = Percent(_short(points))
        words = f"with {solved} of {taken.step.name} instead of {rate}"
        program = self._changed(taken.step, _with_rate(row, solved))
        return _Try(words, program, self._order, row.rate_ref, str(solved), taken.step.name)


def _as_taken(quote: Quote) -> Order:
    """The order that takes by name what was chosen for it: nothing comes in another's place."""
    order = quote.order
    if order.take is not None:
        return order
    chosen = {one.step.id for one in quote.taken if one.step.applies != "automatic"}
    return replace(order, take=frozenset(chosen))


def _without_cap(cap: str) -> Callable[[Step], Step]:
    return lambda step: replace(step, caps=tuple(one for one in step.caps if one.id != cap))


def _with_rate(row: Row, rate: Percent) -> Callable[[Step], Step]:
    def change(step: Step) -> Step:
        rows = (replace(r, rate=rate) if r.rate_ref == row.rate_ref else r for r in step.rows)
        return replace(step, rows=tuple(rows))

    return change


def _comparable(row: Row, mine: Row) -> bool:
    """Whether one is easily taken for the other: another tier or band of it, or another row."""
    if row.marginal or mine.marginal:
        return False
    return row.id == mine.id or row.tier == mine.tier


def _far(row: Row, mine: Row) -> tuple[bool, Decimal]:
    """How far a row is from the one that counts: of the same band table or row first."""
    apart = abs(row.rate.points - mine.rate.points) if row.rate and mine.rate else HUNDRED
    return row.ref != mine.ref and row.band is None, apart


def _short(points: Decimal) -> Decimal:
    whole = points.to_integral_value()
    return whole if whole == points else points.normalize()
