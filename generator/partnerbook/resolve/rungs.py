"""What each tier asks for and how it is kept, as standing reads it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from partnerbook.findings import Ref
from partnerbook.resolve.dated import on as dated_on
from partnerbook.resolve.desk import Desk
from partnerbook.resolve.places import Places
from partnerbook.resolve.record import Record
from partnerbook.resolve.targets import TIER
from partnerbook.values.money import Money
from partnerbook.values.percent import Percent
from partnerbook.values.period import ALWAYS, Duration, Period, inclusive
from partnerbook.values.spans import Number, Spans, inside_spans, spans
from partnerbook.values.window import Window, parse_window

ALL, ANY, SOME, SCORE = "all-of", "any-of", "count-of", "score"


@dataclass(frozen=True, slots=True)
class Part:
    """What gives points: ``points`` for each whole ``each`` (a number, or amounts by currency)."""

    id: str
    category: str
    metric: str
    window: Window
    points: int
    each: int
    amounts: Mapping[str, Money]
    at_most: int | None
    ref: Ref


@dataclass(frozen=True, slots=True)
class Ask:
    """One requirement. ``metric`` is empty where nobody measures it here.

    Of the groups, ``inner`` are the items, of which ``at_least`` must hold; of a score ``at_least``
    are the points, ``parts`` what gives them, ``minimum`` the fewest in each category. ``period``
    are the days on which it is asked for; ``follows`` the id of what it takes the place of.
    """

    id: str
    name: str
    kind: str
    metric: str
    window: Window | None
    amounts: Mapping[str, Money]
    count: int | None
    unit: str
    percent: Percent | None
    ref: Ref
    inner: tuple[Ask, ...] = ()
    at_least: int = 0
    parts: tuple[Part, ...] = ()
    minimum: tuple[tuple[str, int], ...] = ()
    period: Period = ALWAYS
    follows: str = ""
    announced: date | None = None

    @property
    def begins(self) -> bool:
        """Whether it is asked for only from some day on."""
        return self.period.start != date.min

    @property
    def last(self) -> date:
        """The last day on which it is asked for, where it has an end."""
        return self.period.end - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Cohort:
    """Who keeps a tier under earlier terms, and through which day."""

    id: str
    joined_before: date | None
    tier_from_before: date | None
    through: date
    reason: str
    ref: Ref


@dataclass(frozen=True, slots=True)
class Rung:
    """A tier as something that is earned, kept and lost.

    ``entry`` and ``stay`` are what it asks for on some day; ``asks`` says what on which day.
    ``regions``: where its partners are established; None for anywhere. ``promotion`` and
    ``demotion``: how many months or quarters in a row, None for at once.
    """

    tier: str
    rank: int
    tracks: tuple[str, ...]
    entry: tuple[Ask, ...]
    stay: tuple[Ask, ...]
    own_stay: bool
    regions: Spans | None
    invited: bool
    after: tuple[str, ...]
    promotion: tuple[int, str] | None
    demotion: tuple[int, str] | None
    hold: bool
    grace: Duration | None
    cure: Duration | None
    appeal: Duration | None
    maximum_stay: Duration | None
    cohorts: tuple[Cohort, ...]
    ref: Ref

    @property
    def measured(self) -> bool:
        """Whether any requirement of it is measured here, so that it can be earned at all."""
        return any(_measured(ask) for ask in (*self.entry, *self.stay))

    def asks(self, on: date, *, stays: bool) -> tuple[Ask, ...]:
        """What is asked on a day: to stay, or to get in."""
        return tuple(ask for ask in (self.stay if stays else self.entry) if on in ask.period)

    def takes(self, track: str, seat: Spans) -> bool:
        """Whether a partner of a track, established in a place, is measured by this tier."""
        return track in self.tracks and (self.regions is None or inside_spans(seat, self.regions))


def _measured(ask: Ask) -> bool:
    return bool(ask.metric or ask.parts) or any(_measured(inner) for inner in ask.inner)


def rungs_of(
    tiers: Mapping[str, Record], tracks: Collection[str], places: Places, today: date, desk: Desk
) -> dict[str, Rung]:
    """Every tier, from the entry up."""
    ranked = sorted(tiers, key=lambda name: (tiers[name]["rank"], name))
    return {name: _rung(tiers[name], tracks, places, today, desk) for name in ranked}


def _rung(said: Record, tracks: Collection[str], places: Places, today: date, desk: Desk) -> Rung:
    top = said.ref
    entry = _asks(said.get("requirements", ()), top.child("requirements"), desk)
    own = "maintenance" in said.data
    stay = _asks(said["maintenance"], top.child("maintenance"), desk) if own else entry
    return Rung(
        tier=said.id,
        rank=said["rank"],
        tracks=tuple(track for track in said["tracks"] if track in tracks),
        entry=entry,
        stay=stay,
        own_stay=own,
        regions=_regions(said, places, today),
        invited=said.get("invitation_only", False),
        after=tuple(name for name in said.get("after", ()) if name in desk.known(TIER)),
        promotion=_in_a_row(said.get("promotion")),
        demotion=_in_a_row(said.get("demotion")),
        hold=said.get("hold", "none") != "none",
        grace=said.get("grace"),
        cure=said.get("cure"),
        appeal=said["appeal"]["within"] if "appeal" in said.data else None,
        maximum_stay=said.get("maximum_stay"),
        cohorts=tuple(
            Cohort(
                one["id"],
                one.get("joined_before"),
                one.get("tier_from_before"),
                one["through"],
                one["reason"],
                top.child("cohorts", at),
            )
            for at, one in enumerate(said.get("cohorts", ()))
        ),
        ref=top,
    )


def _in_a_row(said: Mapping[str, Any] | None) -> tuple[int, str] | None:
    return None if said is None else (said["in_a_row"], said["of"])


def _regions(said: Record, places: Places, today: date) -> Spans | None:
    """Where partners of the tier are established, as the regions are today.

    None, for anywhere, also where a region is not understood: nobody loses a tier by that.
    """
    if "regions" not in said.data:
        return None
    stretches: list[tuple[Number, Number]] = []
    for at, name in enumerate(said["regions"]):
        held = places.find(name, said.ref.child("regions", at))
        if held is None:
            return None
        stretches += dated_on(held, today)
    return spans(stretches)


def _asks(items: Sequence[Mapping[str, Any]], at: Ref, desk: Desk) -> tuple[Ask, ...]:
    return tuple(_ask(item, at.child(number), desk) for number, item in enumerate(items))


def _ask(item: Mapping[str, Any], ref: Ref, desk: Desk) -> Ask:
    kind = item["kind"]
    inner: tuple[Ask, ...] = ()
    at_least = 0
    if kind == ALL:
        inner = _asks(item["all_of"], ref.child("all_of"), desk)
        at_least = len(inner)
    elif kind == ANY:
        inner, at_least = _asks(item["any_of"], ref.child("any_of"), desk), 1
    elif kind == SOME:
        inner = _asks(item["count_of"]["of"], ref.child("count_of", "of"), desk)
        at_least = item["count_of"]["at_least"]
    score = item.get("score", {})
    return Ask(
        id=item["id"],
        name=item["name"],
        kind=kind,
        metric=_known(item, ref, desk),
        window=parse_window(item["window"]) if "metric" in item else None,
        amounts=_by_currency(item.get("amounts", ())),
        count=item.get("count"),
        unit=item.get("unit", ""),
        percent=item.get("percent"),
        ref=ref,
        inner=inner,
        at_least=score.get("at_least", at_least),
        parts=tuple(
            _part(part, ref.child("score", "parts", at), desk)
            for at, part in enumerate(score.get("parts", ()))
        ),
        minimum=tuple((one["category"], one["at_least"]) for one in score.get("minimum", ())),
        period=inclusive(item.get("from"), item.get("through")),
        follows=item.get("follows", ""),
        announced=item.get("announced"),
    )


def _part(part: Mapping[str, Any], ref: Ref, desk: Desk) -> Part:
    return Part(
        id=part["id"],
        category=part["category"],
        metric=_known(part, ref, desk),
        window=parse_window(part["window"]),
        points=part["points"],
        each=part.get("for_each", 1),
        amounts=_by_currency(part.get("for_amounts", ())),
        at_most=part.get("at_most"),
        ref=ref,
    )


def _known(item: Mapping[str, Any], ref: Ref, desk: Desk) -> str:
    """The metric of an item; "" if there is none, or none of that name."""
    name: str = item.get("metric", "")
    at = ref.child("metric")
    return name if name and not desk.is_bad(at) else ""


def _by_currency(amounts: Sequence[Money]) -> dict[str, Money]:
    return {money.currency: money for money in amounts}
