"""Why nothing is written or answered, in words for whoever asked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Declined:
    """What is said instead. ``usage``: the question is wrong."""

    say: str
    usage: bool = False
