"""Lines that take something back: priced as the order that they undo, with the sign turned round.

The price goes back by the program's rule, and what was taken off it with it. What was earned later
is taken back only by the rule that its step states; where it states none, the partner keeps it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal

from partnerbook.pricing.board import BOUGHT
from partnerbook.pricing.exact import ZERO, Coins, share
from partnerbook.pricing.order import Line, Order
from partnerbook.pricing.price_back import IN_FULL, begun, price_back
from partnerbook.pricing.quote import Doubt, LineQuote, Missing, NotApplied, Quote
from partnerbook.pricing.sums import add_up, sums_of
from partnerbook.pricing.unsettled import unsettled
from partnerbook.pricing.waterfall import Stretch, Taken
from partnerbook.resolve.program import Program, Step
from partnerbook.resolve.written import Original
from partnerbook.values.dates import in_words
from partnerbook.values.money import Money
from partnerbook.values.period import after

_FRONT = "goes back with the price"
_TERM = "the term of the line"


@dataclass(frozen=True, slots=True)
class Half:
    """Lines of an order that are priced together, by their places in it.

    ``of`` None: what is bought. Else ``order`` is the one that they undo, as it was.
    """

    order: Order
    places: tuple[int, ...]
    of: Original | None


def takes_back(order: Order) -> bool:
    """Whether some line takes something back."""
    return any(_is_back(line) for line in order.lines)


def divided(order: Order) -> tuple[Half, ...]:
    """What is bought, then what is taken back, by the order of which it is.

    A line that does not say of which order is in none of them.
    """
    bought = tuple(at for at, line in enumerate(order.lines) if not _is_back(line))
    groups: list[tuple[Original, list[int]]] = []
    for at, line in enumerate(order.lines):
        if not _is_back(line) or line.of is None:
            continue
        key = Original(line.of.dates, list_value=line.of.list_value)
        known = next((places for of, places in groups if of == key), None)
        if known is None:
            groups.append((key, [at]))
        else:
            known.append(at)
    halves = [Half(_only(order, bought), bought, None)] if bought else []
    for of, places in groups:
        lines = tuple(_as_it_was(order.lines[at]) for at in places)
        # What is used up now says nothing of the day of that order: see ``unsettled``.
        was = replace(order, dates=of.dates, lines=lines, used={})
        halves.append(Half(was, tuple(places), of))
    return tuple(halves)


def original_value(order: Order) -> Decimal | None:
    """The list value of the whole order that these lines undo, if it is stated."""
    values = [line.of.list_value for line in order.lines if line.of and line.of.list_value]
    return values[0].amount if values else None


def joined(program: Program, order: Order, quotes: Sequence[tuple[Half, Quote]]) -> Quote:
    """One quote of all halves. Call inside exactly()."""
    found: list[tuple[int, LineQuote]] = []
    missing: dict[str, Missing] = {}
    doubts = [
        Doubt("it takes something back and does not say of which order", (), at)
        for at, line in enumerate(order.lines)
        if _is_back(line) and line.of is None
    ]
    recast = []
    for half, quote in quotes:
        gone = sum((line.sums.list_value.amount for line in quote.lines), ZERO)
        for at, line in _placed(half, quote):
            turned = line
            if half.of is not None:
                undone = _Undone(program, order, at, line, quote)
                turned = undone.line()
                if undone.price.asked:
                    missing["term_months"] = Missing("term_months", _TERM, ())
                if undone.price.doubt:
                    doubts.append(Doubt(undone.price.doubt, (program.ref,), at))
                whole = half.of.list_value
                doubts += unsettled(order, at, turned, gone, whole.amount if whole else None)
            found.append((at, turned))
            if half.of is not None and _asks_for_term(order, at, line):
                hang = tuple(t.step.id for t in line.taken if _by_term(t.step))
                missing["term_months"] = Missing("term_months", _TERM, hang)
        for one in quote.missing:
            known = missing.get(one.axis)
            steps = dict.fromkeys((*(known.steps if known else ()), *one.steps))
            missing[one.axis] = replace(one, steps=tuple(steps))
        doubts += [
            one if one.line is None else replace(one, line=half.places[one.line])
            for one in quote.doubts
        ]
        recast += [
            replace(one, line=half.places[one.line], because=half.places[one.because])
            for one in quote.recast
        ]
    lines = tuple(line for _, line in sorted(found, key=lambda pair: pair[0]))
    return Quote(
        order=order,
        two_tier=any(quote.two_tier for _, quote in quotes),
        lines=lines,
        sums=add_up([line.sums for line in lines]) if lines else None,
        missing=tuple(missing[axis] for axis in sorted(missing)),
        doubts=tuple(dict.fromkeys(doubts)),
        recast=tuple(recast),
    )


def _placed(half: Half, quote: Quote) -> list[tuple[int, LineQuote]]:
    """The lines of a quote with their places in the order; what has no price is not among them."""
    found: list[tuple[int, LineQuote]] = []
    left = list(quote.lines)
    for place, line in zip(half.places, half.order.lines, strict=True):
        if left and replace(left[0].line, deal_role=line.deal_role) == line:
            found.append((place, left.pop(0)))
    return found


class _Undone:
    """One line of an original order, turned round."""

    def __init__(
        self, program: Program, order: Order, at: int, was: LineQuote, quote: Quote
    ) -> None:
        self._program, self._was, self._quote = program, was, quote
        self._line, self._on = order.lines[at], order.dates["order"]
        assert self._line.of is not None
        self._start = self._line.of.dates["order"]
        self._coins = Coins(was.price.price.currency, program.rounding)
        self.price = price_back(program, self._line, self._on)

    def line(self) -> LineQuote:
        """The line with its sums below zero, and what the partner keeps with the reason."""
        was = self._was
        value = self._price(was.price.price.amount * self._line.quantity)
        prices = {"partner": -value, "distributor": -value, "person": ZERO}
        taken: list[Taken] = []
        kept: list[NotApplied] = []
        for one in was.taken:
            reason = self._kept(one)
            if reason:
                refs = (one.step.reverses.ref,) if one.step.reverses else (one.step.ref,)
                kept.append(NotApplied(one.step, reason, refs, one.audience))
                continue
            back, words = self._back(one)
            prices[one.chain] += back
            taken.append(
                replace(
                    one,
                    base_amount=-self._of(one.base_amount, *self._months(one)),
                    raw=-self._of(one.raw, *self._months(one)),
                    amount=-back,
                    price_after=prices[one.chain],
                    back=words,
                    part=None,
                )
            )
        stretch = Stretch(-value, -self._line.quantity, was.price, (), self._quote.two_tier)
        product = self._program.products[was.line.product]
        counted = replace(self._line, quantity=-self._line.quantity)
        sums = sums_of(counted, stretch, taken, product, was.sums.list_value.audience)
        if sums.cost is not None:
            cost = Money(self._price(sums.cost.amount), was.price.price.currency)
            sums = replace(sums, cost=replace(sums.cost, money=cost))
        return LineQuote(
            line=replace(self._line, deal_role=was.line.deal_role),
            price=was.price,
            taken=tuple(taken),
            not_applied=(*was.not_applied, *kept),
            sums=sums,
            back=self.price.told,
        )

    def _kept(self, one: Taken) -> str:
        """Why the partner keeps what it got; empty if it is taken back."""
        rule = one.step.reverses
        if _on_price(one):
            return ""
        if rule is None:
            return "kept: nothing says that it is taken back"
        if self._line.line_type not in rule.on:
            return f"kept: taken back only on a {' or a '.join(rule.on)}"
        if rule.within is not None:
            until = after(self._start, rule.within)
            if self._on >= until:
                last = in_words(until - timedelta(days=1))
                return f"kept: taken back only within {rule.within} of the order, until {last}"
        if rule.how != IN_FULL and self._line.term_months is None:
            return "cannot tell: the order does not say the term of the line"
        return ""

    def _back(self, one: Taken) -> tuple[Decimal, str]:
        """How much of it goes back, and how much that is in words."""
        rule = one.step.reverses
        assert self._line.of is not None
        stated = self._line.of.earned.get(one.step.id)
        units = ""
        if stated is not None:
            one, units = replace(one, amount=stated.amount), f", of {stated} got then"
        if self._line.quantity != self._was.line.quantity:
            units += f", for {self._line.quantity} of {self._was.line.quantity}"
        if rule is None or _on_price(one):
            months = f" {self.price.words}".rstrip()
            return self._paid(one.amount, *self._months(one)), f"{_FRONT}{months}{units}"
        if rule.how == IN_FULL:
            return self._paid(one.amount), f"taken back in full{units}"
        term = self._line.term_months
        assert term is not None
        left = max(0, term - begun(self._start, self._on))
        return self._paid(one.amount, left, term), f"taken back for {left} of {term} months{units}"

    def _months(self, one: Taken) -> tuple[int, int]:
        """The part of the term for which something goes back with the price."""
        return (self.price.left, self.price.months) if _on_price(one) else (1, 1)

    def _price(self, whole: Decimal) -> Decimal:
        """What goes back of an amount of all units taken back, for the whole time paid."""
        return self._coins.rounded(share(whole * self.price.left, Decimal(self.price.months)))

    def _of(self, amount: Decimal, left: int = 1, term: int = 1) -> Decimal:
        """So much of an amount as the units taken back, and the months left, make up."""
        return share(amount * self._line.quantity * left, Decimal(self._was.line.quantity * term))

    def _paid(self, amount: Decimal, left: int = 1, term: int = 1) -> Decimal:
        return self._coins.rounded(self._of(amount, left, term))


def _on_price(one: Taken) -> bool:
    """Whether something was taken off the price of the order."""
    return one.front and one.chain != "person"


def _is_back(line: Line) -> bool:
    return line.line_type is not None and line.line_type not in BOUGHT


def _only(order: Order, places: Sequence[int]) -> Order:
    return replace(order, lines=tuple(order.lines[at] for at in places))


def _as_it_was(line: Line) -> Line:
    assert line.of is not None
    quantity = line.of.quantity or line.quantity
    return replace(line, line_type=line.of.line_type, quantity=quantity)


def _by_term(step: Step) -> bool:
    return step.reverses is not None and step.reverses.how != IN_FULL


def _asks_for_term(order: Order, at: int, line: LineQuote) -> bool:
    mine = order.lines[at]
    return mine.term_months is None and any(
        _by_term(t.step) and t.step.reverses and mine.line_type in t.step.reverses.on
        for t in line.taken
        if not t.front
    )
