"""The pages that explain findings, by the stage that makes the finding and by its name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable


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


@cache
def page_files() -> Mapping[str, Mapping[str, str]]:
    """All pages: stage → name → text."""
    package = files("partnerbook")
    return {
        "reading": _pages(package / "source" / "pages", "source/"),
        "shape": _pages(package / "load" / "pages", "shape/"),
        "links": _pages(package / "resolve" / "pages", ""),
        "waivers": _pages(package / "check" / "pages", ""),
        "rules": _pages(package / "check" / "rules", ""),
    }


def is_named(name: str) -> bool:
    """Whether some finding has this name, be it of a rule or of reading the files."""
    return any(name in found for found in page_files().values())
