"""Reviews of a partner beside what the engagement model promises."""

from __future__ import annotations

import pytest
from tests.check.measured import Change, at, report

MODEL = """engagement_model:
  volume:
    metric: revenue
    window: trailing 3 months
    classes:
      - {id: small, name: Small}
      - {id: large, name: Large, amounts: [250000 EUR]}
  velocity:
    kind: growth
    metric: revenue
    window: trailing 3 months
    classes:
      - {id: steady, name: Steady}
      - {id: fast, name: Fast, percent: 20%}
    newcomers: steady
  rules:
    - {id: everybody, review_every: 3 months, answer_within: 2 business days}
"""

BY_MODEL = (
    "was reviewed last on 20 August 2026; the engagement model promises that every 3 months"
    " (volume 29,500 EUR (Small), growth newcomer (Steady)): 2 days late"
)
SEVERAL = """  - {id: plan, what: Plan, last: 2026-01-20, every: 12 months}
  - {id: deals, what: Deals, last: 2026-09-20, every: 12 months}
"""


@pytest.mark.parametrize(
    ("reviews", "expected"),
    [
        ("", ""),
        ("  - {id: plan, what: Plan, last: 2026-08-22, every: 6 months}\n", ""),
        (
            "  - {id: plan, what: Plan, last: 2026-08-20, every: 6 months}\n",
            BY_MODEL,
        ),
        # The latest of several counts, and what is late by its own rhythm is said once.
        (
            SEVERAL,
            "",
        ),
        (
            "  - {id: plan, what: Plan, last: 2026-05-20, every: 6 months}\n",
            ": review is due: Plan, 2 days late",
        ),
    ],
)
def test_reviews_by_the_model(reviews: str, expected: str) -> None:
    changes: list[Change] = [("program.yml", "", MODEL)]
    if reviews:
        changes.append(("partners/nordwind.yml", "", f"reviews:\n{reviews}"))
    found = report(*changes).findings
    said = [f"{at(one)} {one.message}" for one in found if one.id == "partner/review-missed"]
    assert len(said) == bool(expected)
    assert all(one.startswith("nordwind.yml:23:34 ") and one.endswith(expected) for one in said)
