"""The pages of both editions: goldens of a small program, structure of the sample."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import jsonschema
import pytest

from partnerbook.render.site import site_files
from partnerbook.resolve.program import Program
from partnerbook.values.audience import PARTNER_VIEWER, PUBLIC_VIEWER, Viewer

Made = Callable[[Viewer], Mapping[str, bytes]]
EDITIONS = [("public", PUBLIC_VIEWER), ("partner", PARTNER_VIEWER)]


@pytest.mark.parametrize(("name", "viewer"), EDITIONS)
def test_pages_of_a_small_program(
    name: str, viewer: Viewer, small: Program, small_root: Path, request: pytest.FixtureRequest
) -> None:
    folder = small_root / "expected" / "pages" / name
    made = site_files(small, viewer)
    if request.config.getoption("--accept"):
        for old in sorted(folder.rglob("*"), reverse=True):
            old.unlink() if old.is_file() else old.rmdir()
        for path, data in made.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
    wanted = {
        golden.relative_to(folder).as_posix(): golden.read_bytes()
        for golden in sorted(folder.rglob("*"))
        if golden.is_file()
    }
    assert list(made) == sorted(wanted)
    for path, data in made.items():
        assert data.decode() == wanted[path].decode(), path


@pytest.mark.parametrize(("name", "viewer"), EDITIONS)
def test_everything_has_its_page(name: str, viewer: Viewer, sample: Program, made: Made) -> None:
    files = made(viewer)
    for kind, folder in (
        ("tier", "tiers"),
        ("territory", "territories"),
        ("incentive", "incentives"),
    ):
        for thing, record in sample.records[kind].items():
            seen = "name" in record.seen_by(viewer)
            assert (f"{folder}/{thing}.md" in files) is seen, (name, kind, thing)
    fixed = "index tiers incentives territories products deal-registration agreements partners"
    for page in (*fixed.split(), "changes", "data"):
        text = files[f"{page}.md"].decode()
        assert "\n# " in f"\n{text}"
        assert "In force on 22 November 2026 &#183;".replace("&#183;", "·") in text
    assert all(data.endswith(b"\n") for data in files.values())


@pytest.mark.parametrize(("name", "viewer"), EDITIONS)
def test_no_page_says_what_the_law_forbids_to_say(name: str, viewer: Viewer, made: Made) -> None:
    for path, data in made(viewer).items():
        assert not re.search(
            r"may not (actively )?sell|must not sell", data.decode(), re.IGNORECASE
        ), path


@pytest.mark.parametrize(("name", "viewer"), EDITIONS)
def test_sentences_are_whole_and_labels_stand_once(name: str, viewer: Viewer, made: Made) -> None:
    for path, data in made(viewer).items():
        if not path.endswith(".md"):
            continue
        text = data.decode()
        assert not re.search(r" of the\.?$", text, re.MULTILINE), path
        assert "rice before the step" not in text, path
        assert text.count("Who gets it") <= 1, path
        assert "| How much |" not in text, path


def test_what_an_incentive_gives_is_said_in_whole_sentences(made: Made) -> None:
    files = made(PARTNER_VIEWER)
    bonus = files["incentives/predict-launch.md"].decode()
    assert "\n**EUR 200, USD 220 or JPY 32,000 per order**.\n" in bonus.replace("\xa0", " ")
    assert "<dt>Claim within</dt> <dd>30 days from the day of the order</dd>" in bonus
    assert "\n**9%** of the list price.\n" in files["incentives/special-price.md"].decode()
    rebate = files["incentives/quarterly-rebate.md"].decode()
    left = "Partner and distributor discount, Deal incentives and Special price"
    assert f"<dt>A percentage of</dt> <dd>Price left after {left}</dd>" in rebate


def test_what_is_announced_is_dated(small: Program) -> None:
    public = site_files(small, PUBLIC_VIEWER)["changes.md"].decode()
    partner = site_files(small, PARTNER_VIEWER)["changes.md"].decode()
    row = "| **1 January 2027** | [Partner discount: All products](discounts/partner-discount.md)"
    said = "| Silver 20%, Gold 25% | Silver 18%, Gold 26% | 15 October 2026 |"
    assert row in partner
    assert said in partner
    assert "1 January 2027" not in public
    assert "| **1 March 2027** | [Edge &lt;Gateway&gt;](products.md)" in public
    assert "| without Switzerland | with Switzerland |" in public
    assert "Ends after 30 June 2027" in public


def test_the_directory_lists_who_takes_part_and_wants_to(small: Program) -> None:
    text = site_files(small, PUBLIC_VIEWER)["partners.md"].decode()
    assert "Bergwacht \\| Systeme & Söhne" in text
    assert "Gipfelbau AG" in text
    assert "Stilles Tal" not in text
    assert text.index("Bergwacht") < text.index("Gipfelbau")  # the higher tier comes first


@pytest.mark.parametrize(("name", "viewer"), EDITIONS)
@pytest.mark.parametrize("which", ["small", "sample"])
def test_data_files_keep_their_own_description(
    name: str, viewer: Viewer, which: str, made: Made, request: pytest.FixtureRequest
) -> None:
    program: Program = request.getfixturevalue(which)
    files = made(viewer) if which == "sample" else site_files(program, viewer)
    data = json.loads(files["data/program.json"])
    schema = json.loads(files[f"data/{data['$schema']}"])
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(data)
    assert (data["release"], data["as_of"], data["edition"]) == (
        program.release,
        program.as_of.isoformat(),
        name,
    )
    for table in ("tiers", "territories"):
        said = json.loads(files[f"data/{table}.schema.json"])
        columns = [column["name"] for column in said["tableSchema"]["columns"]]
        head, *rows = csv.reader(io.StringIO(files[f"data/{table}.csv"].decode(), newline=""))
        assert said["url"] == f"{table}.csv"
        assert head == columns
        assert rows
        for row in rows:
            assert len(row) == len(columns)
            assert row[-2:] == [program.release, program.as_of.isoformat()]


def test_tables_have_plain_numbers(small: Program) -> None:
    text = site_files(small, PUBLIC_VIEWER)["data/tiers.csv"].decode()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    asked = [(row["tier"], row["value"], row["unit"]) for row in rows if row["id"] == "revenue"]
    assert asked == [("gold", "250000", "EUR"), ("gold", "40000000", "JPY")]
    assert [row["value"] for row in rows if row["id"] == "renewals"] == ["87.5"]
    territories = site_files(small, PUBLIC_VIEWER)["data/territories.csv"].decode()
    places = [
        (row["territory"], row["country"], row["part"])
        for row in csv.DictReader(io.StringIO(territories, newline=""))
    ]
    assert places == [
        ("alps", "AT", ""),
        ("alps", "DE", "DE-BY"),
        ("alps", "CH", ""),
        ("japan", "JP", ""),
    ]


RENDER = """
import hashlib, sys
from pathlib import Path
from partnerbook.load import load_tree
from partnerbook.render.site import site_files
from partnerbook.resolve import resolve
from partnerbook.source.tree import FolderTree
from partnerbook.values.audience import PARTNER_VIEWER, PUBLIC_VIEWER
program, _ = resolve(load_tree(FolderTree(Path(sys.argv[1])))[0])
for viewer in (PUBLIC_VIEWER, PARTNER_VIEWER):
    for path, data in site_files(program, viewer).items():
        print(path, hashlib.sha256(data).hexdigest())
"""


def test_same_program_same_bytes(sample_root: Path) -> None:
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", RENDER, str(sample_root)],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale},
        )
        for seed, zone, locale in (("1", "Asia/Tokyo", "C"), ("77", "America/Denver", "C.UTF-8"))
    ]
    said = {run.communicate()[0] for run in runs}
    assert [run.returncode for run in runs] == [0, 0]
    assert len(said) == 1
    assert len(said.pop().splitlines()) > 60
