"""A percentage as people write it (``12.5%``), kept exact."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

PATTERN = r"^-?(0|[1-9][0-9]{0,3})(\.[0-9]{1,6})?%$"
_PATTERN = re.compile(PATTERN.replace("$", r"\Z"))
_TOO_LONG = re.compile(r"-?(?:[1-9][0-9]{4,}(?:\.[0-9]+)?|[0-9]+\.[0-9]{7,})%\Z")


@dataclass(frozen=True, slots=True, order=True)
class Percent:
    """So many hundredths: ``points`` is the number before the sign, exact."""

    points: Decimal

    @property
    def fraction(self) -> Decimal:
        """The factor to multiply by: 12.5 % is 0.125."""
        return self.points.scaleb(-2)

    def __str__(self) -> str:
        return f"{self.points:f}%"


def parse_percent(text: str) -> Percent:
    """``"12.5%"`` → Percent. Raises ValueError with a plain reason."""
    if _TOO_LONG.match(text):
        raise ValueError("a percentage has at most 4 digits before its point and 6 behind it")
    if not _PATTERN.match(text):
        raise ValueError("write a percentage such as 12.5%, with the sign and no space")
    return Percent(Decimal(text[:-1]))
