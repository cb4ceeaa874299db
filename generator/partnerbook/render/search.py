"""The search index once more as a script, for readers who open the site from a disk.

Browsers let no page read files beside it when it comes from ``file://``, but they load scripts. The
theme then looks for ``search/search_index.js``; MkDocs writes only the JSON.
"""

from __future__ import annotations

INDEX = "search/search_index.json"
SCRIPT = "search/search_index.js"


def index_script(index: bytes) -> bytes:
    """What belongs into ``SCRIPT``, made from the bytes of ``INDEX`` of a built site."""
    return b"var __index = " + index.strip() + b";\n"
