"""One partner, one table of evidence, and every way in which a tier can ask for it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from partnerbook.load import load_tree
from partnerbook.resolve import resolve
from partnerbook.source.tree import FolderTree, MemoryTree
from partnerbook.standing import Ladder, Position
from partnerbook.standing.words import line

BASE = Path(__file__).parents[1] / "programs" / "minimal"
COLUMNS = "partner,metric,from,through,value,unit,place,product,reported_on,source\n"
MONTHS = (
    ("2026-04-01", "2026-06-30", 60000, "EUR", "2026-07-06"),
    ("2026-07-01", "2026-07-31", 4000, "EUR", "2026-08-05"),
    ("2026-08-01", "2026-08-31", 9000, "EUR", "2026-09-05"),
    ("2026-09-01", "2026-09-30", 12500, "EUR", "2026-10-05"),
    ("2026-10-01", "2026-10-31", 8000, "EUR", "2026-11-05"),
    ("2026-07-01", "2026-07-31", 700, "USD", "2026-08-05"),
)
METRIC = "name: {0}\nkind: measures\nunit: money\ncounts_to: [tier]\nmonotone: {1}\n"
PEOPLE = (
    "name: People\nkind: holdings\nunit: count\nof: people\ncounts_to: [tier]\nholds: [paper]\n"
    "monotone: true\n"
)
MONEY = "{{id: {0}, name: Sales, kind: money, metric: sales, amounts: [{1}], window: {2}}}"
STAFF = (
    "{{id: staff{0}, name: Staff, kind: count, metric: {1}, count: {0}, unit: people,"
    " window: on the day}}"
)
DOLLARS = (
    "Sales has amounts in USD, but Nordwind Systemhaus GmbH is measured in EUR, and the evidence"
    " was not converted"
)


def money(amount: str, window: str = "trailing 3 months", name: str = "sales") -> str:
    return MONEY.format(name, amount, window)


def staff(count: int, metric: str = "people") -> str:
    return STAFF.format(count, metric)


def group(kind: str, *items: str, at_least: int = 0) -> str:
    inside = f"[{', '.join(items)}]"
    if at_least:
        inside = f"{{at_least: {at_least}, of: {inside}}}"
    key = kind.replace("-", "_")
    return f"{{id: {kind}{len(items)}, name: Group, kind: {kind}, {key}: {inside}}}"


def stands(
    asks: str, more: str = "", on: str = "2026-11-22", tier: str = "gold", rank: int = 2
) -> Position:
    """Where the partner stands if Gold, which it holds, or another tier asks for this."""
    tree = FolderTree(BASE)
    files = {}
    for path in tree.list()[0]:
        data = tree.read(path)
        assert isinstance(data, bytes)
        files[path] = data
    rows = [
        f"nordwind,sales,{start},{through},{value},{unit},DE,,{reported},ledger\n"
        for start, through, value, unit, reported in MONTHS
    ]
    frame = files["program/program.yml"].decode()
    said = {
        "program.yml": frame.replace("currencies: [EUR]", "currencies: [EUR, USD]"),
        "metrics/sales.yml": METRIC.format("Sales", "true"),
        "metrics/people.yml": PEOPLE,
        "metrics/people-here.yml": f"{PEOPLE}places: [asia]\n",
        "metrics/people-at-home.yml": f"{PEOPLE}regions: [asia, europe, DE]\n",
        "metrics/people-elsewhere.yml": f"{PEOPLE}regions: [asia, JP]\n",
        "evidence/sales.csv": COLUMNS + "".join(rows),
        "evidence/sales.yml": "name: Sales\nsystem: Ledger\nextracted: 2026-11-16T06:00Z\n"
        "shape: measures\nmetrics: [sales]\nfrom: 2026-01-01\nthrough: 2026-10-31\nrows: 6\n"
        "control_total: [93500 EUR, 700 USD]\n",
        "evidence/people.csv": "partner,what,who,from,expires,place\n"
        "nordwind,paper,CA-1,2026-04-01,2027-03-31,DE\n"
        "nordwind,paper,CA-2,2026-04-01,,JP\n"
        "nordwind,paper,CA-2,2026-09-01,2026-10-31,JP\n",
        "evidence/people.yml": "name: People\nsystem: Academy\nextracted: 2026-11-16T06:00Z\n"
        "shape: holdings\nmetrics: [people, people-here, people-at-home, people-elsewhere]\n"
        "rows: 3\n",
        f"tiers/{tier}.yml": f"name: A\ntracks: [resell]\nrank: {rank}\nsummary: A step.\n"
        f"{more}requirements:\n  - {asks}\n",
    }
    files |= {f"program/{name}": text.encode() for name, text in said.items()}
    loaded, shape = load_tree(MemoryTree(files))
    assert [finding.message for finding in shape] == []
    program, findings = resolve(loaded)
    assert [finding.message for finding in findings] == []
    assert program is not None
    return Ladder(program).position("nordwind", date.fromisoformat(on))


@pytest.mark.parametrize(
    ("asks", "verdict", "doubts"),
    [
        (money("29500 EUR"), "yes", []),
        (money("29501 EUR"), "no", []),
        (money("33500 EUR", "trailing 4 months"), "yes", []),
        (money("33501 EUR", "trailing 4 months"), "cannot tell", [DOLLARS]),
        (money("25500 EUR", "last 1 fiscal quarter"), "yes", []),
        (money("85500 EUR", "last 2 fiscal quarters"), "yes", []),
        (money("85501 EUR", "last 2 fiscal quarters"), "cannot tell", [DOLLARS]),
        (
            money("60001 EUR", "trailing 5 months"),
            "cannot tell",
            [
                (
                    "Sales is told for 1 April to 30 June 2026 as a whole, which the window (1 June"
                    " to 31 October 2026) cuts"
                ),
                DOLLARS,
            ],
        ),
        (money("1 EUR", "last calendar year"), "no", []),
        (money("93500 EUR", "since joining"), "yes", []),
        (money("93500 EUR", "lifetime"), "yes", []),
        (
            money("1 USD"),
            "cannot tell",
            ["Sales names amounts in USD, none in EUR for Nordwind Systemhaus GmbH"],
        ),
        (staff(2), "yes", []),
        (staff(3), "no", []),
        (staff(1, "people-here"), "yes", []),
        (staff(2, "people-here"), "no", []),
        (staff(1, "people-at-home"), "yes", []),
        (staff(2, "people-at-home"), "no", []),
        (staff(2, "people-elsewhere"), "yes", []),
        (group("any-of", money("99000 EUR", name="a"), staff(2)), "yes", []),
        (group("any-of", group("all-of", money("1 EUR"), staff(3))), "no", []),
        (group("any-of", group("all-of", money("1 EUR"), staff(2)), staff(9)), "yes", []),
        (group("count-of", money("1 EUR"), staff(2), staff(3), at_least=2), "yes", []),
        (group("count-of", money("1 EUR"), staff(3), staff(4), at_least=2), "no", []),
        (
            group("count-of", money("99000 EUR", "trailing 4 months"), staff(2), at_least=2),
            "cannot tell",
            [DOLLARS],
        ),
        ("{id: contract, name: Agreement, kind: agreement}", "yes", []),
        ("{id: plan, name: Plan, kind: done}", "cannot tell", ["Plan: nobody measures it here"]),
    ],
)
def test_a_requirement(asks: str, verdict: str, doubts: list[str]) -> None:
    (item,) = stands(asks).steps["gold"].items
    assert item.verdict == verdict
    assert [one.say for one in item.doubts] == doubts


@pytest.mark.parametrize(
    ("more", "verdict"),
    [
        ("", "no"),
        ("demotion: {in_a_row: 1, of: months}\n", "no"),
        ("demotion: {in_a_row: 2, of: months}\n", "yes"),
        ("demotion: {in_a_row: 1, of: quarters}\n", "yes"),
    ],
)
def test_demotion_comes_after_so_many_in_a_row(more: str, verdict: str) -> None:
    """October missed it; September, which ends the last quarter, did not."""
    found = stands(money("9000 EUR", "trailing 1 month"), more)
    assert found.steps["gold"].verdict == verdict


@pytest.mark.parametrize(
    ("amount", "on", "verdict"),
    [
        ("9000 EUR", "2026-10-06", "yes"),
        ("9001 EUR", "2026-10-06", "no"),
        ("9000 EUR", "2026-11-22", "no"),
    ],
)
def test_promotion_comes_after_so_many_in_a_row(amount: str, on: str, verdict: str) -> None:
    more = "promotion: {in_a_row: 2, of: months}\n"
    found = stands(money(amount, "trailing 1 month"), more, on, "top", 3)
    assert found.steps["top"].verdict == verdict
    assert found.earned == ("top" if verdict == "yes" else "gold")


def test_an_invitation_is_not_earned() -> None:
    found = stands(money("1 EUR"), "invitation_only: true\n", tier="top", rank=3)
    assert found.steps["top"].verdict == "yes"
    assert (found.earned, found.next) == ("gold", "top")


def test_what_a_tier_needs_besides_must_hold_too() -> None:
    found = stands(money("1 EUR"), "after: [silver]\n", tier="top", rank=3)
    assert found.earned == "top"
    found = stands(money("1 EUR"), "regions: [asia]\n", tier="top", rank=3)
    assert "top" not in found.steps


def test_the_longest_stay_and_the_next_paper_to_expire_are_told() -> None:
    found = stands(staff(2), "maximum_stay: 12 months\n")
    assert [(str(due.day), due.what) for due in found.losses] == [
        ("2027-03-31", "Staff: 1 of 2 are left after 31 March 2027, so A is no longer met"),
        ("2027-03-31", "the longest stay in A (12 months) ends"),
    ]


@pytest.mark.parametrize(
    ("metric", "says"),
    [
        ("people", "3 people, 1 missing"),
        ("people-here", "; 1 on file elsewhere: it does not count outside of asia"),
        ("people-at-home", "; 1 on file elsewhere: it does not count outside of Germany"),
        ("people-elsewhere", "3 people, 1 missing"),
    ],
)
def test_what_is_held_elsewhere_is_told(metric: str, says: str) -> None:
    (one,) = stands(staff(3, metric)).steps["gold"].items
    assert line(one).endswith(says)
