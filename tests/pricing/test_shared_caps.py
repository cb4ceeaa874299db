"""Caps over several lines: none gets past its own, all share what there is, to the last coin."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import examples
from tests.pricing.build import Maker, Nested

from partnerbook.pricing import Line, Order, Quote, price
from partnerbook.values.money import Money

TWO: Nested = {"core": {"a": {}, "b": {}}}
COINS = {"EUR": 100, "JPY": 1, "KWD": 1000}
"""So many of the smallest coin are one of the currency."""
Caps = list[str | tuple[str, dict[str, Any]]]


def ordered(currency: str, *quantities: int, used: int = 0) -> Order:
    """Lines of a, of b and again of a; of the cap of a year something may be used."""
    lines = tuple(Line("ab"[at % 2], count) for at, count in enumerate(quantities))
    spent = {("bonus", cap): money(used, currency) for cap in ("c0", "c1", "c2")} if used else {}
    dates = {"order": date(2027, 1, 15)}
    return Order(currency, dates, lines, tier="gold", route="one-tier", used=spent)


def money(coins: int, currency: str) -> Money:
    """So many coins."""
    return Money(Decimal(coins) / COINS[currency], currency)


def written(coins: int, currency: str) -> str:
    """So many coins, as files write them."""
    return f"{money(coins, currency).amount:f} {currency}"


def maker(currency: str, rate: str, caps: Caps, prices: tuple[int, int] = (10, 7)) -> Maker:
    """A bonus on two products whose prices are in whole coins."""
    made = Maker(TWO, tiers=("gold",), currencies=(currency,))
    for name, coins in zip("ab", prices, strict=True):
        made.price(name, written(coins, currency))
    return made.step("bonus", rate, stage="back", caps=caps)


def coins(quote: Quote) -> list[int]:
    """What each line gets, in the smallest coins."""
    assert quote.certain, quote
    found = [taken.amount * COINS[quote.order.currency] for taken in quote.taken]
    assert all(amount == int(amount) for amount in found)
    return [int(amount) for amount in found]


def shared(total: int, weights: list[int]) -> list[int]:
    """By the largest remainder, the earlier of equals first."""
    exact = [Fraction(total * weight, sum(weights)) for weight in weights]
    parts = [int(part) for part in exact]
    by_rest = sorted(range(len(parts)), key=lambda at: (parts[at] - exact[at], at))
    for at in by_rest[: total - sum(parts)]:
        parts[at] += 1
    return parts


def half_up(amount: Fraction) -> int:
    """To whole coins."""
    return int(amount + Fraction(1, 2))


quantities = st.lists(st.integers(1, 40), min_size=1, max_size=4)


@examples(70)
@given(
    st.sampled_from(sorted(COINS)),
    quantities,
    st.integers(1, 60),
    st.tuples(st.integers(0, 6), st.integers(0, 200), st.integers(1, 400), st.integers(0, 450)),
    st.booleans(),
)
def test_lines_share_what_their_own_caps_leave(
    currency: str, counts: list[int], rate: int, most: tuple[int, int, int, int], turned: bool
) -> None:
    """In coins: min(cap, sum of what each may have by itself), and nobody more than that."""
    each, deal, year, used = most
    caps: Caps = [f"unit {written(each, currency)}", f"deal {written(deal, currency)}"]
    caps.append(f"year {written(year, currency)}")
    made = maker(currency, f"{rate}%", list(reversed(caps)) if turned else caps)
    found = coins(price(made.program(), ordered(currency, *counts, used=used)))
    raw = [half_up(Fraction((10, 7)[at % 2] * n * rate, 100)) for at, n in enumerate(counts)]
    own = [min(amount, each * n) for amount, n in zip(raw, counts, strict=True)]
    left = min(deal, max(0, year - used))
    assert sum(found) == min(left, sum(own))
    assert all(amount <= mine for amount, mine in zip(found, own, strict=True))
    assert found == (own if sum(own) <= left else shared(left, own))


def filled(own: list[int], caps: list[tuple[int, set[int]]]) -> list[Fraction]:
    """All lines filled at one pace, each as far as its own and every cap that binds it lets it."""
    got, full = [Fraction(0)] * len(own), set[int]()
    while len(full) < len(own):
        steps = [
            Fraction(1) - got[at] / own[at] if own[at] else 0 for at in {*range(len(own))} - full
        ]
        for most, mine in caps:
            if pace := sum(own[at] for at in mine - full):
                steps.append(Fraction(most - sum(got[at] for at in mine)) / pace)
        step = min(steps)
        for at in {*range(len(own))} - full:
            got[at] += step * own[at]
        full |= {at for at in range(len(own)) if got[at] == own[at]}
        for most, mine in caps:
            if sum(got[at] for at in mine) == most:
                full |= mine
    return got


@examples(70)
@given(
    st.sampled_from(sorted(COINS)),
    quantities,
    st.integers(1, 60),
    st.permutations([("a", "deal"), ("b", "year"), ("", "month")]),
    st.tuples(*[st.integers(0, 120)] * 3),
)
def test_caps_for_some_lines_leave_their_part_to_the_others(
    currency: str, counts: list[int], rate: int, order: list[tuple[str, str]], most: tuple[int, ...]
) -> None:
    """Each cap is kept, what one line may not have another one gets, wherever a cap is written."""
    by_name = dict(zip(("a", "b", ""), most, strict=True))
    caps: Caps = [
        (f"{per} {written(by_name[name], currency)}", {"product": name} if name else {})
        for name, per in order
    ]
    made = maker(currency, f"{rate}%", caps)
    found = coins(price(made.program(), ordered(currency, *counts)))
    own = [half_up(Fraction((10, 7)[at % 2] * n * rate, 100)) for at, n in enumerate(counts)]
    lines = [{at for at in range(len(own)) if "ab"[at % 2] == name} for name in "ab"]
    bound = [*zip(most, (*lines, {*range(len(own))}), strict=True)]
    assert all(sum(found[at] for at in mine) <= cap for cap, mine in bound)
    inner = [min(cap, sum(own[at] for at in mine)) for cap, mine in bound[:2]]
    assert sum(found) == min(by_name[""], sum(inner))
    exact = filled(own, bound)
    assert all(abs(amount - part) < 1 for amount, part in zip(found, exact, strict=True))


@pytest.mark.parametrize(
    ("caps", "amounts", "by"),
    [
        (["unit 1 EUR", "deal 12 EUR"], [4, 8], ["c0 c1", "c1"]),
        (["deal 12 EUR", "unit 1 EUR"], [4, 8], ["c1 c0", "c0"]),
        (["unit 1 EUR", "deal 30 EUR"], [5, 10], ["c0", ""]),
        ([("deal 2 EUR", {"product": "b"}), "year 9 EUR"], [7, 2], ["c1", "c0"]),
        (["deal 9 EUR", "year 6 EUR"], [4, 2], ["c1", "c1"]),
    ],
    ids=["a line of its own cap", "in any order", "too large", "one of them full", "the tightest"],
)
def test_the_caps_that_bind_are_told_line_by_line(
    caps: Caps, amounts: list[int], by: list[str]
) -> None:
    """20 and 10 without caps."""
    made = maker("EUR", "10%", caps, prices=(4000, 500))
    quote = price(made.program(), ordered("EUR", 5, 20))
    assert [int(taken.amount) for taken in quote.taken] == amounts
    named = [(*taken.earlier, *filter(None, [taken.cap])) for taken in quote.taken]
    assert [" ".join(cap.id for cap in some) for some in named] == by
