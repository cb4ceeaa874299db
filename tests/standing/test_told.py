"""Notice: who loses by a change, when each was told, and the earliest day its agreement allows."""

from __future__ import annotations

from datetime import date

import pytest
from tests.resolve.conftest import base_files

from partnerbook.load import load_tree
from partnerbook.resolve import resolve
from partnerbook.resolve.program import Program
from partnerbook.source.tree import MemoryTree
from partnerbook.standing.changes import changes
from partnerbook.standing.told import promises

AS_OF = date(2026, 11, 22)
DISCOUNT = """name: Reseller discount
side: partner
stage: tier-discount
base: list
anchor: order
audience: partner
rows:
  - id: old
    for: {{products: [all]}}
    rates: {{silver: 20%, gold: 25%}}
    from: 2026-01-01
    through: 2026-12-31
  - id: new
    for: {{products: [all]}}
    rates: {rates}
    from: 2027-01-01
{announced}"""
NOTICE = """name: Less for gold
subject: reseller-discount/new
what: Gold earns 22 percent.
effective: 2027-01-01
"""
NEXT_LIST = """name: Europe in euro 2027
currency: EUR
for: {places: [europe]}
from: 2027-01-01
announced: 2026-12-01
"""
TERRITORY = """name: Home
versions:
  - {id: wide, through: 2026-12-31, places: [DE, AT]}
  - {id: narrow, from: 2027-01-01, announced: 2026-10-20, places: [DE]}
"""
DISCOUNT_FILE = "program/discounts/reseller-discount.yml"


def discount(rates: str = "{silver: 20%, gold: 22%}", announced: str = "") -> dict[str, str]:
    line = f"    announced: {announced}\n" if announced else ""
    return {DISCOUNT_FILE: DISCOUNT.format(rates=rates, announced=line)}


def sent(day: str) -> dict[str, str]:
    table = f"partner,sent_on,proof\nnordwind,{day},Receipt\n"
    return {"program/notices/less.yml": NOTICE, "program/notices/less.csv": table}


def read(files: dict[str, str], as_of: date = AS_OF) -> Program:
    whole = base_files() | {name: text.encode() for name, text in files.items()}
    loaded, shape = load_tree(MemoryTree(whole))
    assert [finding.message for finding in shape] == []
    program, links = resolve(loaded, as_of)
    assert program is not None
    assert [finding.message for finding in links] == []
    return program


def told(program: Program) -> list[tuple[str, str, str, str, str]]:
    return [
        (change.subject, one.partner.id, str(one.told), one.how, str(one.earliest))
        for change in changes(program)
        if not change.agreed
        for one in promises(program, change)
    ]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        # The form of the minimal program promises 30 days for prices.
        (discount(announced="2026-11-16"), [("2026-11-16", "announced", "2026-12-17")]),
        (discount(announced="2026-12-10"), [("2026-12-10", "announced", "2027-01-10")]),
        # A notice to the partner itself counts, whatever was announced in general.
        (
            discount(announced="2026-12-10") | sent("2026-11-02"),
            [("2026-11-02", "notice", "2026-12-03")],
        ),
        # Nobody was told: today is the first day left.
        (discount(), [("2026-11-22", "untold", "2026-12-23")]),
        # More, or the same, needs no notice.
        (discount("{silver: 20%, gold: 26%}", "2026-12-10"), []),
        (discount("{silver: 19%, gold: 25%}", "2026-12-10"), []),  # nobody is silver
        # Who signed after it was told knew it.
        (discount(announced="2026-03-09"), []),
    ],
)
def test_rates(files: dict[str, str], expected: list[tuple[str, str, str]]) -> None:
    rows = [("reseller-discount/new", "nordwind", *row) for row in expected]
    assert told(read(files)) == rows


def test_what_is_long_in_effect_and_was_told_to_nobody_is_not_judged() -> None:
    assert told(read(discount(), date(2027, 1, 2))) == []
    assert told(read(discount(), date(2027, 1, 1))) != []


def test_prices_that_rise() -> None:
    base = base_files()
    head, table = base["program/prices/europe.yml"].decode(), base["program/prices/europe.csv"]
    lines = table.decode().splitlines()
    sku, price, per = lines[1].split(",")
    dearer = "\n".join([lines[0], f"{sku},{int(price.split('.')[0]) + 1},{per}", *lines[2:]]) + "\n"
    ended = head.rstrip() + "\nthrough: 2026-12-31\n"
    files = {
        "program/prices/europe.yml": ended,
        "program/prices/next.yml": NEXT_LIST,
        "program/prices/next.csv": dearer,
    }
    assert told(read(files)) == [("next", "nordwind", "2026-12-01", "announced", "2027-01-01")]
    same = files | {"program/prices/next.csv": table.decode()}
    assert told(read(same)) == []


@pytest.mark.parametrize(("places", "count"), [("home", 1), ("DE", 0)])
def test_territories_that_shrink(places: str, count: int) -> None:
    partner = base_files()["program/partners/nordwind.yml"].decode()
    files = {
        "program/partners/nordwind.yml": partner.replace("[DE]", f"[{places}]"),
        "program/territories/home.yml": TERRITORY,
    }
    expected = [("home/narrow", "nordwind", "2026-10-20", "announced", "2027-01-19")]
    assert told(read(files)) == expected[:count]


def test_what_is_changed_by_signature_has_no_notice() -> None:
    form = base_files()["program/agreements/reseller-2026-1.yml"].decode()
    files = discount(announced="2026-12-10") | {
        "program/agreements/reseller-2026-1.yml": form + "changed_by: {prices: signature}\n"
    }
    assert told(read(files)) == []


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (
            "nordwnd,2026-11-02,Receipt\n",
            "there is no partner called nordwnd; did you mean nordwind?",
        ),
        ("nordwind,02.11.2026,Receipt\n", "`sent_on`: write a date as year-month-day"),
        ("nordwind,2026-11-02,\n", "`proof` is empty"),
        ("nordwind,2026-11-02,A\nnordwind,2026-11-03,B\n", "was sent to nordwind twice"),
    ],
)
def test_tables_are_read_strictly(table: str, said: str) -> None:
    files = sent("2026-11-02") | discount()
    files["program/notices/less.csv"] = "partner,sent_on,proof\n" + table
    whole = base_files() | {name: text.encode() for name, text in files.items()}
    loaded, shape = load_tree(MemoryTree(whole))
    _, links = resolve(loaded, AS_OF)
    (found,) = [*shape, *links]
    assert said in found.message
    at = found.places[0].at
    assert getattr(at, "document", "") == "program/notices/less.csv"
