"""Who there is to choose from, as people and programs read it, and as a spreadsheet does."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest

from partnerbook.cli import main

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "tests" / "programs" / "who-looks-after-whom"
EXPECTED = Path(__file__).parent / "expected"


@pytest.mark.parametrize(
    "case",
    [
        ("selection-of-all", PROGRAM, []),
        ("selection-later", PROGRAM, ["--applicants-only", "--as-of", "2027-01-10"]),
        ("sample-selection-place-IT", ROOT, ["--place", "IT"]),
        ("sample-selection-product-insight", ROOT, ["--place", "nordics", "--product", "insight"]),
    ],
)
def test_the_answer_for_people(
    case: tuple[str, Path, list[str]],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    name, root, words = case
    monkeypatch.chdir(root)
    main(["explain", "selection", *words, "--color", "never"])
    said = capsys.readouterr().out
    assert [line for line in said.splitlines() if len(line) > 80] == []
    path = EXPECTED / f"{name}.txt"
    if request.config.getoption("--accept"):
        path.write_text(said, "utf-8")
        return
    assert said == path.read_text("utf-8")


@pytest.mark.parametrize("root", [PROGRAM, ROOT], ids=["small", "sample"])
def test_the_answer_for_programs_keeps_its_schema(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    main(["explain", "selection", "--output", "json"])
    data = json.loads(capsys.readouterr().out)
    schema = json.loads((ROOT / "schemas" / "explain-selection.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(data)
    assert [one["status"] for one in data["applicants"]] == ["applicant"] * len(data["applicants"])
    assert {"suspended", "terminated"}.isdisjoint(one["status"] for one in data["partners"])


def test_an_applicant_in_full(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(PROGRAM)
    main(["explain", "selection", "--applicants-only", "--output", "json"])
    data = json.loads(capsys.readouterr().out)
    (one,) = data["applicants"]
    assert data["partners"] == []
    assert [(score["of"], score["value"], score["stale"]) for score in one["scores"]] == [
        ("capability", 95, False),
        ("desire", 70, False),
    ]
    assert [item["item"] for item in one["open"]] == ["Who owns it"]
    assert [(fill["places"]["ids"], fill["now"]) for fill in one["fills"]] == [
        (["DE"], "uncovered")
    ]
    assert (one["held"], one["model"]["rules"], one["manager"]) == (None, ["everybody"], None)


def test_the_answer_for_a_spreadsheet(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(PROGRAM)
    main(["explain", "selection", "--output", "csv", "--as-of", "2026-11-23"])
    rows = {row["partner"]: row for row in csv.DictReader(io.StringIO(capsys.readouterr().out))}
    assert "suspended" not in rows
    waiting = rows["waiting"]
    assert waiting["other_lines"] == "'=Rival: Planning (competes)"
    assert (waiting["capability"], waiting["capability_stale"]) == ("95", "yes")
    assert (waiting["desire"], waiting["desire_on"]) == ("70", "2026-10-10")
    large = rows["large-and-fast"]
    assert [large[key] for key in ("model_rule", "volume", "velocity", "manager")] == [
        "large-and-fast",
        "600000 EUR",
        "50 %",
        "key-one",
    ]
    assert rows["cut-in-two"]["model"] == "cannot tell"


def test_only_who_would_sell_there_is_asked_about(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(PROGRAM)
    main(["explain", "selection", "--place", "AT", "--output", "json"])
    data = json.loads(capsys.readouterr().out)
    assert data["applicants"] == []
    assert [one["partner"]["id"] for one in data["partners"]] == ["small-in-the-alps"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--place", "Atlantis"], "Atlantis"),
        (["--product", "cor"], "did you mean core"),
    ],
)
def test_what_there_is_not(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "selection", *words, "--root", str(PROGRAM)]) == 2
    assert said in capsys.readouterr().err
