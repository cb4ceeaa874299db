"""The one scalar grammar: which unquoted texts are numbers or truth values. All others are text.

Narrower than any YAML version on purpose: ``NO``, ``on``, ``0150``, ``1_000``, ``12:30``,
``2026-01-01``, ``1E5``, ``.5``, ``+1`` and ``True`` are texts here. A number always prints back
as it was written: ``str(number) == source``.
"""

from __future__ import annotations

import re
from decimal import Decimal

Scalar = str | int | Decimal | bool

LONGEST_NUMBER = 40
NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
TRUTH = {"true": True, "false": False}
NUMBERISH = frozenset("-0123456789")
"""No text that begins otherwise is a number."""

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?\Z")


def number(text: str) -> str | int | Decimal | None:
    """The number an unquoted scalar says; the text itself if it says none.

    None for a number that cannot be kept as written: too long, ``-0``, or so small that it would
    print with an exponent.
    """
    shape = _NUMBER.match(text)
    if shape is None:
        return text
    if len(text) > LONGEST_NUMBER:
        return None
    found = int(text) if shape[1] is None else Decimal(text)
    return found if str(found) == text else None


def typed(text: str) -> Scalar | None:
    """The value of any unquoted scalar; None for NOTHING and for an unkeepable number."""
    if text in NOTHING:
        return None
    if text in TRUTH:
        return TRUTH[text]
    return number(text)
