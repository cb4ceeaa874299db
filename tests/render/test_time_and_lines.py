"""What is paid for a term, taken back, recommended or reclassified, on the pages of the sample."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pytest

from partnerbook.values.audience import PARTNER_VIEWER, PUBLIC_VIEWER, Viewer

Made = Callable[[Viewer], Mapping[str, bytes]]


def words(made: Made, viewer: Viewer, page: str) -> str:
    """The words of a page, without its markup."""
    text = made(viewer)[page].decode()
    return " ".join(re.sub(r"<[^>]+>|[*|\\]", " ", text).split())


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("incentives", "Upgrades The whole order Found by the partner"),
        ("incentives/service-share", "Paid for 36 months from the customer's first sale"),
        ("incentives/service-share", "Price of one billing period"),
        (
            "incentives/service-share",
            "2 years × EUR 1,152 = EUR 2,304 until the term ends, the last on 20 January 2028, if",
        ),
        (
            "incentives/quarterly-rebate",
            "Taken back on Cancellations and returns within 90 days of the order: in full",
        ),
        (
            "incentives/agent-commission",
            "Taken back on Cancellations: for the months of its term that have not begun",
        ),
        ("incentives/agent-commission", "3 years × EUR 2,496 = EUR 7,488 if the customer stays"),
        ("incentives/agent-commission", "Agent commission, all lines together: EUR 9,594."),
        ("incentives/referral-commission", "A resale becomes a referral"),
        ("tiers/silver", "A service provider offers Maintain for resale"),
        ("incentives/connect-co-op", "at the order, for one month of Connect Edge and one year of"),
        ("incentives/connect-co-op", "A smallest deal and a band of list value are measured on"),
        ("incentives", "do not reduce each other. Each amount is rounded"),
        ("incentives/quarterly-rebate", "The partner gets EUR 14,208 back."),
        ("incentives/quarterly-rebate", "The partner pays back EUR 284.16 later."),
        ("incentives/deal-registration", "the distributor sets its own price"),
        ("incentives/sourcing-bonus", "The whole order counts as sourced, because line 2 is an"),
        ("discounts/partner-discount", "A recommendation: the distributor sets its own price"),
    ],
)
def test_partners_read_it(made: Made, page: str, said: str) -> None:
    assert said in words(made, PARTNER_VIEWER, f"{page}.md")


def test_the_public_is_not_told_how_lines_count(made: Made) -> None:
    assert "Before any price" not in words(made, PUBLIC_VIEWER, "incentives.md")


def test_a_distributor_reads_what_it_is_credited_for(made: Made) -> None:
    text = words(made, Viewer("distributor"), "incentives/registration-credit.md")
    assert "Only together with [Deal registration]" in text
    assert "Deal registration (recommended)" in text
