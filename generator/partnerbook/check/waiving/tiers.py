"""Which partners keep a tier that they have not earned by a waiver."""

from __future__ import annotations

from collections.abc import Iterable

from partnerbook.check.waiving.watch import Waived
from partnerbook.standing import Exempt

TIERS = ("tier/not-earned", "tier/expired-certificate")


def exempt(waived: Iterable[Waived]) -> dict[str, Exempt]:
    """By partner, the waiver that lets it keep what it has not earned."""
    found = {}
    for one in waived:
        last = one.waiver.period.through
        if one.finding.id in TIERS and last is not None:
            found[one.finding.subject] = Exempt(one.waiver.id, last, one.waiver.ref)
    return found
