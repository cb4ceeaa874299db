"""The voice of both doors: stretches of a file's text into places, findings and edits."""

from __future__ import annotations

from dataclasses import dataclass

from partnerbook.findings import Edit, Finding, Place, Repair, Severity, Spot
from partnerbook.source.characters import shown, spot_between

Span = tuple[int, int]
"""A stretch of the file's text: index of the first character, index behind the last."""


@dataclass(slots=True)
class Voice:
    """Words findings about one file, whose whole text it has."""

    path: str
    text: str

    def spot(self, span: Span) -> Spot:
        """The Spot of a stretch of the text."""
        return spot_between(self.path, self.text, *span)

    def finding(
        self,
        name: str,
        message: str,
        *places: tuple[Span, str],
        repairs: tuple[Repair, ...] = (),
        facts: tuple[object, ...] = (),
    ) -> Finding:
        """A finding of this room at stretches of the text, the first of them primary."""
        return Finding(
            f"source/{name}",
            Severity.ERROR,
            message,
            places=tuple(Place(self.spot(span), label) for span, label in places),
            help=repairs,
            facts=(self.path, *(shown(fact) for fact in facts)),
        )

    def replaced(self, say: str, span: Span, text: str) -> Repair:
        """The repair that writes another text over a stretch."""
        return Repair(say, edits=(Edit(self.spot(span), text),))
