"""``partnerbook check --against``: what held already may not be edited since a revision."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from partnerbook.cli import main

MINIMAL = Path(__file__).parents[1] / "programs" / "minimal" / "program"
GIT = shutil.which("git") or "git"
ROW = """  - id: all-products
    for: {products: [all]}
    rates: {silver: 20%, gold: 25%}
    from: 2026-01-01
"""
DISCOUNT = "discounts/reseller-discount"
LINE = f"{DISCOUNT}/all-products"

Run = Callable[..., tuple[int, str, str]]


def git(root: Path, *words: str) -> None:
    named = ("-c", "user.name=Test", "-c", "user.email=test@example.com")
    subprocess.run([GIT, "-C", str(root), *named, *words], check=True, capture_output=True)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small program in a folder of a repository, committed once."""
    root = tmp_path / "channel"
    shutil.copytree(MINIMAL, root / "program")
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "first")
    return root


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], root: Path) -> Run:
    """Checks that program in this process: (exit code, stdout, stderr)."""

    def go(*arguments: str, at: Path = root) -> tuple[int, str, str]:
        code = main(["check", "--root", str(at), *arguments])
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return code, out, err

    return go


def edit(root: Path, name: str, old: str, new: str) -> None:
    path = root / "program" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def past(out: str) -> list[dict[str, Any]]:
    found = json.loads(out)["findings"]
    return [finding for finding in found if finding["id"] == "date/past-edit"]


def test_nothing_was_edited(run: Run) -> None:
    assert run("--against", "main")[::2] == (0, "")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (ROW, ROW.replace("25%", "24%"), "`rates: gold` was 25% and is 24% now"),
        (ROW, ROW.replace("[all]", "[core]"), "`for: products` was all and is core now"),
        (ROW, ROW.replace("2026-01-01", "2026-02-01"), "`from` was 2026-01-01 and is 2026-02-01"),
        (ROW, f"{ROW}    through: 2026-11-20\n", "`through` was not there and is 2026-11-20 now"),
        (ROW, ROW.replace("    from: 2026-01-01\n", ""), "`from` was 2026-01-01 and is not there"),
        (ROW, ROW.replace("all-products", "everything").replace("25%", "24%"), "is gone"),
    ],
    ids=["rate", "cells", "first-day", "ended-in-the-past", "from-the-start", "renamed-and-edited"],
)
def test_what_held_already_is_edited(run: Run, root: Path, old: str, new: str, says: str) -> None:
    edit(root, f"{DISCOUNT}.yml", old, new)
    code, out, _ = run("--against", "main", "--output", "json")
    (finding, *_) = [one for one in past(out) if one["subject"] == LINE]
    assert code == 1
    assert says in str(finding["message"])
    assert f"{LINE} held since 1 January 2026" in str(finding["message"])
    assert past(run("--output", "json")[1]) == [], "without a revision there is nothing to compare"


def test_a_row_that_begins_in_the_past_is_new(run: Run, root: Path) -> None:
    late = ROW.replace("all-products", "late").replace("[all]", "[core]")
    edit(root, f"{DISCOUNT}.yml", ROW, ROW + late.replace("01-01", "06-01"))
    (finding,) = past(run("--against", "main", "--output", "json")[1])
    assert finding["message"] == (
        f"{DISCOUNT}/late is new, but is to hold from 1 June 2026 on already: orders of that time"
        " would be reckoned anew"
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (ROW, f"{ROW}    through: 2026-11-21\n"),
        (ROW, f"{ROW}    through: 2027-06-30\n"),
        (
            ROW,
            f"{ROW}    through: 2026-12-31\n"
            + ROW.replace("all-products", "next").replace("25%", "26%").replace("2026-", "2027-"),
        ),
        ("name: Reseller discount", "name: Discount of resellers"),
        (ROW, ROW.replace("all-products", "everything")),
        (ROW, f"{ROW.replace('silver: 20%, gold: 25%', 'gold: 25.0%, silver: 20%')}    # Good.\n"),
    ],
    ids=["ends-yesterday", "ends-later", "another-follows", "another-name", "another-id", "order"],
)
def test_the_past_stays(run: Run, root: Path, old: str, new: str) -> None:
    edit(root, f"{DISCOUNT}.yml", old, new)
    assert past(run("--against", "main", "--output", "json")[1]) == []


def test_a_row_without_a_first_day_is_new(run: Run, root: Path) -> None:
    late = ROW.replace("all-products", "late").replace("[all]", "[core]")
    edit(root, f"{DISCOUNT}.yml", ROW, ROW + late.replace("    from: 2026-01-01\n", ""))
    (finding,) = past(run("--against", "main", "--output", "json")[1])
    assert f"{DISCOUNT}/late is new, but says no first day" in str(finding["message"])


def test_a_row_that_was_to_come_begins_in_the_past(run: Run, root: Path) -> None:
    coming = ROW.replace("all-products", "next").replace("2026-", "2027-")
    ends = f"{ROW}    through: 2026-12-31\n"
    edit(root, f"{DISCOUNT}.yml", ROW, ends + coming)
    git(root, "commit", "-q", "-a", "-m", "to come")
    edit(root, f"{DISCOUNT}.yml", coming, coming.replace("2027-01-01", "2026-10-01"))
    (finding,) = past(run("--against", "main", "--output", "json")[1])
    assert finding["message"] == (
        f"{DISCOUNT}/next was to hold from 1 January 2027 on, and now holds from 1 October 2026 on"
        " already: orders of that time would be reckoned anew"
    )


def test_what_all_rows_are_reckoned_by(run: Run, root: Path) -> None:
    edit(root, f"{DISCOUNT}.yml", "anchor: order", "anchor: invoice")
    (finding,) = past(run("--against", "main", "--output", "json")[1])
    assert finding["subject"] == DISCOUNT
    assert "`anchor` was order and is invoice now" in str(finding["message"])


def test_a_file_has_another_name(run: Run, root: Path) -> None:
    for name in ("yml", "csv"):
        (root / f"program/prices/europe.{name}").rename(root / f"program/prices/euro.{name}")
    assert past(run("--against", "main", "--output", "json")[1]) == []
    path = root / "program/prices/euro.csv"
    head, first, *rows = path.read_text("utf-8").splitlines()
    sku, price, per = first.split(",")
    path.write_text("\n".join([head, f"{sku},1{price},{per}", *rows, ""]), "utf-8")
    (finding,) = past(run("--against", "main", "--output", "json")[1])
    assert "`price` was" in str(finding["message"])


def test_a_file_that_cannot_be_read_is_not_gone(run: Run, root: Path) -> None:
    edit(root, f"{DISCOUNT}.yml", "25%", "25 of 100")
    assert past(run("--against", "main", "--output", "json")[1]) == []


def test_a_new_partner_takes_nothing_from_anybody(run: Run, root: Path) -> None:
    text = (root / "program/partners/nordwind.yml").read_text("utf-8")
    (root / "program/partners/suedwind.yml").write_text(text.replace("Nord", "Sued"), "utf-8")
    assert past(run("--against", "main", "--output", "json")[1]) == []


def test_the_first_day_of_an_agreement(run: Run, root: Path) -> None:
    edit(root, "partners/nordwind.yml", "effective: 2026-04-01", "effective: 2026-02-01")
    subjects = [one["subject"] for one in past(run("--against", "main", "--output", "json")[1])]
    assert subjects == ["partners/nordwind/agreement"]


def test_an_earlier_as_of_does_not_make_the_past_shorter(run: Run, root: Path) -> None:
    edit(root, "program.yml", "as_of: 2026-11-22", "as_of: 2026-06-01")
    late = ROW.replace("all-products", "late").replace("[all]", "[core]")
    edit(root, f"{DISCOUNT}.yml", ROW, ROW + late.replace("01-01", "08-01"))
    (finding,) = past(run("--against", "main", "--output", "json")[1])
    assert finding["subject"] == f"{DISCOUNT}/late"


def test_a_correction_says_that_it_was_meant_once(run: Run, root: Path) -> None:
    edit(root, f"{DISCOUNT}.yml", "25%", "24%")
    said = f"""corrections:
  - {{id: typo, subject: {LINE}, on: 2026-11-22, reason: The price book says 24%.}}
"""
    edit(root, "program.yml", "approvers:", f"{said}approvers:")
    assert past(run("--against", "main", "--output", "json")[1]) == []
    git(root, "commit", "-q", "-a", "-m", "corrected")
    edit(root, f"{DISCOUNT}.yml", "24%", "23%")
    (finding,) = past(run("--against", "main", "--output", "json")[1])
    assert finding["subject"] == LINE
    assert past(run("--against", "main~1", "--output", "json")[1]) == [], "it is new since then"


def test_a_correction_of_nothing(run: Run, root: Path) -> None:
    edit(root, f"{DISCOUNT}.yml", "25%", "24%")
    said = f"""corrections:
  - {{id: typo, subject: {LINE}s, on: 2026-11-22, reason: The price book says 24%.}}
"""
    edit(root, "program.yml", "approvers:", f"{said}approvers:")
    nothing, edited = past(run("--against", "main", "--output", "json")[1])
    if nothing["severity"] == "error":
        nothing, edited = edited, nothing
    assert nothing["message"] == (
        f"the correction of {LINE}s corrects nothing: what held already there is as it was"
    )
    assert nothing["severity"] == "warning"
    assert edited["subject"] == LINE


def test_a_tier_that_was_held(run: Run, root: Path) -> None:
    edit(root, "partners/nordwind.yml", "tier: gold", "tier: silver")
    found = past(run("--against", "main", "--output", "json")[1])
    assert "partners/nordwind/gold" in [one["subject"] for one in found]


def test_a_form_that_somebody_signed_is_not_edited(run: Run, root: Path) -> None:
    (form,) = (root / "program/agreements").iterdir()
    form.write_text(form.read_text("utf-8").replace("days: 30", "days: 45"), "utf-8")
    code, out, _ = run("--against", "main", "--output", "json")
    ids = [one["id"] for one in json.loads(out)["findings"]]
    assert (code, "agreement/form-changed" in ids) == (1, True)
    assert "agreement/form-changed" not in run("--output", "json")[1]


def test_prices_of_one_list_are_one_finding(run: Run, root: Path) -> None:
    path = root / "program/prices/europe.csv"
    head, *rows = path.read_text("utf-8").splitlines()
    sku, price, per = rows[0].split(",")
    path.write_text("\n".join([head, f"{sku},1{price},{per}", *rows[1:], ""]), "utf-8")
    (finding,) = past(run("--against", "main", "--output", "json")[1])
    assert f"`price` was {price} EUR" in str(finding["message"])
    assert finding["places"][0]["file"] == "program/prices/europe.csv"


def test_a_price_list_that_is_gone(run: Run, root: Path) -> None:
    for name in ("europe.yml", "europe.csv"):
        (root / "program/prices" / name).unlink()
    (finding,) = past(run("--against", "main", "--output", "json")[1])
    assert "prices/europe held since" in str(finding["message"])
    assert str(finding["message"]).endswith("is gone: orders of that time would be reckoned anew")


def test_a_table_of_several_rows_that_is_gone_is_one_finding(run: Run, root: Path) -> None:
    more = ROW.replace("all-products", "core").replace("[all]", "[core]")
    edit(root, f"{DISCOUNT}.yml", ROW, ROW + more)
    git(root, "commit", "-q", "-a", "-m", "two rows")
    (root / f"program/{DISCOUNT}.yml").unlink()
    (finding,) = past(run("--against", "main", "--output", "json")[1])
    assert finding["message"] == (
        f"{DISCOUNT} held since 1 January 2026 and is gone, with 2 rows: orders of that time would"
        " be reckoned anew"
    )


@pytest.mark.parametrize(
    ("revision", "says"),
    [
        ("no-such-branch", "--against no-such-branch: git knows no revision no-such-branch here"),
        ("--all", "--against --all: git knows no revision --all here"),
        ("", "--against : git knows no revision  here"),
    ],
)
def test_a_revision_that_is_not_there(run: Run, revision: str, says: str) -> None:
    code, out, err = run(f"--against={revision}")
    assert (code, out) == (4, "")
    assert says in err


def test_a_revision_without_a_program(run: Run, root: Path) -> None:
    git(root, "checkout", "-q", "--orphan", "bare")
    git(root, "rm", "-q", "-r", "--cached", ".")
    git(root, "commit", "-q", "--allow-empty", "-m", "nothing")
    code, _, err = run("--against", "bare")
    assert code == 4
    assert "bare holds no program/: there is nothing to compare with" in err


def test_a_folder_in_no_repository(run: Run, tmp_path_factory: pytest.TempPathFactory) -> None:
    alone = tmp_path_factory.mktemp("alone")
    shutil.copytree(MINIMAL, alone / "program")
    code, _, err = run("--against", "main", at=alone)
    assert code == 4
    assert "is in no git repository" in err


def test_a_program_that_could_not_be_read_then(run: Run, root: Path) -> None:
    edit(root, "program.yml", "name: Minimal Partner Program", "name: [")
    git(root, "commit", "-q", "-a", "-m", "broken")
    edit(root, "program.yml", "name: [", "name: Minimal Partner Program")
    code, _, err = run("--against", "main")
    assert code == 4
    assert "its program.yml cannot be read" in err
    edit(root, f"{DISCOUNT}.yml", "25%", "twenty")
    git(root, "commit", "-q", "-a", "-m", "half broken")
    edit(root, f"{DISCOUNT}.yml", "twenty", "24%")
    code, _, err = run("--against", "main")
    assert "what could not be read there is not compared" in err


def test_a_comment_in_a_form_is_no_other_text(run: Run, root: Path) -> None:
    (form,) = (root / "program/agreements").iterdir()
    form.write_text(form.read_text("utf-8") + "# Looked at in November.\n", "utf-8")
    assert "agreement/form-changed" not in run("--against", "main", "--output", "json")[1]
