"""Partnerbook: a partner program as code. The public verbs, each imported when first used."""

from __future__ import annotations

from importlib import import_module
from typing import Any

# verb → (where it lives, what it is called there)
_VERBS = {
    "open_program": ("partnerbook.resolve.opening", "open_program"),
    "baseline_of": ("partnerbook.check.accepting.baselining", "baseline_of"),
    "check_program": ("partnerbook.check.run", "check_tree"),
    "draft_waiver": ("partnerbook.check.accepting.drafting", "draft_waiver"),
    "list_waivers": ("partnerbook.check.accepting.listing", "list_waivers"),
    "explain_rights": ("partnerbook.explain.rights", "explain_rights"),
    "explain_coverage": ("partnerbook.explain.coverage", "explain_coverage"),
    "explain_price": ("partnerbook.explain.price", "explain_price"),
    "explain_margin": ("partnerbook.explain.margin", "explain_margin"),
    "explain_standing": ("partnerbook.explain.standing", "explain_standing"),
    "review_of": ("partnerbook.check.reviewing.round", "review_of"),
    "rewritten": ("partnerbook.check.reviewing.round", "rewritten"),
    "render_site": ("partnerbook.render.site", "site_files"),
    "render_appendices": ("partnerbook.render.appendix", "render_appendices"),
}

__all__ = [
    "baseline_of",
    "check_program",
    "draft_waiver",
    "explain_coverage",
    "explain_margin",
    "explain_price",
    "explain_rights",
    "explain_standing",
    "list_waivers",
    "open_program",
    "render_appendices",
    "render_site",
    "review_of",
    "rewritten",
]


def __getattr__(name: str) -> Any:
    if name in _VERBS:
        module, called = _VERBS[name]
        return getattr(import_module(module), called)
    raise AttributeError(f"module 'partnerbook' has no attribute {name!r}")
