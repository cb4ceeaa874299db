"""``partnerbook baseline``: what was wrong before is counted, what is new fails, none is added."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from tests.cli.conftest import Run

HERE = Path(__file__).parents[1]
FILE = "program/baselines/adoption.yml"
REBATE = "program/incentives/quarterly-rebate.yml"


@pytest.fixture
def root(root: Path) -> Path:
    """That program, and Silver that earns more than Gold."""
    change(root, REBATE, "[all]", "[all], tiers: [gold]")
    change(root, "program/discounts/reseller-discount.yml", "silver: 20%", "silver: 30%")
    return root


def change(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert text.count(old) == 1, (path, old)
    (root / path).write_text(text.replace(old, new), "utf-8")


def test_what_stands_is_written_and_then_counted(run: Run, root: Path) -> None:
    before = json.loads(run("check", "--output", "json")[1])["summary"]
    total = before["errors"] + before["warnings"]
    assert before["errors"] > 0
    code, out, _ = run("baseline")
    assert code == 0
    assert f"partnerbook baseline --write would write: {FILE}, {total} findings." in out
    assert not (root / FILE).exists()
    code, out, _ = run("baseline", "--write")
    assert code == 0
    assert out.startswith(f"Written: {FILE}, {total} findings.\n")
    text = (root / FILE).read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=../../schemas/baseline.schema.json\n")
    assert "{rule: margin/floor, subject: quarterly-rebate/large, fingerprint:" in text
    assert "accepts: {maximum_give: 55%}" in text
    code, out, _ = run("check")
    assert code == 0
    assert out.endswith(
        f"\n{total} known from before.\n"
        "What was known before is not shown; partnerbook baseline tells of it.\n"
    )
    report = json.loads(run("check", "--output", "json")[1])
    schema = json.loads((HERE.parent / "schemas/findings.schema.json").read_text("utf-8"))
    jsonschema.validate(report, schema)
    assert (report["summary"]["known"], report["summary"]["gone"]) == (total, 0)
    assert "margin/floor" in {one["id"] for one in report["known"]}
    assert "Nothing of it can go yet." in run("baseline")[1]


def test_what_is_new_fails_and_is_not_taken_in(run: Run, root: Path) -> None:
    run("baseline", "--write")
    text = (root / FILE).read_text("utf-8")
    change(root, "program/tiers/gold.yml", "rank: 2", "rank: 1")
    code, out, _ = run("check")
    assert code == 1
    assert "error[" in out
    code, out, _ = run("baseline", "--write")
    assert code == 1
    assert "it takes in nothing new:" in out
    left = set((root / FILE).read_text("utf-8").splitlines())
    assert left < set(text.splitlines()), "what two equal tiers no longer break went, nothing came"


def test_what_goes_further_than_it_did_is_new(run: Run, root: Path) -> None:
    run("baseline", "--write")
    change(root, REBATE, "rate: 40%", "rate: 42%")
    code, out, _ = run("check")
    assert code == 1
    said = " ".join(out.split())
    assert "known from before up to 55% of list given, and now it goes further" in said
    code, out, _ = run("baseline", "--write")
    assert code == 1
    assert "maximum_give: 55%" in (root / FILE).read_text("utf-8")


def test_it_shrinks_with_what_is_mended(run: Run, root: Path) -> None:
    run("baseline", "--write")
    total = (root / FILE).read_text("utf-8").count("  - {")
    change(root, "program/discounts/reseller-discount.yml", "silver: 30%", "silver: 20%")
    code, out, _ = run("check")
    assert code == 0
    assert "warning[baseline/gone]: the baseline can shrink: what margin/tier-order found" in out
    assert "1 fewer than written down: shrink it with --write." in " ".join(out.split())
    code, out, _ = run("baseline")
    assert (code, f"1 entry can be taken out of {FILE}." in out) == (0, True)
    code, out, _ = run("baseline", "--write")
    assert (code, f"1 entry taken out of {FILE}." in out) == (0, True)
    assert (root / FILE).read_text("utf-8").count("  - {") == total - 1
    assert "baseline/gone" not in run("check")[1]
    # What comes back is new.
    change(root, "program/discounts/reseller-discount.yml", "silver: 20%", "silver: 30%")
    assert run("check")[0] == 1


def test_it_accepts_less_when_less_is_there(run: Run, root: Path) -> None:
    run("baseline", "--write")
    change(root, REBATE, "rate: 40%", "rate: 38%")
    code, out, _ = run("baseline", "--write")
    assert (code, "accepts less than before." in out) == (0, True)
    assert "maximum_give: 53.5%" in (root / FILE).read_text("utf-8")


def test_when_nothing_is_left_the_file_stays_empty(run: Run, root: Path) -> None:
    run("baseline", "--write")
    change(root, "program/discounts/reseller-discount.yml", "silver: 30%", "silver: 20%")
    (root / REBATE).unlink()
    code, out, _ = run("baseline", "--write")
    assert (code, "Nothing of it is left; the file stays." in " ".join(out.split())) == (0, True)
    assert "known:" not in (root / FILE).read_text("utf-8")
    assert "no findings" in run("check")[1]
    # A new mistake is no part of it, and never will be.
    change(root, "program/discounts/reseller-discount.yml", "silver: 20%", "silver: 30%")
    code, out, _ = run("baseline", "--write")
    assert (code, "Nothing of it can go yet." in out) == (1, True)
    assert "known:" not in (root / FILE).read_text("utf-8")
    assert run("check")[0] == 1


def test_it_is_not_written_over_what_is_not_understood(run: Run, root: Path) -> None:
    change(root, REBATE, "kind: rebate", "kind: rebat")
    code, out, err = run("baseline", "--write")
    assert (code, out) == (1, "")
    assert "a baseline can only shrink, so it is written when all is understood" in err
    assert not (root / FILE).exists()


def test_what_nobody_may_waive_and_losses_stay_out(run: Run, root: Path) -> None:
    change(root, REBATE, "rate: 40%", "rate: 79%")
    change(root, REBATE, "below: 50000 EUR", "below: 40000 EUR")
    code, out, _ = run("baseline", "--write")
    assert code == 1
    assert "a baseline cannot hold them:" in out
    assert "error[margin/bands]" in out
    assert "error[margin/floor]" in out
    text = (root / FILE).read_text("utf-8") if (root / FILE).exists() else ""
    assert "margin/floor" not in text
    assert "margin/bands" not in text


def test_a_good_program_has_none(run: Run, root: Path) -> None:
    change(root, "program/discounts/reseller-discount.yml", "silver: 30%", "silver: 20%")
    (root / REBATE).unlink()
    code, out, _ = run("baseline", "--write")
    assert code == 0
    assert out.startswith("There is nothing for a baseline to hold")
    assert not (root / "program/baselines").exists()
