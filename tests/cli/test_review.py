"""``partnerbook review``: what it proposes for whole programs, writes, and refuses."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from partnerbook.cli import main

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = ROOT / "tests" / "programs"
ROUND = PROGRAMS / "review-round"
WHOLE = {
    "review-round": "2026-11-22",
    "three-criteria": "2026-11-22",
    "held-through-the-next-year": "2026-11-22",
    "one-cohort": "2026-11-01",
    "two-tier-sets": "2026-11-22",
    "points-with-a-minimum": "2026-11-22",
    "minimal": "2026-11-22",
}
Review = Callable[..., tuple[int, str, str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small program of a review round, to be changed."""
    shutil.copytree(ROUND / "program", tmp_path / "program")
    return tmp_path


@pytest.fixture
def review(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Review:
    """``review(folder, *words)`` → exit code, standard output, standard error."""

    def asked(folder: Path, *words: str) -> tuple[int, str, str]:
        monkeypatch.chdir(folder)
        capsys.readouterr()
        code = main(["review", *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return asked


@pytest.mark.parametrize("name", [*WHOLE, "sample"])
def test_what_is_proposed(name: str, review: Review, request: pytest.FixtureRequest) -> None:
    folder = ROOT if name == "sample" else PROGRAMS / name
    words = ["--as-of", WHOLE[name]] if name in WHOLE else []
    _, said, _ = review(folder, *words)
    commands = ("    partnerbook ", "partnerbook ")
    assert all(len(line) <= 80 for line in said.splitlines() if not line.startswith(commands))
    path = (
        Path(__file__).parent / "expected" / "review-of-the-sample.txt"
        if name == "sample"
        else folder / "expected" / "review.txt"
    )
    if request.config.getoption("--accept"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(said, "utf-8")
        return
    assert said == path.read_text("utf-8")


def test_writing_says_it_in_the_files_and_nowhere_else(
    folder: Path, review: Review, request: pytest.FixtureRequest
) -> None:
    code, said, err = review(folder, "--write")
    assert (code, err) == (0, "")
    written = said[said.index("Written: ") :]
    path = ROUND / "expected" / "written.txt"
    if request.config.getoption("--accept"):
        path.write_text(written, "utf-8")
    assert written == path.read_text("utf-8")
    for old in (ROUND / "program").rglob("*.*"):
        new = folder / "program" / old.relative_to(ROUND / "program")
        if old.parent.name != "partners":
            assert new.read_bytes() == old.read_bytes()
    assert not list(folder.rglob("*.new"))


def test_writing_twice_changes_nothing_more(folder: Path, review: Review) -> None:
    review(folder, "--write")
    first = {path: path.read_bytes() for path in folder.rglob("*.*")}
    code, said, _ = review(folder, "--write")
    assert code == 0
    assert "Nothing to write: the partner files say already what is proposed." in said
    assert {path: path.read_bytes() for path in folder.rglob("*.*")} == first
    assert "no changes" in review(folder)[1]


def test_one_partner_alone_is_written(folder: Path, review: Review) -> None:
    code, said, _ = review(folder, "--partner", "up-at-once", "--write")
    assert code == 1  # what others hold without having earned it is still an error
    assert said.count("Written: ") == 1
    text = (folder / "program/partners/up-at-once.yml").read_text("utf-8")
    assert "{tier: silver, from: 2026-11-22, because: earned}" in text


def test_line_ends_and_marks_at_the_beginning_stay(folder: Path, review: Review) -> None:
    path = folder / "program/partners/falls-from-gold.yml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert review(folder, "--write")[0] == 0
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf# yaml-language-server")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert b"    from: 2024-01-01 # the first day\r\n    through: 2026-11-21\r\n" in data


def test_it_may_keep_a_tier_by_the_waiver_that_it_names(
    folder: Path, review: Review, capsys: pytest.CaptureFixture[str]
) -> None:
    told = json.loads(review(folder, "--partner", "falls", "--output", "json")[1])
    command = told["partners"][0]["to_keep"]
    assert command == (
        "partnerbook waive tier/not-earned falls --through 2027-05-19"
        ' --reason "WHY" --approver channel-chief'
    )
    words = [word.strip('"') for word in command.split()]
    assert main(words[1:]) == 0
    capsys.readouterr()
    _, said, _ = review(folder, "--partner", "falls")
    assert "kept by the waiver falls until 19 May 2027" in said


def test_it_says_so_where_nobody_may_approve_an_exception(folder: Path, review: Review) -> None:
    path = folder / "program/program.yml"
    path.write_text(path.read_text("utf-8").replace(", tier/not-earned", ""), "utf-8")
    words = ("--partner", "lost-all", "--as-of", "2026-11-22")
    said = " ".join(review(folder, *words)[1].split())
    assert (
        "To keep it at Entry all the same, waive the finding; nobody may approve this yet: add"
        " tier/not-earned to `may:` of an approver (program.yml:"
    ) in said
    assert "partnerbook waive" not in said
    assert json.loads(review(folder, *words, "--output", "json")[1])["partners"][0]["to_keep"] == ""


def test_the_waiver_it_names_lasts_three_months_beyond_the_time_given(
    folder: Path, review: Review
) -> None:
    path = folder / "program/tiers/silver.yml"
    path.write_text(path.read_text("utf-8").replace("grace: 60 days", "grace: 120 days"), "utf-8")
    told = json.loads(review(folder, "--partner", "falls", "--output", "json")[1])["partners"][0]
    assert told["from"] == "2027-04-21"
    assert "--through 2027-07-20" in told["to_keep"]


def test_machines_read_the_same(review: Review) -> None:
    told = json.loads(review(ROUND, "--output", "json")[1])
    schema = json.loads((ROOT / "schemas/review.schema.json").read_text())
    jsonschema.Draft202012Validator(schema).validate(told)
    assert [one["rule"] for one in told["new"]] == ["standing/no-tier"]
    rules = {one["partner"]["id"]: one["review_rule"] for one in told["partners"]}
    assert rules["falls"] == "A level is lost only after the January review."
    assert rules["falls-from-gold"] == ""
    by_id = {one["partner"]["id"]: one for one in told["partners"]}
    rows = {
        row["partner"]: row
        for row in csv.DictReader(io.StringIO(review(ROUND, "--output", "csv")[1], newline=""))
    }
    assert list(rows) == list(by_id)
    up, down = by_id["up-at-once"], by_id["falls"]
    assert (up["turn"], up["proposed"]["id"], up["from"]) == ("up", "silver", "2026-11-22")
    assert (up["worth"]["less_low"], up["worth"]["less_high"]) == ("1650.00", "1650.00")
    assert (down["worth"]["less_low"], rows["falls"]["less_low"]) == ("-600.00", "-600.00")
    assert [(one["because"], one["from"]) for one in down["entries"]] == [
        ("cure", "2026-11-22"),
        ("grace", "2026-12-22"),
        ("earned", "2027-02-20"),
    ]
    assert rows["waived"]["waiver"] == "waived"
    assert told["written"] == []


@pytest.mark.parametrize(
    ("words", "code", "say"),
    [
        (["--partner", "fals"], 2, "there is no partner fals; did you mean falls?"),
        (["--as-of", "22.11.2026"], 2, "--as-of 22.11.2026: write a date as year-month-day"),
        (["--output", "xml"], 2, "--output xml: choose one of text, json, csv"),
        (["--root", "nowhere"], 4, "there is no folder nowhere"),
    ],
)
def test_what_is_not_understood(
    words: list[str], code: int, say: str, folder: Path, review: Review
) -> None:
    got, out, err = review(folder, *words)
    assert (got, out) == (code, "")
    assert say in err


def test_a_program_without_its_frame(folder: Path, review: Review) -> None:
    (folder / "program/program.yml").write_text("name: [\n", "utf-8")
    code, out, err = review(folder)
    assert (code, out) == (1, "")
    assert "program/program.yml is missing or not understood; partnerbook check says why" in err


def test_nothing_is_written_while_evidence_is_not_understood(folder: Path, review: Review) -> None:
    table = folder / "program/evidence/invoices.csv"
    table.write_text(table.read_text("utf-8").replace("500.00", "5OO.00", 1), "utf-8")
    before = {path: path.read_bytes() for path in folder.rglob("*.yml")}
    code, out, err = review(folder, "--write")
    assert (code, out) == (1, "")
    assert "nothing is written: metrics, evidence or tiers are not understood" in err
    assert {path: path.read_bytes() for path in folder.rglob("*.yml")} == before
    assert review(folder)[0] == 1


def test_a_partner_file_that_is_broken_is_named_and_left_alone(
    folder: Path, review: Review
) -> None:
    path = folder / "program/partners/falls.yml"
    path.write_text(path.read_text("utf-8").replace("currency: EUR", "currency: euro"), "utf-8")
    broken = path.read_bytes()
    code, said, _ = review(folder, "--write")
    assert code == 1
    assert "program/partners/falls.yml" in said
    assert "Written: program/partners/up-at-once.yml" in said
    assert path.read_bytes() == broken
