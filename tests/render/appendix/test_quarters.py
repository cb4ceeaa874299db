"""When quarters begin, on the pages and in what a partner signs."""

from __future__ import annotations

import pytest

from partnerbook.render.appendix import appendix_set
from partnerbook.render.appendix.model import AppendixSet, Paragraph
from partnerbook.render.site import site_files
from partnerbook.resolve.program import Program
from partnerbook.values.audience import PARTNER_VIEWER, PUBLIC_VIEWER

JANUARY = "January, April, July and October"
MARCH = "March, June, September and December"


@pytest.fixture(scope="module", params=[(1, "January", JANUARY), (3, "March", MARCH)])
def case(request, sample_files, build) -> tuple[Program, str, str]:
    """The sample with its year beginning in a month; the month, and those of its quarters."""
    first, month, quarters = request.param
    name = "program/program.yml"
    text = sample_files[name].decode().replace("{first_month: 1}", f"{{first_month: {first}}}")
    return build({**sample_files, name: text.encode()}), month, quarters


def schedule(document: AppendixSet, name: str) -> str:
    (found,) = (one for one in document.schedules if one.id == name)
    blocks = [block for clause in found.clauses for block in clause.blocks]
    return "\n".join(block.phrase.text for block in blocks if isinstance(block, Paragraph))


def test_pages_that_count_by_the_quarter_say_when_it_begins(case) -> None:
    program, _, quarters = case
    everywhere = {"incentives.md", "tiers.md"}
    # By what the rebate counts is for partners, as its bands are.
    rebate = {"incentives/quarterly-rebate.md"}
    for viewer, more in ((PARTNER_VIEWER, rebate), (PUBLIC_VIEWER, set())):
        pages = {path: data.decode() for path, data in site_files(program, viewer).items()}
        said = {path for path, text in pages.items() if f"Quarters begin in {quarters}." in text}
        assert said == everywhere | more


def test_schedules_that_count_by_the_quarter_say_when_it_begins(case) -> None:
    program, month, quarters = case
    document = appendix_set(program, "seidel-brandt", program.as_of)
    assert document is not None
    said = f"Quarters begin in {quarters}, and years begin in {month}."
    assert said in schedule(document, "incentives")
    assert f"quarters begin in {quarters} unless it says otherwise." in schedule(
        document, "commitments"
    )
