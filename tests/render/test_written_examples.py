"""Written examples on the site: where they stand, and that they give nobody away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from partnerbook.render.site import site_files
from partnerbook.render.views.written import about, of_tier, written
from partnerbook.resolve.program import Program
from partnerbook.values.audience import PARTNER_VIEWER, PUBLIC_VIEWER, Viewer

Made = Callable[[Viewer], Mapping[str, bytes]]


@pytest.fixture(scope="module")
def program(sample: Program) -> Program:
    return sample


@pytest.mark.parametrize(
    ("incentive", "titles"),
    [
        (
            "deal-registration",
            [
                "A Platinum integrator wins a first Insight Predict project",
                "A plant in Japan is monitored",
                "A Gold reseller registers a project",
            ],
        ),
        ("special-price", ["A competitor's offer is on the table"]),
        ("agent-commission", ["An agent prepares a contract in Lombardy"]),
        (
            "development-funds",
            [
                "A Gold reseller equips thirty sites",
                "An integrator finds an Insight Predict project in spring",
                "A renewal in which part of the users move to a larger plan",
                "A managed service provider renews",
            ],
        ),
    ],
)
def test_an_incentive_shows_the_examples_in_which_it_gives_something(
    program: Program, incentive: str, titles: list[str]
) -> None:
    found = about(program, written(program, PARTNER_VIEWER), incentive)
    assert [example.title for example in found] == titles
    for example in found:
        assert [row.this for row in example.rows].count(True) >= 1


def test_a_tier_shows_the_orders_of_its_partners(program: Program) -> None:
    found = of_tier(program, written(program, PARTNER_VIEWER), "gold")
    assert [example.title for example in found] == [
        "Two shifts buy the bundle",
        "A Gold reseller equips thirty sites",
        "A Gold reseller grows, and trains its customer",
        "A managed service provider renews",
        "A customer buys on a marketplace",
        "A plant in Japan is monitored",
        "A customer reduces its users in mid-term",
        "A Gold reseller registers a project",
        "A customer returns part of what it bought",
        "A managed service provider sells two roll-outs",
    ]
    assert found[7].outcome == (
        "The partner pays EUR 25,728 at the order. The partner is paid EUR 257.28 later."
    )


def test_who_orders_stays_unnamed(program: Program, made: Made) -> None:
    shown = made(PARTNER_VIEWER)
    names = {program.partners[e.order.partner].name for e in program.examples if e.order.partner}
    assert len(names) > 5
    for path, text in shown.items():
        if path.startswith(("incentives/", "tiers/")):
            assert [name for name in names if name in text.decode()] == [], path


def test_what_distributors_alone_may_see_is_on_no_page(program: Program, made: Made) -> None:
    assert any(example.audience.level == "distributor" for example in program.examples)
    title = b"What a distributor pays on a registered deal"
    for viewer in (PARTNER_VIEWER, PUBLIC_VIEWER):
        assert [path for path, text in made(viewer).items() if title in text] == []


def test_the_public_sees_none(program: Program, made: Made) -> None:
    assert written(program, PUBLIC_VIEWER) == ()
    without = replace(program, examples=())
    assert made(PUBLIC_VIEWER) == site_files(without, PUBLIC_VIEWER)


def test_what_is_expected_does_not_reach_a_page(program: Program, made: Made) -> None:
    """The pages say what comes out; what was written is asserted by the check alone."""
    hidden = replace(
        program, examples=tuple(replace(example, expected=()) for example in program.examples)
    )
    assert made(PARTNER_VIEWER) == site_files(hidden, PARTNER_VIEWER)
