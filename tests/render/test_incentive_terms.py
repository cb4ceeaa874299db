"""What incentives say beside their rates, on the pages and in the terms of the sample."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from tests.render.conftest import files_of

from partnerbook.load import load_tree
from partnerbook.pricing import Line, Order, price
from partnerbook.render.appendix import appendix_set
from partnerbook.render.appendix.terms import render
from partnerbook.render.site import site_files
from partnerbook.resolve import resolve
from partnerbook.resolve.program import Program
from partnerbook.source.tree import MemoryTree
from partnerbook.values.audience import PARTNER_VIEWER, PUBLIC_VIEWER, Viewer

Made = Callable[[Viewer], Mapping[str, bytes]]


@pytest.fixture(scope="module")
def pages(made: Made) -> dict[str, str]:
    files = made(PARTNER_VIEWER)
    return {path: data.decode() for path, data in files.items() if path.startswith("incentives/")}


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("connect-co-op", "By credit note"),
        ("connect-co-op", "Against proof of use; by credit note if it comes to less than"),
        ("connect-co-op", "The credit note reduces the price, and the tax with it."),
        (
            "connect-co-op",
            "so it stays that",
        ),
        ("winter-gateways", "The vendor 60%, the distributor 40%"),
        ("agent-commission", "When the tier rises"),
        ("agent-commission", "What runs is paid to its end"),
        ("predict-practice", "It is paid beside all deals, out of a budget"),
        ("predict-practice", "Two consultants certified in condition monitoring"),
    ],
)
def test_partners_read_it(pages: dict[str, str], page: str, said: str) -> None:
    assert said in pages[f"incentives/{page}.md"]


def test_nobody_reads_the_budget(made: Made) -> None:
    for viewer in (PUBLIC_VIEWER, PARTNER_VIEWER):
        for path, data in made(viewer).items():
            assert b"agreed with regional management" not in data, path


def test_contracts_say_it(sample: Program) -> None:
    (on, names) = (sample.as_of, sample.partners)
    found = [one for name in names if (one := appendix_set(sample, name, on)) is not None]
    texts = "\n".join(render(one) for one in found)
    for said in (
        "60%, by credit note",
        "40%, against proof of use; by credit note if it comes to less than EUR 1,000 in half a",
        "Two consultants certified in condition monitoring",
        "When the tier falls",
        "the Vendor 60% and the distributor 40%",
        "Other income; no reduction of any price",
    ):
        assert said in texts, said


def test_a_practice_fund_is_beside_the_deal(sample: Program) -> None:
    """It gives nothing on an order, and no order has to say anything for its sake."""
    order = Order(
        currency="EUR",
        dates={"order": sample.as_of},
        lines=(Line("insight-predict", 10),),
        place="DE",
        tier="gold",
    )
    (line,) = price(sample, order).lines
    reasons = {one.step.id: one.reason for one in line.not_applied}
    assert reasons["predict-practice"] == "beside the deal: paid for milestones, out of its budget"


def test_a_falling_price_is_shown_with_its_credit(sample_root: Path) -> None:
    root = sample_root / "tests" / "programs" / "prices-that-fall"
    program, _ = resolve(load_tree(MemoryTree(files_of(root)))[0])
    assert program is not None
    page = site_files(program, PARTNER_VIEWER)["incentives/protection.md"].decode()
    page = page.replace("\N{NO-BREAK SPACE}", " ")
    assert "EUR 67.50 instead of EUR 75 net at the rates of the order, and EUR 7.50 is" in page
    assert "<dt>Stock reported within</dt> <dd>10 days, with the day of the fall</dd>" in page
