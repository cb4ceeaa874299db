"""Tells when the files that the site is made from have changed, by looking at them now and then."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import sleep

SOURCES = ("program", "site/written", "site/theme", "mkdocs.yml", "mkdocs.partner.yml")
EVERY = 0.5
"""Seconds between two looks. A look at a few hundred files takes some milliseconds."""

Stamps = frozenset[tuple[str, int, int]]


def stamps(root: Path) -> Stamps:
    """Name, size and moment of the last change of every file that the site is made from."""
    found = set()
    for source in SOURCES:
        for path in (root / source, *(root / source).rglob("*")):
            try:
                state = path.stat()
            except OSError:
                continue  # editors put files in place of others: it is there at the next look
            found.add((str(path), state.st_size, state.st_mtime_ns))
    return frozenset(found)


def changes(root: Path, before: Stamps, every: float = EVERY) -> Iterator[None]:
    """Yields, without end, each time that something has changed since and now keeps still.

    ``before`` are the stamps of what was built last. What changes while the caller is busy with one
    change is the next.
    """
    while True:
        sleep(every)
        now = stamps(root)
        if now == before:
            continue
        while now != before:  # an editor that saves many files does so within one look or two
            before = now
            sleep(every)
            now = stamps(root)
        yield
