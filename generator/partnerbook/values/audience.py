"""Who may see a value: public, any partner, distributors, one partner, or only the vendor."""

from __future__ import annotations

from dataclasses import dataclass

PUBLIC_NAME = "public"
LEVELS = ("public", "partner", "distributor", "own", "internal")


@dataclass(frozen=True, slots=True)
class Audience:
    """Who may see a value. ``partner`` is the partner's id when ``level`` is ``own``."""

    level: str
    partner: str = ""

    def __post_init__(self) -> None:
        if self.level not in LEVELS or (self.level == "own") != bool(self.partner):
            raise ValueError(f"no such audience: {self.level!r} {self.partner!r}")

    def __and__(self, other: Audience) -> Audience:
        """The narrower of the two: who may see something made from both."""
        if self == other:
            return self
        if self.level == "own" and other.level == "own":
            return INTERNAL
        return max(self, other, key=lambda audience: LEVELS.index(audience.level))


PUBLIC = Audience("public")
PARTNER = Audience("partner")
DISTRIBUTOR = Audience("distributor")
INTERNAL = Audience("internal")


def own(partner: str) -> Audience:
    """Only this partner (and the vendor)."""
    return Audience("own", partner)


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks. A named partner sees public, partner and its own; a distributor also its level."""

    level: str
    partner: str = ""
    distributor: bool = False

    def sees(self, audience: Audience) -> bool:
        """Whether this viewer may see a value of that audience."""
        if self.level == "internal" or audience.level == "public":
            return True
        if self.level == "public":
            return False
        if audience.level == "partner":
            return True
        if audience.level == "distributor":
            return self.distributor
        return audience.level == "own" and audience.partner == self.partner


PUBLIC_VIEWER = Viewer("public")
PARTNER_VIEWER = Viewer("partner")
VENDOR_VIEWER = Viewer("internal")
