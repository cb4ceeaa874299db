"""Prices, bands, purposes and caps of some cells: what the site and an appendix say of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.render.conftest import Build, files_of

from partnerbook.render.appendix import appendix_set
from partnerbook.render.appendix.model import Row, phrases_of
from partnerbook.render.site import site_files
from partnerbook.resolve.program import Program
from partnerbook.values.audience import PARTNER_VIEWER

ROOT = Path(__file__).parents[1] / "programs" / "bands-and-prices"
PAGES = {
    "discounts/reseller-discount.md": [
        "| Core · Gold · Public sector | **None** | **Down to EUR 65 per unit** |",
        "1 to 49 seats 5%; 50 seats and more 10%, each unit or amount by its own band",
    ],
    "incentives/training-allowance.md": [
        "<dt>Kind</dt> <dd>Allowance for training</dd>",
        "EUR 2 per unit",
        "At most EUR 15 per deal, for Core.",
        "At most EUR 1.50 per unit, for School, except Sector: Commercial.",
    ],
    "incentives/growth-bonus.md": [
        "| Growth | Rate |",
        "| 0% to below 10% | **0%** |",
        "| 20% and more | **2%** |",
        "Measured by the growth of purchases over the year before.",
        "purchases grown by 10%",
    ],
    "incentives/core-accelerator.md": [
        "<dd>Accelerator, on top of another incentive</dd>",
        "Only together with [Growth bonus](growth-bonus.md).",
    ],
}
SCHEDULES = [
    (
        "School | Gold and quantity from 50 seats, each part by its own band | Gold | 1 April 2026"
        " | until changed | 10%"
    ),
    (
        "Core | Gold and Public sector | Gold | 1 April 2026 | until changed"
        " | down to EUR 65 per unit"
    ),
    "Kind | Allowance, for training",
    "At most per deal | EUR 15, for Core",
    "At most per unit | EUR 1.50, for School and except Sector: Commercial",
    (
        "The rate depends on how much the Partner's purchases of a year grew over the last. Once a"
        " band is reached, its rate is for all of it."
    ),
]


@pytest.fixture(scope="module")
def program(build: Build) -> Program:
    return build(files_of(ROOT))[1]


@pytest.mark.parametrize("page", PAGES)
def test_the_site_says_it(program: Program, page: str) -> None:
    files = site_files(program, PARTNER_VIEWER)
    (text,) = (data.decode() for path, data in files.items() if path.endswith(page))
    for said in PAGES[page]:
        assert said in text.replace("\u00a0", " ")


def test_the_appendix_says_it(program: Program) -> None:
    document = appendix_set(program, "nordwind", date(2026, 11, 22))
    assert document is not None
    lines = [
        " | ".join(cell.text for cell in line.cells) if isinstance(line, Row) else line.text
        for schedule in document.schedules
        for clause in schedule.clauses
        for block in clause.blocks
        for line in phrases_of(block)
    ]
    for said in SCHEDULES:
        assert said in lines
