"""Flags a sole right that a second partner's sole or non-exclusive right meets."""

from __future__ import annotations

from partnerbook.check.territories.collisions import colliding, say
from partnerbook.check.territories.grouped import ways
from partnerbook.check.territories.stars import gathering
from partnerbook.findings import Severity
from partnerbook.rights import SOLE
from partnerbook.rulebook import Rule

RULE = Rule(
    severity=Severity.ERROR,
    waivable=True,
    judge=colliding(SOLE),
    gather=gathering(say, ways=ways),
)
