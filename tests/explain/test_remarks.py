"""What is odd about what an order says was bought in a period is told beside its price."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from tests.explain.conftest import Run

from partnerbook.explain.price import explain_order
from partnerbook.pricing.written import order_of
from partnerbook.render.reports.explain_frame import Frame
from partnerbook.render.reports.explain_price import price
from partnerbook.render.reports.ink import Ink
from partnerbook.resolve.written import Bought
from partnerbook.values.money import parse_money

SHARED = (
    "180,000 EUR serves as the half-year of Connect co-op funds (Corvenna Connect) and the quarter"
    " of Quarterly rebate (Maintain Core, Maintain Mobile, Maintain Parts, Corvenna Insight and"
    " Corvenna Connect); where these differ, say each of them under periods: in the file of the"
    " order"
)
LESS = "3,566 EUR in the {}, this order included, is less than the order itself: 3,567.00 EUR"


@pytest.mark.parametrize(
    ("value", "own", "words"),
    [
        ("180000 EUR", {}, [SHARED]),
        ("180000 EUR", {"connect-co-op": "21000 EUR"}, []),
        (
            "180000 EUR",
            {"connect-co-op": "3566 EUR"},
            [LESS.format("half-year of Connect co-op funds")],
        ),
        ("3567 EUR", {"connect-co-op": "3567 EUR"}, []),
    ],
)
def test_what_was_bought_in_a_period_is_looked_at(
    value: str, own: Mapping[str, str], words: list[str], frame: Frame
) -> None:
    found = next(one for one in frame.program.examples if one.id == "gateway-project")
    periods = {name: Bought(parse_money(text)) for name, text in own.items()}
    order = replace(order_of(found.order), period_value=parse_money(value), periods=periods)
    answer = explain_order(frame.program, order)
    assert [one.words for one in answer.remarks] == words
    assert ("Worth a look:" in price(answer, frame, Ink())) == bool(words)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            ("--used", "growth-bonus/gateway-deal=100 EUR"),
            "--used growth-bonus/gateway-deal: this cap counts each deal by itself",
        ),
        (("--period-value", "60000 USD"), "--period-value 60000 USD: the order is in EUR"),
    ],
)
def test_what_would_count_nowhere_is_refused(
    options: tuple[str, str], said: str, sample_root: Path, run: Run
) -> None:
    order = "explain price --tier gold --line connect-edge=24 --place DE --currency EUR".split()
    code, out, err = run(*order, *options, "--root", str(sample_root))
    assert (code, out) == (2, "")
    assert said in err
