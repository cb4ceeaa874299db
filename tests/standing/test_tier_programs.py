"""Whole small programs whose partners stand exactly where their evidence puts them.

three-criteria: three criteria with different windows must all hold; one is undefined for whoever
won nobody, which neither passes nor fails. points-with-a-minimum: points in all and in one
category, doubled by the customer's place. held-through-the-next-year: a tier reached in one year
is held to the end of the next. two-tier-sets: where a partner is established decides which tiers
it can have. one-cohort: partners of before a day keep a tier until a day of their own.
levels-of-satisfaction: of a level the newest figure known on the day counts, by place added up.
one-into-another: what merged partners sold and hold goes along from the day, unless it ends.
``pytest --accept`` rewrites what is expected.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from partnerbook.load import load_tree
from partnerbook.resolve import resolve
from partnerbook.resolve.program import Program
from partnerbook.source.tree import FolderTree
from partnerbook.standing import Ladder, Position, Verdict

PROGRAMS = Path(__file__).parents[1] / "programs"
CASES = {
    "three-criteria": ("2026-11-22",),
    "points-with-a-minimum": ("2026-11-22", "2027-02-01"),
    "held-through-the-next-year": ("2026-11-22", "2025-12-31", "2026-01-01", "2025-07-01"),
    "two-tier-sets": ("2026-11-22",),
    "one-cohort": ("2026-11-01", "2026-11-02"),
    "levels-of-satisfaction": ("2026-11-22", "2026-11-11"),
    "one-into-another": ("2026-11-22", "2026-08-19", "2026-08-20"),
}


def program_of(name: str) -> Program:
    loaded, shape = load_tree(FolderTree(PROGRAMS / name))
    assert [finding.message for finding in shape] == []
    program, findings = resolve(loaded)
    assert [finding.message for finding in findings] == []
    assert program is not None
    return program


def lines(position: Position) -> Iterator[str]:
    held = position.held.tier if position.held else "none"
    said = f"{position.partner}: holds {held}, earned {position.earned or 'none'}"
    said += f", perhaps {' and '.join(position.could)}" if position.could else ""
    said += f", next {position.next}" if position.next else ""
    said += f", kept by {position.kept.why} until {position.kept.until}" if position.kept else ""
    yield said + (", UNEARNED" if position.unearned and not position.kept else "")
    for name, step in position.steps.items():
        if step.items:
            yield f"  {name}: {step.verdict}{' (to stay)' if step.by_stay else ''}"
        for item in step.items:
            yield from figures(item)
    for due in position.losses:
        yield f"  by {due.day}: {due.what}"


def figures(item: Verdict) -> Iterator[str]:
    value = item.reading.value
    known = "?" if value is None else value
    gap = f", {item.gap} missing" if item.gap else ""
    yield f"    {item.ask.id} {item.verdict}: {known} of {item.needs} {item.unit}{gap}"
    for part in item.parts:
        yield f"      {part.part.id}: {part.low} to {part.high}"
    for one in item.minimum:
        yield f"      {one.category} {one.verdict}: {one.low} to {one.high} of {one.needs}"
    for doubt in item.doubts:
        yield f"      {doubt.say}"


@pytest.mark.parametrize("name", CASES)
def test_partners_stand_exactly_there(name: str, request: pytest.FixtureRequest) -> None:
    ladder = Ladder(program_of(name))
    said = ""
    for day in CASES[name]:
        said += f"on {day}\n"
        for position in ladder.positions(date.fromisoformat(day)):
            said += "".join(f"{line}\n" for line in lines(position))
    path = PROGRAMS / name / "expected" / "standing.txt"
    if request.config.getoption("--accept"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(said, "utf-8")
        return
    assert said == path.read_text("utf-8")


def test_the_vector_of_three_criteria() -> None:
    """310 users, 6 people, 79 %: Silver. Nobody won in three years: neither in nor out."""
    ladder = Ladder(program_of("three-criteria"))
    on = date(2026, 11, 22)
    eleven = ladder.position("vector-eleven", on)
    assert (eleven.earned, eleven.could) == ("silver", ())
    nobody = ladder.position("nobody-won", on)
    assert (nobody.earned, nobody.could) == ("ready", ("silver", "gold"))
    assert nobody.in_doubt
    assert not nobody.unearned
