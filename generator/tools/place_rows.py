"""The rows of the table of places while it is made, and those of the override file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from cldr import VERSION

SOURCE = Path(__file__).parent.parent / "partnerbook" / "source"
OVERRIDES = SOURCE / "geography_overrides.tsv"
COLUMNS = (
    *("code", "kind", "name_en", "name_de", "parent", "aliases", "also"),
    *("valid_from", "valid_through", "successors", "sovereign", "source"),
)


class UndecidedError(Exception):
    """The sources disagree about something and no override decides it; one line for each."""


@dataclass(slots=True)
class Row:
    """One line of the table while it is made; lists are joined when it is written."""

    code: str
    kind: str
    name_en: str = ""
    name_de: str = ""
    parent: str = ""
    aliases: list[str] = field(default_factory=list)
    also: list[str] = field(default_factory=list)
    valid_from: str = ""
    valid_through: str = ""
    successors: list[str] = field(default_factory=list)
    sovereign: str = ""
    source: str = f"cldr-{VERSION}"

    def cells(self) -> list[str]:
        """The row as the texts of its columns."""
        also = sorted(set(self.also) - {self.name_en, self.name_de})
        lists = {
            "aliases": " ".join(dict.fromkeys(self.aliases)),
            "also": "; ".join(also),
            "successors": " ".join(self.successors),
        }
        return [lists.get(name, "") or str(getattr(self, name) or "") for name in COLUMNS]


def overrides() -> list[dict[str, str]]:
    """The rows of the override file, each as column → non-empty text."""
    lines = [line for line in OVERRIDES.read_text("utf-8").splitlines() if line[:1] != "#"]
    header = lines[0].split("\t")
    rows = [dict(zip(header, line.split("\t"), strict=True)) for line in lines[1:]]
    for row in rows:
        looked_at = date.fromisoformat(row["dated"])
        if not row["because"] or row["valid_through"] > looked_at.isoformat():
            message = f"{OVERRIDES.name}: {row['code']} has no reason, or is not over yet"
            raise UndecidedError(message)
    return [{name: text for name, text in row.items() if text} for row in rows]


def pre_order(rows: list[Row]) -> Iterator[Row]:
    """The rows, each behind its parent and before the parent's next child."""
    below: dict[str, list[Row]] = {}
    for row in rows:
        below.setdefault(row.parent, []).append(row)
    waiting = below[""][::-1]
    while waiting:
        row = waiting.pop()
        yield row
        waiting += below.get(row.code, [])[::-1]
