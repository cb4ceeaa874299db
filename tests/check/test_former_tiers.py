"""Deals with rates of two tiers: where they may give more than either, and where they cannot."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import examples
from tests.pricing.build import Maker, ref

from partnerbook.pricing import Line, Order, price
from partnerbook.pricing.mixing import Mixes, held_so
from partnerbook.resolve.held import Held
from partnerbook.resolve.terms import Running, Terms
from partnerbook.values.period import Period, parse_duration

TIERS = ("silver", "gold")
OLD = Terms(running=Running("old-rate", "old-rate", "runs-out", ref("running")))
NEW = Terms(running=Running("new-rate", "new-rate", "runs-out", ref("running")))
CHANGE = date(2026, 6, 1)


def rows(rates: tuple[int, int], **scope: str) -> list[tuple[str, dict[str, str]]]:
    return [(f"{n}%", {"tier": tier, **scope}) for tier, n in zip(TIERS, rates, strict=True)]


def maker(
    share: tuple[int, int],
    beside: tuple[int, int],
    base: str = "opening",
    *,
    terms: Terms = OLD,
    route: str = "one-tier",
) -> Maker:
    """A share that runs, and a discount by tier before it, on one route."""
    made = Maker({"core": {"a": {}}}, tiers=TIERS).price("a", "100 EUR")
    made.table("table", *rows(beside, route=route))
    more: dict[str, Any] = {"kind": "commission", "stage": "back", "base": base, "terms": terms}
    made.step("share", *rows(share), **more, term=parse_duration("60 months"))
    return made


@pytest.mark.parametrize(
    ("made", "found"),
    [
        (maker((2, 5), (10, 20)), False),
        (maker((2, 5), (20, 10)), True),
        (maker((5, 2), (10, 20)), True),
        (maker((5, 2), (20, 10), terms=NEW), False),
        (maker((5, 2), (10, 10)), True),
        (maker((5, 2), (0, 0)), False),
        # What a distributor passes on costs the vendor nothing, but lowers what the share is of.
        (maker((2, 5), (10, 20), route="two-tier").table("d", "30%", side="distributor"), True),
        (maker((2, 5), (10, 20)).table("d", "30%", side="distributor"), False),
    ],
)
def test_what_two_tiers_may_give(made: Maker, found: bool) -> None:
    mixes = Mixes(made.program(), "a")
    pairs = [{step.id for step in pair.steps} for pair in mixes.pairs]
    assert pairs == ([{"share", "table"}] if found else [])
    # Where the share by itself rises with the tier, its highest rate is the worst.
    ways = [("silver", (("former/share", "gold"),)), ("gold", (("former/share", "silver"),))]
    assert list(mixes.every()) in (([],) if not found else (ways, ways[:1]))


@examples(40)
@given(
    st.tuples(*[st.integers(0, 40)] * 4),
    st.sampled_from(["list", "opening", "after-tier"]),
    st.sampled_from([TIERS, TIERS[::-1]]),
)
def test_what_is_covered_gives_no_more_than_the_higher_tier(
    rates: tuple[int, ...], base: str, history: tuple[str, str]
) -> None:
    share, beside = sorted(rates[:2]), sorted(rates[2:])
    made = maker((share[0], share[1]), (beside[0], beside[1]), base)
    made.partner(
        "acme",
        standing=(
            Held(history[0], Period(date(2025, 1, 1), CHANGE), "earned", ref("x")),
            Held(history[1], Period(CHANGE), "earned", ref("x")),
        ),
    )
    program = made.program()
    assert not Mixes(program, "a").pairs
    given = []
    for partner, tier in (("acme", ""), ("", "gold")):
        dates = {"order": date(2026, 12, 1), "first-sale": date(2026, 1, 1)}
        line = Line("a", 100, "renewal", "yearly", 12)
        order = Order("EUR", dates, (line,), partner=partner, tier=tier, route="one-tier")
        sums = price(program, order).sums
        assert sums is not None
        given.append(sums.given.amount)
    assert given[0] <= given[1]


@pytest.mark.parametrize(
    ("ways", "found"),
    [
        ("old-rate old-rate", ["gold", "silver"]),
        # A way up that the rate follows leaves no lower one, and so does a way down.
        ("new-rate old-rate", ["gold"]),
        ("old-rate new-rate", ["silver"]),
    ],
)
def test_what_runs_follows_one_way(ways: str, found: list[str]) -> None:
    rises, falls = ways.split()
    terms = Terms(running=Running(rises, falls, "runs-out", ref("running")))
    mixes = Mixes(maker((5, 2), (10, 20), terms=terms).program(), "a")
    assert [tier for _, mix in mixes.every() for _, tier in mix] == found


@pytest.mark.parametrize(
    ("order", "mix", "found"),
    [
        ("gold", ("registration", "silver"), True),
        ("silver", ("registration", "gold"), False),
        ("silver", ("invoice", "gold"), True),
        ("gold", ("invoice", "silver"), False),
        ("silver", ("contract", "gold"), True),
        ("gold", ("former/share", "silver"), True),
        ("gold", ("former/share", "platinum"), True),
        ("gold", ("registration", "platinum"), False),
    ],
)
def test_a_partner_has_the_tiers_of_its_history(
    order: str, mix: tuple[str, str], found: bool
) -> None:
    made = maker((2, 5), (20, 10))
    days = (date(2025, 1, 1), date(2026, 1, 1), date(2027, 3, 1), date.max)
    standing = [
        Held(tier, Period(start, end), "earned", ref(tier))
        for tier, start, end in zip(("platinum", "silver", "gold"), days[:3], days[1:], strict=True)
    ]
    made.partner("acme", standing=standing)
    (partner,) = made.partners
    assert held_so(partner, order, (mix,), date(2026, 11, 22)) is found
