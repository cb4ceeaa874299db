"""The appendices as one self-contained HTML file: to read, to print on A4, with nothing to load."""

from __future__ import annotations

from functools import cache

from jinja2 import Template

from partnerbook.render.appendix.model import (
    LEFT_BLANK,
    MARKS,
    SIGNED,
    AppendixSet,
    Block,
    Listing,
    Paragraph,
)
from partnerbook.render.standalone import environment, file


def render(document: AppendixSet) -> str:
    """The whole page. Data only ever becomes text: Jinja escapes it, style sheets get it quoted."""
    return _template().render(
        document=document,
        css=file("appendix/appendix.css"),
        page_left=_css_text(f"{document.id} · {document.version} · {document.fingerprint}"),
        left_blank=LEFT_BLANK,
        marks=MARKS,
        signed=SIGNED,
    )


@cache
def _template() -> Template:
    made = environment()
    made.filters["shape"] = _shape
    return made.from_string(file("appendix/appendix.html.j2"))


def _shape(block: Block) -> str:
    if isinstance(block, Paragraph):
        return "paragraph"
    if isinstance(block, Listing):
        return "steps" if block.ordered else "list"
    return "table"


def _css_text(text: str) -> str:
    """Text as the inside of a quoted CSS string: what is no plain letter or digit is a code.

    Codes have six digits, so that a digit behind them is not taken for a part of them.
    """
    return "".join(
        char if char.isascii() and char.isalnum() else f"\\{ord(char):06x}" for char in text
    )
