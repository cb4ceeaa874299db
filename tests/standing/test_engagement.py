"""What partners get by the engagement model, and how old the scores are by which they are chosen.

who-looks-after-whom has a partner for each case: just at the edge of a class, one whose year is
cut by the window, a newcomer, one inside a narrower rule. ``pytest --accept`` rewrites the answers.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from partnerbook.load import load_tree
from partnerbook.resolve import resolve
from partnerbook.resolve.engagement import Reach
from partnerbook.resolve.program import Program
from partnerbook.source.tree import FolderTree
from partnerbook.standing import Care, Cares, scores
from partnerbook.standing.words import care_figures

PROGRAM = Path(__file__).parents[1] / "programs" / "who-looks-after-whom"


@pytest.fixture(scope="module")
def program() -> Program:
    loaded, shape = load_tree(FolderTree(PROGRAM))
    found, findings = resolve(loaded)
    assert [finding.message for finding in (*shape, *findings)] == []
    assert found is not None
    return found


def lines(care: Care) -> Iterator[str]:
    rules = " or ".join(rule.id for rule in care.rules)
    yield f"{care.partner}: {care.found}: {rules}; {care_figures(care)}"
    yield from (f"  {doubt.say}" for doubt in care.doubts)


def test_partners_fall_under_exactly_that(program: Program, request: pytest.FixtureRequest) -> None:
    cares = Cares(program, program.as_of)
    found = [cares.of(name) for name in program.partners]
    said = "".join(f"{line}\n" for care in found if care for line in lines(care))
    path = PROGRAM / "expected" / "engagement.txt"
    if request.config.getoption("--accept"):
        path.write_text(said, "utf-8")
        return
    assert said == path.read_text("utf-8")


def settled(program: Program) -> dict[str, tuple[str, frozenset[str]]]:
    cares = Cares(program, program.as_of)
    found = {name: cares.of(name) for name in program.partners}
    return {
        name: (care.found, frozenset(rule.id for rule in care.rules))
        for name, care in found.items()
        if care
    }


def test_the_order_of_rules_means_nothing(program: Program) -> None:
    assert program.model is not None
    rules = list(program.model.rules)
    for seed in range(6):
        random.Random(seed).shuffle(rules)
        model = replace(program.model, rules=tuple(rules))
        assert settled(replace(program, model=model)) == settled(program)


def test_what_is_reported_later_changes_nothing_earlier(program: Program) -> None:
    day = date(2026, 9, 30)
    before = Cares(program, day).of("cut-in-two")
    measures = {
        key: tuple(row for row in rows if row.reported <= day)
        for key, rows in program.evidence.measures.items()
    }
    evidence = replace(program.evidence, measures=measures)
    assert Cares(replace(program, evidence=evidence), day).of("cut-in-two") == before


def test_who_serves_others_is_no_partner_of_a_rule_for_some(program: Program) -> None:
    """Segments: any of those a rule names, in each segmentation that it names."""
    assert program.model is not None
    everybody = program.model.rules[0]
    narrow = Reach({}, {"sector": frozenset({"public"})}, None)
    model = replace(program.model, rules=(everybody, replace(everybody, id="public", reach=narrow)))
    partner = program.partners["slowing-down"]
    asked = replace(program, model=model)

    def found(said: dict[str, tuple[str, ...]] | None) -> list[str]:
        profile = {} if said is None else {"profile": {"segments": said}}
        record = replace(partner.record, data={**partner.record.data, **profile})
        who = replace(partner, record=record)
        partners = {**program.partners, partner.id: who}
        care = Cares(replace(asked, partners=partners), program.as_of).of(partner.id)
        assert care is not None
        return [care.found, *(rule.id for rule in care.rules), *(one.say for one in care.doubts)]

    assert found({"sector": ("commercial",)}) == ["one", "everybody"]
    assert found({"sector": ("commercial", "public")}) == ["one", "public"]
    assert found(None)[0] == "cannot tell"
    assert found(None)[-1] == "Slowing Down GmbH does not say which customers it serves"


@pytest.mark.parametrize(
    ("on", "months", "stale"),
    [
        (date(2025, 11, 22), 0, False),
        (date(2026, 11, 21), 11, False),
        (date(2026, 11, 22), 12, False),
        (date(2026, 11, 23), 12, True),
    ],
)
def test_a_score_counts_for_twelve_months(
    program: Program, on: date, months: int, stale: bool
) -> None:
    score = scores(program.partners["waiting"], on)["capability"]
    assert (score.months, score.stale) == (months, stale)


def test_the_newest_score_counts_that_is_known(program: Program) -> None:
    waiting = program.partners["waiting"]
    known = [scores(waiting, date(2026, month, 15)) for month in (1, 9, 10)]
    assert [one["desire"].value for one in known] == [40, 40, 70]
    assert "capacity" not in known[0]
