"""Every kind of finding there is, and the page that explains it: of rules and of reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from partnerbook.check.page_files import page_files
from partnerbook.check.rules import RULES


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of the catalogue. ``severity`` is the usual one; ``headline`` the page's title."""

    name: str
    severity: str
    waivable: bool
    stage: str
    headline: str
    page: str


def _headline(page: str) -> str:
    return page.lstrip().splitlines()[0].removeprefix("# ").strip()


_WARNINGS: Mapping[str, str] = dict.fromkeys(
    ("baseline/gone", "waiver/ends-soon", "waiver/over-broad", "waiver/unused"), "warning"
)
"""Names that are no rules and usually no errors."""


@cache
def catalogue() -> Mapping[str, Entry]:
    """All entries by name, in the order of the names."""
    entries: dict[str, Entry] = {}
    for stage, found in page_files().items():
        for name, page in found.items():
            rule = RULES.get(name)
            severity = str(rule.severity) if rule else _WARNINGS.get(name, "error")
            waivable = rule.waivable if rule else False
            entries[name] = Entry(name, severity, waivable, stage, _headline(page), page)
    return dict(sorted(entries.items()))
