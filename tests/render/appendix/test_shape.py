"""Every appendix of the sample: all schedules, numbers without gaps, sources, sane dates."""

from __future__ import annotations

import re
from datetime import date

import pytest

from partnerbook.render.appendix import appendix_files, appendix_set
from partnerbook.render.appendix.case import case_of
from partnerbook.render.appendix.model import Table, values_of
from partnerbook.rights import portfolio

SCHEDULES = [
    ("", "Key terms"),
    ("A", "Products and discounts"),
    ("B", "Territory and exclusivity"),
    ("C", "Incentives"),
    ("D", "Commitments"),
    ("E", "Support and training"),
    ("F", "Reporting and audit"),
    ("G", "Payment"),
    ("H", "Term and termination"),
    ("I", "Brand"),
    ("J", "Disputes and liability"),
    ("K", "Changes and review dates"),
    ("L", "Special terms"),
    ("M", "Signatures"),
]


def test_nearly_every_partner_of_the_sample_has_an_appendix(sample, sets):
    without = {
        name
        for name, partner in sample.partners.items()
        if partner.agreement is None or sample.as_of not in partner.agreement.in_force
    }
    assert set(sets) == set(sample.partners) - without
    assert len(sets) >= 25


def test_schedules_stand_in_order_with_their_letters(sets):
    for name, document in sets.items():
        found = [(schedule.letter, schedule.title) for schedule in document.schedules]
        assert found == SCHEDULES, name


def test_clause_numbers_have_no_gaps(sets):
    for name, document in sets.items():
        for schedule in document.schedules:
            stem = f"{schedule.letter}." if schedule.letter else ""
            expected = [f"{stem}{at + 1}" for at in range(len(schedule.clauses))]
            assert [clause.number for clause in schedule.clauses] == expected, name


def test_a_clause_that_states_anything_has_one_mark_and_nothing_else_has_any(sets):
    for name, document in sets.items():
        clauses = [clause for schedule in document.schedules for clause in schedule.clauses]
        marks = [clause.mark for clause in clauses if clause.mark]
        assert marks == list(range(1, len(marks) + 1)), name
        stated = {clause.number for clause, _ in values_of(document)}
        assert {clause.number for clause in clauses if clause.mark} == stated, name


def test_every_value_has_a_source_and_is_for_the_partner(sample, sets):
    known = {
        record.ref.document for records in sample.records.values() for record in records.values()
    }
    for name, document in sets.items():
        case = case_of(sample, name, sample.as_of)
        assert case is not None
        values = [value for _, value in values_of(document)]
        assert len(values) > 100, name
        for value in values:
            assert value.refs, (name, value.text)
            assert all(
                ref.document in known or ref.document.endswith(".csv") for ref in value.refs
            ), (name, value.refs)
            assert case.viewer.sees(value.audience), (name, value.text)
            assert value.text.strip(), (name, value.refs)


def test_dates_are_sane(sets):
    earliest, latest = date(2000, 1, 1), date(2100, 1, 1)
    for name, document in sets.items():
        for clause, value in values_of(document):
            if value.kind == "date":
                day = date.fromisoformat(str(value.plain))
                assert earliest < day < latest, (name, clause.number)


def test_no_line_ends_before_it_begins_or_before_the_day(sets):
    seen = 0
    for name, document in sets.items():
        for table in _tables(document):
            titles = [column.title for column in table.columns]
            if "From" not in titles or "Through" not in titles:
                continue
            for row in table.rows:
                first, last = (row.cells[titles.index(t)].values for t in ("From", "Through"))
                if first and last and first[0].kind == last[0].kind == "date":
                    seen += 1
                    assert str(first[0].plain) <= str(last[0].plain), name
                    assert str(last[0].plain) >= document.on.isoformat(), name
    assert seen > 10


def test_rows_have_a_cell_for_each_column(sets):
    for name, document in sets.items():
        for table in _tables(document):
            assert all(len(row.cells) == len(table.columns) for row in table.rows), name


def test_only_codes_of_countries_and_their_parts_stand_as_codes(sets):
    code = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?( except [A-Z]{2}-[A-Z0-9]{1,3}(, [A-Z0-9-]+)*)?")
    found = [
        value
        for document in sets.values()
        for _, value in values_of(document)
        if value.kind == "places"
    ]
    assert len(found) >= len(sets) - 2
    for value in found:
        for part in value.text.split(", "):
            assert part == "world" or code.fullmatch(part), value.text


def test_the_rights_of_schedule_b_are_the_portfolio(sample, sets):
    for name, document in sets.items():
        titles = {clause.title.text for clause in document.schedules[2].clauses}
        held = {holding.grant.id.split("/")[1] for holding in portfolio(sample, name, document.on)}
        assert {f"Right {right}" for right in held} <= titles, name
        written = {grant.id.split("/")[1] for grant in sample.partners[name].grants}
        assert {t for t in titles if t.startswith("Right ")} <= {f"Right {w}" for w in written}, (
            name
        )


def test_an_unknown_partner_is_our_mistake(sample):
    with pytest.raises(KeyError):
        appendix_set(sample, "nobody", sample.as_of)


def _tables(document):
    return [
        block
        for schedule in document.schedules
        for clause in schedule.clauses
        for block in clause.blocks
        if isinstance(block, Table)
    ]


@pytest.mark.parametrize(
    ("code", "seat"),
    [
        ("80337", "Ring 2, 80337 Munich, Germany"),
        ("OR 97209", "Ring 2, Munich, OR 97209, Germany"),
        ("ON M5V 2T6", "Ring 2, Munich, ON M5V 2T6, Germany"),
        ("SW1A 1AA", "Ring 2, SW1A 1AA Munich, Germany"),
    ],
)
def test_a_state_before_the_postal_code_stands_after_the_city(make, text_of, code, seat):
    name = "partners/nordwind.yml"
    text = text_of(name).replace('postal_code: "80337"', f'postal_code: "{code}"')
    program = make({name: text})
    markdown = appendix_files(program, "nordwind", program.as_of)["appendix.md"].decode()
    assert f"| {seat} |" in markdown


@pytest.mark.parametrize(
    ("text", "is_explained"),
    [("We answer within a day.", True), ("The Vendor answers in the US within a day.", False)],
)
def test_we_is_explained_only_where_a_text_says_we(make, text_of, text, is_explained):
    name = "agreements/reseller-2026-1.yml"
    clause = f"clauses: [{{id: pace, schedule: support, title: Pace, text: {text}}}]\n"
    files = appendix_files(make({name: text_of(name) + clause}), "nordwind", date(2026, 11, 22))
    markdown = files["appendix.md"].decode()
    assert text in markdown
    assert ("The Vendor is also called we or us" in markdown) is is_explained
