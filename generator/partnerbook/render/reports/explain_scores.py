"""What a score is made of: the points of each part and category, with the rows that gave them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from partnerbook.findings import Ref
from partnerbook.render.fmt import count
from partnerbook.render.reports.explain_data import source
from partnerbook.render.reports.explain_frame import Frame
from partnerbook.render.reports.explain_shapes import Schema, closed, or_null, several, text
from partnerbook.render.reports.explain_shapes import source as where_it_is
from partnerbook.standing import Verdict
from partnerbook.standing.measure import Bound
from partnerbook.standing.words import figure


@dataclass(frozen=True, slots=True)
class Line:
    """Points of a part, or of a category with a minimum, which ``needs`` is; they lie between two.

    ``verdict`` is empty for a part, which alone is nothing to be met.
    """

    id: str
    name: str
    low: Bound
    high: Bound
    rows: tuple[Ref, ...]
    ref: Ref
    needs: int | None = None
    verdict: str = ""
    doubt: str = ""

    @property
    def points(self) -> Fraction | None:
        """The points, None where they are not exactly known."""
        return self.low if self.low == self.high else None

    @property
    def gap(self) -> Fraction | None:
        """What is missing to the minimum."""
        if self.needs is None or self.points is None or self.points >= self.needs:
            return None
        return self.needs - self.points

    def words(self) -> str:
        """``12 points``, ``at least 10 points``, ``15 of 20 points``."""
        least = "" if self.points is not None else "at least "
        low = figure(self.low or Fraction(0), "")
        if self.needs is not None:
            return f"{least}{low} of {self.needs} {'point' if self.needs == 1 else 'points'}"
        return f"{least}{low} {'point' if low == '1' else 'points'}"


def lines_of(one: Verdict, frame: Frame) -> Iterator[Line]:
    """The parts of a score, then the categories with a minimum; nothing for what is none."""
    metrics = frame.program.metrics
    for each in one.parts:
        part, metric = each.part, metrics.get(each.part.metric)
        yield Line(
            part.id,
            metric.name if metric else part.metric,
            each.low,
            each.high,
            each.reading.rows,
            part.ref,
            doubt="; ".join(dict.fromkeys(doubt.say for doubt in each.reading.doubts)),
        )
    for inside in one.minimum:
        name = f"all of the category {inside.category}"
        rows = tuple(
            row
            for each in one.parts
            if each.part.category == inside.category
            for row in each.reading.rows
        )
        bounds = inside.low, inside.high
        yield Line(
            f"all-{inside.category}", name, *bounds, rows, one.ask.ref, inside.needs, inside.verdict
        )


def in_words(one: Verdict, frame: Frame) -> Iterator[str]:
    """A line of text for each part and category, with where the evidence begins."""
    for line in lines_of(one, frame):
        said = f"{line.name}: {line.words()}"
        if line.rows and line.needs is None:
            there = f"{count(len(line.rows), 'row')} of evidence"
            said += f"; {there}, the first in {frame.line(line.rows[0])}"
        yield said


def data(one: Verdict, frame: Frame) -> list[dict[str, Any]]:
    """The same for programs."""
    return [
        {
            "id": line.id,
            "name": line.name,
            "points": None if line.points is None else figure(line.points, "").replace(",", ""),
            "needs": None if line.needs is None else str(line.needs),
            "evidence": [
                f"{spot.file}:{spot.line}" for spot in (frame.spot(row) for row in line.rows)
            ],
            "source": source(line.ref, frame),
        }
        for line in lines_of(one, frame)
    ]


def shape() -> Schema:
    """The property of a requirement in the JSON answer."""
    return several(
        "Of a score: the points of each part, then of each category with a minimum.",
        closed(
            "A part, or a category.",
            id=text("Its id."),
            name=text("What it counts."),
            points=or_null(text("Its points; null if they are not known.")),
            needs=or_null(text("The fewest that a category needs; null for a part.")),
            evidence=several("The rows that counted.", text("File and line.")),
            source=where_it_is(),
        ),
    )
