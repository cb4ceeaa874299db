"""Prices that stand out beside another list, and differences that are no slip."""

from __future__ import annotations

import pytest

from partnerbook.check.rules.price.out_of_line import RULE
from partnerbook.check.run import check_tree
from partnerbook.findings import Finding
from partnerbook.load import load_tree
from partnerbook.resolve import resolve
from partnerbook.rulebook import Answers
from partnerbook.source.overlay import Overlay
from partnerbook.source.tree import Tree

USD, EUR, JPY = (f"program/prices/{name}-2026.csv" for name in ("usd", "eur", "jpy"))
SLIP = ("CV-MC-100,520.00", "CV-MC-100,5200.00")
Change = tuple[str, str, str]


def changed(good: Tree, *changes: Change) -> Tree:
    """The sample with prices changed."""
    files: dict[str, bytes] = {}
    for path, old, new in changes:
        data = files.get(path) or good.read(path)
        assert isinstance(data, bytes)
        assert old.encode() in data
        files[path] = data.replace(old.encode(), new.encode())
    return Overlay(good, files)


def found(tree: Tree) -> list[Finding]:
    """The findings of the rule."""
    program, _ = resolve(load_tree(tree)[0])
    assert program is not None
    return RULE.findings("price/out-of-line", Answers(program))


@pytest.mark.parametrize(
    ("change", "subject", "text"),
    [
        ((USD, *SLIP), "usd-2026/maintain-core", "520.00"),
        ((USD, "CV-MC-100,520.00", "CV-MC-100,5.20"), "usd-2026/maintain-core", "520.00"),
        ((EUR, "CV-IP-210,168.00", "CV-IP-210,1680.00"), "eur-2026/insight-predict", "168.00"),
        ((JPY, "CV-IP-210,27500", "CV-IP-210,275000"), "jpy-2026/insight-predict", "27500"),
        # Six times too much is out of line, but by no point in the wrong place.
        ((USD, "CV-MC-100,520.00", "CV-MC-100,3120.00"), "usd-2026/maintain-core", ""),
    ],
)
def test_one_price(change: Change, subject: str, text: str, good: Tree) -> None:
    (finding,) = found(changed(good, change))
    assert finding.subject == subject
    assert [edit.text for repair in finding.help for edit in repair.edits] == [text] * bool(text)


@pytest.mark.parametrize(
    "change",
    [
        (USD, "CV-MC-100,520.00", "CV-MC-100,2500.00"),
        (USD, "CV-MC-100,520.00", "CV-MC-100,150.00"),
        (USD, "user-year", "user-month"),
    ],
    ids=["less than five times more", "less than five times less", "another unit"],
)
def test_what_is_no_slip(change: Change, good: Tree) -> None:
    assert found(changed(good, change)) == []


def test_the_sum_can_be_followed(good: Tree) -> None:
    (finding,) = found(changed(good, (USD, *SLIP)))
    assert [(term.amount, term.label) for term in finding.sum] == [
        ("10.83", "5200.00 USD ÷ 480.00 EUR"),
        ("÷ 1.083", "the middle of this for the 9 products on both lists"),
        ("10", "times what it should be by the others"),
    ]


def test_two_slips_are_two_findings(good: Tree) -> None:
    both = changed(good, (USD, *SLIP), (EUR, "CV-IP-210,168.00", "CV-IP-210,16.80"))
    assert {f.subject for f in found(both)} == {
        "usd-2026/maintain-core",
        "eur-2026/insight-predict",
    }


def test_the_repair_is_kept_since_it_mends(good: Tree, known: Answers) -> None:
    report = check_tree(
        changed(good, (USD, *SLIP)), None, "", lambda _: pytest.fail("it has a day"), known
    )
    (finding,) = report.findings
    assert [repair.say for repair in finding.help] == [
        "write 520.00 on usd-2026 (÷ 10)",
        "or check it with whoever sets the prices",
    ]


@pytest.mark.parametrize(("kept", "count"), [(5, 1), (4, 0)], ids=["four", "three"])
def test_fewer_than_four_products_say_nothing(kept: int, count: int, good: Tree) -> None:
    """Both other lists keep only so many lines, the first of them the head."""
    changes: list[Change] = [(USD, *SLIP)]
    for path in (EUR, JPY):
        data = good.read(path)
        assert isinstance(data, bytes)
        lines = data.decode().splitlines(keepends=True)
        changes.append((path, "".join(lines[kept:]), ""))
    assert len(found(changed(good, *changes))) == count
