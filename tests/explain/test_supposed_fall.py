"""What price protection would credit if a list price fell, or why it would credit nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.explain.conftest import Run

ORDER = (
    "explain price --tier gold --line connect-edge=20 --place DE --currency EUR --claim none"
    " --segment line_type=new --segment sector=commercial --segment partner_type=reseller"
    " --segment deal_role=sourced --segment size=midmarket --segment incumbent=no"
    " --segment billing=monthly --segment public-tender=no --account other --take none"
    " --date order=2027-03-10"
)
NO = "nothing would be credited: "


@pytest.mark.parametrize(
    ("route", "fall", "said"),
    [
        # 19 % off: 117.45 - 105.30 = 12.15 net.
        ("one-tier", "connect-edge=130 EUR@2027-04-01", "117.45 - 105.30 = 12.15 net per unit,"),
        (
            "one-tier",
            "connect-edge=130 EUR@2027-05-09",
            "Price protection for gateways covers 60 days from the order on, to 8 May 2027.",
        ),
        ("one-tier", "connect-edge=130 EUR@2027-05-08", "= 12.15 net per unit,"),
        (
            "one-tier",
            "connect-edge=130 EUR@2027-03-10",
            f"{NO}the order of 10 March 2027 comes after the fall.",
        ),
        (
            "one-tier",
            "connect-edge=145 EUR@2027-04-01",
            f"{NO}that is not below the list price of the order, 145.00 EUR.",
        ),
        (
            "two-tier",
            "connect-edge=130 EUR@2027-04-01",
            f"{NO}Price protection for gateways: only on the one-tier route.",
        ),
        (
            "one-tier",
            "Maintain Core=130 EUR@2027-04-01",
            f"{NO}the order has no Maintain Core with a list price.",
        ),
    ],
)
def test_a_fall_is_supposed(route: str, fall: str, said: str, sample_root: Path, run: Run) -> None:
    asked = (*ORDER.split(), "--route", route, "--fall", fall, "--root", str(sample_root))
    _, out, _ = run(*asked)
    assert said in " ".join(out.split())
    _, out, _ = run(*asked, "--output", "json")
    told = json.loads(out)["supposed_fall"]
    credit = [one["credit"] for one in told["credits"]]
    assert (credit, told["why_not"] == "") == (
        (["12.15"], True) if "12.15" in said else ([], False)
    )


@pytest.mark.parametrize(
    ("fall", "said"),
    [
        ("connect-edge=130 USD@2027-04-01", "the order is in EUR"),
        ("connect-edg=130 EUR@2027-04-01", "did you mean connect-edge or connect-erp?"),
        ("connect-edge=130 EUR", "write PRODUCT=PRICE@DAY"),
    ],
)
def test_a_fall_that_is_not_understood(fall: str, said: str, sample_root: Path, run: Run) -> None:
    order = (*ORDER.split(), "--route", "one-tier", "--root", str(sample_root))
    code, out, err = run(*order, "--fall", fall)
    assert (code, out) == (2, "")
    assert said in err


def test_a_fall_after_an_order_in_a_file(sample_root: Path, run: Run) -> None:
    file = sample_root / "program" / "examples" / "gateway-project.yml"
    code, out, _ = run(
        *("explain", "price", str(file), "--root", str(sample_root)),
        *("--fall", "connect-edge=130 EUR@2027-01-15"),
    )
    assert code == 0
    assert "Supposed that the list price is 130.00 from" in out
