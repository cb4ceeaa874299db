"""Lines of the user's files as a terminal shows them: made safe, cut to fit, marked, compared."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from partnerbook.render.reports.ink import Ink, safe, width, wrap

COLUMNS = 80
_CUT = "…"


@dataclass(frozen=True, slots=True)
class Line:
    """A line as shown, and the terminal columns of it before and under the marked stretch."""

    text: str
    before: int
    marked: int


def fitted(source: str, start: int, end: int, room: int) -> Line:
    """A line in at most ``room`` columns, with the characters from ``start`` to ``end`` in sight.

    What is cut off shows as ``…``.
    """
    shown = ["⇥" if char == "\t" else safe(char) for char in source]
    wide = [width(char) for char in shown]
    low, high = 0, len(shown)
    start = min(start, high)
    if sum(wide) > room:
        if sum(wide[:end]) > room - 1:
            low, lead = start, 0
            while low and lead + wide[low - 1] <= room // 4:
                low -= 1
                lead += wide[low]
        left, high = room - (low > 0), low
        while high < len(shown) and wide[high] <= left - (high + 1 < len(shown)):
            left -= wide[high]
            high += 1
        # Where the line ends in sight there is room for more of what comes before.
        while low and high == len(shown) and wide[low - 1] <= left:
            low -= 1
            left -= wide[low]
    head, tail = _CUT * (low > 0), _CUT * (high < len(shown))
    text = head + "".join(shown[low:high]) + tail
    return Line(text, len(head) + sum(wide[low:start]), sum(wide[start : min(end, high)]))


def marked(
    line: Line, mark: str, label: str, room: int, paint: Callable[[str], str]
) -> Iterator[str]:
    """The marks under a line, with what they say: beside them if it fits, else below."""
    marks = " " * line.before + paint(mark * max(1, line.marked))
    beside = room - line.before - max(1, line.marked) - 1
    if width(label) <= beside:
        yield f"{marks} {paint(label)}".rstrip()
        return
    yield marks
    lines = list(wrap(label, room - 4))
    indent = max(0, min(line.before, room - max(map(width, lines))))
    for text in lines:
        yield " " * indent + paint(text)


def differences(before: Sequence[str], after: Sequence[str], ink: Ink) -> Iterator[str]:
    """The lines that an edit takes away and puts in; what it puts in is whole, to be copied."""
    gutter = len(str(max(len(before), len(after))))
    room = COLUMNS - gutter - 7
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for tag, i, k, j, m in matcher.get_opcodes():
        if tag == "equal":
            continue
        paired = list(zip(before[i:k], after[j:m], strict=False))
        at = [_first_difference(old, new) for old, new in paired]
        for style, sign, lines, first in (
            ("minus", "-", before[i:k], i),
            ("plus", "+", after[j:m], j),
        ):
            for number, line in enumerate(lines):
                start, end = at[number] if number < len(at) else (0, 0)
                wide = room if sign == "-" else max(room, width(safe(line)))
                shown = fitted(line, start, max(start, min(end, len(line))), wide).text
                yield ink(style, f"  {sign} {first + number + 1:>{gutter}} | {shown}".rstrip())


def _first_difference(old: str, new: str) -> tuple[int, int]:
    """Where two lines begin to differ, and where the longer difference ends."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return start, max(len(old), len(new)) - end


def lines_of(text: str) -> list[str]:
    """The lines as positions count them: only a line feed ends one."""
    return [line.removesuffix("\r") for line in text.removeprefix("\ufeff").split("\n")]
