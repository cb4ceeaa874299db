"""Which line of a group is out of line: the odd one among those that should begin together.

A parser only notices the first line that does not go with what it has read. Where one line is
indented otherwise and all the others agree, it is that line which is wrong, and not those.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINE = re.compile(
    r"^(?P<lead> *(?:- +)*)(?P<words>[^\s#][^\n]*?) *(?: #[^\n]*)?\r?$", re.MULTILINE
)
_ENTRY = re.compile(r"(?:[^\s:#'\"{\[][^:#]*|'[^']*'|\"[^\"]*\"):(?: |\Z)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with words: where they begin, in its line (from 0) and in the text, and end."""

    column: int
    start: int
    end: int
    is_entry: bool
    has_dash: bool


@dataclass(frozen=True, slots=True)
class Odd:
    """The line that is out of line, the column (from 0) of the others, and if nothing is in it."""

    line: Line
    wanted: int
    alone: bool


def odd_line(text: str, stopped: int) -> Odd | None:
    """The first line of the group that the line at the index ``stopped`` belongs to, if it is odd.

    It is when all others of the group begin in the column of that line, and they are more.
    """
    lines = [_line(hit) for hit in _LINE.finditer(text)]
    at = next((n for n, line in enumerate(lines) if line.start >= stopped), 0)
    if at == 0 or lines[at].has_dash:
        return None
    low = min(lines[at].column, lines[at - 1].column)
    above = (n for n in range(at - 1, -1, -1) if lines[n].column < low)
    first = next(above, -1) + 1
    odd, stop = lines[first], lines[at]
    if first == at or odd.has_dash or odd.column == stop.column or not odd.is_entry:
        return None
    if any(line.column == odd.column for line in lines[first + 1 : at]):
        return None
    with_stop = 0
    for line in lines[at:]:
        if line.column < stop.column or (line.has_dash and line.column == stop.column):
            break
        with_stop += line.column == stop.column and line.is_entry
    after = lines[at + with_stop :]
    again = next((line for line in after if line.column <= max(odd.column, stop.column)), None)
    if with_stop < 2 or (again is not None and again.column == odd.column and first > 0):
        return None
    return Odd(odd, stop.column, alone=at == first + 1)


def _line(hit: re.Match[str]) -> Line:
    lead, words = hit["lead"], hit["words"]
    start = hit.start("words")
    return Line(len(lead), start, start + len(words), bool(_ENTRY.match(words)), "-" in lead)
