"""Worked examples that rest on a tier are named before a review is written, and after."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from partnerbook.cli import main

ROUND = Path(__file__).parents[1] / "programs" / "review-round"
EXAMPLE = """name: Core for a year
summary: Ten users.
audience: partner
order:
  partner: up-at-once
  place: DE
  currency: EUR
  route: one-tier
  dates: {order: 2026-12-01}
  lines:
    - {product: core, quantity: 10}
result:
  invoice: 900 EUR
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(ROUND / "program", tmp_path / "program")
    (tmp_path / "program/examples").mkdir()
    (tmp_path / "program/examples/core.yml").write_text(EXAMPLE, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    capsys.readouterr()
    main(["review", "--partner", "up-at-once", *words])
    return " ".join(capsys.readouterr().out.split())


def test_it_says_so_before_it_writes_and_after(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    why = (
        "give it another partner, or write what comes out; until then check finds an error."
        " examples/core.yml:13: Core for a year: the invoice is expected to be 900 EUR, but comes"
        " out at 800 EUR (100 EUR less); it rests on Up At Once GmbH being Entry"
    )
    before = said(capsys)
    assert f"One worked example comes out otherwise once this is written: {why}" in before
    (told,) = json.loads(said(capsys, "--output", "json"))["examples"]
    assert (told["partner"]["id"], told["file"], told["line"]) == (
        *("up-at-once", "program/examples/core.yml"),
        13,
    )
    after = said(capsys, "--write")
    why = why.replace("an error.", "an error, and this command ends with 1 for that alone.")
    assert f"One worked example now comes out otherwise: {why}" in after
    assert "error[margin/worked-example]" not in after


def test_an_example_of_another_partner_is_left_out(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "program/examples/core.yml"
    path.write_text(EXAMPLE.replace("partner: up-at-once", "partner: own-wish"), "utf-8")
    assert "comes out otherwise" not in said(capsys)
    assert "comes out otherwise" not in said(capsys, "--write")


def test_what_the_distributor_pays_less_is_told_beside_what_the_partner_does(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, old, new in (
        ("partners/up-at-once.yml", "currency: EUR", "currency: EUR\nbuys_from: falls"),
        ("partners/falls.yml", "type: reseller", "type: distributor"),
        ("agreements/reseller-2026-1.yml", "[reseller]", "[reseller, distributor]"),
    ):
        path = folder / "program" / name
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    (folder / "program/discounts/distributor.yml").write_text(
        """name: Distributor discount
side: distributor
stage: tier-discount
base: list
anchor: order
audience: distributor
rows:
  - id: standard
    for: {products: [all], route: [two-tier]}
    rates: {entry: 15%, silver: 27%, gold: 35%, top: 40%}
    from: 2026-01-01
""",
        "utf-8",
    )
    text = said(capsys)
    assert (
        "it pays 1,650.00 EUR less. On the same, the distributor pays us 3,600.00 EUR less." in text
    )
    assert "Distributor discount, two-tier, of list: 15% -> 27%" in text
    worth = json.loads(said(capsys, "--output", "json"))["partners"][0]["worth"]
    assert (worth["vendor_less_low"], worth["vendor_less_high"]) == ("3600.00", "3600.00")
