"""What one file shows to be wrong although every value in it is well-formed.

An end before its beginning, an interval with nothing inside, two amounts of one currency where one
is meant, an amount in another currency than its order, parts that make no whole. What needs a
second file to be seen is judged later.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from partnerbook.findings import Edit, Finding, Ref, Repair
from partnerbook.load.asks import of_requirements
from partnerbook.load.kinds import marginal, of_its_kind
from partnerbook.load.returned import before_bought, more_than_bought
from partnerbook.load.said import Steps, name_of, removed, replaced, shape
from partnerbook.load.wholes import in_parts
from partnerbook.model.bands import GrowthBand, ValueBand
from partnerbook.model.base import Part
from partnerbook.model.discount import DiscountFile
from partnerbook.model.example import ExampleFile, OrderFile
from partnerbook.model.incentive import IncentiveFile
from partnerbook.model.incentive_terms import IncentiveTerms
from partnerbook.model.scope import Amounts, Whole
from partnerbook.values.dates import in_words
from partnerbook.values.ident import NONE
from partnerbook.values.money import Money
from partnerbook.values.slips import Fits, likeliest

_IN_ORDER: tuple[tuple[str, str], ...] = (
    ("from", "through"),
    ("effective", "first_term_through"),
    ("first_term_through", "renewed_until"),
    ("effective", "renewed_until"),
    ("signed", "notice_given"),
    ("launch", "end_of_sale"),
    ("agreement/effective", "ended"),
    ("agreement/notice_given", "ended"),
)
"""Ways to two values of one mapping: the first may not be later, or greater, than the second."""


def nonsense(document: str, model: Part) -> list[Finding]:
    """The findings about one well-formed file."""
    top = Ref(document)
    return [finding for part, steps in _parts(model, ()) for finding in _judged(top, part, steps)]


def _parts(value: Any, steps: Steps) -> Iterator[tuple[Any, Steps]]:
    """Every mapping and every list of amounts inside a value, with the way to it."""
    if isinstance(value, Part):
        yield value, steps
        for key, inner in _said(value).items():
            if isinstance(inner, Part) or (
                isinstance(inner, tuple) and isinstance(inner[0], (Part, Money))
            ):
                yield from _parts(inner, (*steps, key))
    elif isinstance(value, tuple):
        if isinstance(value[0], Money):
            yield value, steps
        else:
            for number, inner in enumerate(value):
                yield from _parts(inner, (*steps, number))


@cache
def _keys(model: type[Part]) -> Mapping[str, str]:
    """The key in the file of each field."""
    return {name: field.alias or name for name, field in model.model_fields.items()}


def _said(part: Part) -> dict[str, Any]:
    """What a mapping states, by its own keys; the extra dimensions of a scope are only words."""
    keys, stated = _keys(type(part)), part.model_fields_set
    return {keys[name]: value for name, value in vars(part).items() if name in stated}


def _judged(top: Ref, part: Any, steps: Steps) -> Iterator[Finding]:
    at = top.child(*steps)
    if isinstance(part, tuple):
        yield from _same_currency(at, steps, part)
        return
    said = _said(part)
    yield from _order(at, said)
    if isinstance(part, (ValueBand, GrowthBand)):
        yield from _band(at, said)
    elif isinstance(part, (Whole, Amounts)):
        yield from _interval(at, steps, part)
    elif isinstance(part, (ExampleFile, OrderFile)):
        yield from _beside_order(at, part)
        yield from more_than_bought(at, part.order)
        yield from before_bought(at, part.order)
    elif isinstance(part, (IncentiveFile, DiscountFile)):
        yield from marginal(at, part)
    if isinstance(part, IncentiveTerms):
        yield from in_parts(at, part)
    if isinstance(part, IncentiveFile):
        yield from of_its_kind(at, part)
    yield from of_requirements(at, part)


def _order(at: Ref, said: Mapping[str, Any]) -> Iterator[Finding]:
    """What comes too early; a value that explains one contradiction is not named again."""
    named: set[str] = set()
    for first, last in _IN_ORDER:
        low, high = _value(said, first), _value(said, last)
        if low is None or high is None or low <= high or not named.isdisjoint((first, last)):
            continue
        named.update((first, last))
        yield _backwards(at, (first, low), (last, high))


def _value(said: Mapping[str, Any], way: str) -> Any:
    """The value at the end of a way of keys; None if it is not stated."""
    key, _, rest = way.partition("/")
    inner = said.get(key)
    return _value(_said(inner), rest) if rest and inner is not None else inner


def _backwards(at: Ref, first: tuple[str, Any], last: tuple[str, Any]) -> Finding:
    (start, low), (end, high) = first, last
    start_at, end_at = at.child(*start.split("/")), at.child(end)
    if not isinstance(high, date):
        places = [(end_at, "ends here"), (start_at, "starts here")]
        message = f"`{end}` {high} is less than `{start}` {low}"
        return shape("ends-before-start", message, places)
    return shape(
        "ends-before-start",
        f"`{end}` {high} is before `{start.rpartition('/')[2]}` {low}",
        [(end_at, in_words(high)), (start_at, in_words(low))],
        help=(
            *_slipped((start_at, low), (end_at, high)),
            *_swapped((start_at, low), (end_at, high)),
        ),
    )


def _slipped(start: tuple[Ref, date], end: tuple[Ref, date]) -> tuple[Repair, ...]:
    """The likeliest slip of the hand that turned two dates round."""
    doubts: list[tuple[date, Fits]] = [
        (
            end[1],
            lambda day: (
                (_is_slip(end[1], day) and 0 <= (day - start[1]).days <= _LONGEST_PERIOD)
                or (_ends(end[0]) and _SHORTEST_PERIOD <= (day - start[1]).days + 1 <= _A_YEAR)
            ),
        ),
        (
            start[1],
            lambda day: _is_slip(start[1], day) and 0 <= (end[1] - day).days <= _LONGEST_PERIOD,
        ),
    ]
    return tuple(
        replaced(
            (end[0], start[0])[which],
            str(meant),
            f"write {meant} ({in_words(meant)}), if that is meant",
        )
        for which, meant in likeliest(doubts)
    )


def _swapped(start: tuple[Ref, date], end: tuple[Ref, date]) -> tuple[Repair, ...]:
    """The way out where both are right but each stands in the other's place."""
    (start_at, low), (end_at, high) = start, end
    if len(start_at.steps) != len(end_at.steps) or (low - high).days < _SHORTEST_PERIOD:
        return (Repair("correct the one that is wrong"),)
    edits = (Edit(start_at, str(high)), Edit(end_at, str(low)))
    return Repair("swap the two dates", edits=edits), Repair("or correct the one that is wrong")


def _is_slip(written: date, meant: date) -> bool:
    """Whether only a slip explains the difference: a year more or less may just be too short."""
    return abs(written.year - meant.year) > 1


def _ends(at: Ref) -> bool:
    """Whether a date ends a period whose year people forget to count up: December to February."""
    return at.steps[-1] == "through"


_A_YEAR = 366
_LONGEST_PERIOD = 5 * 366
"""A corrected date may not leave more days than these between the two."""
_SHORTEST_PERIOD = 28
"""No terms are made for less than a month, and February has so many days: two dates closer to each
other were not swapped, one of them is wrong."""


def _band(at: Ref, said: Mapping[str, Any]) -> Iterator[Finding]:
    start, below = said["from"], said.get("below")
    if below is None:
        return
    places = [(at.child("below"), "ends here"), (at.child("from"), "starts here")]
    if isinstance(start, Money) and start.currency != below.currency:
        message = f"a band has one currency; this one goes from {start} to below {below}"
        yield shape("currency", message, places)
    elif below <= start:
        yield shape("ends-before-start", f"nothing is from {start} and below {below}", places)


def _interval(at: Ref, steps: Steps, part: Whole | Amounts) -> Iterator[Finding]:
    """Both edges of an interval, compared by currency where it has one."""
    if part.at_least is None or part.below is None:
        return
    if isinstance(part, Whole):
        edges: list[tuple[Any, Any, Ref, Ref]] = [
            (part.at_least, part.below, at.child("at_least"), at.child("below"))
        ]
    else:
        lows = {money.currency: (number, money) for number, money in enumerate(part.at_least)}
        edges = [
            (
                lows[high.currency][1],
                high,
                at.child("at_least", lows[high.currency][0]),
                at.child("below", number),
            )
            for number, high in enumerate(part.below)
            if high.currency in lows
        ]
    for low, high, low_at, high_at in edges:
        if high <= low:
            message = (
                f"{name_of(steps)} has nothing in it: no value is at least {low} and below {high}"
            )
            yield shape(
                "ends-before-start", message, [(high_at, "ends here"), (low_at, "starts here")]
            )


def _beside_order(at: Ref, part: ExampleFile | OrderFile) -> Iterator[Finding]:
    """Amounts in another currency than the order is in, and what is taken beside nothing."""
    currency, order = part.order.currency, at.child("order", "currency")
    periods = [one.incentive for one in part.order.periods or ()]
    for number, name in enumerate(periods):
        if name in periods[:number]:
            here = at.child("order", "periods")
            places = [(here.child(number), "again"), (here.child(periods.index(name)), "first")]
            yield shape("wrong-value", f"`periods` names {name} twice", places)
    taken = part.order.take or ()
    if NONE in taken and len(taken) > 1:
        here = at.child("order", "take")
        yield shape(
            "wrong-value",
            "`take` names incentives and says none besides",
            [(here.child(taken.index(NONE)), "none of them"), (here, "these are taken")],
            help=(removed(here.child(taken.index(NONE))),),
        )
    expected = () if part.result is None else _parts(part.result, ("result",))
    for inner, steps in (*_parts(part.order, ("order",)), *expected):
        if not isinstance(inner, Part):
            continue
        for key, value in _said(inner).items():
            if isinstance(value, Money) and value.currency != currency:
                message = f"the order is in {currency}; {name_of((*steps, key))} is {value}"
                places = [(at.child(*steps, key), ""), (order, "the currency of the order")]
                yield shape("currency", message, places)


def _same_currency(at: Ref, steps: Steps, amounts: tuple[Money, ...]) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for number, money in enumerate(amounts):
        known = first.setdefault(money.currency, number)
        if known != number:
            yield shape(
                "currency",
                f"{name_of(steps)} has two amounts in {money.currency}: {amounts[known]} and "
                f"{money}; write one for each currency",
                [(at.child(number), "again"), (at.child(known), "the first one")],
                help=(removed(at.child(number)),),
            )
