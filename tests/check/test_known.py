"""Answers are only taken over from another program where they must be the same."""

from __future__ import annotations

import pytest

from partnerbook.check.outcome import Outcome, examine
from partnerbook.check.rules import RULES
from partnerbook.load import load_tree
from partnerbook.pricing.gap import gaps_of
from partnerbook.pricing.same import same_deals
from partnerbook.resolve import resolve
from partnerbook.resolve.program import Program
from partnerbook.rulebook import PRICING, Answers
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


def changed(good: Tree, *changes: tuple[str, str, str]) -> Tree:
    tree = good
    for path, old, new in changes:
        data = tree.read(f"program/{path}")
        assert isinstance(data, bytes)
        assert old in data.decode()
        tree = Overlay(tree, {f"program/{path}": data.decode().replace(old, new, 1).encode()})
    return tree


def program_of(tree: Tree) -> Program:
    program, _ = resolve(load_tree(tree)[0])
    assert program is not None
    return program


def shown(outcome: Outcome) -> list[object]:
    return [outcome.standing, outcome.waived, outcome.withheld, outcome.unjudged]


@pytest.mark.parametrize(("path", "old", "new"), NO_DEAL_DIFFERS)
def test_taken_over_where_no_deal_differs(
    path: str, old: str, new: str, good: Tree, known: Answers
) -> None:
    quick = examine(changed(good, (path, old, new)), None, "", None, known).answers
    assert quick is not None
    assert quick.extremes is known.extremes
    assert quick.tiers is known.tiers


def test_the_same_answers_as_worked_out_anew(good: Tree, known: Answers) -> None:
    """Working deals out anew is dear, so once for all these changes together."""
    tree = changed(good, *NO_DEAL_DIFFERS)
    quick = examine(tree, None, "", None, known)
    assert quick.answers is not None
    assert quick.answers.extremes is known.extremes
    anew = examine(tree, None, "", None)
    assert anew.answers is not None
    assert anew.answers.extremes is not known.extremes
    assert quick.answers.gaps == anew.answers.gaps
    assert shown(quick) == shown(anew)
    # Something is compared: the changes are not silent.
    assert {finding.id for finding in quick.standing} == {
        "margin/floor",
        "privacy/person-in-program",
        "territory/exclusive-overlap",
    }


@pytest.mark.parametrize(("path", "old", "new"), SOME_DEAL_DIFFERS)
def test_never_where_a_deal_differs(
    path: str, old: str, new: str, good: Tree, known: Answers
) -> None:
    tree = changed(good, (path, old, new))
    assert not same_deals(program_of(tree), known.program, PRICING)


def test_only_the_products_that_differ_are_worked_out_anew(good: Tree, known: Answers) -> None:
    """Again once for several changes: a cost, a price and a limit, each of one product."""
    tree = changed(
        good,
        ("products/insight.yml", "19.00 EUR", "20.00 EUR"),
        ("prices/eur-2026.csv", "480.00", "320.00"),
        ("program.yml", "stack_limits:\n", LIMIT),
    )
    quick = examine(tree, None, "", None, known)
    assert quick.answers is not None
    fresh = {one.product for one in {*quick.answers.extremes}.difference(known.extremes)}
    assert 1 < len(fresh) < len({one.product for one in known.extremes})
    anew = examine(tree, None, "", None)
    assert anew.answers is not None
    assert not {*anew.answers.extremes}.intersection(known.extremes)
    assert shown(quick) == shown(anew)
    assert quick.answers.gaps == anew.answers.gaps
    assert "margin/floor" in {finding.id for finding in quick.standing}


def test_a_repair_brings_back_the_answers_from_before_the_mistake(
    good: Tree, known: Answers
) -> None:
    wrong = Answers(program_of(changed(good, SOME_DEAL_DIFFERS[0])), known)
    assert wrong.extremes is not known.extremes
    mended = Answers(program_of(good), wrong)
    assert mended.extremes is known.extremes


@pytest.mark.parametrize(
    ("change", "same"),
    [
        (("incentives/quarterly-rebate.yml", "rate: 2%", "rate: 1.5%"), True),
        (("incentives/deal-registration.yml", "[new, added]", "[new]"), True),
        (("discounts/partner-discount.yml", "gold: 24%", "gold: 25%"), True),
        (("discounts/partner-discount.yml", "silver: 18%, gold: 24%", "gold: 24%"), False),
        (("prices/eur-2026.csv", "480.00", "481.00"), True),
        (("tiers/gold.yml", "rank: 3", "rank: 5"), False),
        (("routes/distribution.yml", "places: [US]", "places: [US, CA]"), False),
        (("incentives/referral-commission.yml", "from: 2026-01-01", "from: 2028-01-01"), False),
    ],
)
def test_gaps_are_taken_over_where_the_same_rows_lie_there(
    change: tuple[str, str, str], same: bool, good: Tree, known: Answers
) -> None:
    program = program_of(changed(good, change))
    quick, product = Answers(program, known), "connect-edge"
    assert known.lacks_like(quick, product, quick.looked_at[product]) is same
    assert quick.gaps_of(product) == gaps_of(program, product, quick.looked_at[product])


@pytest.mark.parametrize(
    ("changes", "differ"),
    [
        ([("partners/mueller-soehne.yml", "name: ", "name: New ")], 0),
        ([("partners/hansekai.yml", "tier: platinum", "tier: gold")], 3),
        ([("discounts/partner-discount.yml", "gold: 24%", "gold: 25%")], 7),
    ],
)
def test_examples_are_priced_again_where_who_orders_differs(
    changes: list[tuple[str, str, str]], differ: int, good: Tree, known: Answers
) -> None:
    program, name = program_of(changed(good, *changes)), "margin/worked-example"
    quick = RULES[name].findings(name, Answers(program, known))
    assert quick == RULES[name].findings(name, Answers(program))
    assert len(quick) == differ


def test_only_the_tier_that_differs_is_worked_out_anew(good: Tree, known: Answers) -> None:
    wrong = Answers(program_of(changed(good, SOME_DEAL_DIFFERS[0])), known)
    assert {one.tier for one in {*wrong.extremes}.difference(known.extremes)} == {"gold"}


LIMIT = """\
stack_limits:
  - id: gateway-funds
    at_most: 2
    of: [development-funds, quarterly-rebate, winter-gateways]
    for: {products: [connect-edge]}
    reason: The promotion lasts one winter.
"""


def test_a_limit_that_binds_is_seen_in_stacks_taken_over(good: Tree) -> None:
    limited = changed(good, ("program.yml", "stack_limits:\n", LIMIT))
    before = examine(limited, None, "", None)
    assert [one.id for one in before.standing] == []
    after = examine(changed(limited, NO_DEAL_DIFFERS[1]), None, "", None, before.answers)
    assert [one.id for one in after.standing] == ["territory/exclusive-overlap"]
