"""What a written place holds: codes of the packaged geography and the program's own territories."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from partnerbook.findings import Ref
from partnerbook.resolve import dated, territory_shape
from partnerbook.resolve.atlas import Atlas
from partnerbook.resolve.dated import Dated
from partnerbook.resolve.desk import Desk
from partnerbook.resolve.place_words import complaint
from partnerbook.resolve.record import Record
from partnerbook.resolve.targets import PLACE
from partnerbook.source.geography import Area, Geography
from partnerbook.values.period import inclusive


@dataclass(slots=True)
class Places:
    """Looks places up; each territory is worked out once.

    ``damaged`` are territories that hold less than their file says, because a part of it was not
    understood: a right may be narrower by them, but an exception by them would give too much.
    """

    atlas: Atlas
    territories: Mapping[str, Record]
    desk: Desk
    damaged: set[str] = field(default_factory=set)
    _out: set[str] = field(default_factory=set)
    _held: dict[str, Dated] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._out = territory_shape.unusable(self.territories, self.geography, self.desk)
        self.damaged |= self._out
        for name in sorted(self._out):
            self.desk.leave_out(name)
        for name in self.territories:
            self._territory(name)

    @property
    def geography(self) -> Geography:
        """The table of places as the program sees it."""
        return self.atlas.geography

    @property
    def held(self) -> Mapping[str, Dated]:
        """What every usable territory holds, by period."""
        return self._held

    def find(self, name: str, at: Ref) -> Dated | None:
        """What a place holds, by period; None if it is no place, which is reported at ``at``."""
        held = self.atlas.holds(name)
        if held is not None:
            return held
        if name in self._out:
            self.desk.spoil(at)
            return None
        if name in self.territories:
            return self._territory(name)
        found = self.geography.find(name)
        assert not isinstance(found, Area)
        message, repairs = complaint(name, found, self.geography, self.territories)
        self.desk.miss(PLACE, name, at, message, repairs)
        return None

    def code(self, name: str, at: Ref) -> str | None:
        """The code of one place, where a territory cannot stand; None is reported at ``at``."""
        found = self.geography.find(name)
        if isinstance(found, Area):
            return found.code
        if name in self.territories:
            message = f"{name} is a territory; a country or a part of one must stand here"
            self.desk.miss(PLACE, name, at, message, within="one place")
        else:
            message, repairs = complaint(name, found, self.geography, ())
            self.desk.miss(PLACE, name, at, message, repairs)
        return None

    def _territory(self, name: str) -> Dated:
        if name in self._out:
            return ()
        if name not in self._held:
            record = self.territories[name]
            parts = []
            for at, version in enumerate(record["versions"]):
                period = inclusive(version.get("from"), version.get("through"))
                held = self._version(name, version, record.ref.child("versions", at))
                parts.append(dated.during(period, held))
            self._held[name] = dated.union(parts)
        return self._held[name]

    def _version(self, name: str, version: Mapping[str, Any], ref: Ref) -> Dated:
        holds: list[Dated] = []
        lacks: list[Dated] = []
        for at, place in enumerate(version["places"]):
            part = self.find(place, ref.child("places", at))
            if part is None or place in self.damaged:
                self.damaged.add(name)
            holds.append(part or ())
        for at, place in enumerate(version.get("except", ())):
            part = self.find(place, ref.child("except", at))
            if part is None or place in self.damaged:
                # Without this exception the territory would be wider than meant.
                self.damaged.add(name)
                return ()
            lacks.append(part)
        held = dated.union(holds)
        return dated.subtract(held, dated.union(lacks)) if lacks else held
