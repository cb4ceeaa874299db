"""Amounts per currency that are further apart than prices in those currencies are.

Nothing is said about exchange rates: what counts is the middle of the ratios of list prices.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from partnerbook.check.incentives.reach import scope_of
from partnerbook.check.prices.compared import FAR, distance
from partnerbook.findings import Ref
from partnerbook.pricing.exact import share
from partnerbook.resolve.program import Program
from partnerbook.resolve.record import Record
from partnerbook.values.money import Money

Distances = Mapping[tuple[str, str], Decimal]


@dataclass(frozen=True, slots=True)
class Sums:
    """One list of amounts, one for each currency, and what it is called.

    ``places``: where each is written, at one or several places; empty for the entries of ``ref``.
    """

    what: str
    sums: Sequence[Money]
    ref: Ref
    places: Sequence[Sequence[Ref]] = ()

    def written_at(self, at: int) -> Sequence[Ref]:
        """Where one of the amounts is written, first where it is shown."""
        return self.places[at] if self.places else (self.ref.child(at),)


@dataclass(frozen=True, slots=True)
class Apart:
    """An amount, and one beside it from which it is too far.

    ``at`` and ``beside`` are their places in the list. ``middle``: how many times as high prices
    are in its currency as in the other. ``sure``: it is further from more amounts than any other.
    """

    of: Sums
    at: int
    beside: int
    middle: Decimal
    sure: bool

    @property
    def ratio(self) -> Decimal:
        """Its amount over the other, to 60 digits."""
        return share(self.of.sums[self.at].amount, self.of.sums[self.beside].amount)

    @property
    def times(self) -> Decimal:
        """How many times too high it looks; below 1, too low."""
        return share(self.ratio, self.middle)


def written(record: Record) -> Iterator[Sums]:
    """The lists of amounts of an incentive that pay, limit or ask for something on one deal.

    Not its budget: how much is spent in a currency goes by who pays in it.
    """
    for at, cap in enumerate(record.get("caps", ())):
        ref = record.ref.child("caps", at, "amounts")
        yield Sums(f"the cap {cap['id']}", cap["amounts"], ref)
    for key in ("amounts", "prices"):
        if key in record.data:
            yield Sums(f"`{key}:`", record[key], record.ref.child(key))
    if "minimum" in record.get("payment", {}):
        ref = record.ref.child("payment", "minimum")
        yield Sums("the smallest payment", record["payment"]["minimum"], ref)
    for key in ("list_value", "period_value"):
        for edge, sums in scope_of(record).get(key, {}).items():
            yield Sums(f"`{edge}:` of {key}", sums, record.ref.child("for", key, edge))
    yield from _edges(record)


def _edges(record: Record) -> Iterator[Sums]:
    """The first edges of bands in all currencies, the second, and so on, as they are written.

    Nothing where a currency has another number of bands: its edges are then other ones.
    """
    rows = record.get("bands", {}).get("rows", ())
    tables: dict[str, list[int]] = {}
    for at, row in enumerate(rows):
        if isinstance(row["from"], Money):
            tables.setdefault(row["from"].currency, []).append(at)
    if len({len(table) for table in tables.values()}) != 1:
        return
    for edge, ats in enumerate(zip(*tables.values(), strict=True)):
        places = []
        for at, table in zip(ats, tables.values(), strict=True):
            mine = [record.ref.child("bands", "rows", at, "from")]
            before = table[edge - 1] if edge else at
            if rows[before].get("below") == rows[at]["from"]:
                mine.append(record.ref.child("bands", "rows", before, "below"))
            places.append(mine)
        sums = [rows[at]["from"] for at in ats]
        yield Sums(f"the start of band {edge + 1}", sums, places[0][0], places)


def distances(program: Program) -> Distances:
    """How many times as high prices are in one currency as in another, where that can be told."""
    pairs = combinations(program.currencies, 2)
    both = [
        (pair, distance(program, *pair)) for one, two in pairs for pair in ((one, two), (two, one))
    ]
    return {pair: middle for pair, middle in both if middle is not None}


def apart(known: Distances, of: Sums) -> Apart | None:
    """The amount of a list that is out of line with most others; the last of several."""
    against: dict[int, list[Apart]] = {}
    for at, money in enumerate(of.sums):
        for beside, other in enumerate(of.sums):
            middle = known.get((money.currency, other.currency))
            if middle is None or not money.amount or not other.amount:
                continue
            one = Apart(of, at, beside, middle, sure=False)
            if one.times >= FAR or one.times * FAR <= 1:
                against.setdefault(at, []).append(one)
    if not against:
        return None
    most = max(len(odd) for odd in against.values())
    worst = [odd for odd in against.values() if len(odd) == most]
    first = worst[-1][0]
    return Apart(of, first.at, first.beside, first.middle, sure=len(worst) == 1)
