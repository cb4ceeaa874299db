"""Flags a shared exclusive right that outsiders meet, that is over its limit, or off its scope."""

from __future__ import annotations

from partnerbook.check.territories.collisions import colliding, fewer, say
from partnerbook.check.territories.grouped import ways
from partnerbook.check.territories.stars import gathering
from partnerbook.findings import Severity
from partnerbook.rights import SHARED, SHARED_LIMIT, SHARED_SCOPE
from partnerbook.rulebook import Rule

RULE = Rule(
    severity=Severity.ERROR,
    waivable=True,
    judge=colliding(SHARED, SHARED_LIMIT, SHARED_SCOPE),
    gather=gathering(say, fewer, ways),
)
