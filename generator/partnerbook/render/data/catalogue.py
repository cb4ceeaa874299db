"""Which data files there are, what each holds, and where its description lies."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DataFile:
    """One data file; both paths are from the top of the site."""

    name: str
    about: str
    schema: str

    @property
    def path(self) -> str:
        """Where the file lies."""
        return f"data/{self.name}"

    @property
    def schema_path(self) -> str:
        """Where its description lies."""
        return f"data/{self.schema}"


PROGRAM = DataFile(
    "program.json",
    "Tiers, incentives, territories, products, partners and dated changes (JSON)",
    "program.schema.json",
)
TIERS = DataFile(
    "tiers.csv",
    "Every requirement and benefit of every tier, one per line and currency (CSV)",
    "tiers.schema.json",
)
TERRITORIES = DataFile(
    "territories.csv",
    "Every country of every territory, in whole or in part (CSV)",
    "territories.schema.json",
)
FILES = (PROGRAM, TIERS, TERRITORIES)
