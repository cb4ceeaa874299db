"""Flags a right that the vendor's own reserved cells leave no room for."""

from __future__ import annotations

from partnerbook.check.territories.collisions import colliding, say
from partnerbook.check.territories.stars import gathering
from partnerbook.findings import Severity
from partnerbook.rights import RESERVED
from partnerbook.rulebook import Rule

RULE = Rule(
    severity=Severity.ERROR,
    waivable=True,
    judge=colliding(RESERVED),
    gather=gathering(say),
)
