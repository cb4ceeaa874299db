"""Flags an exclusive right that another partner's right meets: same cells, same days."""

from __future__ import annotations

from partnerbook.check.territories.collisions import colliding, say
from partnerbook.check.territories.grouped import ways
from partnerbook.check.territories.stars import gathering
from partnerbook.findings import Severity
from partnerbook.rights import EXCLUSIVE
from partnerbook.rulebook import Rule

RULE = Rule(
    severity=Severity.ERROR,
    waivable=True,
    judge=colliding(EXCLUSIVE),
    gather=gathering(say, ways=ways),
)
