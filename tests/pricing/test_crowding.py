"""Past a bound it is not compared which of a group is given: that is said, with the numbers."""

from __future__ import annotations

import pytest
from tests.pricing.build import Maker

from partnerbook.pricing import crowding, extremes
from partnerbook.pricing.untold import why_untold
from partnerbook.resolve.program import Program

BOUND = 5
WHY = (
    "of g the program gives one, by what each comes to; up to 3 of them meet on each of 1 sorts of"
    " deals, which would take 6 comparisons, and no more than"
)


def of_a_group(members: int, *, capped: bool) -> Program:
    """One product at 100 EUR with so many incentives of which the program gives the best."""
    made = Maker({"core": {"a": {}}}, tiers=("gold",)).price("a", "100 EUR")
    for number in range(members):
        caps = [f"deal {900 - 100 * number} EUR"] if capped else []
        made.step(f"s{number}", f"{number + 2}%", group="g", choice="best-for-partner", caps=caps)
    return made.program()


@pytest.mark.parametrize(
    ("members", "capped", "why"), [(2, True, ""), (3, True, WHY), (3, False, "")]
)
def test_what_is_not_compared_is_said(
    members: int, capped: bool, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crowding, "MOST_COMPARED", BOUND)
    (one,) = extremes(of_a_group(members, capped=capped))
    assert one.proven is not bool(why)
    assert why_untold(one).startswith(why)
    assert bool(why_untold(one)) is bool(why)
