"""What a finding that is let pass takes from the vendor, in words."""

from __future__ import annotations

from partnerbook.check.margins.deals import percent
from partnerbook.findings import Cost
from partnerbook.render import fmt


def in_words(cost: Cost) -> str:
    """``USD 2,068.82 on the smallest such deal (1.25% of USD 165,074 at list)``."""
    if cost.endless:
        return f"{percent(cost.share)} of list, {cost.on}"
    of = f"{percent(cost.share)} of {fmt.money(cost.value)} at list"
    upto = "up to " if cost.at_most else ""
    return f"{upto}{fmt.money(cost.short)} {cost.on} ({of})"
