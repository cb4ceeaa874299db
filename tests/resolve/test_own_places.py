"""Places that a program names itself: where they lie, since when, and what they are called."""

from __future__ import annotations

from datetime import date

import pytest

from partnerbook.resolve.naming import describe_axis, name_place
from partnerbook.resolve.program import Program
from partnerbook.values.box import inside_spans

OLD, NOW, LATER = date(2020, 1, 1), date(2026, 11, 22), date(2028, 1, 1)
FRANCONIA = "{id: f, code: DE-FR, name: Franconia, parent: DE-BY, reason: x}"
NEW_YEAR = "{id: f, code: DE-FR, name: Franconia, parent: DE-BY, from: 2027-01-01, reason: x}"
NORTH = "{id: n, code: DE-FRN, name: Northern Franconia, parent: DE-FR, reason: x}"
VIKEN = (
    "{id: v, code: NO-30, name: Viken, successors: [NO-31, NO-32], through: 2023-12-31, reason: x}"
)
MERGED = "{id: m, code: DE-HB, through: 2027-06-30, successors: [DE-NI], reason: x}"
ALSACE = "{id: a, code: FR-67, name: Lower Rhine, parent: FR-BFC, reason: x}"


def land(make, frame: str, *entries: str, place: str) -> tuple[Program, dict]:
    """A program with these entries, and what a grant for a place holds on three days."""
    partner = base(make, "partners/nordwind.yml").replace("places: [DE]", f"places: [{place}]")
    partner = partner.replace("    from: 2026-04-01\n    through: 2027-12-31\n", "")
    listed = "".join(f"  - {entry}\n" for entry in entries)
    made = make({"program.yml": f"{frame}geography:\n{listed}", "partners/nordwind.yml": partner})
    assert (made.shape, made.said) == ([], [])
    (grant,) = made.program.grants
    axes = made.program.axes
    held = {day: grant.written.meet(axes.on(day)) for day in (OLD, NOW, LATER)}
    return made.program, {
        day: describe_axis(axes, "place", cells.on("place")) if cells else "nothing"
        for day, cells in held.items()
    }


def base(make, name: str) -> str:
    made = make({})
    text: str = made.loaded.text(f"program/{name}")
    return text


@pytest.mark.parametrize(
    ("entries", "place", "old", "now", "later"),
    [
        ([FRANCONIA], "DE-FR", "Franconia", "Franconia", "Franconia"),
        ([FRANCONIA], "DE-BY", "Bavaria", "Bavaria", "Bavaria"),
        ([NEW_YEAR], "DE-FR", "nothing", "nothing", "Franconia"),
        ([NORTH, FRANCONIA], "DE-FRN", *["Northern Franconia"] * 3),
        ([VIKEN], "NO-30", "Akershus and Østfold", "nothing", "nothing"),
        ([MERGED], "DE-HB", "Bremen", "Bremen", "nothing"),
        ([MERGED], "DE-NI", "Lower Saxony", "Lower Saxony", "Bremen and Lower Saxony"),
        ([ALSACE], "FR-67", *["Lower Rhine"] * 3),
    ],
)
def test_what_a_code_means(make, entries, place, *, old, now, later) -> None:
    frame = base(make, "program.yml")
    _, held = land(make, frame, *entries, place=place)
    assert held == {OLD: old, NOW: now, LATER: later}


@pytest.mark.parametrize(
    ("entry", "inner", "outer", "inside"),
    [
        (FRANCONIA, "DE-FR", "DE-BY", True),
        (FRANCONIA, "DE-FR", "europe", True),
        (FRANCONIA, "DE-FR", "DE-BE", False),
        (ALSACE, "FR-67", "FR-BFC", True),
        (ALSACE, "FR-67", "FR-GES", False),
        (ALSACE, "FR-67", "FR", True),
    ],
)
def test_where_it_lies(make, entry, inner, outer, inside) -> None:
    program, _ = land(make, base(make, "program.yml"), entry, place="DE")
    axes = program.axes
    codes = [program.geography.area(code).code for code in (inner, outer)]
    assert inside_spans(*(axes.node("place", code) for code in codes)) is inside


def test_what_is_left_of_a_place_that_was_not_divided_has_a_name(make) -> None:
    program, _ = land(make, base(make, "program.yml"), FRANCONIA, place="DE")
    axes = program.axes
    rest = axes.node("place", "DE-BY/rest")
    assert describe_axis(axes, "place", rest) == "Bavaria elsewhere"
    assert name_place(axes, "DE-FR") == "Franconia"
    assert not program.geography.knows("DE-BY/rest")


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        (["{id: a, code: DE-XX, reason: x}"], "DE-XX is not in the table of places: say in which"),
        (["{id: a, code: DE-BY, reason: x}"], "DE-BY is in the table of places, and nothing is"),
        (["{id: a, code: US-PR, parent: US, reason: x}"], "US-PR is another code of PR"),
        ([FRANCONIA, FRANCONIA.replace("id: f", "id: g")], "DE-FR stands here twice"),
        (["{id: a, code: DE, parent: DE-BY, reason: x}"], "DE would lie in itself"),
        (
            [FRANCONIA.replace("DE-BY", "DE-FRN"), NORTH],
            "DE-FR would lie in itself",
        ),
        (
            ["{id: a, code: DE-HB, successors: [DE-NI], reason: x}"],
            "DE-HB has successors, but no last day (through)",
        ),
        (
            ["{id: a, code: DE-HB, through: 2027-01-01, successors: [DE-NI, DE-HH], reason: x}"],
            "DE-HB has several successors, and nobody can tell which part of it DE-NI, DE-HH gets",
        ),
        (
            ["{id: a, code: DE-XX, parent: Bavaria, reason: x}"],
            "places are written by their codes: Bavaria is DE-BY (Bavaria)",
        ),
        (["{id: a, code: DE-XX, parent: zzland, reason: x}"], "there is no place or territory"),
    ],
)
def test_what_is_not_clear_is_said(make, entries, said) -> None:
    frame = base(make, "program.yml")
    listed = "".join(f"  - {entry}\n" for entry in entries)
    made = make({"program.yml": f"{frame}geography:\n{listed}"})
    assert made.shape == []
    assert made.said
    assert all(": territory/" in line for line in made.said)
    assert said in made.said[0]
