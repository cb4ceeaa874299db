"""Reads an order that a question is asked about: a file like others, but no part of a program."""

from __future__ import annotations

from dataclasses import replace

from partnerbook.findings import Finding, Ref
from partnerbook.load.files import FRAME
from partnerbook.load.loaded import Document, Loaded
from partnerbook.load.one import judged
from partnerbook.load.own_words import in_own_words
from partnerbook.model.kinds import ORDER, READ, ROOT
from partnerbook.source.yaml_text import parse


def load_order(
    loaded: Loaded, path: str, raw: bytes
) -> tuple[Loaded, Document | None, list[Finding]]:
    """What was loaded, with the text of an order besides, so that places in it have lines.

    ``path`` is what the findings call it. The document is None if there are findings.
    """
    yaml, said = parse(path, raw)
    if yaml is None:
        return replace(loaded, unread={**loaded.unread, path: raw}), None, said
    loaded = replace(loaded, yaml={**loaded.yaml, path: yaml})
    model, said = judged(READ[ORDER], yaml)
    frame = loaded.yaml.get(f"{ROOT}/{FRAME}")
    said = [in_own_words(finding, frame.data if frame else {}) for finding in said]
    document = None if model is None else Document(path, ORDER, ORDER, yaml, model)
    return loaded, document, sorted(said, key=lambda one: _line(loaded, one))


def _line(loaded: Loaded, finding: Finding) -> tuple[object, ...]:
    at = finding.places[0].at
    return (loaded.spot(at) if isinstance(at, Ref) else at, finding.id, finding.message)
