"""A partner's own page as one self-contained HTML file: to send, to read, to print."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from jinja2 import StrictUndefined, Template
from jinja2.sandbox import SandboxedEnvironment


def whole(values: Mapping[str, object]) -> bytes:
    """The page, in the style of the appendices. Data only ever becomes text: Jinja escapes it."""
    return _template().render({**values, "css": _file("appendix/appendix.css")}).encode()


@cache
def _template() -> Template:
    environment = SandboxedEnvironment(
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.from_string(_file("standing.html.j2"))


def _file(name: str) -> str:
    return files("partnerbook.render").joinpath("templates", *name.split("/")).read_text("utf-8")
