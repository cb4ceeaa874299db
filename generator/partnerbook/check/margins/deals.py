"""What there is to say about one sort of deal: which deal it is, and shares in percent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from partnerbook.pricing import Extreme, Taken
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Program, Row
from partnerbook.values.dates import in_words

CENT = Decimal("0.01")
# The message and the sum say these.
_SAID = frozenset({"product", "tier", "currency"})
_ORDER = ("route", "partner_type", "seller", "place", "account", "deal_role", "claim", "line_type")
_DAYS: Mapping[str, tuple[str, str]] = {
    "day": ("ordered", ""),
    "day:registration": ("registered", "registered "),
    "day:contract": ("contracted", "contract "),
    "day:invoice": ("invoiced", "invoiced "),
    "day:first-sale": ("first sold", "first sold "),
}
"""Date axis → how we say it, and how the words of a sample begin."""
_STRETCHES = re.compile(", | and ")


def percent(share: Decimal, digits: int = 2) -> str:
    """A factor as a percentage with at most two decimals, as files write it: ``12.5%``."""
    return f"{points(share, digits)}%"


def points(share: Decimal, digits: int = 2) -> str:
    """A factor as percentage points with at most two decimals."""
    text = f"{(share * 100).quantize(Decimal(1).scaleb(-digits)):f}"
    return text.rstrip("0").rstrip(".")


def deal_words(program: Program, sample: Mapping[str, str], rows: Iterable[Row]) -> str:
    """A deal, as far as these rows care: ``one-tier route; first registration; …``.

    ``sample``: one such deal in words, by axis.
    """
    matter = {axis for row in rows for axis in row.scope.axes()} - _SAID
    axes = sorted(matter.intersection(sample), key=lambda axis: (_place(axis), axis))
    said = [_words(program, axis, sample[axis]) for axis in axes if axis not in _DAYS]
    said += _days(program, sample)
    return "; ".join(said) or "any"


def deal_notes(
    program: Program, first: Extreme, taken: Iterable[Taken], deals: Sequence[Extreme]
) -> Iterator[tuple[str, str]]:
    """One such deal, as far as what is ``taken`` on it cares, and on what else it happens."""
    yield "deal", deal_words(program, first.sample, [one.row for one in taken])
    if len(deals) > 1:
        products = sorted({program.products[one.product].name for one in deals})
        tiers = {one.tier for one in deals}
        names = ", ".join(tier.name for tier in program.tiers.values() if tier.id in tiers)
        yield "in all", f"{len(deals)} sorts of deals: {names} on {', '.join(products)}"


def _place(axis: str) -> int:
    return _ORDER.index(axis) if axis in _ORDER else len(_ORDER)


def _words(program: Program, axis: str, words: str) -> str:
    """What the deal is on one axis. Facts are asked by their id: their names are sentences."""
    declared = axis != "incumbent" and program.axes.values.get(axis) == ("yes", "no")
    if not declared:
        return words
    return f"{axis.replace('-', ' ')}: {'no' if words.startswith('not: ') else 'yes'}"


def _days(program: Program, sample: Mapping[str, str]) -> Iterator[str]:
    """Its dates, those on the same days said once; that it is from today on needs no words.

    On other days another sort of deal may give as much: these are an example.
    """
    today = f"from {in_words(program.as_of)}"
    when: dict[str, list[str]] = {}
    for axis, (done, lead) in _DAYS.items():
        words = sample.get(axis, today).removeprefix(lead)
        if words != today:
            when.setdefault(words, []).append(done)
    for words, events in when.items():
        first = _STRETCHES.split(words)[0]
        yield f"{joined(events, 'and')}, for example, {first}"
