"""An order in a file: as an example of the program, compared with what it expects, or refused."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from tests.explain.conftest import Run, Write
from tests.explain.money_programs import MONEY

USED = Path(__file__).parents[1] / "programs" / "caps-by-month-and-year"
ORDER = """\
order:
  tier: gold
  place: DE
  currency: EUR
  route: one-tier
  claim: none
  facts: {sector: public}
  dates: {order: 2026-12-10}
  lines: [{product: core, quantity: 100}]
"""
# 10,000.00 less 25 % is 7,500.00, less 5 % of it 7,125.00; later 3 % of that: 213.75.
RIGHT = ORDER + "result: {invoice: 7125 EUR, net_net: 6911.25 EUR, list_value: 10000 EUR}\n"
OTHERWISE = ORDER + (
    "result:\n  invoice: 7100 EUR\n  distributor_invoice: 1 EUR\n"
    "  steps: [{step: rebate, amount: 213.75 EUR}]\n"
)


@pytest.fixture
def root(write: Write) -> Path:
    return write(MONEY)


@pytest.fixture
def asked(run: Run, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Asks about an order in a file of this text: (exit code, stdout, stderr)."""

    def ask(text: str, *options: str) -> tuple[int, str, str]:
        monkeypatch.chdir(tmp_path)
        Path("order.yml").write_text(text, "utf-8")
        return run("explain", "price", "order.yml", "--root", str(root), *options)

    return ask


def table(out: str) -> str:
    """The table of what is expected, each run of blanks as one."""
    lines = out.splitlines()
    start = lines.index("It does not come out as expected")
    return "|".join(" ".join(line.split()) for line in lines[start + 2 : lines.index("", start)])


def test_what_comes_out_as_expected(asked):
    code, out, err = asked(RIGHT)
    assert (code, err) == (0, "")
    assert "All 3 amounts that the file expects come out.\n" in out


def test_what_comes_out_otherwise_exits_1_and_says_how_much(asked):
    code, out, _ = asked(OTHERWISE)
    assert code == 1
    assert table(out) == (
        "the invoice 7,100.00 7,125.00 +25.00|expected order.yml:11"
        "|the distributor's invoice 1.00 no such sum|expected order.yml:12"
        "|Rebate 213.75 213.75 -|What fits"
        "|nothing that was tried makes it come out by itself: a step left out or"
        "|added, no cap, another tier, row, list price, route or claim, another word"
        "|for how a step counts, another whole or half percent"
    )
    code, out, _ = asked(OTHERWISE, "--output", "json")
    assert code == 1
    found = [
        (o["figure"], o["step"], o["comes_out"], o["same"]) for o in json.loads(out)["expected"]
    ]
    assert found == [
        ("invoice", "", "7125.00", False),
        ("distributor_invoice", "", None, False),
        ("step", "rebate", "213.75", True),
    ]
    code, out, _ = asked(OTHERWISE, "--output", "csv")
    rows = [row for row in csv.DictReader(io.StringIO(out)) if row["record"] == "expected"]
    assert [(row["name"], row["amount"], row["reason"], row["file_line"]) for row in rows] == [
        ("invoice", "7125.00", "expected 7100.00", "11"),
        ("distributor_invoice", "", "expected 1.00", "12"),
        ("step", "213.75", "as expected", "13"),
    ]


def test_what_would_make_it_come_out_is_told(asked):
    registered = ORDER.replace("claim: none", "claim: first").replace(
        "{order: 2026-12-10}", "{order: 2026-12-10, registration: 2026-12-01}"
    )
    # The registration takes 500.00 off: 7,500.00 is the price without it, before 5 %.
    code, out, _ = asked(registered + "result: {invoice: 7125 EUR, net_net: 6911.25 EUR}\n")
    said = " ".join(out.split())
    assert code == 1
    assert "7125 EUR is what comes out without Deal registration incentives/reg" in said
    _, out, _ = asked(
        registered + "result: {invoice: 7125 EUR, net_net: 6911.25 EUR}\n", "--output", "json"
    )
    (first, *_) = json.loads(out)["what_fits"]
    assert first["words"] == "7125 EUR is what comes out without Deal registration"
    assert first["source"]["file"] == "program/incentives/registration.yml"


def test_nothing_on_request_is_taken(asked):
    registered = RIGHT.replace("claim: none", "claim: first").replace(
        "{order: 2026-12-10}", "{order: 2026-12-10, registration: 2026-12-01}"
    )
    code, out, _ = asked(registered)
    assert code == 1, "the registration is taken, as it is best for the partner"
    code, out, _ = asked(registered.replace("claim: first", "claim: first\n  take: [none]"))
    assert code == 0
    assert "All 3 amounts that the file expects come out.\n" in out


def test_what_cannot_be_had_together_is_not_certain(asked):
    both = RIGHT.replace("claim: none", "claim: first\n  take: [registration, project]").replace(
        "{order: 2026-12-10}", "{order: 2026-12-10, registration: 2026-12-01}"
    )
    _, out, _ = asked(both)
    said = " ".join(out.split())
    assert (
        "Not certain: the order takes registration, which is not given: excluded by project" in said
    )


def test_what_is_at_discretion_is_not_counted_on(asked):
    _, out, _ = asked(RIGHT.replace("claim: none", "claim: none\n  take: [project]"))
    assert "Project price is at the vendor's discretion and not counted on there." in (
        " ".join(out.split())
    )


def test_what_cannot_be_told_is_not_wrong(asked):
    code, out, _ = asked(RIGHT.replace("  route: one-tier\n", ""))
    assert code == 0
    assert "Whether it comes out as expected cannot be told\n" in out
    assert "(`route:`)" in out


def test_a_worked_example_of_the_program_is_such_a_file(run: Run):
    example = USED / "program" / "examples" / "partly-used.yml"
    code, out, _ = run("explain", "price", str(example), "--root", str(USED))
    assert code == 0
    assert "amount that the file expects comes out.\n" in out


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("product: core", "product: cor", ":9:21: there is no product called cor"),
        ("tier: gold", "tier: glod", ":2:9: there is no tier called glod; did you mean gold?"),
        ("place: DE", "place: Germny", ":3:10: there is no place or territory called Germny"),
        ("sector: public", "sctor: public", ":7:11: there is no fact called sctor; did you mean"),
        ("claim: none", "take: [regstration]", ":6:10: there is no incentive called"),
        ("claim: none", "take: [none, registration]", ":6:10: `take` names incentives and says"),
        ("claim: none", "periods: [{incentive: x}]", ":6:13: `value` is missing in item 1 of"),
        (
            "claim: none",
            "periods: [{incentive: rebate, growth: 1%}, {incentive: rebate, growth: 2%}]",
            ":6:46: `periods` names rebate twice",
        ),
        ("claim: none", "clam: none", ":6:3: there is no key `clam` in `order`; did you mean"),
        ("quantity: 100", "quantity: 0", ":9:37: `quantity` is 0"),
        ("2026-12-10", "2026-02-30", ":8:18: `order` says 2026-02-30"),
        ("invoice: 7125 EUR", "invoice: 7125 USD", ":10:19: the order is in EUR; `invoice` is"),
        ("claim: none", "claim: [", ":"),
    ],
)
def test_what_is_not_understood_has_its_line_and_column(asked, old, new, said):
    text = RIGHT
    assert old in text
    code, out, _ = asked(text.replace(old, new), "--output", "json")
    (first, *_) = json.loads(out)["findings"]
    at = first["places"][0]
    assert code == 1
    assert at["file"] == "order.yml"
    assert f":{at['line']}:{at['column']}: {first['message']}".startswith(said)
    code, out, err = asked(text.replace(old, new), "--output", "csv")
    assert (code, out) == (1, "")
    assert f"{at['line']}:{at['column']}" in err


def test_standard_input(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch):
    for text, code, said in (
        (RIGHT, 0, "come out"),
        (RIGHT.replace("gold", "glod"), 1, "--> standard input:2:9"),
    ):
        stream = SimpleNamespace(buffer=io.BytesIO(text.encode()))
        monkeypatch.setattr(sys, "stdin", stream)
        found, out, _ = run("explain", "price", "-", "--root", str(root))
        assert found == code
        assert said in out


def test_what_cannot_be_asked(run: Run, root: Path, tmp_path: Path):
    (tmp_path / "order.yml").write_text(RIGHT, "utf-8")
    for words, said in (
        (("nix.yml",), "there is no file nix.yml"),
        ((str(tmp_path),), "is a folder; name the file of the order"),
        ((str(tmp_path / "order.yml"), "--tier", "gold"), "--tier: with an order in a file, say"),
        ((str(tmp_path / "order.yml"), "--used", "a/b=1 EUR"), "--used: with an order in a file"),
    ):
        code, out, err = run("explain", "price", *words, "--root", str(root))
        assert (code, out) == (2, "")
        assert said in err


def test_an_order_of_a_partner_whose_file_is_broken(asked, root):
    (root / "program" / "partners" / "nix.yml").write_text("name: Nix\n", "utf-8")
    code, out, err = asked(RIGHT.replace("tier: gold", "partner: nix"))
    assert (code, out) == (1, "")
    assert "speaks of what is in a file with errors; partnerbook check shows them" in err


def test_a_cap_that_is_partly_used(run: Run):
    order = (
        *"explain price --tier gold --currency EUR --place DE --route referral".split(),
        *"--claim none --line hosting-year=1 --date order=2026-12-10".split(),
        *"--segment partner_type=referral-partner --segment billing=yearly".split(),
        *("--root", str(USED)),
    )
    for used, later in (("0 EUR", "1,440.00"), ("1000 EUR", "440.00"), ("1440 EUR", "0.00")):
        code, out, _ = run(*order, "--used", f"hosting/per-year={used}")
        assert code == 0
        (line,) = [line for line in out.splitlines() if "the partner gets later" in line]
        assert line.split()[-1] == later
    for used, said in (
        ("hosting/per-yaer=1 EUR", "there is no cap of hosting called per-yaer; did you mean"),
        ("hostng/per-year=1 EUR", "there is no incentive called hostng; did you mean hosting?"),
        ("hosting/per-year=1 USD", "--used hosting/per-year=1 USD: the order is in EUR"),
        ("hosting=1 EUR", "write INCENTIVE/CAP=AMOUNT, such as"),
        ("hosting/per-year=1", "write an amount such as 250000 EUR"),
    ):
        code, out, err = run(*order, "--used", used)
        assert (code, out) == (2, "")
        assert said in err
