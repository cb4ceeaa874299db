"""What newer forms say by type stands in the appendix, all of it; older ones stay as they were."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from partnerbook.load import load_tree
from partnerbook.render.appendix import appendix_files
from partnerbook.resolve import resolve
from partnerbook.resolve.program import Program
from partnerbook.source.tree import FolderTree
from partnerbook.values.period import Duration

DAY = date(2026, 12, 1)
SECTIONS = (
    "causes",
    "obligations",
    "performance",
    "attestations",
    "confidentiality",
    "intellectual_property",
    "sanctions",
    "anti_corruption",
    "assignment",
)
CODES = ("id", "kind", "side", "owner", "topic", "about", "partner_types")


@pytest.fixture(scope="module")
def program(sample_root: Path) -> Program:
    found, _ = resolve(load_tree(FolderTree(sample_root))[0], DAY)
    assert found is not None
    return found


def texts(value: Any) -> Iterator[str]:
    """Every text and duration inside, less the words of the language."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in CODES:
                yield from texts(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from texts(inner)
    elif isinstance(value, Duration):
        yield str(value).replace("1 business days", "1 business day")
    else:
        yield " ".join(str(value).split())


def shown(program: Program, partner: str) -> str:
    text = appendix_files(program, partner, DAY)["appendix.md"].decode()
    return " ".join(text.replace("\\", "").split())


def test_the_appendix_has_all_of_it(program: Program) -> None:
    form = program.partners["coral-bight"].agreement
    assert form is not None
    record = form.form.record
    appendix = shown(program, "coral-bight")
    for section in (*SECTIONS, "termination"):
        for text in texts(record[section]):
            assert text.rstrip(".") in appendix, section
    assert str(record["payment"]["credit"]).strip() in appendix
    for words in ("The Vendor", "The Partner", "Change of control", "Care for customers"):
        assert words in appendix


@pytest.mark.parametrize("partner", ["wattle-range", "alpgrat"])
def test_a_form_without_it_has_no_such_clause(program: Program, partner: str) -> None:
    appendix = shown(program, partner)
    for title in ("Duties of both sides", "Grounds by sort", "Confidentiality", "Assignment"):
        assert title not in appendix


def test_reviews_with_one_partner_stand_in_its_appendix_alone(program: Program) -> None:
    assert "Level and joint plan" in shown(program, "hansekai")
    assert "Reviews with the Partner" not in shown(program, "alpgrat")
