"""The tables of prices: texts from the CSV door become exact prices, or findings cell by cell."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from decimal import Decimal

from partnerbook.findings import Finding, Ref
from partnerbook.load.guess import plain_numbers
from partnerbook.load.loaded import PriceRow, PriceTable
from partnerbook.load.said import meant, removed, shape, shown
from partnerbook.model.scalars import FORMATS
from partnerbook.source.csv_text import CsvDocument
from partnerbook.values.money import minor_units

COLUMNS = ("sku", "price", "per")
_PRICE = re.compile(r"(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,4})?\Z")
MOST_DECIMALS = 4
_NEGATIVE = re.compile(r"[-(−]")


def unpaired(lists: Collection[str], tables: Collection[str]) -> Iterator[Finding]:
    """Findings for price lists without a table and tables without a list, given by their paths."""
    for path in sorted(lists):
        if (table := path.removesuffix("yml") + "csv") not in tables:
            message = f"this price list has no prices: {table} is missing"
            yield shape("price-table", message, Ref(path), "its prices are missing")
    for path in sorted(tables):
        if (head := path.removesuffix("csv") + "yml") not in lists:
            message = f"these prices have no currency, places and dates: {head} is missing"
            yield shape("price-table", message, Ref(path), "its price list is missing")


def read_prices(
    document: CsvDocument, table_id: str, currency: str | None
) -> tuple[PriceTable, list[Finding]]:
    """The rows of a table with the findings about it.

    ``currency`` is that of the list, which limits the decimals; None if the list is broken.
    """
    findings: list[Finding] = []
    rows: list[PriceRow] = []
    first: dict[str, int] = {}
    for number, cells in enumerate(document.rows):
        row = Ref(document.path).child(number)
        findings += _wrong_cells(row, cells, currency)
        sku = cells["sku"]
        if (known := first.setdefault(sku, number)) != number:
            findings.append(_twice(document, sku, known, number))
        elif _PRICE.match(cells["price"]):
            rows.append(PriceRow(sku, Decimal(cells["price"]), cells["per"], row))
    return PriceTable(document.path, table_id, tuple(rows)), findings


def _wrong_cells(row: Ref, cells: dict[str, str], currency: str | None) -> Iterator[Finding]:
    for column in ("sku", "per"):
        try:
            FORMATS["line"](cells[column])
        except ValueError as reason:
            said = f"`{column}` is empty" if not cells[column] else f"`{column}`: {reason}"
            yield shape("price", said, row.child(column), "a text is expected")
    if wrong := _wrong_price(cells["price"], currency):
        message, label, numbers = wrong
        at = row.child("price")
        tail, repairs = meant(at, numbers, str)
        yield shape(
            "price",
            f"the price of {shown(cells['sku']) or 'this row'} {message}{tail}",
            at,
            label,
            help=repairs,
        )


def _wrong_price(text: str, currency: str | None) -> tuple[str, str, tuple[str, ...]] | None:
    """What is wrong with a price: the message, the label, and what can have been meant."""
    if not text:
        return "is missing", "no price", ()
    if _NEGATIVE.match(text.strip()):
        return f"is {shown(text)}; a price is never negative", "negative", ()
    units = minor_units(currency) if currency else MOST_DECIMALS
    numbers = tuple(number for number in plain_numbers(text, units) if _PRICE.match(number))
    if not _PRICE.match(text):
        said = f"is {shown(text)}; write digits, with one point before decimals, and nothing else"
        return said, "not a plain number", numbers
    decimals = len(text.partition(".")[2])
    if decimals > units:
        said = f"is {text}; {currency} has {units} decimals, not {decimals}"
        return said, f"{currency} has {units} decimals", numbers
    return None


def _twice(document: CsvDocument, sku: str, known: int, number: int) -> Finding:
    top = Ref(document.path)
    first, again = document.rows[known]["price"], document.rows[number]["price"]
    return shape(
        "price-table",
        f"{shown(sku)} has two prices, {shown(first)} and {shown(again)}; only one can hold",
        [
            (top.child(number, "sku"), "again"),
            (top.child(known, "sku"), "the first one"),
        ],
        help=(removed(top.child(number)),),
        facts=(sku,),
    )
