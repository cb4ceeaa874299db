"""``partnerbook waivers``: every state a waiver can be in, in words, as data and as a table."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest
from tests.cli.conftest import Run

HERE = Path(__file__).parents[1]


@pytest.fixture
def root(root: Path) -> Path:
    """That program, with room for waivers."""
    (root / "program/waivers").mkdir(exist_ok=True)
    return root


def waiver(root: Path, name: str, **changed: str) -> None:
    said = {
        "rule": "margin/floor",
        "subject": "quarterly-rebate/large",
        "accepts": "{maximum_give: 55%}",
        "from": "2026-10-01",
        "through": "2027-03-31",
        "reason": "Interim agreed with both partners.",
        "approver": "channel-chief",
        "approved": "2026-09-20",
        **changed,
    }
    text = "".join(f"{key}: {value}\n" for key, value in said.items())
    (root / f"program/waivers/{name}.yml").write_text(text, "utf-8")


def listed(run: Run, root: Path, *more: str) -> list[dict[str, object]]:
    schema = json.loads((HERE.parent / "schemas/waivers.schema.json").read_text("utf-8"))
    _, out, _ = run("waivers", "--output", "json", *more)
    answer = json.loads(out)
    jsonschema.validate(answer, schema)
    entries: list[dict[str, object]] = answer["waivers"]
    return entries


def test_every_state(run: Run, root: Path) -> None:
    waiver(root, "a-now", proof="{kind: ticket, link: https://example.com/7}")
    waiver(root, "b-same")
    waiver(root, "c-later", **{"from": "2026-12-01"})
    waiver(
        root, "d-over", **{"from": "2026-01-01", "through": "2026-10-31", "approved": "2026-01-01"}
    )
    waiver(root, "e-by-nobody", rule="margin/bands")
    states = [(one["id"], one["state"], one["days_left"]) for one in listed(run, root)]
    assert states == [
        ("a-now", "active", 129),
        ("b-same", "unused", 129),
        ("c-later", "not begun", 129),
        ("d-over", "ended", -22),
        ("e-by-nobody", "does not count", 129),
    ]
    (now, twin, _, over, nobody) = listed(run, root)
    assert now["needs"] == {"maximum_give": "55%"}
    assert now["approval"] == "claimed, proof named"
    assert twin["approval"] == "claimed"
    assert twin["why"] == (
        "the waiver b-same waives nothing: a-now already covers quarterly-rebate/large; remove it"
    )
    assert over["why"] == "what it was for is mended"
    assert nobody["why"] == (
        "the waiver e-by-nobody does not count: margin/bands cannot be waived by anybody"
    )


def test_what_ends_soon_and_what_goes_on(run: Run, root: Path) -> None:
    waiver(root, "first", through="2026-11-30")
    waiver(root, "second", **{"from": "2026-12-01"})
    (first, _) = listed(run, root)
    assert (first["state"], first["days_left"], first["next"]) == ("ends soon", 8, "second")
    (first, second) = listed(run, root, "--as-of", "2026-12-01")
    assert (first["state"], second["state"]) == ("ended", "active")


def test_one_that_its_finding_has_outgrown(run: Run, root: Path) -> None:
    waiver(root, "narrow", accepts="{maximum_give: 54%}")
    (one,) = listed(run, root)
    assert one["state"] == "outgrown"
    assert "waived up to 54% of list given, now 55%" in str(one["why"])


def test_the_text_says_all_of_it(run: Run, root: Path) -> None:
    waiver(root, "interim")
    code, out, err = run("waivers")
    assert (code, err) == (0, "")
    assert out == (
        "Waivers of Minimal Partner Program\n"
        "on 22 November 2026 (as_of in program/program.yml)\n"
        "\n"
        "interim: active, 129 days left, until 31 March 2027\n"
        "  margin/floor for quarterly-rebate/large (waivers/interim.yml:1)\n"
        "  accepts up to 55% of list given; today it is at 55% of list given\n"
        "  approved by channel-chief (claimed) on 20 September 2026\n"
        "  costs EUR 5 on the smallest such deal (5% of EUR 100 at list)\n"
        "  reason: Interim agreed with both partners.\n"
        "\n"
        "1 waiver: 1 active.\n"
        "An approval is what the file claims; a proof that is named has not been opened.\n"
    )


def test_the_table_has_a_row_each(run: Run, root: Path) -> None:
    waiver(root, "interim", reason="=1+1")
    _, out, _ = run("waivers", "--output", "csv")
    (row,) = csv.DictReader(io.StringIO(out))
    assert (row["waiver"], row["state"], row["cost_percent_of_list"]) == (
        "interim",
        "active",
        "5.000000",
    )
    assert row["reason"] == "'=1+1"


def test_a_file_that_is_not_understood_is_named(run: Run, root: Path) -> None:
    waiver(root, "interim", approved="2026-09-31")
    code, out, _ = run("waivers")
    assert code == 1
    assert "Not understood: program/waivers/interim.yml; partnerbook check says why." in out
    assert "\n0 waivers.\n" in out
