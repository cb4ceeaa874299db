"""Whether a requirement holds on a day: yes, no, or cannot tell and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from partnerbook.findings import Ref
from partnerbook.resolve.program import Partner
from partnerbook.resolve.rungs import ALL, ANY, SCORE, SOME, Ask, Part
from partnerbook.standing.measure import UNTOLD, Bound, Doubt, Meter, Reading
from partnerbook.standing.state import agreement_in_force

YES, NO, UNTOLD_VERDICT = "yes", "no", "cannot tell"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One requirement on a day.

    ``needs`` is the threshold and ``unit`` what it is in: a currency, what is counted, "%" or
    "points"; both empty where there is none. ``gap`` is what is missing to it, None where it holds
    or cannot be told. ``measured``: whether the program measures it at all.
    """

    ask: Ask
    verdict: str
    reading: Reading
    needs: Fraction | None = None
    unit: str = ""
    inner: tuple[Verdict, ...] = ()
    parts: tuple[PartPoints, ...] = ()
    minimum: tuple[InCategory, ...] = ()
    measured: bool = True

    @property
    def gap(self) -> Fraction | None:
        """How much is missing."""
        if self.verdict != NO or self.needs is None or self.reading.value is None:
            return None
        missing = self.needs - self.reading.value
        return missing if missing > 0 else None

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """Every fact that is missing for it."""
        if self.verdict != UNTOLD_VERDICT:
            return ()
        inner = tuple(doubt for one in self.inner for doubt in one.doubts)
        points = tuple(doubt for one in self.parts for doubt in one.reading.doubts)
        return tuple(dict.fromkeys((*self.reading.doubts, *inner, *points)))


@dataclass(frozen=True, slots=True)
class PartPoints:
    """The points of one part of a score, between two bounds."""

    part: Part
    low: Bound
    high: Bound
    reading: Reading

    @property
    def points(self) -> Bound:
        """The points, None where they are not exactly known."""
        return self.low if self.low is not None and self.low == self.high else None


@dataclass(frozen=True, slots=True)
class InCategory:
    """The points inside one category, and the fewest that are asked for."""

    category: str
    low: Bound
    high: Bound
    needs: int
    verdict: str


def all_of(verdicts: Sequence[str]) -> str:
    """Whether all hold."""
    return at_least(verdicts, len(verdicts))


def at_least(verdicts: Sequence[str], count: int) -> str:
    """Whether so many hold."""
    sure = sum(one == YES for one in verdicts)
    if sure >= count:
        return YES
    return UNTOLD_VERDICT if sure + verdicts.count(UNTOLD_VERDICT) >= count else NO


def compare(reading: Reading, needs: Fraction) -> str:
    """Whether a figure reaches a threshold, as far as its bounds tell."""
    if reading.low is not None and reading.low >= needs:
        return YES
    return NO if reading.high is not None and reading.high < needs else UNTOLD_VERDICT


def judge(meter: Meter, partner: Partner, ask: Ask) -> Verdict:
    """One requirement of one partner."""
    if ask.kind in (ALL, ANY, SOME):
        inner = tuple(judge(meter, partner, one) for one in ask.inner)
        found = at_least([one.verdict for one in inner], ask.at_least)
        measured = any(one.measured for one in inner)
        return Verdict(ask, found, Reading(*UNTOLD), inner=inner, measured=measured)
    if ask.kind == SCORE:
        return _score(meter, partner, ask)
    if ask.kind == "agreement":
        there = agreement_in_force(meter.program, partner.id, meter.on)
        refs = (partner.agreement.ref,) if partner.agreement else ()
        return Verdict(ask, YES if there else NO, Reading(*UNTOLD, (), refs))
    if not ask.metric or ask.window is None:
        doubt = Doubt(f"{ask.name}: nobody measures it here", ask.ref)
        return Verdict(ask, UNTOLD_VERDICT, Reading(*UNTOLD, (doubt,)), measured=False)
    reading = meter.read(ask.metric, partner, ask.window)
    needs, unit = _threshold(ask, partner)
    if needs is None:
        said = ", ".join(sorted(ask.amounts))
        say = f"{ask.name} names amounts in {said}, none in {partner.currency} for {partner.name}"
        doubt = Doubt(say, ask.ref.child("amounts"), partner.ref.child("currency"))
        doubts = (*reading.doubts, doubt)
        untold = Reading(reading.low, reading.high, doubts, reading.rows, reading.days)
        return Verdict(ask, UNTOLD_VERDICT, untold, unit=partner.currency)
    return Verdict(ask, compare(reading, needs), reading, needs, unit)


def _threshold(ask: Ask, partner: Partner) -> tuple[Fraction | None, str]:
    if ask.kind == "money":
        amount = ask.amounts.get(partner.currency)
        return (Fraction(amount.amount) if amount else None), partner.currency
    if ask.kind == "count":
        return Fraction(ask.count or 0), ask.unit
    if ask.kind == "percent":
        return Fraction(ask.percent.points if ask.percent else 0), "%"
    return Fraction(1), ""


def _score(meter: Meter, partner: Partner, ask: Ask) -> Verdict:
    """Points in all, and those inside each category that has a minimum."""
    parts = tuple(_points(meter, partner, part) for part in ask.parts)
    low, high = _sums(parts)
    doubts = tuple(doubt for one in parts for doubt in one.reading.doubts)
    total = Reading(low, high, doubts, tuple(ref for one in parts for ref in one.reading.rows))
    minimum = []
    for category, least in ask.minimum:
        sums = _sums(tuple(one for one in parts if one.part.category == category))
        found = compare(Reading(*sums), Fraction(least))
        minimum.append(InCategory(category, *sums, least, found))
    needs = Fraction(ask.at_least)
    found = all_of([compare(total, needs), *(one.verdict for one in minimum)])
    return Verdict(ask, found, total, needs, "points", parts=parts, minimum=tuple(minimum))


def _sums(parts: Sequence[PartPoints]) -> tuple[Bound, Bound]:
    lows, highs = [one.low for one in parts], [one.high for one in parts]
    return _sum(lows), _sum(highs)


def _sum(bounds: Sequence[Bound]) -> Bound:
    known = [one for one in bounds if one is not None]
    return sum(known, Fraction(0)) if len(known) == len(bounds) else None


def _points(meter: Meter, partner: Partner, part: Part) -> PartPoints:
    """Points for whole units, or whole amounts of the partner's currency; never negative."""
    reading = meter.read(part.metric, partner, part.window)
    each: Fraction | None = Fraction(part.each)
    if part.amounts:
        amount = part.amounts.get(partner.currency)
        each = Fraction(amount.amount) if amount else None
    if not each:
        said = ", ".join(sorted(part.amounts))
        say = f"{part.id} gives points by amounts in {said}, none in {partner.currency}"
        doubts = (*reading.doubts, Doubt(say, part.ref.child("for_amounts")))
        return PartPoints(part, Fraction(0), _most(part), Reading(*UNTOLD, doubts, reading.rows))
    low = Fraction(0) if reading.low is None else _capped(part, reading.low / each)
    high = _most(part) if reading.high is None else _capped(part, reading.high / each)
    return PartPoints(part, low, high, reading)


def _capped(part: Part, units: Fraction) -> Fraction:
    points = Fraction(max(0, units.numerator // units.denominator) * part.points)
    return points if part.at_most is None else min(points, Fraction(part.at_most))


def _most(part: Part) -> Bound:
    return None if part.at_most is None else Fraction(part.at_most)


def refs_of(verdict: Verdict) -> tuple[Ref, ...]:
    """The evidence that counted."""
    inner = tuple(ref for one in verdict.inner for ref in refs_of(one))
    return tuple(dict.fromkeys((*verdict.reading.rows, *inner)))
