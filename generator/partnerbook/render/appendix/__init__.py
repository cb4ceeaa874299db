"""What each partner signs beside its agreement: schedules with numbered clauses and typed values.

What lives here: choosing what concerns one partner, wording it, numbering it once, and writing it
as Markdown, HTML and data. What does not: any number of its own (they come from the resolved
program), pages of the site (pages), writing files (cli). Nothing that the partner may not see gets
in.
"""

from __future__ import annotations

from datetime import date

from partnerbook.render.appendix import html, markdown, provenance, terms
from partnerbook.render.appendix.build import appendix_set
from partnerbook.render.appendix.model import AppendixSet
from partnerbook.resolve.program import Program

__all__ = ["appendix_files", "appendix_set", "render_appendices", "vendor_files"]

VENDOR_FOLDER = "_vendor"
"""Where ``render_appendices`` puts what is not for the partner. No partner can have this id."""


def appendix_files(program: Program, partner: str, on: date) -> dict[str, bytes]:
    """What the partner gets: ``appendix.html``, ``appendix.md`` and ``terms.json``.

    Empty when the partner has no agreement in force on that day. KeyError for an unknown partner.
    """
    document = appendix_set(program, partner, on)
    return {} if document is None else _for_partner(document)


def vendor_files(program: Program, partner: str, on: date) -> dict[str, bytes]:
    """What stays with the vendor: where each value comes from (``provenance.md`` and ``.json``).

    Empty when there is no appendix. It is not contract text and names files of the program.
    """
    document = appendix_set(program, partner, on)
    return {} if document is None else _for_vendor(document)


def render_appendices(program: Program, on: date | None = None) -> dict[str, bytes]:
    """The files of all partners, on the program's as-of day unless another is given.

    Keys: ``<partner>/<file>`` for what the partner gets, ``_vendor/<partner>/<file>`` for the rest.
    """
    files: dict[str, bytes] = {}
    for partner in program.partners:
        document = appendix_set(program, partner, on or program.as_of)
        if document is None:
            continue
        mine, ours = _for_partner(document), _for_vendor(document)
        files |= {f"{partner}/{name}": data for name, data in mine.items()}
        files |= {f"{VENDOR_FOLDER}/{partner}/{name}": data for name, data in ours.items()}
    return files


def _for_partner(document: AppendixSet) -> dict[str, bytes]:
    return {
        "appendix.html": html.render(document).encode(),
        "appendix.md": markdown.render(document).encode(),
        "terms.json": terms.render(document).encode(),
    }


def _for_vendor(document: AppendixSet) -> dict[str, bytes]:
    return {
        "provenance.json": provenance.data(document).encode(),
        "provenance.md": provenance.text(document).encode(),
    }
