"""A partner's own page as one self-contained HTML file: to send, to read, to print."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from jinja2 import Template

from partnerbook.render.standalone import environment, file


def whole(values: Mapping[str, object]) -> bytes:
    """The page, in the style of the appendices. Data only ever becomes text: Jinja escapes it."""
    return _template().render({**values, "css": file("appendix/appendix.css")}).encode()


@cache
def _template() -> Template:
    return environment().from_string(file("standing.html.j2"))
