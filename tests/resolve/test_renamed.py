"""What was given another name where it is defined is called by its old one again."""

from __future__ import annotations

import pytest

from partnerbook.findings import Edit, Ref, Repair

TIER = """\
name: {name}
tracks: [resell]
rank: {rank}
summary: A tier.
"""


def helps(made, rule: str) -> list[Repair]:
    (finding,) = (f for f in made.findings if f.id == rule)
    return list(finding.help)


def test_a_file_that_was_renamed(make):
    made = make({"tiers/gold.yml": None, "tiers/golden.yml": TIER.format(name="Gold", rank=3)})
    first, *others = helps(made, "reference/unknown-tier")
    assert first == Repair("golden.yml is named nowhere: if it was renamed, call it gold.yml again")
    assert all(repair.say.startswith("or write golden") for repair in others)


def test_no_place_far_away_is_offered_for_a_territory_that_was_renamed(make):
    territory = "name: Down under\nversions:\n  - {places: [AU, NZ], from: 2026-01-01}\n"
    grant = (
        "  - id: south\n    grant_kind: non-exclusive\n"
        "    for: {places: [anz], products: [core]}\n    from: 2026-04-01\n"
    )
    partner = make({}).loaded.text("program/partners/nordwind.yml") + grant
    changes = {"partners/nordwind.yml": partner, "territories/oceania-south.yml": territory}
    made = make(changes)
    said = [one for one in made.said if "anz" in one]
    assert [one.rpartition(": ")[2] for one in said] == [
        "there is no place or territory called anz"
    ]
    say = "oceania-south.yml is named nowhere: if it was renamed, call it anz.yml again"
    assert helps(made, "territory/unknown-place") == [Repair(say)]


def test_two_newcomers_tell_nothing(make):
    made = make(
        {
            "tiers/gold.yml": None,
            "tiers/first.yml": TIER.format(name="First", rank=8),
            "tiers/second.yml": TIER.format(name="Second", rank=9),
        }
    )
    assert [r for r in helps(made, "reference/unknown-tier") if "renamed" in r.say] == []


def test_a_slip_beside_a_newcomer_is_a_slip(make):
    text = make({}).loaded.text("program/partners/nordwind.yml")
    made = make(
        {
            "partners/nordwind.yml": text.replace("tier: gold", "tier: glod"),
            "tiers/first.yml": TIER.format(name="First", rank=8),
        }
    )
    assert [r.say for r in helps(made, "reference/unknown-tier")] == ["write gold"]


def test_an_id_in_the_frame_is_changed_back(make):
    text = make({}).loaded.text("program/program.yml")
    if "shared_groups:" in text:
        pytest.fail("the minimal program has groups of its own")
    groups = (
        "shared_groups:\n  - id: new-name\n    name: Few\n    limit: 3\n"
        "    for: {places: [DE], products: [core]}\n    reason: x\n"
    )
    partner = make({}).loaded.text("program/partners/nordwind.yml") + (
        "  - id: few\n    grant_kind: shared-exclusive\n    group: old-name\n"
        "    for: {places: [AT], products: [core]}\n    from: 2026-04-01\n    through: 2027-12-31\n"
    )
    made = make({"program.yml": text + groups, "partners/nordwind.yml": partner})
    assert helps(made, "reference/unknown-shared-group") == [
        Repair(
            "if new-name, which nothing names, was called old-name before, call it so again",
            edits=(Edit(Ref("program/program.yml", "/shared_groups/0/id"), "old-name"),),
        )
    ]


def test_an_id_that_is_taken_gets_the_next_free_one(make):
    text = make({}).loaded.text("program/partners/nordwind.yml")
    grant = text[text.index("  - id: germany") :]
    second = grant.replace("id: germany", "id: germany-2")
    made = make({"partners/nordwind.yml": text + second + grant})
    first, other = helps(made, "reference/duplicate-id")
    at = Ref("program/partners/nordwind.yml", "/grants/2/id")
    assert first.edits == (Edit(at, "germany-3"),)
    assert other == Repair("or take one of the two out, if they are the same")


def test_of_an_amount_the_currency_is_meant(make):
    text = make({}).loaded.text("program/partners/nordwind.yml")
    said = (
        "commitments:\n  - id: y\n    what: Purchases\n    amount: 100 GBP\n"
        "    period: a year\n    if_missed: x\n"
    )
    made = make({"partners/nordwind.yml": text + said})
    (finding,) = made.findings
    (place,) = finding.places
    at = made.loaded.words_in(made.loaded.spot(place.at), place.words)
    line = made.loaded.text(at.file).splitlines()[at.line - 1]
    assert line[at.column - 1 : at.end_column - 1] == "GBP"
    assert [repair.say for repair in finding.help] == [
        "write one of the program's currencies, or add GBP to `currencies` in program/program.yml"
    ]
