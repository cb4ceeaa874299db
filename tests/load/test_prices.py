"""Tables of prices: exact rows with a place for each cell, or a finding for each wrong cell."""

from __future__ import annotations

from decimal import Decimal

import pytest

from partnerbook.findings import Edit, Ref, Spot
from partnerbook.load import load_tree
from partnerbook.source.tree import MemoryTree

HEAD = "name: List\ncurrency: {}\nfor: {{places: [DE]}}\nfrom: 2026-01-01\n"
CSV = "prices/list.csv"


def _table(*rows: str) -> str:
    return "\n".join(["sku,price,per", *rows, ""])


def _load(currency: str, *rows: str):
    files = {"program/prices/list.yml": HEAD.format(currency), f"program/{CSV}": _table(*rows)}
    return load_tree(MemoryTree({path: text.encode() for path, text in files.items()}))


def test_rows_are_exact_and_every_cell_has_a_place():
    loaded, _ = _load("EUR", "A-1,1200.00,user-year", '"B,2",0.5,"pack of 10"')
    table = loaded.tables[f"program/{CSV}"]
    assert table.id == "list"
    assert [(row.sku, row.price, row.per) for row in table.rows] == [
        ("A-1", Decimal("1200.00"), "user-year"),
        ("B,2", Decimal("0.5"), "pack of 10"),
    ]
    assert str(table.rows[0].price) == "1200.00"
    cell = table.rows[1].ref.child("price")
    assert cell == Ref(f"program/{CSV}", "/1/price")
    assert loaded.spot(cell) == Spot(f"program/{CSV}", 3, 7, 3, 10)
    assert loaded.spot(cell.key()) == Spot(f"program/{CSV}", 1, 5, 1, 10)
    assert loaded.spot(table.rows[1].ref) == Spot(f"program/{CSV}", 3, 1, 3, 23)
    assert loaded.spot(Ref(f"program/{CSV}")).line == 1
    assert loaded.entry_span(table.rows[0].ref) == Spot(f"program/{CSV}", 2, 1, 3, 1)


DIGITS = "write digits, with one point before decimals, and nothing else"


@pytest.mark.parametrize("cell", ["1200", "0", "1200.5", "1200.50"])
def test_a_good_price(cell, said):
    files = {"prices/list.yml": HEAD.format("EUR"), CSV: _table(f"A-1,{cell},unit")}
    assert said(files) == []


@pytest.mark.parametrize(
    ("currency", "cell", "message"),
    [
        ("EUR", '"1,200.00"', f"is 1,200.00; {DIGITS}; did you mean 1200.00?"),
        ("EUR", '"1.200,00"', f"is 1.200,00; {DIGITS}; did you mean 1200.00?"),
        ("EUR", '"1,200"', f"is 1,200; {DIGITS}; it can be read as 1200 or 1.20"),
        ("EUR", '"1200,50"', f"is 1200,50; {DIGITS}; did you mean 1200.50?"),
        ("EUR", "1 200", f"is 1 200; {DIGITS}; did you mean 1200?"),
        ("EUR", "1200 EUR", f"is 1200 EUR; {DIGITS}"),
        ("EUR", "007", f"is 007; {DIGITS}"),
        ("EUR", "1e3", f"is 1e3; {DIGITS}"),
        ("EUR", "١٢", f"is ١٢; {DIGITS}"),
        ("EUR", "1.234", "is 1.234; EUR has 2 decimals, not 3; it can be read as 1234 or 1.23"),
        ("JPY", "76000.50", "is 76000.50; JPY has 0 decimals, not 2"),
        ("EUR", "-5", "is -5; a price is never negative"),
        ("EUR", "(5.00)", "is (5.00); a price is never negative"),
        ("EUR", "", "is missing"),
    ],
)
def test_a_wrong_price(currency, cell, message, said):
    files = {
        "prices/list.yml": HEAD.format(currency),
        CSV: _table("A-0,1,unit", f"A-1,{cell},unit"),
    }
    assert said(files) == [f"{CSV}:3:5: price: the price of A-1 {message}"]


def test_a_repair_writes_the_price_that_was_meant():
    (finding,) = (f for f in _load("EUR", '"A-1","1.200,00",unit')[1] if f.id == "shape/price")
    (repair,) = finding.help
    assert repair.edits == (Edit(Ref(f"program/{CSV}", "/0/price"), "1200.00"),)


def test_a_price_that_can_be_read_in_two_ways_is_written_in_neither():
    (finding,) = (f for f in _load("EUR", '"A-1","1,200",unit')[1] if f.id == "shape/price")
    (repair,) = finding.help
    assert (repair.say, repair.edits) == ("write 1200 or 1.20, whichever is meant", ())


def test_a_table_with_a_wrong_cell_is_left_out_and_named():
    loaded, _ = _load("EUR", "A-1,x,unit")
    assert loaded.tables == {}
    assert loaded.broken == {f"program/{CSV}", "program/program.yml"}
    assert loaded.files == 3
    assert loaded.text(f"program/{CSV}") == _table("A-1,x,unit")


EMPTY = "this price list has no prices: program/prices/list.csv is missing"
ALONE = "these prices have no currency, places and dates: program/prices/list.yml is missing"
HEAD_EUR = {"prices/list.yml": HEAD.format("EUR")}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (
            HEAD_EUR,
            f"list.yml:1:1: price-table: {EMPTY}",
        ),
        (
            {CSV: _table("A-1,1,unit")},
            f"list.csv:1:1: price-table: {ALONE}",
        ),
        (
            {**HEAD_EUR, CSV: _table("A-1,1,unit", "A-2,2,unit", "A-1,3,unit")},
            "list.csv:4:1: price-table: A-1 has two prices, 1 and 3; only one can hold",
        ),
        ({**HEAD_EUR, CSV: _table(",1,unit")}, "list.csv:2:1: price: `sku` is empty"),
        ({**HEAD_EUR, CSV: _table("A-1,1,")}, "list.csv:2:7: price: `per` is empty"),
    ],
)
def test_a_list_and_its_table(files, expected, said):
    assert said(files) == [f"prices/{expected}"]


def test_a_broken_list_is_no_reason_to_doubt_decimals_but_other_mistakes_are_said(said):
    files = {"prices/list.yml": HEAD.format("EUX"), CSV: _table("A-1,1.5,unit", "A-2,-1,unit")}
    assert [line.partition(": ")[0] for line in said(files)] == [
        "prices/list.csv:3:5",
        "prices/list.yml:2:11",
    ]
