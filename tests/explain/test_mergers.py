"""Where two partners stand that become one: what is said first, and whose evidence counts."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from tests.check.measured import files
from tests.standing.test_merging import SOLD, merged, part

from partnerbook.cli import main

ROOT = Path(__file__).resolve().parents[2]
SUSPENDED = "{state: suspended, from: 2026-05-01}"


def run(
    root: Path, capsys: pytest.CaptureFixture[str], ost: str, *words: str, west: str = SUSPENDED
) -> str:
    for name, content in files(part("ost", ost), part("west", west), *SOLD).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    main(["explain", "standing", *words, "--root", str(root), "--color", "never"])
    return capsys.readouterr().out


def plain(text: str) -> str:
    return " ".join(text.split())


COMING, PAST = merged("2026-12-10", "nordwind"), merged("2026-11-10", "nordwind")
ENDS = merged("2026-11-10", "nordwind", ", evidence: ends")
INTO = "Nordwind Systemhaus GmbH"
WHAT = "what it sold and holds"


@pytest.mark.parametrize(
    ("ost", "who", "expected"),
    [
        (COMING, "ost", f"becomes part of {INTO} on 10 December 2026; {WHAT} counts there from"),
        (COMING, "nordwind", "Ost KG becomes part of it on 10 December 2026; what that sold and"),
        (PAST, "ost", f"It is part of {INTO} since 10 November 2026; {WHAT} counts there: partn"),
        (PAST, "nordwind", "Ost KG is part of it since 10 November 2026; what that sold and holds"),
        (ENDS, "ost", f"since 10 November 2026; {WHAT} does not count there"),
        (ENDS, "nordwind", "what that sold and holds does not count here"),
    ],
)
def test_both_say_first_that_they_merge(
    ost: str, who: str, expected: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head, _, _ = plain(run(tmp_path, capsys, ost, who)).partition("partners/ost.yml:12")
    assert expected in head


def test_what_the_other_adds_is_told_with_each_figure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = run(tmp_path, capsys, merged("2026-11-10", "nordwind"), "nordwind")
    assert "30,500 EUR of 50,000 EUR" in said
    assert "of which 1,000 EUR by Ost KG, one row" in said
    before = run(tmp_path, capsys, merged("2026-12-10", "nordwind"), "nordwind")
    assert "29,500 EUR of 50,000 EUR" in before
    assert "of which" not in before


def test_who_is_part_of_another_reaches_no_tier(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    life = merged("2026-11-10", "west")
    west = merged("2026-11-20", "nordwind")
    assert "Gold, to get in" not in run(tmp_path, capsys, life, "ost", west=west)
    # What came to it through a third one is told as that one's.
    heir = run(tmp_path, capsys, life, "nordwind", west=west)
    assert "of which 1,020 EUR by West KG, two rows" in heir
    (row,) = [
        line
        for line in run(tmp_path, capsys, life, west=west).splitlines()
        if line.startswith("Ost")
    ]
    assert row.split()[2:] == ["none", "none", "merged"]


def test_programs_read_both_sides_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = run(tmp_path, capsys, merged("2026-12-10", "nordwind"), "--output", "json")
    data = json.loads(said)
    schema = json.loads((ROOT / "schemas" / "explain-standing.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(data)
    found = {one["partner"]["id"]: one["mergers"] for one in data["partners"]}
    assert found["west"] == []
    assert found["ost"] == found["nordwind"]
    (one,) = found["ost"]
    assert (one["into"]["id"], one["from"], one["evidence_counts"]) == (
        "nordwind",
        "2026-12-10",
        True,
    )
