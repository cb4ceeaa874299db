"""Who may see a value: public, any partner, distributors, one partner, or only the vendor."""

from __future__ import annotations

from dataclasses import dataclass

PUBLIC_NAME = "public"
LEVELS = ("public", "partner", "distributor", "own", "internal")


@dataclass(frozen=True, slots=True)
class Audience:
    """Who may see a value. ``partner`` is the partner's id when ``level`` is ``own``.

    ``distributor`` on an ``own`` audience: that partner, and only if it is a distributor. It comes
    about when a partner's own value meets one for distributors.
    """

    level: str
    partner: str = ""
    distributor: bool = False

    def __post_init__(self) -> None:
        is_own = self.level == "own"
        if self.level not in LEVELS or is_own != bool(self.partner) or self.distributor > is_own:
            raise ValueError(f"no such audience: {self.level!r} {self.partner!r}")

    def __and__(self, other: Audience) -> Audience:
        """Those who may see both: who may see something made from both."""
        if self.level == "own" and other.level == "own" and self.partner != other.partner:
            return INTERNAL
        narrow = max(self, other, key=lambda audience: LEVELS.index(audience.level))
        if narrow.level != "own":
            return narrow
        distributor = any(a.level == "distributor" or a.distributor for a in (self, other))
        return Audience("own", narrow.partner, distributor)


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

    def __post_init__(self) -> None:
        if self.level not in LEVELS:
            raise ValueError(f"no such viewer: {self.level!r}")

    def sees(self, audience: Audience) -> bool:
        """Whether this viewer may see a value of that audience."""
        if self.level == "internal" or audience.level == "public":
            return True
        if self.level == "public" or audience.level == "internal":
            return False
        is_distributor = self.distributor or self.level == "distributor"
        if audience.level == "partner":
            return True
        if audience.level == "distributor":
            return is_distributor
        return audience.partner == self.partner and (is_distributor or not audience.distributor)


PUBLIC_VIEWER = Viewer("public")
PARTNER_VIEWER = Viewer("partner")
VENDOR_VIEWER = Viewer("internal")
