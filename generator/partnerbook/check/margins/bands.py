"""What is wrong with a table of bands, in words, with the edit that mends it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_FLOOR, Decimal
from itertools import pairwise

from partnerbook.check.margins.band_order import ends, position, start_of
from partnerbook.check.margins.deals import percent, points
from partnerbook.findings import Edit, Place, Repair
from partnerbook.resolve.program import Row, Step
from partnerbook.rulebook import Judgement

TENTH = Decimal("0.1")
QUANTITY, GROWTH = "quantity", "period-growth"


def late_start(step: Step, row: Row, start: Decimal) -> Judgement:
    """The lowest band begins above the least that can be bought."""
    wanted = _edge(start, row)
    return Judgement(
        f"{step.name}: the first band starts at {_edge(start_of(row), row)}, so"
        f" {'orders' if row.band_currency else 'quantities'} below it have no rate",
        (Place(row.ref.child("from"), f"nothing covers {wanted} up to here"),),
        subject=_subject(step, row),
        help=(Repair(f"start it at {wanted}", "", (Edit(row.ref.child("from"), wanted),)),),
        facts=("start",),
    )


def wrong_order(step: Step, rows: Sequence[Row]) -> Iterator[Judgement]:
    """A band stands above one that begins lower; ``rows`` are in rising order."""
    written = sorted(rows, key=position)
    late = next((pair for pair in pairwise(written) if start_of(pair[0]) > start_of(pair[1])), None)
    if late is None:
        return
    high, low = late
    moves = tuple(
        Edit(there.ref, "", "copy", here.ref)
        for there, here in zip(written, rows, strict=True)
        if there is not here
    )
    yield Judgement(
        f"{step.name}: the bands are not in rising order: {high.id}, from"
        f" {_edge(start_of(high), high)}, stands above {low.id}, from {_edge(start_of(low), low)}",
        (
            Place(low.ref.child("from"), f"starts at {_edge(start_of(low), low)}"),
            Place(high.ref.child("from"), f"starts at {_edge(start_of(high), high)}, but is above"),
        ),
        subject=_subject(step, low),
        help=(
            Repair(
                f"sort them: {', '.join(row.id for row in rows)}",
                "every band keeps its edges and its rate",
                moves,
            ),
        ),
        facts=("order",),
    )


def apart(step: Step, low: Row, high: Row, figures: Sequence[Decimal]) -> Judgement:
    """A band begins before, or above, the end of the one below it.

    ``figures``: at which they may meet, likeliest first. What differs from that one stands first.
    """
    end, start = ends(low)[1], start_of(high)
    over = end is None or end > start
    ways = [_later(low, high) if one == end else _sooner(low, high) for one in figures]
    places = _edges(low, high)
    return Judgement(
        f"{step.name}: {_overlap(low, high) if over else f'no band covers {_span(low, high)}'}",
        places if end in figures[:1] else places[::-1],
        subject=_subject(step, high),
        help=tuple(
            replace(way, say=f"or {way.say}") if number else way for number, way in enumerate(ways)
        )
        or (Repair(f"write where {low.id} ends and {high.id} starts"),),
        facts=("overlap" if over else "gap",),
    )


def _overlap(low: Row, high: Row) -> str:
    start = _edge(start_of(high), high)
    both = _edge(max(start_of(high), start_of(low)), high)
    return f"two bands overlap from {both}: {low.id} {_upper(low)}, {high.id} starts at {start}"


def _span(low: Row, high: Row) -> str:
    """What no band covers between two neighbours."""
    end, start = ends(low)[1], start_of(high)
    assert end is not None
    first, last = _edge(end, high), _edge(start - 1, high)
    if high.measure != QUANTITY:
        return f"{first} up to {_edge(start, high)}"
    return first if last == first else f"{first} to {last}"


def _later(low: Row, high: Row) -> Repair:
    """The upper band begins where the lower one ends."""
    end = ends(low)[1]
    assert end is not None
    wanted = _edge(end, high)
    over = end > start_of(high)
    gets = (
        f"up to there, only {low.rate} is paid" if over else f"{_span(low, high)} gets {high.rate}"
    )
    return Repair(f"start {high.id} at {wanted}", gets, (Edit(high.ref.child("from"), wanted),))


def _sooner(low: Row, high: Row) -> Repair:
    """The lower band ends where the upper one begins."""
    end, start = ends(low)[1], start_of(high)
    if end is None or end > start:
        gets = f"from {_edge(start, high)} on, only {high.rate} is paid"
        return Repair(f"end {low.id} where {high.id} starts", gets, (_meeting(low, high),))
    gets = f"{_span(low, high)} gets {low.rate}"
    return Repair(f"let {low.id} reach up to {high.id}", gets, (_meeting(low, high),))


def falling(step: Step, low: Row, high: Row) -> Judgement:
    """A band pays less than the one below it."""
    start = _edge(start_of(high), high)
    return Judgement(
        f"{step.name}: {high.id} pays {high.rate}, less than the {low.rate} of the smaller band"
        f" {low.id}",
        (
            Place(high.rate_ref, f"{high.rate} from {start}"),
            Place(low.rate_ref, f"{low.rate} below that"),
        ),
        subject=_subject(step, high),
        help=tuple(rising(step, low, high)),
        facts=("falling",),
    )


def rising(step: Step, low: Row, high: Row) -> Iterator[Repair]:
    """A rate between those of its neighbours, for whichever of two bands can have one."""
    (table,) = (rows for rows in tables(step) if low in rows)
    at = table.index(low)
    below = table[at - 1] if at else None
    beyond = table[at + 2] if at + 2 < len(table) else None
    yield from _between(low, below, high)
    yield from _between(high, low, beyond)


def _between(row: Row, below: Row | None, beyond: Row | None) -> Iterator[Repair]:
    """The rate of a band set to the middle of its neighbours', or to that of the only one."""
    sides = [(one.rate, one.id) for one in (below, beyond) if one is not None and one.rate]
    if row.rate is None or not sides or sides[0][0] > sides[-1][0]:
        return
    (least, _), (most, _) = sides[0], sides[-1]
    middle = ((least.points + most.points) / 2).quantize(TENTH, ROUND_FLOOR)
    wanted = max(middle, least.points)
    said = [f"{rate} of {name}" for rate, name in sides]
    between = f"{percent(wanted.scaleb(-2))}, between the {' and the '.join(said)}"
    change = wanted - row.rate.points
    apart = points(abs(change).scaleb(-2))
    yield Repair(
        f"{'raise' if change > 0 else 'lower'} {row.id} to"
        f" {between if len(said) > 1 else f'the {said[0]}'}",
        f"it pays {apart} point{'' if apart == '1' else 's'} {'more' if change > 0 else 'less'}",
        (Edit(row.rate_ref, percent(wanted.scaleb(-2))),),
    )


def early_end(step: Step, row: Row, end: Decimal) -> Judgement:
    """The highest band has an end."""
    key = "through" if row.measure == QUANTITY else "below"
    return Judgement(
        f"{step.name}: no band covers {_edge(end, row)} and more",
        (Place(row.ref.child(key), "the highest band ends here"),),
        subject=_subject(step, row),
        help=(
            Repair(
                f"remove `{key}` from {row.id}",
                f"{_edge(end, row)} and more gets {row.rate}",
                (Edit(row.ref.child(key), "", "delete"),),
            ),
        ),
        facts=("end",),
    )


def tables(step: Step) -> Iterator[list[Row]]:
    """The bands of a step in rising order, those of each table and currency by themselves."""
    found: dict[tuple[str, str], list[Row]] = {}
    for row in step.rows:
        if row.band is not None:
            found.setdefault(_table(row), []).append(row)
    yield from (sorted(found[key], key=start_of) for key in sorted(found))


def beside(one: Sequence[Row], other: Sequence[Row]) -> bool:
    """Whether two tables are the same bands in two currencies."""
    (where, currency), (there, second) = _table(one[0]), _table(other[0])
    return where == there and currency != second


def _table(row: Row) -> tuple[str, str]:
    return row.ref.pointer.rpartition("/rows/")[0], row.band_currency


def _edge(amount: Decimal, row: Row) -> str:
    """A band edge as the file writes it."""
    if row.measure == GROWTH:
        return f"{amount:f}%"
    return f"{amount:f} {row.band_currency}" if row.band_currency else f"{amount:f}"


def _upper(row: Row) -> str:
    """The upper end of a band in words: ``ends through 49`` or ``ends below 50000 EUR``."""
    high = ends(row)[1]
    if high is None:
        return "has no end"
    if row.measure != QUANTITY:
        return f"ends below {_edge(high, row)}"
    return f"ends through {high - 1:f}"


def _subject(step: Step, row: Row) -> str:
    return f"{step.id}/{row.id}"


def _edges(low: Row, high: Row) -> tuple[Place, Place]:
    """Where the upper band starts and the lower one ends."""
    at = low.ref.child("through" if high.measure == QUANTITY else "below")
    return (
        Place(high.ref.child("from"), f"starts at {_edge(start_of(high), high)}"),
        Place(low.ref if ends(low)[1] is None else at, _upper(low)),
    )


def _meeting(low: Row, high: Row) -> Edit:
    """The edit that lets a band end where the next one begins."""
    start = start_of(high)
    key = "through" if low.measure == QUANTITY else "below"
    wanted = _edge(start - 1 if low.measure == QUANTITY else start, low)
    if ends(low)[1] is None:
        return Edit(low.ref.child("from"), f"{key}: {wanted}", "insert")
    return Edit(low.ref.child(key), wanted)
