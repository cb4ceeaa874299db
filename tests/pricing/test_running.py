"""Which tier's rate a running payment has: by hand, and against a walk day by day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import examples
from tests.pricing.build import Maker, ref

from partnerbook.pricing import Line, Order, Quote, price
from partnerbook.pricing.terms import streams
from partnerbook.resolve.held import Held
from partnerbook.resolve.program import Program
from partnerbook.resolve.record import Record
from partnerbook.resolve.terms import Running, Terms
from partnerbook.values.period import Period, parse_duration

TIERS = ("registered", "silver", "gold", "platinum")
RATES = {"registered": 1, "silver": 2, "gold": 3, "platinum": 5}
SALE = date(2026, 1, 20)
ORDER = date(2027, 1, 20)
NO_SELL_OFF = Record("agreement", "form", {"termination": {}}, {}, ref("form"))


def program(
    held: Sequence[tuple[str, date]],
    ways: str = "new-rate old-rate runs-out",
    *,
    anchor: str = "order",
    until: date | None = None,
) -> Program:
    """A share of 1, 2, 3 or 5 % for five years, besides a discount by tier, and a partner."""
    made = Maker({"core": {"a": {}}}, tiers=TIERS).price("a", "100 EUR")
    rows = [(f"{rate}%", {"tier": tier}) for tier, rate in RATES.items()]
    rises, falls, ends = ways.split() if ways else ("", "", "")
    terms = Terms(running=Running(rises, falls, ends, ref("running"))) if ways else Terms()
    made.step("today", *((f"{1 + at}%", {"tier": tier}) for at, tier in enumerate(TIERS)))
    more: dict[str, Any] = {"kind": "commission", "stage": "back", "anchor": anchor}
    made.step("share", *rows, **more, term=parse_duration("60 months"), terms=terms)
    days = [day for _, day in held[1:]]
    last = [*days, date.max]
    standing = [
        Held(tier, Period(start, end), "earned", ref(tier))
        for (tier, start), end in zip(held, last, strict=True)
    ]
    made.partner("acme", standing=standing)
    if until is not None:
        (partner,) = made.partners
        assert partner.agreement is not None
        form = replace(partner.agreement.form, record=NO_SELL_OFF)
        force = Period(date.min, until + timedelta(days=1))
        agreement = replace(partner.agreement, form=form, in_force=force)
        made.partners = [replace(partner, agreement=agreement)]
    return made.program()


def order(partner: str = "acme", tier: str = "", **dates: date) -> Order:
    """A renewal of a hundred units for a customer that pays the vendor."""
    days = {"order": ORDER, "first-sale": SALE}
    days |= {anchor.replace("_", "-"): day for anchor, day in dates.items()}
    line = Line("a", 100, "renewal", "yearly", 12)
    return Order("EUR", days, (line,), partner=partner, tier=tier, route="referral")


def gives(quote: Quote, step: str = "share") -> Decimal | str:
    """What a step gives of a list value of 10,000, or why it gives nothing."""
    found = [t.base_amount * t.rate.fraction for t in quote.taken if t.step.id == step and t.rate]
    reasons = [one.reason for line in quote.lines for one in line.not_applied]
    return found[0] if found else reasons[0]


def rated(quote: Quote) -> int:
    """The percentage of the share."""
    (rate,) = [taken.rate for taken in quote.taken if taken.step.id == "share"]
    assert rate is not None
    return int(rate.points)


DOWN = (("gold", date(2025, 7, 1)), ("registered", date(2026, 7, 1)))
UP = (("silver", date(2025, 7, 1)), ("gold", date(2026, 10, 1)))


@pytest.mark.parametrize(
    ("held", "ways", "rate"),
    [
        (DOWN, "new-rate old-rate runs-out", 3),
        (DOWN, "old-rate new-rate runs-out", 1),
        (UP, "new-rate old-rate runs-out", 3),
        (UP, "old-rate new-rate runs-out", 2),
        # Down and up again: below gold all the time, so never a promotion over it.
        ((*DOWN, ("silver", date(2026, 9, 1))), "new-rate old-rate runs-out", 3),
        ((*DOWN, ("platinum", date(2026, 9, 1))), "new-rate old-rate runs-out", 5),
        # Up and down again: the rate of the short time above is kept, or was never taken.
        ((*UP, ("silver", date(2026, 12, 1))), "new-rate old-rate runs-out", 3),
        ((*UP, ("silver", date(2026, 12, 1))), "old-rate old-rate runs-out", 2),
        ((*UP, ("registered", date(2026, 12, 1))), "old-rate new-rate runs-out", 1),
    ],
)
def test_the_rate_of_the_tier_that_running_says(held, ways, rate):
    quote = price(program(held, ways), order())
    assert quote.certain
    assert rated(quote) == rate
    # What does not run goes by the tier of today.
    assert gives(quote, "today") == (1 + TIERS.index(held[-1][0])) * 100


def test_the_answer_says_which_tier_and_why():
    (share,) = [t for t in price(program(DOWN), order()).taken if t.step.id == "share"]
    assert [(words, at.document) for words, at in share.told] == [
        ("Gold held on 20 January 2026, the day of the first sale", "program/gold.yml"),
        ("Registered from 1 July 2026", "program/registered.yml"),
        ("when the tier falls below Gold, what runs keeps the rate of Gold", "program/running.yml"),
    ]


def test_the_day_of_the_anchor_is_where_it_begins():
    made = program(UP, "old-rate old-rate runs-out", anchor="contract")
    assert rated(price(made, order(contract=date(2026, 9, 30)))) == 2
    assert rated(price(made, order(contract=date(2026, 10, 1)))) == 3
    asked = price(made, order())
    assert [one.axis for one in asked.missing] == ["day:contract"]
    assert str(gives(asked)).startswith("cannot tell: the order does not say")


def test_nothing_is_asked_where_it_makes_no_difference():
    made = program(UP, "new-rate new-rate runs-out", anchor="contract")
    assert rated(price(made, order())) == 3
    made = program(UP[:1], "old-rate old-rate runs-out", anchor="contract")
    assert rated(price(made, order())) == 2


def test_without_running_nothing_can_be_told():
    quote = price(program(UP, ""), order())
    words = "it does not say (running:) what becomes of it when the tier changes"
    assert [doubt.reason for doubt in quote.doubts] == [f"share: {words}"]
    assert gives(quote) == f"cannot tell: {words}"
    assert price(program(UP[:1], ""), order()).certain


def test_of_a_tier_alone_it_is_supposed_that_it_was_held():
    (share,) = [t for t in price(program(UP), order("", "gold")).taken if t.step.id == "share"]
    assert [words for words, _ in share.told] == [
        "supposed: Gold was held since 20 January 2026 already"
    ]


@pytest.mark.parametrize(
    ("ways", "provided"),
    [
        ("new-rate old-rate runs-out", "the customer stays and the tier stays"),
        ("old-rate old-rate runs-out", "the customer stays"),
        ("old-rate old-rate stops", "the customer stays and the agreement lasts"),
        ("new-rate new-rate stops", "the customer stays, the tier stays and the agreement lasts"),
    ],
)
def test_the_sum_of_the_term_says_what_it_supposes(ways, provided):
    made = program(UP, ways)
    quote = price(made, order())
    (stream,) = streams(made.axes, quote, quote.lines[0])
    assert stream.in_words(str).endswith(f" if {provided}")


@pytest.mark.parametrize(
    ("ways", "until", "result"),
    [
        # Gold from October on; the agreement ended before that.
        ("new-rate old-rate runs-out", date(2026, 9, 30), Decimal(200)),
        ("new-rate old-rate runs-out", date(2026, 10, 1), Decimal(300)),
        (
            "new-rate old-rate stops",
            date(2026, 10, 1),
            "nothing more is paid: the agreement ended on 1 October 2026",
        ),
        (
            "",
            date(2026, 9, 30),
            "cannot tell: it does not say (running:) what becomes of it when the agreement ends",
        ),
    ],
)
def test_after_the_end_of_the_agreement(ways, until, result):
    quote = price(program(UP, ways, until=until), order())
    reasons = {one.step.id: one.reason for one in quote.lines[0].not_applied}
    found = {taken.step.id: taken.raw for taken in quote.taken}
    assert found.get("share", reasons.get("share")) == result
    assert "today" not in found
    assert reasons["today"].endswith(", and this did not run then")


def test_after_the_end_the_sum_of_the_term_hangs_on_the_customer_alone():
    made = program(UP, until=date(2026, 9, 30))
    quote = price(made, order())
    (stream,) = streams(made.axes, quote, quote.lines[0])
    assert stream.in_words(str).endswith(" if the customer stays")


def test_what_begins_after_the_end_is_not_ordered():
    made = program(UP, until=date(2026, 1, 19))
    (doubt,) = price(made, order()).doubts
    assert "its agreement ended on 19 January 2026" in doubt.reason
    made = program(UP, until=date(2026, 9, 30))
    (doubt,) = price(made, replace(order(), route="one-tier")).doubts
    assert "its agreement ended on 30 September 2026" in doubt.reason


@st.composite
def histories(draw: st.DrawFn) -> list[tuple[str, date]]:
    """Up to six tiers, one after the other."""
    tiers = draw(st.lists(st.sampled_from(TIERS), min_size=1, max_size=6))
    days = draw(st.lists(st.integers(0, 700), min_size=5, max_size=5, unique=True))
    first = date(2025, 6, 1)
    starts = [date(2025, 1, 1), *(first + timedelta(days=day) for day in sorted(days))]
    return list(zip(tiers, starts, strict=False))


@examples(80)
@given(histories(), st.sampled_from(["new", "old"]), st.sampled_from(["new", "old"]))
def test_as_a_walk_day_by_day(held: list[tuple[str, date]], rises: str, falls: str) -> None:
    made = program(held, f"{rises}-rate {falls}-rate runs-out")
    days = [SALE + timedelta(days=at) for at in range((ORDER - SALE).days + 1)]
    tiers = [[t for t, start in held if start <= day][-1] for day in days]
    mine = RATES[tiers[0]]
    for was, now in pairwise(tiers):
        if was != now and RATES[now] != mine:
            way = rises if RATES[now] > mine else falls
            mine = RATES[now] if way == "new" else mine
    assert rated(price(made, order())) == mine
