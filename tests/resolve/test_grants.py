"""Grants: what they cover, and on which days, given the agreement and the partner."""

from __future__ import annotations

import pytest

from partnerbook.resolve.axes import day_spans

GRANT = "{id: france, grant_kind: exclusive, for: {places: [FR], products: [core]}}"
DATED = (
    "{id: france, grant_kind: exclusive, for: {places: [FR], products: [core]},"
    " from: 2026-01-01, through: 2029-12-31}"
)
FORM = "form: reseller-2026, version: 1, signed: 2026-03-10"
# The file's status, agreement and grant | the days of written, cells and assumed.
GRANTS = [
    ("active", "effective: 2026-04-01", GRANT, "..", "2026-04-01..", "2028-04-01.."),
    (
        "active",
        "effective: 2026-04-01",
        DATED,
        "2026-01-01..2029-12-31",
        "2026-04-01..2029-12-31",
        "2028-04-01..2029-12-31",
    ),
    (
        "active",
        "effective: 2026-04-01, notice_given: 2026-11-01",
        DATED,
        "2026-01-01..2029-12-31",
        "2026-04-01..2028-03-31",
        "",
    ),
    (
        "active",
        "effective: 2024-04-01, first_term_through: 2026-12-31",
        GRANT,
        "..",
        "2024-04-01..",
        "2028-01-01..",
    ),
    ("suspended", "effective: 2026-04-01", GRANT, "..", "2026-04-01..2026-11-21", ""),
    (
        "terminated\nended: 2026-09-30",
        "effective: 2026-04-01",
        GRANT,
        "..",
        "2026-04-01..2026-09-30",
        "",
    ),
    (
        "onboarding",
        "effective: 2026-04-01",
        GRANT,
        "..",
        "2026-11-23..",
        "2028-04-01..",
    ),
    ("onboarding", "effective: 2027-02-01", GRANT, "..", "2027-02-01..", "2029-02-01.."),
    ("onboarding", "", GRANT, "..", "", ""),
    ("on-notice", "effective: 2026-04-01", GRANT, "..", "2026-04-01..", "2028-04-01.."),
]


@pytest.mark.parametrize("case", GRANTS)
def test_a_grant_lives_with_its_agreement(make, days, cells, partner, case: tuple[str, ...]):
    status, agreement, grant, *expected = case
    signed = f"{{{FORM}, {agreement}}}" if agreement else ""
    text = partner(grant, status=status, agreement=signed)
    made = make({"partners/suedlicht.yml": text})
    assert made.said == []
    (found,) = made.program.partners["suedlicht"].grants
    axes = made.program.axes
    right = cells(axes, {"place": "FR", "product": "core", "covers": "resell"})
    written, held, assumed = (
        right.limited("day", day_spans(days(period))) if period else axes.space.nothing
        for period in expected
    )
    assert found.written.same(written)
    assert found.cells.same(held)
    assert found.assumed.same(assumed)
    assert found in made.program.grants


def test_what_a_grant_covers_and_who_owns_it(make, program_yml, cells, partner):
    grant = (
        "{id: france, grant_kind: shared-exclusive, group: french, covers: [resell, host],"
        " for: {places: [FR], products: [core]}}"
    )
    groups = (
        "\nshared_groups:\n  - {id: french, name: French, limit: 2, for: {places: [FR]},"
        " except: [{places: [FR-IDF]}]}"
        "\nreserved:\n  - {id: gulf, for: {places: [AE]}, reason: x}"
    )
    made = make(
        {
            "partners/suedlicht.yml": partner(grant, more="group: nordwind\n"),
            "program.yml": program_yml(
                "notice: {default: 30 days}", "notice: {default: 30 days}" + groups
            ),
        }
    )
    assert made.said == []
    program = made.program
    axes = program.axes
    (found,) = program.partners["suedlicht"].grants
    assert (found.id, found.partner, found.owner, found.kind, found.shared_group) == (
        "suedlicht/france",
        "suedlicht",
        "nordwind",
        "shared-exclusive",
        "french",
    )
    assert found.covers == ("resell", "host")
    assert found.written.same(
        cells(axes, {"place": "FR", "product": "core", "covers": "resell host"})
    )
    group = program.shared_groups["french"]
    assert (group.name, group.limit) == ("French", 2)
    assert group.cells.same(cells(axes, {"place": "FR"}).subtract(cells(axes, {"place": "FR-IDF"})))
    assert program.reserved[0].cells.same(cells(axes, {"place": "AE"}))


@pytest.mark.parametrize(
    ("written", "covers"),
    [
        ("", "resell"),
        (" covers: [translate],", "translate"),
        (" covers: [host, resell],", "host resell"),
    ],
)
def test_silence_gives_away_only_the_right_to_resell(make, cells, partner, written, covers):
    scope = "for: {places: [FR], products: [core]}"
    text = partner(f"{{id: france, grant_kind: sole,{written} {scope}}}")
    made = make({"partners/suedlicht.yml": text})
    assert made.said == []
    (found,) = made.program.partners["suedlicht"].grants
    assert found.covers == tuple(covers.split())
    right = {"place": "FR", "product": "core", "covers": covers}
    assert found.written.same(cells(made.program.axes, right))
