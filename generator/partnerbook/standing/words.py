"""Requirements and what is known of them in plain words, with numbers, for findings and answers."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_DOWN, ROUND_UP, Decimal
from fractions import Fraction

from partnerbook.resolve.naming_words import joined
from partnerbook.standing.engagement import Care, Figure
from partnerbook.standing.verdict import NO, UNTOLD_VERDICT, YES, Verdict
from partnerbook.values.dates import period_in_words
from partnerbook.values.money import CURRENCIES

_HUNDREDTHS = Decimal("0.01")


def figure(value: Fraction, unit: str, *, up: bool = False) -> str:
    """``210,000 EUR``, ``79.33%`` or ``3 people``: exact, or cut to two decimals.

    A value is cut, what is missing to a threshold (``up``) is not made smaller than it is.
    """
    number = Decimal(value.numerator) / Decimal(value.denominator)
    if number != number.quantize(_HUNDREDTHS):
        number = number.quantize(_HUNDREDTHS, ROUND_UP if up else ROUND_DOWN)
    text = f"{number.normalize():,f}"
    if unit in CURRENCIES and "." in text:
        text = f"{number.quantize(_HUNDREDTHS):,f}"
    return f"{text}%" if unit == "%" else f"{text} {unit}".rstrip()


def known(one: Verdict) -> str:
    """What is known: ``210,000 EUR of 250,000 EUR``, ``2 of 3 people``, ``done``, ``not there``."""
    reading, kind = one.reading, one.ask.kind
    if kind == "agreement":
        return "in force" if one.verdict == YES else "none in force"
    if kind == "done" and one.measured:
        return {YES: "there", NO: "not there"}.get(one.verdict, "not known")
    if one.inner:
        count = sum(inner.verdict == YES for inner in one.inner)
        most = len(one.inner)
        enough = one.ask.at_least
        asked = f"all {most} are asked for" if enough == most else f"{enough} would be enough"
        if one.verdict == YES:
            return f"{count} of {most} met" + (f", {enough} asked for" if enough < most else "")
        return f"{count} of {most} met, {asked}"
    if one.needs is None:
        return "not measured" if not one.measured else "not known"
    needs = figure(one.needs, one.unit)
    unit = one.unit if one.unit in CURRENCIES or one.unit == "%" else ""
    if reading.value is not None:
        return f"{figure(reading.value, unit)} of {needs}"
    if reading.low is not None and (reading.low > 0 or one.verdict == YES):
        return f"at least {figure(reading.low, unit)} of {needs}"
    return f"not known, {needs} asked for"


def missing(one: Verdict) -> str:
    """``40,000 EUR missing``, or why it cannot be told; "" where it holds."""
    if one.verdict == UNTOLD_VERDICT:
        said = [doubt.say for doubt in one.doubts]
        # The name of the requirement stands before it; that of the metric is often the same.
        again = f"{one.ask.name} cannot"
        said = [
            f"cannot{say.removeprefix(again)}" if say.startswith(again) else say for say in said
        ]
        return "; ".join(dict.fromkeys(said))
    if one.verdict == YES:
        return ""
    said = [
        f"{each.category}: {figure(each.low or Fraction(0), '')} of {each.needs} points"
        for each in one.minimum
        if each.verdict == NO
    ]
    if one.gap is not None and one.ask.kind != "done":
        said.insert(0, f"{_gap(one.gap, one.unit)} missing")
    return "; ".join([*said, *filter(None, (one.reading.aside,))])


def _gap(gap: Fraction, unit: str) -> str:
    """``40,000 EUR``, ``1``; of a percentage, points: from 79% to 80% is not one per cent."""
    if unit != "%":
        return figure(gap, unit if unit in CURRENCIES else "", up=True)
    return f"{figure(gap, '', up=True)} percentage {'point' if gap == 1 else 'points'}"


def line(one: Verdict) -> str:
    """``Yearly revenue: 210,000 EUR of 250,000 EUR, 40,000 EUR missing``."""
    lacks = missing(one)
    return f"{one.ask.name}: {known(one)}" + (f", {lacks}" if lacks else "")


def over(one: Verdict) -> str:
    """Over which days it is measured; "" for a day or nothing."""
    days = one.reading.days
    if days is None or days.is_empty:
        return ""
    return period_in_words(days)


def flat(items: tuple[Verdict, ...], depth: int = 0) -> Iterator[tuple[int, Verdict]]:
    """Requirements with those inside them, each with how deep it lies."""
    for one in items:
        yield depth, one
        yield from flat(one.inner, depth + 1)


def lacking(items: tuple[Verdict, ...]) -> tuple[Verdict, ...]:
    """The requirements that do not hold."""
    return tuple(one for one in items if one.verdict == NO)


def sized(one: Figure) -> str:
    """``612,000 EUR (Large)``, ``12.5% (Fast)``, ``newcomer (Steady)`` or ``not known``."""
    names = joined([each.name for each in one.classes], "or")
    if one.newcomer:
        return f"newcomer ({names})"
    if one.reading.value is None:
        return "not known" if one.reading.low is None else f"not known for sure ({names})"
    return f"{figure(one.reading.value, one.unit)} ({names})"


def care_figures(care: Care) -> str:
    """``volume 612,000 EUR (Large), growth 12.5% (Fast)``."""
    pace = "growth" if care.velocity.measure.growth else "velocity"
    return f"volume {sized(care.volume)}, {pace} {sized(care.velocity)}"
