"""What a tier asks on a day, and what it will ask more, less or otherwise from which day on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from partnerbook.render import fmt
from partnerbook.render.views.asked import ask
from partnerbook.render.views.seen import Seen, documents, period_of
from partnerbook.resolve.asked_over_time import before
from partnerbook.resolve.program import Program
from partnerbook.values.audience import Viewer

SECTIONS = (("requirements", "to get in"), ("maintenance", "to stay"))


@dataclass(frozen=True, slots=True)
class Turn:
    """What a tier asks from a day on. ``was`` and ``becomes`` are empty where nothing is asked."""

    day: date
    tier: str
    name: str
    section: str
    was: str
    becomes: str
    announced: date | None

    @property
    def title(self) -> str:
        """What changes: ``Certified consultants, to stay``."""
        return f"{self.name}, {self.section}"

    @property
    def when(self) -> str:
        """The day in words."""
        return fmt.day(self.day)

    @property
    def told(self) -> str:
        """When it was announced, in words; empty if not said."""
        return fmt.day(self.announced) if self.announced else ""


def asked_on(items: Sequence[Seen], on: date) -> list[Seen]:
    """The requirements that hold on a day."""
    return [item for item in items if on in period_of(item)]


def turns(program: Program, viewer: Viewer) -> Iterator[Turn]:
    """All of all tiers, whenever they are."""
    for name, tier in documents(program, "tier", viewer).items():
        rung = program.rungs.get(name)
        if rung is None:
            continue
        for (key, section), asks in zip(SECTIONS, (rung.entry, rung.stay), strict=True):
            items = {item["id"]: item for item in tier.get(key, ())}
            earlier = before(asks) if items else {}
            followed = {one.id for one in earlier.values()}
            for item in items.values():
                period = period_of(item)
                last = earlier[item["id"]].id if item["id"] in earlier else ""
                was = ask(items[last]) if last in items else ""
                told, what = item.get("announced"), str(item["name"])
                if period.start != date.min:
                    yield Turn(period.start, name, what, section, was, ask(item), told)
                if period.end != date.max and item["id"] not in followed:
                    yield Turn(period.end, name, what, section, ask(item), "", told)
