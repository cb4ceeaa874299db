"""What a partner gets by the engagement model: its volume and velocity, and the rule they lead to.

Of the rules that a partner falls under the one counts that lies inside all the others. Where a
figure is not known, every class that it may have is tried: if all lead to the same rule, that is
the answer; else it cannot be told, and the missing fact is named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from itertools import product

from partnerbook.resolve.engagement import CareRule, EngagementModel, Measure, Reach, SizeClass
from partnerbook.resolve.metrics_build import sources
from partnerbook.resolve.program import Partner, Program
from partnerbook.standing.measure import UNTOLD, Doubt, Meter, Reading, joined
from partnerbook.values.dates import in_words
from partnerbook.values.spans import inside_spans

Segments = Mapping[str, tuple[str, ...]]
_DAY = timedelta(days=1)
ONE, NONE_OF, SEVERAL, CANNOT_TELL = "one", "none", "several", "cannot tell"


@dataclass(frozen=True, slots=True)
class Figure:
    """What is known of a measure: the reading (growth in %), the classes that it may be in.

    ``newcomer``: classed as such, without a figure. ``unit``: a currency, what is counted or "%".
    """

    measure: Measure
    reading: Reading
    unit: str
    classes: tuple[SizeClass, ...]
    doubts: tuple[Doubt, ...] = ()
    newcomer: bool = False


@dataclass(frozen=True, slots=True)
class Care:
    """What a partner falls under on a day.

    ``found`` is one, none, several or cannot tell; ``rule`` only for one, ``rules`` are those it
    falls under, or may fall under. ``doubts`` name what is missing for cannot tell.
    """

    partner: str
    volume: Figure
    velocity: Figure
    found: str
    rule: CareRule | None
    rules: tuple[CareRule, ...]
    doubts: tuple[Doubt, ...]


@dataclass(slots=True)
class Cares:
    """Reads the engagement model of one program on one day."""

    program: Program
    on: date
    _meters: dict[date, Meter] = field(default_factory=dict)

    def of(self, name: str) -> Care | None:
        """What one partner falls under; None without a model. KeyError without the partner."""
        model, partner = self.program.model, self.program.partners[name]
        if model is None:
            return None
        volume = self._figure(model.volume, partner)
        velocity = self._figure(model.velocity, partner)
        segments = segments_of(partner)
        said = list(_possible(model, segments))
        rules = {rule.id: rule for rule in model.rules}
        results = {
            self._settled(partner, large.id, fast.id, serves)
            for large, fast, serves in product(volume.classes, velocity.classes, said)
        }
        names = dict.fromkeys(name for _, found in sorted(results) for name in found)
        met = tuple(rules[name] for name in names)
        if len(results) > 1:
            doubts = (*volume.doubts, *velocity.doubts, *_unsaid(partner, len(said)))
            found = tuple(dict.fromkeys(doubts))
            return Care(name, volume, velocity, CANNOT_TELL, None, met, found)
        ((verdict, _),) = results
        return Care(name, volume, velocity, verdict, met[0] if verdict == ONE else None, met, ())

    def _settled(
        self, partner: Partner, volume: str, velocity: str, segments: Segments
    ) -> tuple[str, tuple[str, ...]]:
        """The innermost rule for a partner of certain classes; else all that it falls under."""
        assert self.program.model is not None
        met = [
            rule
            for rule in self.program.model.rules
            if self._takes(rule.reach, partner, volume, velocity, segments)
        ]
        inner = [one for one in met if all(one.reach.inside(other.reach) for other in met)]
        if len(inner) == 1:
            return ONE, (inner[0].id,)
        least = [one for one in met if not any(_narrower(other, one) for other in met)]
        return (SEVERAL if met else NONE_OF), tuple(one.id for one in least)

    def _takes(
        self,
        reach: Reach,
        partner: Partner,
        volume: str,
        velocity: str,
        segments: Segments,
    ) -> bool:
        said = {
            "volume": volume,
            "velocity": velocity,
            "tracks": partner.track,
            "partner_type": partner.type,
        }
        if any(said[key] not in wanted for key, wanted in reach.named.items()):
            return False
        if any(
            values.isdisjoint(segments.get(axis, ())) for axis, values in reach.segments.items()
        ):
            return False
        seat = self.program.axes.node("seller", partner.seller_place)
        return reach.places is None or inside_spans(seat, reach.places)

    def _figure(self, measure: Measure, partner: Partner) -> Figure:
        metric = self.program.metrics.get(measure.metric)
        if metric is None:
            at = measure.ref.child("metric")
            doubt = Doubt(f"the metric of the {measure.ref.steps[-1]} is not understood", at)
            return Figure(measure, Reading(*UNTOLD), "", measure.classes, (doubt,))
        plain = partner.currency if metric.unit == "money" else metric.of
        if not measure.growth:
            reading = self._meter(self.on).read(metric.id, partner, measure.window)
            return _classed(measure, reading, plain, partner)
        return self._growth(measure, metric.id, partner)

    def _growth(self, measure: Measure, metric: str, partner: Partner) -> Figure:
        now = self._meter(self.on).read(metric, partner, measure.window)
        name = self.program.metrics[metric].name
        if now.days is None:
            return Figure(measure, now, "%", measure.classes, now.doubts)
        before = self._meter(now.days.start - _DAY).read(metric, partner, measure.window)
        since = self._since(metric, partner)
        late = before.days is None or since is None or since.replace(day=1) > before.days.start
        if late or before.value == 0:
            why = f"{partner.name} had no {name} in the same time before"
            if late and since is not None:
                why = f"{partner.name} has been here only since {in_words(since)}"
            return _new(measure, why)
        if now.value is None or before.value is None or before.value < 0:
            negative = Doubt(f"{name} was negative before", measure.ref.child("metric"))
            doubts = (*now.doubts, *before.doubts) or (negative,)
            return Figure(measure, Reading(*UNTOLD), "%", measure.classes, doubts)
        more = (now.value - before.value) * 100 / before.value
        reading = Reading(more, more, (), (*now.rows, *before.rows), now.days)
        return _classed(measure, reading, "%", partner)

    def _since(self, metric: str, partner: Partner) -> date | None:
        """When a partner joined; earlier, where there is evidence from before its first tier."""
        metrics, measures = self.program.metrics, self.program.evidence.measures
        below = sources(metrics[metric], metrics)
        rows = (row for one in below for row in measures.get((partner.id, one.id), ()))
        days = [row.start for row in rows if row.reported <= self.on]
        first = joined(partner)
        return min([*days, *([first] if first else [])], default=None)

    def _meter(self, day: date) -> Meter:
        """What was measured on a day, by what is known on the day that is asked about."""
        return self._meters.setdefault(day, Meter(self.program, day, self.on))


def _narrower(one: CareRule, other: CareRule) -> bool:
    return one.reach.inside(other.reach) and not other.reach.inside(one.reach)


def _new(measure: Measure, why: str) -> Figure:
    """Who has no time before: the class of newcomers, or nobody can tell."""
    found = tuple(one for one in measure.classes if one.id == measure.newcomers)
    if found:
        return Figure(measure, Reading(*UNTOLD), "%", found, newcomer=True)
    doubt = Doubt(f"{why}, and no class is for newcomers", measure.ref.child("kind"))
    return Figure(measure, Reading(*UNTOLD), "%", measure.classes, (doubt,))


def _classed(measure: Measure, reading: Reading, unit: str, partner: Partner) -> Figure:
    """The classes that a figure may be in."""
    key = unit if unit == partner.currency else ""
    lacking = [one for one in measure.classes[1:] if key not in one.least]
    if lacking:
        what = f"in {key}" if key else "at which it begins"
        say = f"the class {lacking[0].name} names no figure {what}"
        doubt = Doubt(say, lacking[0].ref, partner.ref.child("currency") if key else None)
        return Figure(measure, reading, unit, measure.classes, (*reading.doubts, doubt))
    edges = [one.least.get(key) for one in measure.classes]
    first = _last_reached(edges, reading, low=True)
    last = _last_reached(edges, reading, low=False)
    return Figure(measure, reading, unit, measure.classes[first : last + 1], reading.doubts)


def _last_reached(edges: list[Fraction | None], reading: Reading, *, low: bool) -> int:
    """The place of the highest class that the lower, or the upper, bound of a reading reaches."""
    bound = reading.low if low else reading.high
    if bound is None:
        return 0 if low else len(edges) - 1
    return max(
        (at for at, edge in enumerate(edges) if at == 0 or (edge is not None and edge <= bound)),
    )


def segments_of(partner: Partner) -> Segments:
    """Which customers a partner serves, by segmentation; empty where its profile does not say."""
    said: Segments = partner.record.get("profile", {}).get("segments", {})
    return said


def _possible(model: EngagementModel, segments: Segments) -> Iterator[Segments]:
    """Whom a partner may serve: what it says, and what rules ask for where it says nothing."""
    yield segments
    for rule in model.rules:
        asked = {
            axis: tuple(values)
            for axis, values in rule.reach.segments.items()
            if axis not in segments
        }
        if asked:
            yield {**segments, **asked}


def _unsaid(partner: Partner, ways: int) -> Iterator[Doubt]:
    if ways > 1:
        said = "profile" in partner.record.data
        at = partner.ref.child("profile") if said else partner.ref
        yield Doubt(f"{partner.name} does not say which customers it serves", at)
