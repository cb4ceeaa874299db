"""An edition says nothing false of what it does not show, and finds every country."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pytest

from partnerbook.values.audience import PARTNER_VIEWER, PUBLIC_VIEWER, Viewer

Made = Callable[[Viewer], Mapping[str, bytes]]


@pytest.fixture(scope="module")
def public(made: Made) -> dict[str, str]:
    return {path: data.decode() for path, data in made(PUBLIC_VIEWER).items()}


@pytest.fixture(scope="module")
def partner(made: Made) -> dict[str, str]:
    return {path: data.decode() for path, data in made(PARTNER_VIEWER).items()}


def shown(page: str) -> str:
    """A page without what only its search knows."""
    page = re.sub(r"<span class=\"pb-also\" hidden>.*?</span>", "", page)
    return re.sub(r"</?h3.*?>", "", page)


def test_every_public_incentive_says_who_sees_what_it_combines_with(
    public: dict[str, str],
) -> None:
    told = [text for path, text in public.items() if path.startswith("incentives/")]
    assert len(told) > 3
    for text in told:
        section = text.partition("## What it combines with")[2].partition("\n## ")[0]
        assert re.search(r"What (else )?it may be combined with is shown to signed", section)
        assert "every other" not in section


@pytest.mark.parametrize("page", ["index.md", "changes.md"])
def test_the_public_edition_does_not_say_that_nothing_is_announced(
    page: str, public: dict[str, str], partner: dict[str, str]
) -> None:
    said = "Changes of rates are shown to signed partners"
    assert said in public[page]
    assert "Nothing is announced" not in public[page]
    assert said not in partner[page]


def test_the_public_home_promises_no_rates(public: dict[str, str], partner: dict[str, str]) -> None:
    assert "Discounts by tier" not in public["index.md"]
    assert "Discounts by tier" in partner["index.md"]


def test_a_country_without_a_territory_is_found(
    public: dict[str, str], partner: dict[str, str]
) -> None:
    few = "all but named customers"
    japan = (
        f"| Japan | None | **All products ({few})**: Kitano Plant Systems K.K.<br> "
        f"**Corvenna Connect and Corvenna Maintain ({few})**: Minatobashi Digital K.K. |"
    )
    mexico = "| Mexico | None | **All products (named customers only)**: Cedar Hollow Systems, Inc."
    for edition in (public, partner):
        assert japan in shown(edition["territories.md"])
        assert mexico in shown(edition["territories.md"])
        assert f"**Japan**: All products ({few}) |" in edition["partners.md"]
        minatobashi = f"**Japan**: Corvenna Connect and Corvenna Maintain ({few}) |"
        assert minatobashi in edition["partners.md"]


def test_a_condition_that_is_kept_back_does_not_read_as_if_there_were_none(
    public: dict[str, str], partner: dict[str, str]
) -> None:
    said = "Not when: Customers: **Certain customers, such as those that we serve ourselves;"
    for edition in (public, partner):
        assert said in edition["incentives/deal-registration.md"]
        assert not re.search(r"(?m)Not (when|for):\s*$", "\n".join(edition.values()))


def test_every_incentive_has_a_worked_example_for_partners(partner: dict[str, str]) -> None:
    pages = {path: text for path, text in partner.items() if path.startswith("incentives/")}
    assert len(pages) > 14
    # What is beside all deals is on no order.
    beside = ["incentives/predict-practice.md", "incentives/price-protection.md"]
    without = [path for path, text in pages.items() if "## Worked example" not in text]
    assert sorted(without) == beside
    assert (
        "Deal registration** | List price, EUR\xa038,400 | 7% | EUR\xa02,688"
        in pages["incentives/deal-registration.md"]
    )


def test_every_tier_that_needs_an_agreement_says_so(partner: dict[str, str]) -> None:
    (row,) = [
        line for line in partner["tiers.md"].split("\n") if "Signed partner agreement" in line
    ]
    assert row.split("|")[2:-1] == [" Required "] * 4


def test_countries_and_partners_stand_where_an_english_list_has_them(
    public: dict[str, str],
) -> None:
    countries = re.findall(r"(?m)^\| ([^|]+) \| .*\| .*\|$", shown(public["territories.md"]))
    assert countries.index("Åland Islands") < countries.index("Albania")
    directory = public["partners.md"]
    assert directory.index("Érable Rouge") < directory.index("Zennevallei")


def test_the_three_questions_are_answered_on_the_first_click(partner: dict[str, str]) -> None:
    """A gold system integrator: what it may sell and where, what it earns, where it stands."""
    home = partner["index.md"]
    for page in ("territories.md#find-a-country", "tiers/gold.md#what-it-earns", "tiers/gold.md"):
        assert f"({page})" in home, page
    assert "Garance Ing" in partner["territories.md"]
    rate = "| All products · The partner buys from the vendor | **24%** |"
    assert rate in partner["tiers/gold.md"]
    assert "(agreements.md)" in home
    assert "(agreements/reseller-4.md)" in partner["agreements.md"]
    needed = partner["agreements/reseller-4.md"]
    assert "1 × Certified sales person" in needed
    assert "[Registered](../tiers/registered.md)" in needed


def test_an_earlier_version_points_to_the_current_one(public: dict[str, str]) -> None:
    earlier = public["agreements/reseller-3.md"]
    assert "[the current version](reseller-4.md)" in earlier
    assert "before you sign" not in earlier


def test_prices_stand_in_the_order_of_the_currencies(partner: dict[str, str]) -> None:
    lists = "| Euro list 2026 | US dollar list 2026 | Yen list 2026 |"
    assert lists in partner["products.md"]


def test_a_tier_lists_the_incentives_open_to_it(partner: dict[str, str]) -> None:
    row = "[Deal registration](../incentives/deal-registration.md) | **7%**"
    assert row in partner["tiers/gold.md"]
    rebate = "(../incentives/quarterly-rebate.md)"
    assert rebate in partner["tiers/silver.md"]
    assert rebate not in partner["tiers/registered.md"]


def test_an_announced_end_shows_its_date(partner: dict[str, str]) -> None:
    rows = [line for line in partner["changes.md"].splitlines() if "Ends after 31 March" in line]
    assert len(rows) == 2
    for row in rows:
        assert row.endswith("| In force | Not in force | 1 September 2026 |")
