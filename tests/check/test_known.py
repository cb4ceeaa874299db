"""Answers are only taken over from another program where they must be the same."""

from __future__ import annotations

import pytest

from partnerbook.check.outcome import Outcome, examine
from partnerbook.rulebook import Answers, same_deals
from partnerbook.source.overlay import Overlay
from partnerbook.source.tree import Tree

NO_DEAL_DIFFERS = [
    ("partners/kitano.yml", "legal@kitano.example", "kenji.sato@kitano.example"),
    ("partners/minatobashi.yml", "[maintain, connect]", "[maintain, insight, connect]"),
    ("partners/cedar-hollow.yml", "places: [CA, MX]", "places: [CA]"),
    ("waivers/cedar-hollow-insight.yml", "through: 2027-06-30", "through: 2026-07-30"),
    ("program.yml", "release:", "# Lines may move.\n\nrelease:"),
    ("incentives/deal-registration.yml", "name: Deal", "# Lines may move.\nname: Deal"),
]
SOME_DEAL_DIFFERS = [
    ("discounts/partner-discount.yml", "gold: 24%", "gold: 25%"),
    ("partners/cedar-hollow.yml", "rate: 6%", "rate: 7%"),
    ("partners/cedar-hollow.yml", "effective: 2026-07-01", "effective: 2027-02-01"),
    ("partners/donaublick.yml", "places: [AT]", "places: [AT 10]"),
    ("prices/eur-2026.csv", "480.00", "481.00"),
    ("products/insight.yml", "19.00 EUR", "20.00 EUR"),
    ("program.yml", "maximum_give: 50%", "maximum_give: 49%"),
    ("program.yml", "as_of: 2026-11-22", "as_of: 2027-01-22"),
    ("routes/distribution.yml", "places: [US]", "places: [US, CA]"),
    ("territories/central-europe.yml", "HU]", "HU, RO]"),
    ("tiers/gold.yml", "rank: 3", "rank: 5"),
]


def changed(good: Tree, path: str, old: str, new: str) -> Tree:
    data = good.read(f"program/{path}")
    assert isinstance(data, bytes)
    assert old in data.decode()
    return Overlay(good, {f"program/{path}": data.decode().replace(old, new, 1).encode()})


def shown(outcome: Outcome) -> list[object]:
    return [outcome.standing, outcome.waived, outcome.withheld, outcome.unjudged]


@pytest.mark.parametrize(("path", "old", "new"), NO_DEAL_DIFFERS)
def test_the_same_answers_as_worked_out_anew(
    path: str, old: str, new: str, good: Tree, known: Answers
) -> None:
    tree = changed(good, path, old, new)
    quick = examine(tree, None, "", None, known)
    assert quick.answers is not None
    assert quick.answers.extremes is known.extremes
    anew = examine(tree, None, "", None)
    assert anew.answers is not None
    assert quick.answers.gaps == anew.answers.gaps
    assert shown(quick) == shown(anew)


@pytest.mark.parametrize(("path", "old", "new"), SOME_DEAL_DIFFERS)
def test_never_where_a_deal_differs(
    path: str, old: str, new: str, good: Tree, known: Answers
) -> None:
    program = examine(changed(good, path, old, new), None, "", None, known).program
    assert program is not None
    assert not same_deals(program, known.program)


def test_a_repair_brings_back_the_answers_from_before_the_mistake(
    good: Tree, known: Answers
) -> None:
    path, old, new = SOME_DEAL_DIFFERS[0]
    wrong = examine(changed(good, path, old, new), None, "", None, known).answers
    assert wrong is not None
    assert wrong.extremes is not known.extremes
    mended = examine(good, None, "", None, wrong).answers
    assert mended is not None
    assert mended.extremes is known.extremes
