"""The packaged table of postal codes: which countries have them, and what they look like.

Source: ``postal_codes.tsv``, from ``generator/tools/make_postal_codes.py``. A shape is written with
``#`` for a digit, ``@`` for a letter and ``*`` for either; other signs stand for themselves. Blanks
and hyphens inside a code are left out.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

ANY = "?"
"""Stands for codes whose shape nobody told us."""


def shapes(country: str) -> tuple[str, ...]:
    """The shapes of a country's codes: none if it has no codes, ``?`` if they are not known."""
    return _table().get(country, (ANY,))


def may_begin(country: str, begins: str) -> bool:
    """Whether a code of the country, or all of one, may be written so; in capitals, no blanks."""
    return any(shape == ANY or _fits(shape, begins) for shape in shapes(country))


def letters(country: str) -> str:
    """The letters that all codes of a country begin with: ``LV`` for Latvia; mostly none."""
    heads = {shape[:2] for shape in shapes(country)}
    head = heads.pop() if len(heads) == 1 else ""
    return head if head.isalpha() else ""


def _fits(shape: str, begins: str) -> bool:
    return len(begins) <= len(shape) and all(
        sign == kind or (sign.isdigit() and kind in "#*") or (sign.isalpha() and kind in "@*")
        for sign, kind in zip(begins, shape, strict=False)
    )


@cache
def _table() -> dict[str, tuple[str, ...]]:
    """By country; read once per process."""
    text = Path(__file__).with_name("postal_codes.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines()[2:])
    return {country: tuple(said.split()) for country, said in rows}
