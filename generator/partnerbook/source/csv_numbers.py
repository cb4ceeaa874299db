"""Numbers that their own commas cut into several cells: ``7,757.44`` in a row of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from partnerbook.findings import Repair
from partnerbook.source.voice import Span, Voice

_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?\Z")
_DECIMALS = re.compile(r"(?P<whole>-?(?:[0-9]+|[1-9][0-9]{0,2}(?:\.[0-9]{3})+)),(?P<part>[0-9]+)\Z")


def joined_numbers(
    voice: Voice, row: Sequence[str], cells: Sequence[Span], extra: int
) -> tuple[Repair, ...]:
    """The one number of a row that takes ``extra`` cells too many, each way it can be meant.

    None where no number does, or where several could: nobody knows which of them it is.
    """
    found: list[tuple[Span, tuple[str, ...]]] = []
    for at in range(len(row) - extra):
        meant = _meant(",".join(row[at : at + extra + 1]))
        if meant:
            found.append(((cells[at][0], cells[at + extra][1]), meant))
    if len(found) != 1:
        return ()
    span, numbers = found[0]
    first, *others = (voice.replaced(f"write {number}", span, number) for number in numbers)
    return (first, *(voice.replaced(f"or {one.say}", span, one.edits[0].text) for one in others))


def _meant(text: str) -> tuple[str, ...]:
    """A number with one point or none: a comma stands between thousands or before decimals."""
    numbers = [text.replace(",", "")] if _THOUSANDS.match(text) else []
    if hit := _DECIMALS.match(text):
        numbers.append(f"{hit['whole'].replace('.', '')}.{hit['part']}")
    return tuple(numbers)
