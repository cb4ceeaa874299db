"""Answers as CSV: one row per right, or per place, product and state; safe in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import product

from partnerbook.explain.applicant import ApplicantAnswer
from partnerbook.explain.coverage import CoverageAnswer, Part
from partnerbook.explain.right import Right
from partnerbook.explain.rights import PartnerAnswer, RightsAnswer
from partnerbook.findings import Ref
from partnerbook.render.escape import csv_cell
from partnerbook.render.reports.explain_frame import AboutRights, Frame
from partnerbook.resolve.naming import name_place

STAMP = ("release", "as_of")
_RIGHT = (
    "partner partner_name role grant kind group products places customers".split()
    + "until renews_from file line conflicts".split()
)
RIGHTS = (*_RIGHT, "whole", "depends", *STAMP)
PARTNER = (*_RIGHT, "others", *STAMP)
COVERAGE = (
    *"place place_name product product_name status customers partners partner_ids".split(),
    *"partner_names until renews_from kept".split(),
    *STAMP,
)
APPLICANT = (
    *"grant effect places products customers cells against against_name".split(),
    *"only_if_renewed certain file line".split(),
    *STAMP,
)


def render(answer: AboutRights, frame: Frame) -> str:
    """The answer as CSV with a line of headings."""
    if isinstance(answer, RightsAnswer):
        return table(RIGHTS, _rights(answer, frame), frame)
    if isinstance(answer, PartnerAnswer):
        return table(PARTNER, _partner(answer, frame), frame)
    if isinstance(answer, CoverageAnswer):
        return table(COVERAGE, _coverage(answer, frame), frame)
    return table(APPLICANT, _applicant(answer, frame), frame)


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], frame: Frame) -> str:
    """Rows under their columns, each with the release and the day at its end."""
    stamp = (frame.program.release, frame.program.as_of.isoformat())
    lines = [columns, *((*row, *stamp) for row in rows)]
    return "".join(",".join(csv_cell(cell) for cell in line) + "\r\n" for line in lines)


def _rights(answer: RightsAnswer, frame: Frame) -> Iterator[list[str]]:
    for right in (*answer.sellers, *answer.others):
        hangs = "; ".join(f"{', '.join(one.labels)}: {one.words}" for one in right.hangs)
        for row in _scopes(right, frame):
            yield [*row, "yes" if right.whole else "depends", hangs]


def _partner(answer: PartnerAnswer, frame: Frame) -> Iterator[list[str]]:
    for one in answer.held:
        for row in _scopes(one.right, frame):
            yield [*row, "; ".join(other.name for other in one.others)]


def _scopes(right: Right, frame: Frame) -> Iterator[list[str]]:
    for scope in right.scopes:
        yield [
            right.partner,
            right.partner_name,
            right.role,
            right.grant,
            right.kind,
            right.group,
            scope.products,
            scope.places,
            scope.customers,
            _day(right.until),
            _day(right.renews_from),
            *source(right.ref, frame),
            "; ".join(one.id for one in right.against),
        ]


def _coverage(answer: CoverageAnswer, frame: Frame) -> Iterator[list[str]]:
    axes = frame.program.axes
    goods = axes.trees["product"].names
    for row in answer.rows:
        for line in row.lines:
            codes = product(row.places.codes, line.products.codes)
            for (place, thing), part in product(codes, line.parts):
                yield [place, name_place(axes, place), thing, goods[thing], *_part(part)]


def _part(part: Part) -> list[str]:
    # Of several rights there is no one end.
    only = part.who[0].right if len(part.who) == 1 else None
    return [
        part.status,
        part.customers,
        str(len(part.partners)),
        "; ".join(partner for partner, _ in part.partners),
        "; ".join(name for _, name in part.partners),
        _day(only.until if only else None),
        _day(only.renews_from if only else None),
        part.kept,
    ]


def _applicant(answer: ApplicantAnswer, frame: Frame) -> Iterator[list[str]]:
    refs = {name: ref for name, _, ref in answer.grants}
    for fill in answer.fills:
        yield [
            fill.grant,
            fill.effect,
            "; ".join(fill.places.codes),
            "; ".join(fill.products.codes),
            fill.customers,
            "",
            "; ".join(partner for partner, _ in fill.besides),
            "; ".join(name for _, name in fill.besides),
            "",
            "",
            *source(refs[fill.grant], frame),
        ]
    for one in answer.collisions:
        yield [
            one.grant,
            f"collides: {one.rule}",
            "",
            "",
            "",
            one.words,
            one.against,
            one.name,
            "yes" if one.renewal else "no",
            "yes" if one.certain else "cannot tell",
            *source(one.ref, frame),
        ]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def source(ref: Ref, frame: Frame) -> tuple[str, str]:
    """File and line."""
    at = frame.spot(ref)
    return at.file, str(at.line)
