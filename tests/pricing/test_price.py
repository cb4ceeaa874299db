"""The quote of an order: every amount, every reason, every source, and what is not certain."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.pricing.build import Maker, Nested

from partnerbook.pricing import Line, LineQuote, Order, Quote, price
from partnerbook.resolve.program import Program
from partnerbook.resolve.written import Bought
from partnerbook.values.audience import (
    DISTRIBUTOR,
    INTERNAL,
    PARTNER,
    PARTNER_VIEWER,
    own,
)
from partnerbook.values.money import Money, parse_money
from partnerbook.values.percent import Percent

D = Decimal
TWO: Nested = {"core": {"a": {}, "b": {}}}
DAY = date(2027, 1, 15)


def order(*lines: Line, **more: Any) -> Order:
    """An order on 15 January 2027 by a gold partner, all facts stated."""
    given: dict[str, Any] = {
        "currency": "EUR",
        "dates": {"order": DAY, "registration": date(2026, 12, 20)},
        "lines": lines or (Line("a", 1, "new", "yearly", 12),),
        "tier": "gold",
        "place": "by",
        "route": "one-tier",
        "claim": "first",
        "deal_role": "sourced",
        **more,
    }
    return Order(**given)


def maker(**more: Any) -> Maker:
    """Two products at 100 and 50, two tiers, a table of 20 and 30 %."""
    made = Maker(TWO, **more).price("a", "100 EUR").price("b", "50 EUR")
    return made.table("tier", ("20%", {"tier": "silver"}), ("30%", {"tier": "gold"}))


def taken(quote: Quote | LineQuote) -> dict[str, Decimal]:
    """What is taken, by step."""
    return {one.step.id: one.amount for one in quote.taken}


def reasons(quote: Quote) -> dict[str, str]:
    """Why the rest is not, by step."""
    return {one.step.id: one.reason for line in quote.lines for one in line.not_applied}


def the_sums(quote: Quote) -> dict[str, Decimal]:
    """The sums that exist, by name."""
    assert quote.sums is not None
    names = ["list_value", "invoice", "back_end", "net_net", "earned", "persons", "vendor_net"]
    return {name: getattr(quote.sums, name).amount for name in names}


def test_the_waterfall_step_by_step() -> None:
    program = (
        maker(costs={"a": "20 EUR"})
        .step("registration", "10%", base="opening", applies="on-request")
        .step("rebate", "5%", stage="back", base="after-deal")
        .step("fee", "1%", stage="back", base="list")
        .program()
    )
    quote = price(program, order(Line("a", 3, "new")))
    rows = [
        (t.step.id, t.base, t.base_amount, str(t.rate), t.raw, t.amount, t.price_after)
        for t in quote.taken
    ]
    assert rows == [
        ("tier", "list price", D(300), "30%", D(90), D("90.00"), D("210.00")),
        ("registration", "price before Deal", D(210), "10%", D(21), D("21.00"), D("189.00")),
        ("fee", "list price", D(300), "1%", D(3), D("3.00"), D("186.00")),
        ("rebate", "price after Deal", D(189), "5%", D("9.45"), D("9.45"), D("176.55")),
    ]
    assert quote.certain
    assert the_sums(quote) == {
        "list_value": D("300.00"),
        "invoice": D("189.00"),
        "back_end": D("12.45"),
        "net_net": D("176.55"),
        "earned": D("123.45"),
        "persons": D(0),
        "vendor_net": D("176.55"),
    }
    assert quote.sums is not None
    assert quote.sums.margin == Percent(D("66.02"))  # (176.55 - 60) / 176.55
    assert quote.sums.cost is not None
    assert quote.sums.cost.audience == INTERNAL
    first = quote.taken[0]
    assert [ref.document for ref in first.refs] == [
        "program/steps/tier.yml",
        "program/prices/list-a.yml",
    ]
    assert quote.sums.invoice.refs[0].document == "program/prices/list-a.yml"


@pytest.mark.parametrize(
    ("mode", "currency", "amount", "rate", "expected"),
    [
        ("half-up", "JPY", "105 JPY", "10%", "11"),  # 10.5
        ("half-up", "JPY", "104 JPY", "10%", "10"),  # 10.4
        ("half-up", "EUR", "0.45 EUR", "10%", "0.05"),  # 0.045
        ("half-up", "KWD", "0.125 KWD", "10%", "0.013"),  # 0.0125
        ("half-even", "JPY", "105 JPY", "10%", "10"),  # 10.5
        ("half-even", "EUR", "0.55 EUR", "10%", "0.06"),  # 0.055
        ("down", "JPY", "109 JPY", "10%", "10"),  # 10.9
        ("down", "KWD", "0.129 KWD", "10%", "0.012"),  # 0.0129
        ("up", "JPY", "101 JPY", "10%", "11"),  # 10.1
    ],
)
def test_each_step_is_rounded_as_its_program_says_and_its_currency_is_paid(
    mode: str, currency: str, amount: str, rate: str, expected: str
) -> None:
    maker = Maker(TWO, currencies=("EUR", "JPY", "KWD"), rounding=mode)
    made = maker.price("a", amount).step("bonus", rate)
    assert taken(price(made.program(), order(currency=currency))) == {"bonus": D(expected)}


def test_a_cap_of_the_order_is_shared_by_its_lines_to_the_cent() -> None:
    program = maker().step("bonus", "10%", caps=["deal 10 EUR"]).program()
    quote = price(program, order(Line("a", 1), Line("a", 1), Line("b", 2)))
    amounts = [taken(line)["bonus"] for line in quote.lines]
    assert amounts == [D("3.34"), D("3.33"), D("3.33")]
    assert sum(amounts) == D("10.00")
    assert all(one.cap is not None for one in quote.taken if one.step.id == "bonus")
    assert taken(price(program, order(Line("a", 1))))["bonus"] == D("10.00")
    assert price(program, order(Line("a", 1))).taken[1].cap is None


def test_what_is_given_per_order_is_given_once() -> None:
    made = maker()
    made.step("spiff", made.row("s", "25 EUR"), stage="back", paid_to="person")
    made.step("each", made.row("s", "2 EUR"), stage="back", paid_to="person", per="unit")
    quote = price(made.program(), order(Line("a", 1), Line("b", 3)))
    assert [taken(line)["spiff"] for line in quote.lines] == [D("10.00"), D("15.00")]
    assert [taken(line)["each"] for line in quote.lines] == [D("2.00"), D("6.00")]
    sums = the_sums(quote)
    assert (sums["persons"], sums["back_end"], sums["earned"]) == (D("33.00"), D(0), D("75.00"))
    assert sums["vendor_net"] == D("250.00") - D("75.00") - D("33.00")


def test_a_period_cap_counts_what_was_used() -> None:
    program = maker().step("bonus", "10%", caps=["year 12 EUR"]).program()
    used = {("bonus", "c0"): Money(D("8.50"), "EUR")}
    assert taken(price(program, order(used=used)))["bonus"] == D("3.50")
    used = {("bonus", "c0"): Money(D(20), "EUR")}
    assert taken(price(program, order(used=used)))["bonus"] == D("0")


def test_a_cap_without_an_amount_in_the_currency_is_a_doubt() -> None:
    made = Maker(TWO, currencies=("EUR", "USD")).price("a", "100 USD")
    made.step("bonus", "10%", caps=["deal 5 EUR"])
    quote = price(made.program(), order(currency="USD"))
    assert [doubt.reason for doubt in quote.doubts] == [
        "the cap c0 of bonus says nothing about USD"
    ]
    assert not quote.certain


REASONS = [
    ("claim", {"claim": "first"}, {"claim": "none"}, "needs an approved registration"),
    ("claim", {"claim": "first later"}, {"claim": "none"}, "needs a registration"),
    ("claim", {"claim": "none"}, {}, "only for deals without a registration"),
    ("route", {"route": "two-tier"}, {}, "only on the two-tier route"),
    ("tier", {"tier": "silver"}, {}, "only for silver partners"),
    ("place", {"place": "fr us"}, {}, "only for customers in FR and US"),
    ("product", {"product": "b"}, {}, "only for b"),
    ("quantity", {"quantity": (10, None)}, {}, "only for quantity 10 or more"),
    ("value", {"list_value:EUR": (500, None)}, {}, "only for list value 500 EUR or more"),
    (
        "two",
        {"claim": "first", "route": "two-tier"},
        {"claim": "none"},
        "only on the two-tier route and needs an approved registration",
    ),
]


@pytest.mark.parametrize(("_", "scope", "said", "reason"), REASONS, ids=[r[0] for r in REASONS])
def test_why_a_step_does_not_apply(
    _: str, scope: dict[str, Any], said: dict[str, Any], reason: str
) -> None:
    program = maker().step("bonus", ("8%", scope)).program()
    assert reasons(price(program, order(**said))) == {"bonus": reason}


@pytest.mark.parametrize(
    ("start", "through", "anchor", "reason"),
    [
        ("", "2026-12-31", "order", "only until 31 December 2026"),
        ("2027-02-01", "", "order", "only from 1 February 2027"),
        ("", "2026-11-30", "registration", "only for deals registered until 30 November 2026"),
        ("2027-01-01", "", "registration", "only for deals registered from 1 January 2027"),
    ],
)
def test_why_a_step_is_not_in_force(start: str, through: str, anchor: str, reason: str) -> None:
    made = maker()
    made.step(
        "bonus", made.row("r", "8%", start=start, through=through, anchor=anchor), anchor=anchor
    )
    assert reasons(price(made.program(), order())) == {"bonus": reason}


def stacked() -> Program:
    """Two of a group, a special price that excludes them, one that needs the first."""
    return (
        maker()
        .step("registration", "8%", applies="on-request", group="uplift")
        .step("campaign", "6%", applies="on-request", group="uplift")
        .step("special", "10%", applies="on-request", excludes=("registration",))
        .step("kicker", "1%", requires=("registration",))
        .step("fund", "5%", applies="discretionary", stage="back", kind="development-funds")
        .step("match", "20%", applies="discretionary", excludes=("campaign", "special"))
        .program()
    )


@pytest.mark.parametrize(
    ("take", "expected", "left"),
    [
        (
            None,  # 6 + 10 beats 8 + 1
            {"tier": "30.00", "campaign": "6.00", "special": "10.00"},
            {
                "registration": "only one of uplift per deal: campaign is taken",
                "kicker": "needs registration on the same deal",
                "fund": "given case by case, out of its budget",
                "match": "given case by case, at the vendor's discretion",
            },
        ),
        (
            {"registration"},
            {"tier": "30.00", "registration": "8.00", "kicker": "1.00"},
            {
                "campaign": "on request only",
                "special": "on request only",
                "fund": "given case by case, out of its budget",
                "match": "given case by case, at the vendor's discretion",
            },
        ),
        (
            {"registration", "match"},
            {"tier": "30.00", "registration": "8.00", "match": "20.00", "kicker": "1.00"},
            {
                "campaign": "on request only",
                "special": "on request only",
                "fund": "given case by case, out of its budget",
            },
        ),
        (
            {"registration", "special"},
            {"tier": "30.00", "special": "10.00"},
            {
                "campaign": "on request only",
                "registration": "excluded by special",
                "kicker": "needs registration on the same deal",
                "fund": "given case by case, out of its budget",
                "match": "given case by case, at the vendor's discretion",
            },
        ),
        (
            set(),
            {"tier": "30.00"},
            {
                "registration": "on request only",
                "campaign": "on request only",
                "special": "on request only",
                "kicker": "needs registration on the same deal",
                "fund": "given case by case, out of its budget",
                "match": "given case by case, at the vendor's discretion",
            },
        ),
    ],
    ids=[
        "best permitted",
        "registration",
        "at the vendor's discretion",
        "two that exclude each other",
        "nothing",
    ],
)
def test_what_is_taken(
    take: set[str] | None, expected: dict[str, str], left: dict[str, str]
) -> None:
    quote = price(stacked(), order(take=None if take is None else frozenset(take)))
    assert {name: str(amount) for name, amount in taken(quote).items()} == expected
    assert reasons(quote) == left


def test_what_the_order_leaves_open_is_asked_for_only_if_a_row_depends_on_it() -> None:
    program = (
        maker(values={"sector": ("commercial", "public")})
        .step("registration", ("8%", {"claim": "first"}))
        .step("public", ("5%", {"sector": "public"}))
        .program()
    )
    quote = price(program, order(claim=None))
    assert [(m.axis, m.steps) for m in quote.missing] == [
        ("claim", ("registration",)),
        ("sector", ("public",)),
    ]
    assert quote.missing[0].words == "whether the deal is registered, and first"
    assert not quote.certain
    assert taken(quote) == {"tier": D("30.00")}
    assert price(program, order(facts={"sector": "commercial"})).certain
    wide = price(maker().step("bavaria", ("5%", {"place": "by"})).program(), order(place="de"))
    assert [m.axis for m in wide.missing] == ["place"]


def test_rows_of_equal_right_leave_the_rate_open() -> None:
    made = maker()
    made.table("second", ("10%", {"place": "de"}), ("12%", {"product": "a"}))
    quote = price(made.program(), order())
    (doubt,) = quote.doubts
    assert doubt.reason == "rows r0 and r1 of second both apply and neither is more specific"
    assert [ref.pointer for ref in doubt.refs] == ["/rows/r0", "/rows/r1"]
    assert taken(quote) == {"tier": D("30.00")}


def test_the_innermost_row_counts_whatever_its_dates() -> None:
    made = Maker(TWO).price("a", "100 EUR")
    made.table(
        "tier",
        made.row("world", "10%", {}, start="2027-01-01"),
        made.row("germany", "20%", {"place": "de"}),
        made.row("bavaria", "0%", {"place": "by"}, through="2026-12-31"),
    )
    program = made.program()
    assert taken(price(program, order())) == {"tier": D("20.00")}
    in_december = order(dates={"order": date(2026, 12, 31)})
    assert taken(price(program, in_december)) == {"tier": D("0.00")}
    assert taken(price(program, order(place="fr"))) == {"tier": D("10.00")}


def test_the_date_that_counts_is_that_of_the_anchor() -> None:
    """Registered in December, ordered in January: the rate of December holds."""
    made = maker()
    made.step(
        "registration",
        made.row("r", "8%", {"claim": "first"}, through="2026-12-31", anchor="registration"),
        anchor="registration",
    )
    assert taken(price(made.program(), order()))["registration"] == D("8.00")
    without = order(dates={"order": DAY})
    assert [m.axis for m in price(made.program(), without).missing] == ["day:registration"]


def test_special_terms_are_for_their_partner_alone() -> None:
    made = maker().partner("nordwind", "gold").partner("other", "gold")
    made.step("nordwind/extra", "4%", stage="special", partner="nordwind", audience=own("nordwind"))
    mine = price(made.program(), order(partner="nordwind", tier=""))
    assert taken(mine) == {"tier": D("30.00"), "nordwind/extra": D("4.00")}
    assert mine.sums is not None
    assert mine.sums.invoice.audience == own("nordwind")
    assert mine.taken[0].audience == PARTNER
    other = price(made.program(), order(partner="other", tier=""))
    assert taken(other) == {"tier": D("30.00")}
    assert reasons(other) == {}
    as_silver = price(made.program(), order(partner="other", tier="silver"))
    assert taken(as_silver) == {"tier": D("20.00")}


def test_without_an_agreement_no_price_is_agreed() -> None:
    made = maker().partner("nordwind", "gold", signed=False)
    quote = price(made.program(), order(partner="nordwind"))
    assert [d.reason for d in quote.doubts] == [
        "Nordwind has no agreement in force on 15 January 2027"
    ]
    assert quote.sums is None


def test_what_a_viewer_may_not_see_plays_no_part() -> None:
    made = maker().step("secret", "9%", audience=INTERNAL, applies="on-request")
    made.table("distribution", "40%", side="distributor", audience=DISTRIBUTOR)
    seen = price(made.program(), order(route="two-tier", viewer=PARTNER_VIEWER))
    assert taken(seen) == {"tier": D("30.00")}
    assert reasons(seen) == {}
    assert seen.sums is not None
    assert seen.sums.invoice.audience == PARTNER
    everything = price(made.program(), order(route="two-tier"))
    assert everything.sums is not None
    assert everything.sums.distributor_invoice is not None
    assert everything.sums.invoice.audience == INTERNAL  # it depends on the secret step


def test_two_tiers_line_by_line() -> None:
    made = maker()
    made.table("distribution", ("40%", {"product": "a"}), side="distributor")
    quote = price(made.program(), order(Line("a", 1), Line("b", 1), route="two-tier"))
    assert quote.two_tier
    first, second = (line.sums for line in quote.lines)
    assert first.distributor_invoice is not None
    assert first.distributor_invoice.amount == D("60.00")
    assert first.vendor_net.amount == D("60.00")
    # Nothing says what a distributor pays for b, so all of the partner's discount is the vendor's.
    assert second.distributor_invoice is None
    assert second.vendor_net.amount == D("35.00")


def test_what_the_end_customer_gets_lowers_both_prices_and_is_nobodys_earning() -> None:
    made = Maker(TWO).price("a", "100 EUR")
    made.step("nonprofit", "10%", stage="tier", side="end-customer")
    made.step("reseller", "20%", base="opening")
    made.table("distribution", "30%", side="distributor", stage="deal", base="opening")
    quote = price(made.program(), order(route="two-tier"))
    assert quote.sums is not None
    assert quote.sums.invoice.amount == D("72.00")
    assert quote.sums.earned.amount == D("18.00")
    assert quote.sums.distributor_invoice is not None
    assert quote.sums.distributor_invoice.amount == D("63.00")
    assert quote.sums.given == Money(D("37.00"), "EUR")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"currency": "CHF"}, "the program has no prices in CHF"),
        ({"tier": "diamond"}, "there is no tier called diamond"),
        ({"place": "atlantis"}, "there is no place called atlantis"),
        ({"partner": "nobody"}, "there is no partner called nobody"),
        ({"facts": {"mood": "good"}}, "there is no mood called good"),
        ({"lines": (Line("z", 1),)}, "there is no product called z"),
        ({"dates": {}}, "the order needs the date of the order"),
    ],
)
def test_what_the_program_does_not_know_is_said(change: dict[str, Any], reason: str) -> None:
    quote = price(maker().program(), order(**change))
    assert [doubt.reason for doubt in quote.doubts] == [reason]
    assert quote.sums is None


def test_a_product_without_a_list_price_is_left_out_and_named() -> None:
    made = Maker(TWO).price("a", "100 EUR", {"place": "eu"}, start="2027-01-01")
    quote = price(made.program(), order(Line("a", 1), Line("b", 1)))
    assert [line.line.product for line in quote.lines] == ["a"]
    assert [(d.reason, d.line) for d in quote.doubts] == [
        ("no list price for b in EUR for customers in by on 15 January 2027", 1)
    ]
    early = price(made.program(), order(dates={"order": date(2026, 12, 31)}))
    assert early.sums is None


def test_the_list_price_nearest_to_the_customer_counts() -> None:
    made = Maker(TWO).price("a", "100 EUR", {"place": "eu"}).price("a", "80 EUR", {"place": "de"})
    program = made.program()
    assert the_sums(price(program, order()))["list_value"] == D("80.00")
    assert the_sums(price(program, order(place="fr")))["list_value"] == D("100.00")
    made.price("a", "70 EUR", {"place": "de"}, name="other")
    quote = price(made.program(), order())
    assert quote.doubts[0].reason == "list-EUR and other-EUR both give a list price for a"


def test_a_line_without_a_rate_in_any_table_is_a_gap() -> None:
    made = Maker(TWO).price("a", "100 EUR").price("b", "50 EUR")
    made.table("one", ("20%", {"product": "a"})).table("two", ("0%", {"tier": "silver"}))
    quote = price(made.program(), order(Line("a", 1), Line("b", 1)))
    assert [(doubt.reason, doubt.line) for doubt in quote.doubts] == [
        ("no discount table has a rate for b", 1)
    ]
    assert price(made.program(), order(Line("b", 1), tier="silver")).certain
    assert price(made.program(), order(Line("b", 1), route="referral")).certain


def test_a_route_that_is_not_permitted_is_a_doubt() -> None:
    program = maker().route("germany", "two-tier", {"place": "de"}).program()
    assert [d.reason for d in price(program, order()).doubts] == [
        "these customers must be served on the two-tier route"
    ]
    assert price(program, order(place="fr")).certain
    assert price(program, order(route="referral")).certain


def test_lines_that_share_a_cap_are_chosen_together() -> None:
    """Both lines can have the capped bonus or a free one; together one of each is best."""
    made = maker()
    made.step("capped", "10%", applies="on-request", caps=["deal 10 EUR"], group="g")
    made.step("free", "6%", applies="on-request", group="g")
    quote = price(made.program(), order(Line("a", 1), Line("a", 1)))
    assert sorted(tuple(taken(line)) for line in quote.lines) == [
        ("tier", "capped"),
        ("tier", "free"),
    ]
    assert the_sums(quote)["earned"] == D("76.00")
    assert quote.certain


def test_a_commission_is_paid_and_not_deducted() -> None:
    made = Maker(TWO).price("a", "100 EUR")
    made.step("commission", ("12%", {"route": "referral"}), stage="back", kind="commission")
    sums = the_sums(price(made.program(), order(route="referral")))
    assert (sums["invoice"], sums["back_end"]) == (D("100.00"), D("12.00"))


def test_two_incentives_measure_two_periods() -> None:
    """One order, two purchases: what is bought of all products, and of what one is for alone."""
    made = Maker(TWO).price("a", "100 EUR")
    large: Any = {"period_value:EUR": (1000, None)}
    made = made.step("rebate", ("2%", large)).step("co-op", ("3%", large))
    both = order(period_value=parse_money("5000 EUR"))
    assert taken(price(made.program(), both)) == {"rebate": D("2.00"), "co-op": D("3.00")}
    apart = replace(both, periods={"co-op": Bought(parse_money("600 EUR"))})
    assert taken(price(made.program(), apart)) == {"rebate": D("2.00")}
    unsaid = replace(apart, period_value=None)
    assert taken(price(made.program(), unsaid)) == {}
    assert [one.axis for one in price(made.program(), unsaid).missing] == ["period_value:EUR"]
