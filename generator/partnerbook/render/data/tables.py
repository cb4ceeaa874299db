"""The CSV files and their descriptions (CSV on the Web), from one list of columns each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from partnerbook.render.data.catalogue import TERRITORIES, TIERS, DataFile
from partnerbook.render.escape import csv_cell
from partnerbook.render.views.edition import Edition
from partnerbook.render.views.seen import Seen, documents
from partnerbook.render.views.tier_changes import asked_on


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what it holds, and its type in CSV on the Web."""

    name: str
    about: str
    datatype: str = "string"


_STAMP = (
    Column("release", "The release of the program."),
    Column("as_of", "The day for which the file holds.", "date"),
)
TIER_COLUMNS = (
    Column("tier", "The id of the tier."),
    Column("tier_name", "What people call it."),
    Column("rank", "Its place in the ranking; 1 is the entry.", "integer"),
    Column("section", "requirement, maintenance or benefit."),
    Column("id", "The id of the requirement or benefit, unique in its section of the tier."),
    Column("name", "What people call it."),
    Column("kind", "money, count, percent or done; for benefits the group."),
    Column("value", "The number asked for, or the benefit in words."),
    Column("unit", "Currency, what is counted, or %; empty for benefits."),
    Column("window", "Over which time it is measured."),
    *_STAMP,
)
TERRITORY_COLUMNS = (
    Column("territory", "The id of the territory."),
    Column("territory_name", "What people call it."),
    Column("country", "The country's code (ISO 3166-1)."),
    Column("country_name", "The country's name in English."),
    Column("part", "The code of a part (ISO 3166-2); empty for the whole country."),
    Column("part_name", "The name of the part."),
    *_STAMP,
)


def tiers_csv(edition: Edition) -> str:
    """``tiers.csv``."""
    stamp = _stamp(edition)
    seen = documents(edition.program, "tier", edition.viewer)
    ranked = sorted(seen, key=lambda tier: (seen[tier]["rank"], tier))
    rows = (
        [name, str(seen[name]["name"]), str(seen[name]["rank"]), *row, *stamp]
        for name in ranked
        for row in _tier_rows(seen[name], edition.on)
    )
    return _csv(TIER_COLUMNS, rows)


def territories_csv(edition: Edition) -> str:
    """``territories.csv``."""
    stamp = _stamp(edition)
    rows = [
        [page.row.id, page.row.name, country.code, country.name, code, part, *stamp]
        for page in edition.territories
        for country in page.countries
        for code, part in (country.parts or (("", ""),))
    ]
    return _csv(TERRITORY_COLUMNS, rows)


def described(file: DataFile, columns: Sequence[Column]) -> Mapping[str, Any]:
    """The description of a CSV file, for programs that read CSV on the Web."""
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "url": file.name,
        "dc:title": file.about,
        "dialect": {"header": True, "delimiter": ",", "quoteChar": '"', "encoding": "utf-8"},
        "tableSchema": {
            "columns": [
                {
                    "name": column.name,
                    "titles": column.name,
                    "dc:description": column.about,
                    "datatype": column.datatype,
                    "required": False,
                }
                for column in columns
            ]
        },
    }


def descriptions() -> Mapping[str, Mapping[str, Any]]:
    """The description of every CSV file, by path."""
    return {
        TIERS.schema_path: described(TIERS, TIER_COLUMNS),
        TERRITORIES.schema_path: described(TERRITORIES, TERRITORY_COLUMNS),
    }


def _stamp(edition: Edition) -> tuple[str, str]:
    return edition.status.release, edition.on.isoformat()


def _tier_rows(tier: Seen, on: date) -> Iterator[list[str]]:
    for section, key in (("requirement", "requirements"), ("maintenance", "maintenance")):
        for item in asked_on(tier.get(key, ()), on):
            for value, unit in _asked(item):
                window = str(item.get("window", ""))
                yield [section, item["id"], item["name"], item["kind"], value, unit, window]
    for benefit in tier.get("benefits", ()):
        head_cells = ["benefit", benefit["id"], benefit["name"], benefit["group"]]
        yield [*head_cells, str(benefit["value"]), "", ""]


def _asked(item: Seen) -> Iterator[tuple[str, str]]:
    for amount in item.get("amounts", ()):
        yield f"{amount.amount:f}", amount.currency
    if "count" in item:
        yield str(item["count"]), item["unit"]
    if "percent" in item:
        yield f"{item['percent'].points:f}", "%"
    if item["kind"] == "done":
        yield "yes", ""


def _csv(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> str:
    lines = [[column.name for column in columns], *rows]
    return "".join(",".join(csv_cell(cell) for cell in line) + "\r\n" for line in lines)
