"""The agenda: everything dated is in it, on its day; written anew from the files of the sample."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.resolve.conftest import base_files

from partnerbook.load import load_tree
from partnerbook.model.kinds import KINDS
from partnerbook.model.schema import schema_of
from partnerbook.resolve import resolve
from partnerbook.resolve.program import Program
from partnerbook.source.tree import FolderTree, MemoryTree
from partnerbook.standing import agenda

AS_OF = date(2026, 11, 22)

# What a file dates that lies behind it once it is written: an act, not a turn of affairs.
DONE = {
    ("program", "corrections"),
    ("program", "as_of"),
    ("program", "holidays"),
    ("program", "corrections"),
    ("discount", "announced"),
    ("incentive", "announced"),
    ("price-list", "announced"),
    ("territory", "announced"),
    ("notice", "effective"),
    ("agreement", "issued"),
    ("partner", "signed"),
    ("partner", "notice_given"),
    ("partner", "approved"),
    ("waiver", "approved"),
    ("baseline", "written"),
    ("evidence", "extracted"),
    ("tier", "joined_before"),
    ("tier", "tier_from_before"),
}
ELSEWHERE = (
    *("agreement", "sell-off", "due-diligence", "review", "standing", "evidence", "score"),
    "statement",
)
"""Told by what follows from the files, not by a date that one of them writes as it is."""
# The end of the running term is reckoned from these.
TERM = {("partner", key) for key in ("effective", "first_term_through", "renewed_until")}
OPEN = {
    ("program", "must_cover"),
    ("program", "geography"),
    ("product", "launch"),
    ("product", "end_of_sale"),
    ("price-list", ""),
    ("discount", "rows"),
    ("incentive", ""),
    ("territory", "versions"),
    ("route", "rules"),
    ("waiver", ""),
    ("tier", "cohorts"),
    ("tier", "requirements"),
    ("tier", "maintenance"),
    ("metric", "versions"),
    ("evidence", ""),
    ("partner", "ended"),
    ("partner", "life"),
    ("partner", "sell_off_through"),
    ("partner", "diligence"),
    ("partner", "reviews"),
    ("partner", "attestations"),
    ("partner", "scores"),
    ("partner", "grants"),
    ("partner", "special_terms"),
    ("partner", "standing"),
}


def date_fields(root: dict[str, Any], schema: dict[str, Any], path: str) -> Iterator[str]:
    """The paths of all fields of a schema that hold a date, six levels deep."""
    if path.count("/") > 8:
        return
    if "$ref" in schema:
        yield from date_fields(root, root["$defs"][schema["$ref"].rsplit("/", 1)[1]], path)
    if str(schema.get("pattern", "")).startswith("^(19|20|21)"):
        yield path
    for key, inner in schema.get("properties", {}).items():
        yield from date_fields(root, inner, f"{path}/{key}")
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            yield from date_fields(root, schema[key], path)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "example"])
def test_every_date_that_a_file_can_hold_is_told_or_lies_behind_it(kind: str) -> None:
    schema = schema_of(kind)
    for path in date_fields(schema, schema, ""):
        *above, field = path.removeprefix("/").split("/")
        holder = above[-1] if above else ""
        if field in ("from", "through"):
            assert (kind, holder) in OPEN, path
        else:
            assert {(kind, field), (kind, holder)} & (DONE | TERM | OPEN), path


@pytest.fixture(scope="module")
def sample(sample_root: Path) -> Program:
    program, _ = resolve(load_tree(FolderTree(sample_root))[0], AS_OF)
    assert program is not None
    return program


def written(program: Program, first: date, last: date) -> set[tuple[date, str, str]]:
    """Day, turn and file of every ``from`` and ``through``, ``launch`` and so on of the sample."""

    def walk(data: Any, file: str) -> Iterator[tuple[date, str, str]]:
        if isinstance(data, dict):
            for key, turn in (
                ("from", "starts"),
                ("through", "ends"),
                ("launch", "starts"),
                ("end_of_sale", "ends"),
                ("ended", "ends"),
            ):
                if isinstance(data.get(key), date):
                    yield data[key], turn, file
            for inner in data.values():
                yield from walk(inner, file)
        if isinstance(data, (list, tuple)):
            for inner in data:
                yield from walk(inner, file)

    kinds = [kind for kind in program.records if kind != "example"]
    found = (
        entry
        for kind in kinds
        for record in program.records[kind].values()
        for entry in walk(dict(record.data), record.ref.document)
    )
    return {entry for entry in found if first <= entry[0] <= last}


def test_the_agenda_has_all_that_the_files_write(sample: Program) -> None:
    first, last = AS_OF, AS_OF + timedelta(days=900)
    told = agenda(sample, 900)
    ours = {
        (event.day, event.turn, event.ref.document)
        for event in told.events
        if event.thing not in ELSEWHERE
    }
    assert ours == written(sample, first, last)
    assert len(ours) > 15


def test_the_newest_score_of_a_kind_is_due_after_a_year(sample: Program) -> None:
    due = [
        (event.subject, str(event.day), event.turn)
        for event in agenda(sample, 400, "fjellsyn").events
        if event.thing == "score"
    ]
    assert due == [
        ("fjellsyn/capability-2026", "2027-03-11", "review"),
        ("fjellsyn/desire-2026", "2027-03-11", "review"),
    ]


def test_a_partner_alone_has_its_part_of_the_whole(sample: Program) -> None:
    whole = agenda(sample, 400)
    kept = {("waiver", one.id): one.subject.split("/")[0] for one in sample.waivers}
    assert set(kept.values()) == {"cedar-hollow"}
    for partner in sample.partners:
        mine = [
            event
            for event in whole.events
            if partner in (event.partner, kept.get((event.thing, event.subject)))
        ]
        assert list(agenda(sample, 400, partner).events) == mine


def test_terms_that_renew_come_again(sample: Program) -> None:
    turns = [
        (str(event.day), event.turn)
        for event in agenda(sample, 1200, "bystrina").events
        if event.thing == "agreement"
    ]
    assert turns == [
        ("2026-11-30", "last-chance"),
        ("2027-02-28", "renews"),
        ("2027-12-01", "last-chance"),
        ("2028-02-29", "renews"),
        ("2028-11-30", "last-chance"),
        ("2029-02-28", "renews"),
        ("2029-11-30", "last-chance"),
        ("2030-02-28", "renews"),
    ]


def test_no_days_ahead_is_the_day_itself(sample_root: Path) -> None:
    loaded, _ = load_tree(FolderTree(sample_root))
    program, _ = resolve(loaded, date(2026, 12, 29))
    assert program is not None
    assert [event.say for event in agenda(program, 0).events] == [
        "review is due: Open projects",
        "grace at Gold ends",
    ]


def test_what_lapses_and_what_keeps_a_tier_have_their_days(sample: Program) -> None:
    told = [
        (event.day.isoformat(), event.thing, event.say, event.ref.document)
        for event in agenda(sample, 1000, "havnegaarden").events
        if event.thing in ("standing", "evidence")
    ]
    people, others = "program/evidence/certificates.csv", "program/evidence/relations.csv"
    kept = "Silver is kept under earlier terms until then"
    assert told == [
        ("2026-12-31", "standing", kept, "program/tiers/silver.yml"),
        ("2027-02-03", "evidence", "Certified consultants: one lapses", people),
        ("2027-02-09", "evidence", "Certified sales people: one lapses", people),
        ("2027-03-14", "evidence", "Customers who act as a reference: one lapses", others),
        ("2027-08-31", "evidence", "Competencies held: one lapses", others),
    ]


def test_a_certificate_that_a_tier_hangs_on_ends_the_tier_too(sample: Program) -> None:
    told = [
        (event.thing, event.say)
        for event in agenda(sample, 1000, "kitano").events
        if event.day == date(2027, 1, 31)
    ]
    lost = "Certified consultants: 2 of 3 are left after 31 January 2027, so Gold is no longer met"
    assert ("evidence", "Certified consultants: one lapses") in told
    assert ("standing", lost) in told


def test_what_a_tier_asks_after_it_is_another_is_nobodys_concern(sample: Program) -> None:
    """Pennine Gate is Silver from 30 December 2026 on; a certificate for Gold lapses in March."""
    told = [event.say for event in agenda(sample, 1000, "pennine-gate").events]
    assert "Certified consultants: one lapses" in told
    assert not [say for say in told if "Gold is no longer met" in say or "Gold asks" in say]


def test_what_is_overdue_comes_first_until_it_is_done_or_all_is_over() -> None:
    diligence = (
        "diligence:\n  - {id: owners, item: Owners, kind: beneficial-owner, state: passed,"
        " evidence: Register, done: 2025-10-12, again: 12 months}\n"
    )
    path = "program/partners/nordwind.yml"
    over = "life:\n  - {state: active, from: 2026-04-01}\n  - {state: terminated, from: 2026-11-01}"
    for status, told in (
        ("status: active", [("2026-10-12", "due diligence is due again: Owners")]),
        (
            "life:\n  - {state: onboarding, from: 2026-11-01}",
            [("2026-10-12", "due diligence is due again: Owners")],
        ),
        (
            over,
            [],
        ),
    ):
        files = base_files()
        text = files[path].decode().replace("status: active", status)
        files[path] = (text + diligence).encode()
        program, _ = resolve(load_tree(MemoryTree(files))[0], AS_OF)
        assert program is not None
        found = agenda(program, 30, "nordwind").events
        late = [(str(event.day), event.say) for event in found if event.day < AS_OF]
        assert late == told
