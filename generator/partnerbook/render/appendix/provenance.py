"""The vendor's list of sources: mark, clause, value, and where in the program's files it stands.

It is not contract text and never goes to the partner: it names files of the vendor.
"""

from __future__ import annotations

import json
from typing import Any

from partnerbook.findings import Ref
from partnerbook.render.appendix.markdown import cell
from partnerbook.render.appendix.model import AppendixSet, values_of


def data(document: AppendixSet) -> str:
    """``provenance.json``: one entry per value, in reading order."""
    return (
        json.dumps(
            {
                "digest": document.digest,
                "document": document.id,
                "values": _entries(document),
                "version": document.version,
            },
            ensure_ascii=False,
            indent=1,
            sort_keys=True,
        )
        + "\n"
    )


def text(document: AppendixSet) -> str:
    """``provenance.md``: the same as a table for people."""
    lines = [
        f"# Sources of {cell(document.id)}",
        "",
        f"Terms of release {cell(document.version)}, fingerprint {document.fingerprint}.",
        "For the vendor only; not part of the terms.",
        "",
        "| Mark | Clause | Value | Source |",
        "|---:|---|---|---|",
    ]
    for entry in _entries(document):
        sources = " ".join(cell(source) for source in entry["sources"])
        lines.append(
            f"| {entry['mark']} | {entry['clause']} | {cell(entry['value'])} | {sources} |"
        )
    return "\n".join(lines) + "\n"


def _entries(document: AppendixSet) -> list[dict[str, Any]]:
    return [
        {
            "clause": clause.number,
            "mark": clause.mark,
            "sources": [_source(ref) for ref in value.refs],
            "value": value.text,
        }
        for clause, value in values_of(document)
    ]


def _source(ref: Ref) -> str:
    return f"{ref.document}#{ref.pointer}"
