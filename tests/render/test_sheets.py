"""A partner's own page about its tier: exact text, and nothing of anybody else in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from partnerbook.load import load_tree
from partnerbook.render.sheets import standing_sheets
from partnerbook.resolve import resolve
from partnerbook.resolve.program import Program
from partnerbook.source.overlay import Overlay
from partnerbook.source.tree import FolderTree

PROGRAMS = Path(__file__).parents[1] / "programs"


def program_of(root: Path) -> Program:
    program, _ = resolve(load_tree(FolderTree(root))[0])
    assert program is not None
    return program


@pytest.mark.parametrize(
    ("name", "partner"),
    [
        ("three-criteria", "vector-eleven"),
        ("three-criteria", "nobody-won"),
        ("points-with-a-minimum", "only-sales"),
        ("review-round", "own-wish"),
    ],
)
def test_the_page_of_a_partner(name: str, partner: str, request: pytest.FixtureRequest) -> None:
    said = standing_sheets(program_of(PROGRAMS / name))[f"{partner}/standing.md"].decode()
    path = PROGRAMS / name / "expected" / f"standing-{partner}.md"
    if request.config.getoption("--accept"):
        path.write_text(said, "utf-8")
        return
    assert said == path.read_text("utf-8")


def test_nobody_reads_of_anybody_else(sample_root: Path) -> None:
    program = program_of(sample_root)
    sheets = standing_sheets(program)
    assert len(sheets) == 2 * len(program.partners)
    for path, data in sheets.items():
        text = data.decode()
        assert "program/" not in text
        assert ".csv" not in text
        assert "nobody measures" not in text
        own = path.partition("/")[0]
        for other in program.partners.values():
            assert other.id == own or other.name not in text


def test_what_nobody_measures_is_told_as_it_was_agreed(sample_root: Path) -> None:
    (line,) = [
        line
        for line in standing_sheets(program_of(sample_root))["tiszapart/standing.md"]
        .decode()
        .splitlines()
        if "Purchases" in line
    ]
    assert line == "- **Agreed**: Purchases at list, each calendar year"


def test_where_nothing_is_measured_there_is_no_page() -> None:
    assert standing_sheets(program_of(PROGRAMS / "minimal")) == {}


NOTICE = """## What we told you

### Connect discounts from January 2027

Bought from us, Connect earns registered partners 6 instead of 8 percent from 1 January 2027, gold\
 partners 19 instead of 18 and platinum partners 24 instead of 22 percent.

- Sent to you on: 28 September 2026
- Takes effect on: 1 January 2027
- Proof: Delivery receipt in the contract archive
"""


def test_a_partner_reads_the_notices_sent_to_it_and_no_others(sample_root: Path) -> None:
    sheets = standing_sheets(program_of(sample_root))
    assert sheets["liffeyside/standing.md"].decode().endswith(NOTICE)
    told = {path for path, data in sheets.items() if "## What we told you" in data.decode()}
    table = (sample_root / "program/notices/connect-2027.csv").read_text("utf-8")
    sent = {row.partition(",")[0] for row in table.splitlines()[1:]}
    assert told == {f"{partner}/standing.md" for partner in sent}


def test_a_partner_reads_its_life_and_nothing_of_its_due_diligence(sample_root: Path) -> None:
    said = standing_sheets(program_of(sample_root))["coral-bight/standing.md"].decode()
    assert said.endswith(
        "## Your partnership\n\n"
        "- Applicant: 7 September to 8 November 2026. Asked for at the ports fair in Brisbane.\n"
        "- Being taken on: 9 to 30 November 2026\n"
        "- Active: from 1 December 2026\n"
    )
    assert "diligence" not in said
    assert "Screening report" not in said


def test_whose_partnership_is_over_reads_until_when_it_sells_off(sample_root: Path) -> None:
    said = standing_sheets(program_of(sample_root))["korfos/standing.md"].decode()
    assert "- Ended: from 1 November 2026. Its customers are served by our own team" in said
    assert said.endswith("- Offers made before may become orders until 31 December 2026\n")
    assert "To reach" not in said


def test_without_measured_tiers_a_notice_still_has_a_page() -> None:
    files = {
        "program/notices/new.yml": (
            b"name: New <b>prices</b>\nsubject: list-2027\nwhat: |\n  More.\n\n  # Much more.\n"
            b"effective: 2027-01-01\nnote: By registered letter.\n"
        ),
        "program/notices/new.csv": b"partner,sent_on,proof\nnordwind,2026-10-01,Receipt 4711\n",
    }
    loaded, shape = load_tree(Overlay(FolderTree(PROGRAMS / "minimal"), files))
    assert shape == []
    program, _ = resolve(loaded)
    assert program is not None
    sheets = standing_sheets(program)
    assert set(sheets) == {"nordwind/standing.md", "nordwind/standing.html"}
    said = sheets["nordwind/standing.md"].decode()
    assert "### New &lt;b&gt;prices" in said
    assert "More.\n\n\\# Much more." in said
    assert "Tier that you hold" not in said
    assert "registered letter" not in said


def test_the_page_of_a_partner_is_a_file_to_send_too(sample_root: Path) -> None:
    program = program_of(sample_root)
    sheets = standing_sheets(program)
    said = sheets["mueller-soehne/standing.html"].decode()
    assert "<script" not in said
    assert "src=" not in said
    assert "Müller &amp; Söhne Anlagentechnik GmbH &amp; Co. KG: where you stand</h1>" in said
    assert 'write to <a href="mailto:partners@corvenna.example">' in said
    plain = sheets["mueller-soehne/standing.md"].decode()
    assert plain.startswith("# Müller & Söhne")
    assert "Certified consultants: 2 of 3" not in plain, "Gold asks for four then"
    assert "<p " not in plain
