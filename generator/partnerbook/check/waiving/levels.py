"""How far from its tier a waiver lets a partner be: it keeps the tier with no less than it had."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction

from partnerbook.findings import Finding, Level
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Waiver

CENT = Decimal("0.01")
_PLAIN = re.compile(r"-?[0-9.]+ (%|[A-Za-z][A-Za-z0-9 -]*)\Z")


@dataclass(frozen=True, slots=True)
class Worse:
    """What is less than a waiver lets it be, and which part of ``keeps`` says so ("" for none)."""

    say: str
    at: tuple[str, ...]


def worse(waiver: Waiver, finding: Finding) -> list[Worse]:
    """Everything that a partner has less of than a waiver says, or that it does not name."""
    return [found for level in finding.levels if (found := _worse(waiver, level)) is not None]


def _worse(waiver: Waiver, level: Level) -> Worse | None:
    keeps = waiver.keeps
    if keeps is None:
        return Worse(f"{told(level)} is not waived", ())
    if keeps.tier and keeps.tier != level.tier:
        return Worse(f"waived for {keeps.tier}, not for {level.tier}", ("tier",))
    if level.requirement in keeps.without:
        return None
    if level.requirement not in keeps.at_least:
        return Worse(f"{told(level)} is not waived", ())
    least, unit = keeps.at_least[level.requirement]
    at = ("at_least", level.requirement)
    if level.value is None or unit != level.unit:
        return Worse(f"{told(level)} is not in {unit}", at)
    if level.value >= Fraction(least):
        return None
    now = shown(_cut(level.value), level.unit)
    return Worse(f"{level.name}: waived with at least {shown(least, unit)}, now {now}", at)


def told(level: Level) -> str:
    """``Certified people: 1 of 2 people``, or the name alone where there is no figure."""
    if level.value is None or level.needs is None:
        return level.name
    return f"{level.name}: {_cut(level.value):,} of {shown(_cut(level.needs), level.unit)}"


def had(level: Level) -> str:
    """``1 people``: what there is, cut to two decimals."""
    return text(_cut(level.value or Fraction(0)), level.unit)


def text(number: Decimal, unit: str) -> str:
    """A figure as a file says it."""
    return f"{number} {unit}"


def shown(number: Decimal, unit: str) -> str:
    """The same for people, with thousands set apart."""
    return f"{number:,}%" if unit == "%" else f"{number:,} {unit}"


def _cut(value: Fraction) -> Decimal:
    """No more than there is; whole numbers without decimals."""
    number = Decimal(value.numerator) / Decimal(value.denominator)
    return number.quantize(CENT, ROUND_FLOOR) if number % 1 else number.quantize(Decimal(1))


def keeps(levels: Sequence[Level]) -> str:
    """What a waiver would have to say to cover just this; "" where nothing is measured.

    ``keeps: {tier: silver, at_least: {people: 1 people}, without: [contract]}``.
    """
    if not levels:
        return ""
    least = [f"{one.requirement}: {_bare(had(one))}" for one in levels if one.value is not None]
    gone = [one.requirement for one in levels if one.value is None]
    said = [f"tier: {levels[0].tier}"]
    said += [f"at_least: {{{', '.join(least)}}}"] if least else []
    said += [f"without: [{', '.join(gone)}]"] if gone else []
    return f"keeps: {{{', '.join(said)}}}"


def _bare(said: str) -> str:
    """As it may stand inside brackets: in quotes where its unit has signs that mean something."""
    return said if _PLAIN.match(said) else json.dumps(said, ensure_ascii=False)


def words(waiver: Waiver) -> str:
    """``silver with at least 1 people (staff), without contract``; "" where it says nothing."""
    if waiver.keeps is None:
        return ""
    least = [f"{shown(*one)} ({name})" for name, one in waiver.keeps.at_least.items()]
    said = f"with at least {joined(least, 'and')}" if least else ""
    gone = f"without {joined(waiver.keeps.without, 'and')}" if waiver.keeps.without else ""
    return f"{waiver.keeps.tier} {', '.join(filter(None, (said, gone)))}"


def today(finding: Finding) -> str:
    """``Certified people: 1 of 2 people and Revenue: …``: what there is."""
    return joined([told(one) for one in finding.levels], "and")
