"""``partnerbook waive``: writes what works, and says in plain words why it does not write."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Run

from partnerbook.load import load_tree
from partnerbook.source.tree import FolderTree

RULE, SUBJECT = "margin/floor", "quarterly-rebate/large"
FILE = "program/waivers/quarterly-rebate-large.yml"
GOOD = {
    "--through": "2027-03-31",
    "--reason": "Interim: agreed # with both “partners”, " + "as the board said. " * 8,
    "--approver": "channel-chief",
    "--accepts": "maximum_give=55%",
}


def waive(run: Run, *more: str, rule: str = RULE, subject: str = SUBJECT, **changed: str | None):
    options = {**GOOD, **{f"--{name.strip('_')}": value for name, value in changed.items()}}
    words = [word for name, text in options.items() if text is not None for word in (name, text)]
    return run("waive", rule, subject, *words, *more)


def test_it_is_written_and_works(run: Run, root: Path) -> None:
    assert run("check")[0] == 1
    code, out, err = waive(
        run, link="https://example.com/42", proof="minutes=https://example.com/7"
    )
    assert (code, err) == (0, "")
    assert out == (
        f"Written: {FILE}\n"
        "\n"
        "margin/floor for quarterly-rebate/large is waived 22 November 2026 to\n"
        "31 March 2027; tried on a copy, it works.\n"
        "It lets pass: stacked Gold incentives on Core give 55% of list; the most is 50%\n"
        "(5 points too much).\n"
        "It accepts up to 55% of list given; today it is at 55% of list given.\n"
        "It costs EUR 5 on the smallest such deal (5% of EUR 100 at list).\n"
        "Approved by channel-chief (claimed; proof named: minutes, https://example.com/7)\n"
        "on 22 November 2026.\n"
    )
    text = (root / FILE).read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=../../schemas/waiver.schema.json\n")
    assert max(map(len, text.splitlines())) <= 100
    loaded, wrong = load_tree(FolderTree(root))
    assert wrong == []
    said = loaded.documents[FILE].model.plain()
    assert " ".join(said["reason"].split()) == " ".join(GOOD["--reason"].split())
    assert (said["link"], said["proof"]["kind"]) == ("https://example.com/42", "minutes")
    assert run("check")[0] == 0


def test_a_dry_run_writes_nothing(run: Run, root: Path) -> None:
    code, out, _ = waive(run, "--dry-run", id="interim")
    assert code == 0
    assert out.startswith("program/waivers/interim.yml would be:\n  # yaml-language-server")
    assert "  subject: quarterly-rebate/large\n  accepts: {maximum_give: 55%}\n" in out
    assert "Approved by channel-chief (claimed) on 22 November 2026; --proof names what" in out
    assert not (root / "program/waivers").exists()


def test_a_second_one_goes_on_from_the_first(run: Run, root: Path) -> None:
    assert waive(run, through="2026-12-10")[0] == 0
    code, _, err = waive(run)
    assert code == 1
    assert err == (
        "partnerbook: no waiver is written: quarterly-rebate-large waives it already, until"
        " 10 December 2026; let a new waiver begin after that (--from 2026-12-11), or change"
        f" {FILE}\n"
    )
    _, shown, _ = run("check")
    assert "warning[waiver/ends-soon]" in shown
    code, out, err = waive(run, _from="2026-12-11")
    assert (code, err) == (0, "")
    assert "Written: program/waivers/quarterly-rebate-large-2.yml\n" in out
    second = (root / "program/waivers/quarterly-rebate-large-2.yml").read_text("utf-8")
    assert "from: 2026-12-11\n" in second
    assert "approved: 2026-11-22\n" in second
    assert "no findings" in run("check")[1] or "1 waived" in run("check")[1]
    assert run("check", "--as-of", "2026-12-11")[0] == 0


def test_what_ends_soon_is_said_at_once(run: Run) -> None:
    code, out, _ = waive(run, through="2026-12-10")
    assert code == 0
    assert "warning[waiver/ends-soon]: the waiver quarterly-rebate-large ends in" in out


@pytest.mark.parametrize(
    ("changed", "code", "why"),
    [
        ({"rule": "margin/flor"}, 2, "did you mean margin/floor?"),
        ({"rule": "margin/bands"}, 2, "margin/bands cannot be waived by anybody"),
        ({"rule": "shape/wrong-value"}, 2, "there is no rule shape/wrong-value that could be"),
        ({"subject": "quarterly-rebate/lrge"}, 2, "did you mean quarterly-rebate/large?"),
        ({"subject": "gold"}, 2, "finds nothing about gold; it is about quarterly-rebate/large"),
        ({"rule": "tier/equal-rank"}, 2, "cannot be waived by anybody"),
        ({"rule": "price/stale"}, 1, "price/stale finds nothing today, so there is nothing"),
        ({"approver": "chanel-chief"}, 2, "no approver chanel-chief; the approvers are channel-"),
        (
            {"accepts": None},
            2,
            "what there is needs --accepts maximum_give=55%",
        ),
        ({"accepts": "maximum_give=54%"}, 2, "goes further; it needs --accepts maximum_give=55%"),
        ({"accepts": "maximum_give=fifty"}, 2, "--accepts maximum_give=fifty: write a percentage"),
        ({"accepts": "most=55%"}, 2, "what can be bounded is maximum_give and minimum_margin"),
        ({"accepts": "maximum_give"}, 2, "write one MEASURE=PERCENT each"),
        ({"through": "2026-11-21"}, 2, "--through 2026-11-21 lies before 2026-11-22"),
        ({"through": "31.3.2027"}, 2, "--through 31.3.2027: write a date as year-month-day"),
        ({"through": None}, 2, "the following arguments are required: --through"),
        ({"reason": " "}, 2, "say with --reason why it is accepted"),
        ({"reason": "Asked for by Mr. Sato."}, 1, "it would not count: this names a person"),
        (
            {"approved": "2026-12-01"},
            1,
            "it would not count: it is approved only on 1 December",
        ),
        ({"link": "here"}, 1, "it would not count:"),
        ({"proof": "memory=https://example.com/1"}, 1, "it would not count:"),
        ({"id": "Interim"}, 2, "write small letters, digits and hyphens; did you mean interim?"),
    ],
)
def test_what_it_refuses(
    run: Run, root: Path, changed: dict[str, str | None], code: int, why: str
) -> None:
    got, out, err = waive(run, **changed)  # type: ignore[arg-type]
    assert (got, out) == (code, "")
    assert why in err
    assert not (root / "program/waivers").exists()


def test_limits_and_length_hold_for_it_too(run: Run, root: Path) -> None:
    frame = root / "program/program.yml"
    text = frame.read_text("utf-8")
    limited = text.replace(
        "may: [margin/floor]", "may: [margin/floor], limits: {maximum_give: 52%}"
    )
    frame.write_text(limited, "utf-8")
    code, _, err = waive(run)
    assert code == 1
    assert "may approve up to 52% of list given, and this waiver accepts 55%" in err
    frame.write_text(f"{text}limits: {{longest_waiver: 3 months}}\n", "utf-8")
    code, _, err = waive(run)
    assert code == 1
    assert "it runs longer than the 3 months that the program allows" in err
    frame.write_text(f"{limited}limits: {{longest_waiver: 3 months}}\n", "utf-8")
    code, _, err = waive(run)
    assert code == 1
    assert "this waiver accepts 55%; besides, it runs longer than the 3 months" in err
    frame.write_text(
        frame.read_text("utf-8").replace("may: [margin/floor]", "may: [agreement/non-compete]")
    )
    code, _, err = waive(run)
    assert code == 1
    assert "may not approve waivers of margin/floor; besides, it runs longer" in err


def test_a_name_that_is_taken(run: Run) -> None:
    assert waive(run, id="interim", through="2026-12-31")[0] == 0
    code, _, err = waive(run, id="interim", _from="2027-01-01")
    assert code == 1
    assert "program/waivers/interim.yml is there already; choose another --id" in err
