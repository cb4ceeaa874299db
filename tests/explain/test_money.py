"""What an order costs and earns, and how far stacks go: whole answers, and what is unclear."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.explain.conftest import Golden, Run, Write
from tests.explain.money_programs import (
    BROKEN_MONEY,
    MONEY,
    RECLASSIFIED,
    RIVALS,
    RULED,
    SPECIAL,
)

FULL = (
    "--segment line_type=new --segment sector=commercial --segment public-tender=no"
    " --account other --date registration=2026-11-20 --date invoice=2026-12-01"
)
SAMPLE = {
    "price-open": "price --tier gold --line insight-predict=150 --place Bavaria --currency EUR"
    " --route one-tier --claim first --date registration=2026-11-20",
    "price-full": "price --tier gold --line insight-predict=150 --place Bavaria --currency EUR"
    f" --route one-tier --claim first {FULL} --segment partner_type=reseller"
    ' --period-value "170000 EUR"',
    "price-two-tier": "price --tier silver --line insight-predict=350 --line 'Maintain Core=20'"
    f" --place DE-BY --currency EUR --route two-tier --claim first {FULL}"
    ' --segment partner_type=reseller --period-value "170000 EUR" --take none --compare-routes',
    "price-special-term": "price --partner cedar-hollow --line insight-monitor=400 --place US-WA"
    f' --route one-tier --claim none {FULL} --period-value "0 USD"',
    "price-referral": "price --tier registered --line maintain-core=30 --place JP --currency JPY"
    f" --route referral --claim none {FULL} --segment partner_type=referral-partner"
    " --segment deal_role=referral",
    "price-bundle": "price --tier gold --line maintain-shift=2 --place DE-BY --currency EUR"
    f" --route one-tier --claim none {FULL} --segment partner_type=reseller",
    "price-huge": "price --tier gold --line insight-predict=999999999 --place JP --currency JPY"
    " --route one-tier --claim none",
    "price-no-place": "price --tier gold --line insight-predict=5 --currency USD",
    "margin": "margin --tier gold --product insight-predict --place DE --route two-tier",
    "margin-special-term": "margin --partner cedar-hollow --product insight-monitor"
    " --route one-tier --claim none",
    "margin-of-a-family": "margin --tier silver --product connect --route marketplace"
    " --currency JPY --place JP",
}
SMALL: list[tuple[str, Mapping[str, str], str]] = [
    (
        "price-every-kind",
        MONEY,
        (
            "price --tier gold --line core=100 --place DE --route one-tier --claim first"
            " --date registration=2026-11-01 --segment sector=public"
        ),
    ),
    (
        "price-taken-by-name",
        MONEY,
        (
            "price --partner nordwind --line core=100 --place DE --route one-tier --claim first"
            " --date registration=2026-11-01 --segment sector=commercial --take project"
            " --take 'Deal registration' --take spiff"
        ),
    ),
    (
        "price-passed-on",
        MONEY,
        (
            "price --tier gold --line core=100 --line core=10 --place AT --route two-tier"
            " --claim none --segment sector=public --compare-routes"
        ),
    ),
    (
        "price-of-a-referral",
        MONEY,
        (
            "price --tier gold --line core=10 --place AT --route referral --claim none"
            " --segment sector=commercial --take none"
        ),
    ),
    (
        "price-without-agreement",
        MONEY,
        "price --partner nordwind --line core=1 --place DE --date order=2026-03-31",
    ),
    (
        "price-route-not-known",
        RULED,
        "price --tier gold --line core=10 --place DE --route one-tier --claim none --take none",
    ),
    (
        "price-wrong-route",
        RULED,
        (
            "price --tier gold --line core=10 --place DE --route one-tier --claim none --take none"
            " --segment sector=public --compare-routes"
        ),
    ),
    *(
        (
            f"price-reclassified-{name}",
            RECLASSIFIED,
            (
                "price --tier gold --line core=10 --line core=5 --place DE --route one-tier"
                f" --claim none --segment deal_role=co-sell{said}"
            ),
        )
        for name, said in (
            ("whole-order", " --segment line_type=upgrade"),
            ("line-by-line", " --segment line_type=added"),
            ("unsaid", ""),
        )
    ),
    ("price-rivals", RIVALS, "price --tier gold --line core=1 --place DE --segment sector=public"),
    (
        "price-broken",
        BROKEN_MONEY,
        "price --partner 'Donau OG' --line core=60 --place AT --route one-tier --claim none",
    ),
    (
        "price-broken-elsewhere",
        {"partners/nix.yml": BROKEN_MONEY["partners/nix.yml"]},
        "price --tier gold --line core=60 --place AT --route one-tier --claim none",
    ),
    (
        "price-without-a-grant",
        SPECIAL,
        "price --partner donau --line core=10 --place FR --route one-tier --claim none",
    ),
    ("margin-every-kind", MONEY, "margin --tier gold --product all --claim first"),
    ("margin-of-a-partner", SPECIAL, "margin --partner donau --product core --route one-tier"),
    ("margin-of-nothing", MONEY, "margin --tier gold --product core --place JP"),
    ("margin-broken", BROKEN_MONEY, "margin --tier silver --product core --route direct"),
]


@pytest.mark.parametrize("name", SAMPLE)
def test_the_sample(name: str, golden: Golden, sample_root: Path, checked_once: None) -> None:
    golden(f"sample-{name}", SAMPLE[name], sample_root)


@pytest.mark.parametrize(("name", "files", "command"), SMALL, ids=[case[0] for case in SMALL])
def test_small_programs(
    name: str, files: Mapping[str, str], command: str, golden: Golden, write: Write
) -> None:
    golden(name, command, write(files))


@pytest.mark.parametrize("route", ["one-tier", "referral"])
def test_a_deal_that_is_resold_or_referred(route: str, golden: Golden, sample_root: Path) -> None:
    """Commission and resale margin are never on one deal; either way shows both."""
    role = {"one-tier": "sourced", "referral": "referral"}[route]
    golden(
        f"price-resold-or-referred-{route}",
        "price --tier gold --line core=100 --place DE --claim none --compare-routes"
        f" --route {route} --segment deal_role={role}",
        sample_root / "tests" / "programs" / "resold-or-referred",
    )


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("price", "say either --partner or --tier: who buys"),
        ("price", "say what is bought: --line PRODUCT=QUANTITY"),
        ("price", "say --currency: EUR, USD or JPY"),
        ("price --tier gold --partner kitano --line core=1", "say either --partner or --tier"),
        ("price --tier glod --currency EUR", "no tier called glod; did you mean gold?"),
        ("price --partner kitanno", "no partner called kitanno; did you mean kitano?"),
        ("price --tier gold --line insigt-predict=1", "did you mean insight-predict?"),
        ("price --line insight=5", "insight is not sold as such; it has insight-monitor, insight-"),
        ("price --line insight-predict", "write one PRODUCT=QUANTITY each, such as core=50"),
        ("price --line insight-predict=0", "the quantity is a whole number from 1"),
        ("price --line insight-predict=1.5", "the quantity is a whole number from 1"),
        ("price --tier gold --place Germny", "did you mean DE (Germany)?"),
        ("price --tier gold --place dach", "--place dach: say one country or part of one"),
        ("price --tier gold --place europ", "did you mean europe"),
        ("price --tier gold --currency EURO", "currency has no value EURO; did you mean EUR?"),
        ("price --tier gold --route two-teir", "did you mean two-tier?"),
        ("price --tier gold --claim frist", "claim has no value frist; did you mean first?"),
        ("price --tier gold --account kisogawa", "did you mean kisogawa-steel?"),
        ("price --tier gold --segment sectr=public", "did you mean sector?"),
        ("price --tier gold --segment sector=publc", "did you mean public?"),
        ("price --tier gold --segment line_type=nwe", "line_type has no value nwe; did you mean"),
        ("price --partner kitano --segment partner_type=agent", "Kitano Plant Systems K.K. has"),
        ("price --partner kitano --seller JP", "--seller: Kitano Plant Systems K.K. sits in JP"),
        ("price --tier gold --take deal-registrtion", "did you mean deal-registration?"),
        ("price --tier gold --take cedar-hollow/grid-program", "there is no incentive called"),
        ("price --date ordr=2026-12-01", "date has no value ordr; did you mean order?"),
        ("price --date order=2026-02-30", "February 2026 has 28 days"),
        ("price --date order", "write one ANCHOR=DAY each, such as order=2027-01-31"),
        ("price --date order=2026-12-01 --date order=2026-12-02", "say order only once"),
        ("price --period-value 100", "write an amount such as 250000 EUR"),
        ("price --period-value '100 CHF'", "the program has no prices in CHF"),
        ("price --term-months year", "write a whole number from 1"),
        ("price --output xml", "choose one of text, json, csv"),
        ("price --plaec DE", "there is no option --plaec; did you mean --place?"),
        ("margin --tier gold", "say --product: a product or a family, or all"),
        ("margin --product insight", "say --tier, or --partner"),
        ("margin --product insigt --tier gold", "did you mean insight?"),
        ("margin --product all --tier gold --place Germny", "did you mean DE (Germany)?"),
        ("margin --product all --tier gold --segment tier=gold", "no segment called tier"),
    ],
)
def test_what_is_not_understood_is_said_and_exits_2(
    run: Run, sample_root: Path, checked_once: None, command: str, said: str
) -> None:
    code, out, err = run("explain", *shlex.split(command), "--root", str(sample_root))
    assert (code, out) == (2, "")
    assert said in err


def test_a_misspelt_question(run: Run) -> None:
    code, _, err = run("explain", "margn")
    assert code == 2
    assert "did you mean margin?" in err
