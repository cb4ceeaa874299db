"""The price that a distributor sets itself: what it keeps then, and what its partner earns."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.explain.conftest import Run

ORDER = """\
order:
  tier: silver
  partner_type: reseller
  track: resell
  seller_place: CZ
  place: CZ
  currency: EUR
  route: two-tier
  claim: none
  deal_role: sourced
  account: other
  facts: {sector: commercial, size: midmarket, incumbent: "no", public-tender: "no"}
  dates: {order: 2026-12-01, invoice: 2026-12-03}
  lines:
    - {product: connect-edge, quantity: 40, line_type: new, billing: monthly, term_months: 12}
  period_value: 20000 EUR
  take: [none]
  distributor_price: 5100 EUR
"""
# Bought at 4,379.00, of which 104.40 comes back: 5,100.00 - 4,274.60 = 825.40, of 5,100.00 16.18 %.
# The partner gets nothing later: 5,800.00 - 5,100.00 = 700.00, of 5,800.00 12.07 %.
DATA = {
    "price": "5100.00",
    "recommended": "4988.00",
    "paid": "4274.60",
    "keeps": "825.40",
    "kept": "16.18%",
    "later": "0.00",
    "net": "5100.00",
    "earned": "700.00",
    "margin": "12.07%",
}


def test_what_follows_from_the_price_of_a_distributor(
    tmp_path: Path, sample_root: Path, run: Run
) -> None:
    file = tmp_path / "order.yml"
    file.write_text(ORDER, "utf-8")
    asked = ("explain", "price", str(file), "--root", str(sample_root))
    code, out, _ = run(*asked)
    assert code == 0
    figures = {line[:58].strip(): line.split()[-1] for line in out.splitlines() if line.strip()}
    assert figures["the partner pays, as the distributor itself has set it"] == "5,100.00"
    assert figures["the distributor asks more than that"] == "112.00"
    assert figures["the distributor keeps"] == "825.40"
    assert figures["the partner company earns in all, off the list value"] == "700.00"
    assert "Partner discount (recommended)" in out
    assert "if the distributor passes on what is recommended" in out
    _, out, _ = run(*asked, "--output", "json")
    said = json.loads(out)
    assert said["own_price"] == DATA
    assert said["sums"]["invoice"] == "4988.00"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("--route one-tier --distributor-price 10EUR", "only with --route two-tier"),
        ("--route two-tier --distributor-price 10USD", "10 USD: the order is in EUR"),
    ],
)
def test_a_price_that_means_nothing_is_refused(
    options: str, said: str, sample_root: Path, run: Run
) -> None:
    order = "explain price --tier gold --line connect-edge=24 --place DE --currency EUR"
    words = [word.replace("10EUR", "10 EUR").replace("10USD", "10 USD") for word in options.split()]
    code, out, err = run(*order.split(), *words, "--root", str(sample_root))
    assert (code, out) == (2, "")
    assert said in err


def test_only_a_distributor_has_a_price_of_its_own(
    tmp_path: Path, sample_root: Path, run: Run
) -> None:
    file = tmp_path / "order.yml"
    file.write_text(ORDER.replace("two-tier", "one-tier"), "utf-8")
    code, out, _ = run("explain", "price", str(file), "--root", str(sample_root))
    assert code == 1
    assert "only a distributor has a price of its own" in " ".join(out.split())
