"""Wrong dates in the sample: how bad each is, where it shows, and which date is offered first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from partnerbook.check.outcome import examine
from partnerbook.check.run import check_tree
from partnerbook.findings import Finding, Spot
from partnerbook.rulebook import Answers
from partnerbook.source.overlay import Overlay
from partnerbook.source.tree import FolderTree, MemoryTree, Tree

MINIMAL = FolderTree(Path(__file__).parents[1] / "programs" / "minimal")
DAY = date(2026, 11, 22)


def found(tree: Tree, known: Answers | None = None) -> tuple[Finding, ...]:
    return check_tree(tree, None, "", lambda _zone: (DAY, "test"), known).findings


def changed(tree: Tree, path: str, old: str, new: str) -> Tree:
    data = tree.read(f"program/{path}")
    assert isinstance(data, bytes)
    text = data.decode()
    assert text.count(old) == 1
    return Overlay(tree, {f"program/{path}": text.replace(old, new).encode()})


def lines(finding: Finding) -> list[int]:
    """The lines of all of a finding's places, the primary one first."""
    return [place.at.line for place in finding.places if isinstance(place.at, Spot)]


MUELLER = "partners/mueller-soehne.yml"
KITANO = "partners/kitano.yml"
Row = tuple[str, str, str, tuple[str, str, list[int]], list[str]]
"""A file, what it says, what it says now; severity, rule and lines; what is offered."""
HELP: list[Row] = [
    # A year is tried before day and month swapped, and what a tier begins on before both.
    (
        MUELLER,
        "effective: 2024-04-01",
        "effective: 2025-04-01",
        ("warning", "agreement/signed-early", [17, 17, 14]),
        ["write 2024-04-01 (1 April 2024), if that is meant", "correct the date that is wrong"],
    ),
    # The typo, not the right end of the tier before.
    (
        MUELLER,
        "{tier: gold, from: 2025-05-01",
        "{tier: gold, from: 2052-05-01",
        ("warning", "standing/no-tier", [15, 14]),
        [
            "write 2025-05-01 (1 May 2025), if that is meant",
            "or write the day on which Gold really begins (`from:`)",
            "or enter the tier that it holds until then (`standing:`)",
        ],
    ),
    (
        KITANO,
        "signed: 2026-03-10",
        "signed: 2042-03-12",
        ("error", "agreement/signed-late", [17, 13]),
        ["write the day on which the last side signed (`signed:`)"],
    ),
    (
        KITANO,
        "signed: 2026-03-10",
        "signed: 2062-03-10",
        ("error", "agreement/signed-late", [17, 13]),
        [
            "write 2026-03-10 (10 March 2026), if that is meant",
            "or write the day on which the last side signed (`signed:`)",
        ],
    ),
    (
        KITANO,
        "effective: 2026-04-01",
        "effective: 2027-04-01",
        ("error", "agreement/expired", [17, 13, 15]),
        [
            "write 2026-04-01 (1 April 2026), if that is meant",
            "or write `status: onboarding` until it starts",
        ],
    ),
    (
        KITANO,
        "effective: 2026-04-01",
        "effective: 2026-12-23",
        ("warning", "agreement/expired", [17, 13, 15]),
        ["write `status: onboarding` until it starts"],
    ),
    (
        KITANO,
        "effective: 2026-04-01",
        "effective: 2026-12-24",
        ("error", "agreement/expired", [17, 13, 15]),
        ["write `status: onboarding` until it starts"],
    ),
    # No repair begins with "or" where nothing stands before it.
    (
        KITANO,
        "    through: 2028-03-31",
        "    through: 2099-03-30",
        ("warning", "date/far-off", [27]),
        ["leave `through` out, if it has no end"],
    ),
    (
        MUELLER,
        "establishment: DE-NW",
        "establishment: FR",
        ("warning", "partner/seat", [10, 6]),
        [
            "write DE (Germany), or the part of it where the partner is established",
            "or write FR (France) as the country of the seat",
            "or waive it, if a branch abroad is the partner",
        ],
    ),
]


@pytest.mark.parametrize("row", HELP, ids=lambda row: row[2].strip())
def test_a_wrong_date_shows_where_it_is(row: Row, good: Tree, known: Answers) -> None:
    path, old, new, said, ways_out = row
    (finding,) = found(changed(good, path, old, new), known)
    assert (str(finding.severity), finding.id, lines(finding)) == said
    assert [repair.say for repair in finding.help] == ways_out


def partners(*signed: str) -> dict[str, bytes]:
    """So many partners of the minimal program beside its own, with the days of signature."""
    data = MINIMAL.read("program/partners/nordwind.yml")
    assert isinstance(data, bytes)
    text = data.decode().replace("grant_kind: exclusive", "grant_kind: non-exclusive")
    return {
        f"program/partners/other-{number}.yml": text.replace("Nordwind", f"Other {number}")
        .replace("HRB 123", f"HRB {number}")
        .replace("signed: 2026-03-10", f"signed: {day}")
        .encode()
        for number, day in enumerate(signed)
    } | {"program/partners/nordwind.yml": text.encode()}


def minimal(day: str, files: dict[str, bytes]) -> Tree:
    known = {path: MINIMAL.read(path) for path in MINIMAL.list()[0]}
    read = {path: data for path, data in known.items() if isinstance(data, bytes)}
    path = "program/program.yml"
    frame = read[path].decode().replace("as_of: 2026-11-22\n", f"as_of: {day}\n" if day else "")
    return MemoryTree({**read, **files, path: frame.encode()})


def days_found() -> Iterator[tuple[str, list[str], list[str]]]:
    """The day of the program, the days of other signatures, the findings that begin a report."""
    two, signed = ["2026-03-10"] * 2, "error agreement/signed-late"
    yield "2026-11-22", two, []
    yield "2024-11-22", two, ["error date/as-of"]
    # One of two is not several, and two of six may be slips of their own.
    yield "2026-11-22", ["2062-03-10"], [signed]
    yield "2026-11-22", ["2062-03-10"] * 2 + ["2026-03-10"] * 3, [signed, signed]
    yield "2026-11-22", ["2062-03-10"] * 2, ["error date/as-of"]
    # Time alone makes no error: nothing new for a year, and for five after the last day written.
    yield "2027-04-01", two, []
    yield "2027-04-02", two, ["warning date/as-of"]
    yield "2032-12-31", two, ["warning date/as-of", "warning price/stale"]
    yield "2033-01-01", two, ["error date/as-of"]
    # No day in the file, no mistake in it.
    yield "", two, []


@pytest.mark.parametrize(("day", "signed", "said"), list(days_found()))
def test_the_day_of_the_program(day: str, signed: list[str], said: list[str]) -> None:
    findings = found(minimal(day, partners(*signed)))
    assert [f"{finding.severity} {finding.id}" for finding in findings] == said


def test_a_day_that_was_asked_for_is_no_mistake() -> None:
    tree = minimal("2026-11-22", partners("2026-03-10"))
    said = check_tree(tree, date(2062, 11, 22), "--as-of", lambda _zone: (DAY, "test"))
    assert [finding.id for finding in said.findings] == ["price/stale"]


def test_what_is_wrong_on_either_day_is_not_held_back() -> None:
    files = partners("2026-03-10", "2026-03-10")
    path = "program/partners/other-1.yml"
    files[path] = files[path].replace(b"establishment: DE-BY", b"establishment: FR")
    said = found(minimal("2024-11-22", files))
    assert [finding.id for finding in said] == ["date/as-of", "partner/seat"]


def test_the_held_back_findings_are_counted() -> None:
    tree = minimal("2024-11-22", partners("2026-03-10", "2026-03-10"))
    outcome = examine(tree, None, "", None)
    assert [finding.id for finding in outcome.standing] == ["date/as-of"]
    held = [finding.id for finding in outcome.withheld]
    assert held.count("agreement/signed-late") == 3


def test_the_day_that_is_offered() -> None:
    (finding,) = found(minimal("2024-11-22", partners("2026-03-10", "2026-03-10")))
    assert finding.help[0].say == "write 2026-11-22 (22 November 2026), if that is meant"


@pytest.mark.parametrize(
    ("seat", "here", "clean"),
    [
        ("DE", "DE-BY", True),
        ("DE", "DE", True),
        ("US", "PR", True),
        ("PR", "US-TX", True),
        ("FR", "DE-BY", False),
        ("DE", "AT", False),
    ],
)
def test_seat_and_establishment(seat: str, here: str, clean: bool) -> None:
    files = partners()
    path = "program/partners/nordwind.yml"
    text = files[path].decode().replace("country: DE", f"country: {seat}")
    files[path] = text.replace("establishment: DE-BY", f"establishment: {here}").encode()
    said = [finding.id for finding in found(minimal("2026-11-22", files))]
    assert ("partner/seat" not in said) is clean
