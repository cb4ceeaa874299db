"""Partnerbook: a partner program as code. The public verbs, each imported when first used."""

from __future__ import annotations

from importlib import import_module
from typing import Any

# verb → where it lives
_VERBS = {
    "open_program": "partnerbook.resolve",
    "check_program": "partnerbook.check.run",
    "render_site": "partnerbook.render.site",
    "render_appendices": "partnerbook.render.appendix",
}

__all__ = ["check_program", "open_program", "render_appendices", "render_site"]


def __getattr__(name: str) -> Any:
    if name in _VERBS:
        return getattr(import_module(_VERBS[name]), name)
    raise AttributeError(f"module 'partnerbook' has no attribute {name!r}")
