"""The window that a schema shows as its example is one that can be written."""

from __future__ import annotations

import json
from pathlib import Path

from partnerbook.values.window import parse_window

SCHEMA = Path(__file__).parents[2] / "schemas" / "tier.schema.json"


def test_every_example_of_a_window_is_a_window() -> None:
    found: list[str] = []

    def look(value: object) -> None:
        if isinstance(value, dict):
            window = value.get("window")
            if isinstance(window, dict):
                found.extend(window.get("examples", ()))
            for inner in value.values():
                look(inner)
        elif isinstance(value, list):
            for inner in value:
                look(inner)

    look(json.loads(SCHEMA.read_text("utf-8")))
    assert found
    assert [str(parse_window(text)) for text in found] == found
