"""A score can be traced: its parts and categories, with their points and rows, in every form."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest
from tests.standing.test_groups import group, money, staff, stands

from partnerbook.cli import main
from partnerbook.standing.words import known

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "tests" / "programs" / "points-with-a-minimum"


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    """The partner with enough points, of which too few come from one category."""
    monkeypatch.chdir(PROGRAM)
    main(["explain", "standing", "only-sales", "--color", "never"])
    return capsys.readouterr().out


def test_the_parts_of_a_score_for_people(said: str) -> None:
    lines = said.splitlines()
    at = lines.index("  - Points: 100 of 100 points, skills: 10 of 20 points")
    assert lines[at + 1 : at + 6] == [
        "      Revenue: 90 points; one row of evidence, the first in",
        "        evidence/invoices.csv:5",
        "      Certified people: 10 points; one row of evidence, the first in",
        "        evidence/certificates.csv:6",
        "      all of the category skills: 10 of 20 points",
    ]
    assert all(len(line) <= 80 for line in lines)


def test_the_parts_of_a_score_for_a_spreadsheet(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(PROGRAM)
    main(["explain", "standing", "only-sales", "--output", "csv"])
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    columns = ("requirement", "verdict", "value", "needs", "gap", "evidence", "line")
    money_row, people_row = "program/evidence/invoices.csv:5", "program/evidence/certificates.csv:6"
    assert [tuple(row[name] for name in columns) for row in rows if row["tier"] == "expert"] == [
        ("points", "no", "100", "100", "", f"{money_row}; {people_row}", "7"),
        ("points/sales", "", "90", "", "", money_row, "13"),
        ("points/skills", "", "10", "", "", people_row, "14"),
        ("points/all-skills", "no", "10", "20", "10", people_row, "7"),
    ]


def test_the_parts_of_a_score_for_programs(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(PROGRAM)
    main(["explain", "standing", "nowhere", "--output", "json"])
    data = json.loads(capsys.readouterr().out)
    schema = json.loads((ROOT / "schemas" / "explain-standing.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(data)
    (expert,) = [one for one in data["partners"][0]["tiers"] if one["tier"]["id"] == "expert"]
    (score,) = expert["requirements"]
    assert [(one["id"], one["points"], one["needs"]) for one in score["points"]] == [
        ("sales", None, None),
        ("skills", "20", None),
        ("all-skills", "20", "20"),
    ]


@pytest.mark.parametrize(
    ("asks", "words"),
    [
        (group("any-of", money("99000 EUR"), staff(9)), "none of 2 is met; one is enough"),
        (group("any-of", money("1 EUR"), staff(9)), "1 of 2 is met; one is enough"),
        (group("all-of", money("1 EUR"), staff(9)), "1 of 2 is met; both must be"),
        (
            group("count-of", money("1 EUR"), staff(1), staff(9), at_least=2),
            "2 of 3 are met; 2 must be",
        ),
    ],
)
def test_a_group_in_plain_words(asks: str, words: str) -> None:
    (one,) = stands(asks).steps["gold"].items
    assert known(one) == words
