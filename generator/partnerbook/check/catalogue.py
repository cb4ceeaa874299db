"""Every kind of finding there is, and the page that explains it: of rules and of reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

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


def _pages(folder: Traversable, prefix: str) -> Mapping[str, str]:
    """Name → page text of every ``.md`` below a folder; ``_`` in file names reads as ``-``."""
    found: dict[str, str] = {}
    for item in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if item.is_dir() and not item.name.startswith("__"):
            found.update(_pages(item, f"{prefix}{item.name}/"))
        elif item.name.endswith(".md"):
            name = prefix + item.name.removesuffix(".md").replace("_", "-")
            found[name] = item.read_text("utf-8")
    return found


_WARNINGS: Mapping[str, str] = dict.fromkeys(
    ("baseline/gone", "waiver/ends-soon", "waiver/over-broad", "waiver/unused"), "warning"
)
"""Names that are no rules and usually no errors."""


@cache
def catalogue() -> Mapping[str, Entry]:
    """All entries by name, in the order of the names."""
    package = files("partnerbook")
    pages = {
        "reading": _pages(package / "source" / "pages", "source/"),
        "shape": _pages(package / "load" / "pages", "shape/"),
        "links": _pages(package / "resolve" / "pages", ""),
        "waivers": _pages(package / "check" / "pages", ""),
        "rules": _pages(package / "check" / "rules", ""),
    }
    entries: dict[str, Entry] = {}
    for stage, found in pages.items():
        for name, page in found.items():
            rule = RULES.get(name)
            severity = str(rule.severity) if rule else _WARNINGS.get(name, "error")
            waivable = rule.waivable if rule else False
            entries[name] = Entry(name, severity, waivable, stage, _headline(page), page)
    return dict(sorted(entries.items()))
