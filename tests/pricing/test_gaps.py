"""Sold cells without a price or a rate are found, and nothing else is."""

from __future__ import annotations

from tests.pricing.build import Maker, Nested, Scope, cells, when

from partnerbook.pricing import gaps
from partnerbook.resolve.program import Program
from partnerbook.values.box import BoxSet

TWO: Nested = {"core": {"a": {}, "b": {}}}
ALL_TIERS = {"tier": "silver gold"}


def maker() -> Maker:
    """Both products on the list of Europe."""
    made = Maker(TWO)
    return made.price("a", "100 EUR", {"place": "eu"}).price("b", "50 EUR", {"place": "eu"})


def sold(program: Program, scope: Scope) -> BoxSet:
    """What is sold, by resellers on the resell track."""
    return cells(program.axes, {**scope, "partner_type": "reseller", "track": "resell"})


def found(program: Program, scope: Scope) -> list[tuple[str, str, str, str]]:
    """The gaps of what is sold, in short."""
    return [(g.what, g.product, g.tier, g.route) for g in gaps(program, sold(program, scope))]


def test_nothing_is_missing() -> None:
    program = maker().table("reseller", ("20%", ALL_TIERS)).program()
    assert found(program, {"place": "eu"}) == []


def test_a_product_without_a_rate_for_one_tier() -> None:
    program = (
        maker().table("reseller", ("20%", {"product": "a"}), ("25%", {"tier": "gold"})).program()
    )
    (one,) = gaps(program, sold(program, {"place": "de"}))
    assert (one.what, one.product, one.tier, one.route) == ("rate", "b", "silver", "")
    assert [step.id for step in one.steps] == ["reseller"]
    assert one.cells.on("place") == program.axes.node("place", "de")


def test_a_written_rate_of_zero_is_a_rate() -> None:
    program = maker().table("reseller", "0%").program()
    assert found(program, {"place": "eu"}) == []


def test_a_place_on_no_list() -> None:
    program = maker().table("reseller", "20%").program()
    assert found(program, {"place": "us", "product": "a"}) == [("price", "a", "", "")]


def test_a_rate_that_ends_before_the_right_to_sell_does() -> None:
    made = maker()
    made.table("reseller", made.row("r", "20%", through="2026-12-31"))
    program = made.program()
    (one, _) = gaps(program, sold(program, {"place": "de", "product": "a"}))
    assert one.cells.on("day")[0][0] == when("2027-01-01").start.toordinal()


def test_a_product_that_is_no_longer_offered_needs_nothing() -> None:
    made = Maker(TWO, offered={"b": when("", "2026-10-31")}).price("a", "100 EUR")
    made.table("reseller", ("20%", {"product": "a"}))
    assert found(made.program(), {"place": "eu"}) == []


def test_any_route_will_do_unless_a_rule_names_one() -> None:
    made = maker().table(
        "reseller", ("20%", {"route": "one-tier"}), ("15%", {"route": "two-tier", "place": "fr"})
    )
    assert found(made.program(), {"place": "eu"}) == []
    made.route("germany", "two-tier", {"place": "de", "tier": "silver"})
    assert found(made.program(), {"place": "eu", "product": "a"}) == [
        ("rate", "a", "silver", "two-tier")
    ]


def test_a_route_on_which_other_products_have_a_rate_needs_one() -> None:
    one_tier = ("20%", {"route": "one-tier"})
    made = maker().table(
        "reseller", one_tier, ("9%", {"route": "marketplace", "product": "a", "tier": "gold"})
    )
    program = made.program()
    assert found(program, {"place": "eu"}) == [("rate-elsewhere", "b", "gold", "marketplace")]
    # Who may not sell there, or has no rate there at all, misses none.
    assert found(program, {"place": "eu", "route": "one-tier"}) == []
    assert found(program, {"place": "eu", "tier": "silver"}) == []


def test_a_route_without_a_row_needs_one_where_something_is_for_it() -> None:
    made = maker().table("reseller", ("20%", {"route": "one-tier"}))
    assert found(made.program(), {"place": "eu"}) == []
    fee = {"route": "direct", "partner_type": "agent"}
    made.step("fee", ("8%", fee), kind="commission", stage="back")
    assert found(made.program(), {"place": "eu"}) == []
    made.step("help", ("1%", {"route": "marketplace"}), stage="back")
    lost = [("no-row", p, t, "marketplace") for p in ("a", "b") for t in ("silver", "gold")]
    assert found(made.program(), {"place": "eu"}) == lost
    # Who may not sell there misses none.
    assert found(made.program(), {"place": "eu", "route": "one-tier"}) == []


def test_a_distributor_without_a_rate() -> None:
    made = maker().table("reseller", "20%")
    made.table("distribution", ("30%", {"product": "a"}), side="distributor")
    assert found(made.program(), {"place": "eu"}) == [
        ("distributor-rate", "b", "silver", "two-tier"),
        ("distributor-rate", "b", "gold", "two-tier"),
    ]


def test_who_the_tables_do_not_speak_about_needs_no_rate() -> None:
    made = Maker(TWO, tracks=("resell", "referral")).price("a", "100 EUR").price("b", "50 EUR")
    made.table("reseller", ("20%", {"track": "resell"}))
    program = made.program()
    referred = cells(program.axes, {"track": "referral", "partner_type": "referral-partner"})
    assert gaps(program, referred) == ()


def test_whoever_is_paid_a_commission_needs_no_rate() -> None:
    made = maker().table("reseller", ("20%", {"product": "a"}))
    made.step(
        "fee",
        ("8%", {"partner_type": "agent", "route": "direct", "line_type": "new"}),
        kind="commission",
        stage="back",
    )
    program = made.program()
    agents = cells(program.axes, {"place": "de", "partner_type": "agent", "track": "resell"})
    assert gaps(program, agents) == ()
    assert found(program, {"place": "de"}) == [
        ("rate", "b", "silver", ""),
        ("rate", "b", "gold", ""),
    ]
