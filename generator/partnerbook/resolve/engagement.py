"""Who looks after partners, and which get what: managers and the engagement model, linked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from partnerbook.findings import Ref
from partnerbook.values.money import Money
from partnerbook.values.period import Duration
from partnerbook.values.spans import Spans, inside_spans
from partnerbook.values.window import Window


@dataclass(frozen=True, slots=True)
class Manager:
    """A role that looks after at most ``load_limit`` active partners."""

    id: str
    role: str
    mailbox: str
    load_limit: int
    ref: Ref


@dataclass(frozen=True, slots=True)
class SizeClass:
    """Partners from some figure up: ``least`` by currency, or under "" for what has none.

    The lowest class has no least figure.
    """

    id: str
    name: str
    least: Mapping[str, Fraction]
    ref: Ref


@dataclass(frozen=True, slots=True)
class Measure:
    """What divides partners into classes, from the lowest up.

    ``growth``: compared with the same time before. ``newcomers``: the class of those for whom
    there is no such time, "" if that cannot be told. ``metric`` is "" if it is not understood.
    """

    metric: str
    window: Window
    growth: bool
    newcomers: str
    classes: tuple[SizeClass, ...]
    ref: Ref

    @property
    def in_order(self) -> bool:
        """Whether each class begins above the one before it, in every currency that both name."""
        return all(
            unit not in low.least or low.least[unit] < least
            for low, high in pairwise(self.classes)
            for unit, least in high.least.items()
        )


@dataclass(frozen=True, slots=True)
class Reach:
    """For which partners a rule is; what is not named is for any.

    ``named`` has ``volume``, ``velocity``, ``tracks`` and ``partner_type``, ``segments`` are by
    segmentation; ``places`` is None for anywhere.
    """

    named: Mapping[str, frozenset[str]]
    segments: Mapping[str, frozenset[str]]
    places: Spans | None

    def inside(self, other: Reach) -> bool:
        """Whether every partner that this is for is one that the other is for."""
        there = other.places is None or (
            self.places is not None and inside_spans(self.places, other.places)
        )
        return there and all(
            key in mine and mine[key] <= values
            for mine, theirs in ((self.named, other.named), (self.segments, other.segments))
            for key, values in theirs.items()
        )


@dataclass(frozen=True, slots=True)
class CareRule:
    """What some partners get. ``manager_role`` is "" where no manager is promised."""

    id: str
    reach: Reach
    manager_role: str
    review_every: Duration
    funds: Mapping[str, Money]
    answer_within: Duration
    ref: Ref


@dataclass(frozen=True, slots=True)
class EngagementModel:
    """Which partners get what. Rules that are not understood are left out."""

    volume: Measure
    velocity: Measure
    rules: tuple[CareRule, ...]
    ref: Ref
