"""Pages that are one HTML file each, with nothing to load: their templates and style sheets."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment


def environment() -> SandboxedEnvironment:
    """In it data only ever becomes text: Jinja escapes it."""
    return SandboxedEnvironment(
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def file(name: str) -> str:
    """A file of the templates by its path there, ``appendix/appendix.css``."""
    return files("partnerbook.render").joinpath("templates", *name.split("/")).read_text("utf-8")
