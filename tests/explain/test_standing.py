"""Where partners stand, as people read it, as programs read it, and as a spreadsheet does."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest

from partnerbook.cli import main

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "tests" / "programs" / "three-criteria"
EXPECTED = Path(__file__).parent / "expected"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("standing-of-all", []),
        ("standing-of-one", ["vector-eleven"]),
        ("standing-undefined", ["Nobody Won GmbH"]),
    ],
)
def test_the_answer_for_people(
    name: str,
    words: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    monkeypatch.chdir(PROGRAM)
    main(["explain", "standing", *words, "--color", "never"])
    said = capsys.readouterr().out
    assert all(len(line) <= 80 for line in said.splitlines())
    path = EXPECTED / f"{name}.txt"
    if request.config.getoption("--accept"):
        path.write_text(said, "utf-8")
        return
    assert said == path.read_text("utf-8")


def test_the_answer_for_programs_keeps_its_schema(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(PROGRAM)
    main(["explain", "standing", "--output", "json"])
    data = json.loads(capsys.readouterr().out)
    schema = json.loads((ROOT / "schemas" / "explain-standing.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(data)
    by_id = {one["partner"]["id"]: one for one in data["partners"]}
    eleven = by_id["vector-eleven"]
    assert (eleven["earned"]["id"], eleven["could"], eleven["next"]["id"]) == ("silver", [], "gold")
    (retention,) = [
        item
        for tier in eleven["tiers"]
        if tier["tier"]["id"] == "gold"
        for item in tier["requirements"]
        if item["id"] == "retention"
    ]
    assert (retention["value"], retention["needs"], retention["gap"]) == ("79", "80", "1")
    assert [one["id"] for one in by_id["nobody-won"]["could"]] == ["silver", "gold"]


def test_the_answer_for_a_spreadsheet(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(PROGRAM)
    main(["explain", "standing", "shrinking", "--output", "csv"])
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    users = [row for row in rows if row["requirement"] == "users" and row["tier"] == "silver"]
    assert [(row["value"], row["needs"], row["gap"], row["verdict"]) for row in users] == [
        ("-5", "75", "80", "no")
    ]


def test_a_partner_that_there_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "standing", "shrinkin", "--root", str(PROGRAM)]) == 2
    assert "did you mean shrinking" in capsys.readouterr().err


def test_what_is_kept_about_a_partner_besides_its_tier(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its life with the reasons, the evidence of its due diligence, and what it was told."""
    monkeypatch.chdir(ROOT)
    main(["explain", "standing", "coral-bight", "--color", "never"])
    said = " ".join(capsys.readouterr().out.split())
    assert "applicant 7 September to 8 November 2026: Asked for at the ports fair" in said
    assert "passed on 12 October 2026: Beneficial owners. Extract of the companies" in said
    assert "open: Professional indemnity insurance" in said
    main(["explain", "standing", "kowadlo", "--output", "json"])
    data = json.loads(capsys.readouterr().out)
    schema = json.loads((ROOT / "schemas" / "explain-standing.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(data)
    (partner,) = data["partners"]
    (told,) = partner["notices"]
    assert (told["sent"], told["effective"]) == ("2026-09-24", "2027-01-01")
    assert told["what"].startswith("Bought from us, Connect earns registered partners 6")
    assert told["proof"] == "Delivery receipt in the contract archive"
    assert partner["diligence"] == []


def rows_of(
    program: str, partner: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> list[dict[str, str]]:
    monkeypatch.chdir(ROOT / "tests" / "programs" / program)
    main(["explain", "standing", partner, "--output", "csv"])
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out)))


def test_points_can_be_traced_to_their_rows(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each part of a score has its points and its rows; they add up to the score."""
    monkeypatch.chdir(ROOT / "tests" / "programs" / "points-with-a-minimum")
    main(["explain", "standing", "--output", "json"])
    data = json.loads(capsys.readouterr().out)
    scores = [
        item
        for one in data["partners"]
        for tier in one["tiers"]
        for item in tier["requirements"]
        if item["parts"] and item["value"] is not None
    ]
    assert scores
    for score in scores:
        assert int(score["value"]) == sum(int(part["points"]) for part in score["parts"])
        assert all(part["evidence"] for part in score["parts"] if part["points"] != "0")
    name = data["partners"][0]["partner"]["id"]
    rows = rows_of("points-with-a-minimum", name, capsys, monkeypatch)
    parts = [row for row in rows if "/" in row["requirement"]]
    assert parts
    assert all(row["evidence"] for row in parts if row["value"] not in ("", "0"))
