"""The names of time zones (IANA), from the packaged time zone database, the same everywhere."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def zones() -> frozenset[str]:
    """All names, such as ``Europe/Berlin``.

    They come from the locked package ``tzdata``, not from the system, whose own may be another or
    none at all.
    """
    return frozenset(files("tzdata").joinpath("zones").read_text("utf-8").split())


def parse_zone(text: str) -> str:
    """``"Europe/Berlin"`` → itself. Raises ValueError with a plain reason."""
    if text not in zones():
        raise ValueError(
            "no time zone has this name; write its region and city, such as Europe/Berlin"
        )
    return text
