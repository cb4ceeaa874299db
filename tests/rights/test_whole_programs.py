"""Whole small programs about rights: exactly these findings, and after each change exactly those.

``tests/programs/NAME/program`` is the program, ``changes/CHANGE`` has files of it written another
way, and ``expected/CHANGE.txt`` what is then found (``program.txt`` without a change). ``pytest
--accept`` rewrites what is expected.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from partnerbook.check.run import check_tree
from partnerbook.findings import Finding, Spot
from partnerbook.source.overlay import Overlay
from partnerbook.source.tree import FolderTree

PROGRAMS = Path(__file__).parents[1] / "programs"
NAMES = (
    "overlap-through-regions",
    "codes-that-mislead",
    "the-last-day",
    "regions-by-seat",
    "where-to-buy",
)
CASES = [
    (name, change)
    for name in NAMES
    for change in ("program", *sorted(p.name for p in (PROGRAMS / name / "changes").iterdir()))
]
ROUTES = "program/routes/distribution.yml"
ABOUT = {
    # A seat in Norway does not reach Canada: that is in no region together with Norway.
    ("regions-by-seat", "authorised-regions"): (
        "territory/outside-region",
        {"program/partners/nordlys.yml"},
    ),
    # India and Japan have another distributor, the other countries of the rule have none.
    ("where-to-buy", "apac-distributor-gone"): ("territory/no-distributor", {ROUTES}),
    # The distributor for the public sector of the US has become one for the rest of it.
    ("where-to-buy", "distributor-for-another-sector"): ("territory/no-distributor", {ROUTES}),
}
"""What a change is about: the one rule that must speak, and the files it points at."""


def found(name: str, change: str) -> list[Finding]:
    """The findings of a program after a change."""
    changed = PROGRAMS / name / "changes" / change
    files = {
        f"program/{path.relative_to(changed).as_posix()}": path.read_bytes()
        for path in changed.rglob("*.yml")
    }
    tree = Overlay(FolderTree(PROGRAMS / name), files)
    return list(check_tree(tree, None, "", lambda _: (date(2026, 11, 22), "test")).findings)


def lines(findings: list[Finding]) -> Iterator[str]:
    """What a reader needs of each finding."""
    for finding in findings:
        yield f"{finding.severity}: {finding.id}: {finding.message}"
        yield from (f"  {title}: {text}" for title, text in finding.notes)
        for place in finding.places:
            assert isinstance(place.at, Spot)
            label = f" {place.label}" if place.label else ""
            yield f"  at {place.at.file}:{place.at.line}:{place.at.column}{label}"
        for repair in finding.help:
            yield f"  = {repair.say}" + (f" ({repair.loses})" if repair.loses else "")


@pytest.mark.parametrize(("name", "change"), CASES, ids=["-".join(case) for case in CASES])
def test_exactly_this_is_found(name: str, change: str, request: pytest.FixtureRequest) -> None:
    rule, files = ABOUT.get((name, change), ("", set()))
    findings = found(name, change)
    of_rule = [finding for finding in findings if finding.id == rule]
    assert {finding.places[0].at.file for finding in of_rule} == files  # type: ignore[union-attr]
    said = "".join(f"{line}\n" for line in lines(findings))
    path = PROGRAMS / name / "expected" / f"{change}.txt"
    if request.config.getoption("--accept"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(said, "utf-8")
        return
    assert said == path.read_text("utf-8")
