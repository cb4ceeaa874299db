"""Where the comments of a YAML file stand: every ``#`` that begins one and lies in no value."""

from __future__ import annotations

import re
from collections.abc import Iterator

from partnerbook.source.voice import Span
from partnerbook.source.yaml_layout import Node

_COMMENT = re.compile(r"(?:(?<=\s)|(?<![^\n]))#[^\r\n]*")


def comments(text: str, top: Node) -> Iterator[Span]:
    """The stretch of each comment from its ``#`` to the end of its line, in the order of the text.

    ``top`` is the layout of the same text.
    """
    start = 0
    for span in [*_texts(text, top), (len(text), len(text))]:
        for hit in _COMMENT.finditer(text, start, span[0]):
            yield hit.span()
        start = span[1]


def _texts(text: str, node: Node) -> Iterator[Span]:
    """The stretches of all keys and texts. What stands behind ``|`` is no part of the text yet."""
    if node.kind == "text":
        in_block = text.startswith(("|", ">"), node.start)
        header = text.find("\n", node.start) if in_block else -1
        yield (header if header >= 0 else node.start), node.end
    for key, value in node.entries:
        if key is not None:
            yield key.start, key.end
        yield from _texts(text, value)
