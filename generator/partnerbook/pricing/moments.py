"""Whose tier counts for a step: that of the order, or of another moment.

A step goes by the tier that is held on the day of its anchor. What is paid for a term goes by that
of the order (of the invoice, if that is its anchor), unless ``running:`` lets it keep the rate of a
former tier: that can be any tier held before, for each such step by itself. Each of these is a
moment. A mix says, for the moments besides the order, which tier counts there.
"""

from __future__ import annotations

from partnerbook.pricing.running import OLD
from partnerbook.resolve.program import Step

ORDER = "order"
FORMER = "former/"
"""How the moment of what may keep the rate of a former tier begins; its step's id follows."""
Mix = tuple[tuple[str, str], ...]
"""The moments other than that of the order, each with the tier that counts then."""
NO_MIX: Mix = ()


def moment_of(step: Step) -> str:
    """Which tier counts for a step: that of this moment."""
    if step.term is None:
        return step.anchor
    rule = step.terms.running
    if rule is not None and OLD in (rule.on_promotion, rule.on_demotion):
        return f"{FORMER}{step.id}"
    return "invoice" if step.anchor == "invoice" else ORDER
