"""Figures of a form in appendix and page: late interest, credit, an end without a reason."""

from __future__ import annotations

from datetime import date

import pytest
from tests.check.measured import Change, at, files, report

from partnerbook.load import load_tree
from partnerbook.render.appendix import appendix_files
from partnerbook.render.views.agreements import form_pages
from partnerbook.resolve import resolve
from partnerbook.resolve.program import Program
from partnerbook.source.tree import MemoryTree
from partnerbook.values.audience import VENDOR_VIEWER

DAY = date(2026, 11, 22)
FORM = "agreements/reseller-2026-1.yml"
PAID = "counted_from: invoice date}"
RATE = "late_rate: {percent: 9%, per: year, above: the base rate of the ECB}"
LIMIT = "credit_limit: [50000 EUR, 55000 USD]"


def paid(more: str) -> Change:
    return FORM, PAID, f"{PAID.removesuffix('}')}, {more}}}"


def cause(more: str) -> Change:
    return FORM, "", f"causes: [{{id: free, kind: convenience, text: For new owners.{more}}}]\n"


def program_of(*changes: Change) -> Program:
    dollars = ("program.yml", "currencies: [EUR]", "currencies: [EUR, USD]")
    loaded, shape = load_tree(MemoryTree(files(dollars, *changes)))
    program, links = resolve(loaded, DAY)
    assert program is not None
    assert [*shape, *links] == []
    return program


@pytest.mark.parametrize(
    ("change", "appendix", "page"),
    [
        (
            paid(RATE),
            "Late payments bear interest of 9% a year above the base rate of the ECB.",
            ("Late payment", "9% a year above the base rate of the ECB"),
        ),
        (
            paid("late_rate: {percent: 1.5%, per: month}"),
            "Late payments bear interest of 1.5% a month.",
            ("Late payment", "1.5% a month"),
        ),
        (
            paid(LIMIT),
            "The Partner may owe up to EUR 50,000 before it pays first.",
            ("Credit limit", "EUR 50,000 or USD 55,000"),
        ),
        (
            cause(", side: vendor, notice: 6 months"),
            "The Vendor may end the agreement without giving a reason, with a notice of 6 months.",
            ("Notice without a reason", "6 months, by the vendor alone"),
        ),
    ],
)
def test_figures_are_shown(change: Change, appendix: str, page: tuple[str, str]) -> None:
    program = program_of(change)
    text = appendix_files(program, "nordwind", DAY)["appendix.md"].decode()
    assert appendix in " ".join(text.replace("\\", "").split())
    (form,) = form_pages(program, VENDOR_VIEWER, DAY)
    assert page in [(one.label, one.text) for one in form.terms]


@pytest.mark.parametrize(
    ("change", "where", "said"),
    [
        (paid(f"{RATE}, late_interest: Some."), "shape/misplaced-key", "said once"),
        (paid("late_rate: {percent: 9%}"), "shape/missing-key", "`per`"),
        (cause(", notice: 6 months"), "shape/missing-key", "who may; where either side may"),
    ],
)
def test_what_does_not_fit_is_found(change: Change, where: str, said: str) -> None:
    found = report(change).findings
    assert at(found[0]).endswith(where)
    assert said in found[0].message
