"""What partners committed to: kept or missed over the last time that is over."""

from __future__ import annotations

from datetime import date

import pytest
from tests.check.measured import GOLD, METRIC, PARTNER, Change, at, files, report

from partnerbook.load import load_tree
from partnerbook.resolve import resolve
from partnerbook.source.tree import MemoryTree
from partnerbook.standing.commitments import commitments

DAY = date(2026, 11, 22)
EARNED: Change = (GOLD, "50000 EUR", "100 EUR")


def promise(more: str, missed: str = "A joint plan") -> Change:
    follows = f", if_missed: {missed}" if missed else ""
    text = f"commitments:\n  - {{id: sales, what: Sales, period: as agreed{follows}{more}}}\n"
    return PARTNER, "grants:", f"{text}grants:"


def measured(amount: str, window: str) -> Change:
    return promise(f", amount: {amount}, metric: revenue, window: {window}")


@pytest.mark.parametrize(
    ("change", "kept", "so_far"),
    [
        (measured("29500 EUR", "trailing 3 months"), "yes", None),
        (measured("29501 EUR", "trailing 3 months"), "no", None),
        # The year before it joined is no year of the agreement; the running one is not over.
        (measured("29501 EUR", "calendar year"), None, "no"),
        (measured("1 EUR", "last calendar year"), None, None),
        (measured("1 USD", "trailing 3 months"), "cannot tell", None),
        (measured("40000 EUR", "trailing 12 months"), None, None),
        (promise(", amount: 1 EUR"), None, None),
    ],
)
def test_commitments(change: Change, kept: str | None, so_far: str | None) -> None:
    more = (("program.yml", "currencies: [EUR]", "currencies: [EUR, USD]"),)
    loaded, shape = load_tree(MemoryTree(files(EARNED, change, *more)))
    program, links = resolve(loaded, DAY)
    assert program is not None
    assert [*shape, *links] == []
    (one,) = commitments(program, program.partners["nordwind"], DAY)
    assert (one.kept and one.kept.verdict) == kept
    assert (one.so_far and one.so_far.verdict) == so_far


@pytest.mark.parametrize(
    ("changes", "where", "said"),
    [
        ([measured("29500 EUR", "trailing 3 months")], "", ""),
        (
            [measured("30000 EUR", "trailing 3 months")],
            "partner/commitment-missed",
            "29,500 EUR of 30,000 EUR, 500 EUR missing (1 August to 31 October 2026)",
        ),
        ([promise(", amount: 1 EUR", "")], "agreement/no-consequence", "nothing says what"),
        (
            [promise(", amount: 1 EUR, metric: revenue")],
            "reference/unfit-metric",
            "Revenue is summed up over time: say over which (`window:`)",
        ),
        ([promise(", metric: revenue, window: lifetime")], "shape/missing-key", "percent"),
        ([measured("1 EUR", "trailing 3 month")], "", ""),
        ([measured("1 EUR", "trailing 3 monts")], "shape/wrong-value", "write a window"),
        (
            [promise(", count: 1, metric: revenue, window: lifetime")],
            "reference/unfit-metric",
            "Sales asks for a number, but Revenue is measured in money",
        ),
        (
            [measured("1 EUR", "lifetime"), (PARTNER, "metric: revenue", "metric: revenu")],
            "reference/unknown-metric",
            "did you mean revenue?",
        ),
        (
            [
                (
                    "agreements/reseller-2026-1.yml",
                    "",
                    'performance: [{id: csat, what: Satisfaction, target: "4", period: yearly}]\n',
                )
            ],
            "agreement/no-consequence",
            "does not say what follows if this is missed: Satisfaction",
        ),
    ],
)
def test_findings(changes: list[Change], where: str, said: str) -> None:
    found = report(EARNED, *changes).findings
    if not where:
        assert found == ()
        return
    (one,) = found
    assert at(one).endswith(where)
    assert said in one.message


def test_a_commitment_is_no_tier_so_a_metric_of_pay_will_do() -> None:
    pay = (METRIC, "counts_to: [tier]", "counts_to: [pay]")
    found = report(EARNED, pay, measured("30000 EUR", "trailing 3 months")).findings
    assert [at(one) for one in found] == ["gold.yml:6:55 reference/unfit-metric"]
