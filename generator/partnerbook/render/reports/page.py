"""A page of the catalogue for people at a terminal: 80 columns, no marks of Markdown.

It reads what our pages are written in and no more: headings, paragraphs, lists, fences with a
title, and bold, code and links inside a line. A test holds the pages to that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from partnerbook.check.catalogue import Entry
from partnerbook.render.reports.ink import Ink, safe, wrap
from partnerbook.render.reports.source import COLUMNS

FENCE = re.compile(r"^```([a-z]+)(?: title=\"([^\"]+)\")?$")
LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
CODE = re.compile(r"(`[^`]+`)")
STRONG = re.compile(r"\*\*([^*]+)\*\*")
INDENT, ITEM = "  ", "- "


def render(entry: Entry, ink: Ink) -> str:
    """The page of one name; what stands in its fences is shown as it is."""
    lines: list[str] = []
    before = ""
    for block in _blocks(entry.page):
        if before and not (before == block[0][:2] == ITEM):
            lines.append("")
        lines += _shown(block, ink)
        if not before:
            waivable = "can be waived" if entry.waivable else "cannot be waived"
            lines.append(ink("dim", f"{entry.name}: {entry.severity}, {waivable}"))
        before = block[0][:2]
    return "\n".join(lines) + "\n"


def _blocks(page: str) -> Iterator[list[str]]:
    """The blocks of a page: a fence, or lines up to an empty one. An item of a list is its own."""
    block: list[str] = []
    for line in page.splitlines():
        fenced = bool(block) and block[0].startswith("```")
        if not fenced and block and (not line or line.startswith((ITEM, "```", "#"))):
            yield block
            block = []
        if line or fenced:
            block.append(line)
        if fenced and line == "```":
            yield block
            block = []
    if block:
        yield block


def _shown(block: list[str], ink: Ink) -> Iterator[str]:
    head = block[0]
    if fence := FENCE.match(head):
        yield from _fence(fence[1], fence[2] or "", block[1:-1], ink)
    elif head.startswith("#"):
        yield from (ink("bold", line) for line in wrap(safe(head.lstrip("# ")), COLUMNS))
    elif head.startswith(ITEM):
        yield from _flowing(" ".join(block)[2:], f"{INDENT}- ", f"{INDENT}  ", ink)
    else:
        yield from _flowing(" ".join(block), INDENT, INDENT, ink)


def _fence(language: str, title: str, code: list[str], ink: Ink) -> Iterator[str]:
    """An example with the path that it would have; findings as the check says them."""
    if language == "findings":
        yield ink("dim", f"{INDENT}The check says:")
        for line in code:
            first, *rest = wrap(safe(line), COLUMNS - 6)
            yield f"{INDENT * 2}{first}"
            yield from (f"{INDENT * 3}{more}" for more in rest)
        return
    if title:
        yield ink("dim", f"{INDENT}{safe(title)}:")
    for line in code:
        # A tab is what one of the examples is about.
        shown = "\t".join(map(safe, line.split("\t")))
        yield f"{INDENT * 2}{shown}".rstrip()


def _flowing(text: str, first: str, other: str, ink: Ink) -> Iterator[str]:
    """Text in lines of 80 columns, without its marks: what they mean is painted."""
    words = list(_words(" ".join(text.split())))
    lines = wrap(" ".join(word for word, _ in words), COLUMNS - len(other))
    at = 0
    for number, line in enumerate(lines):
        count = len(line.split(" "))
        painted = (ink(style, word) if style else word for word, style in words[at : at + count])
        yield (other if number else first) + " ".join(painted)
        at += count


def _words(text: str) -> Iterator[tuple[str, str]]:
    """Each word with its style; a word of which a part is painted is painted as a whole."""
    word, style = "", ""
    for part, painted in (*_spans(text), (" ", "")):
        for number, piece in enumerate(part.split(" ")):
            if number and word:
                yield word, style
                word, style = "", ""
            if piece:
                word, style = word + piece, style or painted


def _spans(text: str) -> Iterator[tuple[str, str]]:
    """Stretches of a text with their style. Code keeps its marks: it is to be told from words."""
    for number, part in enumerate(CODE.split(text)):
        if number % 2:
            yield safe(part), "note"
            continue
        linked = LINK.sub(_linked, safe(part))
        for at, piece in enumerate(STRONG.split(linked)):
            yield piece, "bold" if at % 2 else ""


def _linked(link: re.Match[str]) -> str:
    """The words of a link, and its address if it leads elsewhere."""
    words, address = link.groups()
    return f"{words} ({address})" if "://" in address else words
