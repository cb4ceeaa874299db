"""What is wrong with a table of bands, in words, with the edit that mends it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_FLOOR, Decimal
from itertools import pairwise

from partnerbook.check.margins.deals import percent, points
from partnerbook.findings import Edit, Place, Repair
from partnerbook.resolve.program import Row, Step
from partnerbook.rulebook import Judgement

TENTH = Decimal("0.1")
QUANTITY, GROWTH = "quantity", "period-growth"


def ends(row: Row) -> tuple[Decimal, Decimal | None]:
    """Where a band begins and the first amount or number above it; None without an end."""
    assert row.band is not None
    return row.band


def late_start(step: Step, row: Row, start: Decimal) -> Judgement:
    """The lowest band begins above the least that can be bought."""
    wanted = _edge(start, row)
    return Judgement(
        f"{step.name}: the first band starts at {_edge(_start(row), row)}, so"
        f" {'orders' if row.band_currency else 'quantities'} below it have no rate",
        (Place(row.ref.child("from"), f"nothing covers {wanted} up to here"),),
        subject=_subject(step, row),
        help=(Repair(f"start it at {wanted}", "", (Edit(row.ref.child("from"), wanted),)),),
        facts=("start",),
    )


def wrong_order(step: Step, rows: Sequence[Row]) -> Iterator[Judgement]:
    """A band stands above one that begins lower; ``rows`` are in rising order."""
    written = sorted(rows, key=_position)
    late = next((pair for pair in pairwise(written) if _start(pair[0]) > _start(pair[1])), None)
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
        f" {_edge(_start(high), high)}, stands above {low.id}, from {_edge(_start(low), low)}",
        (
            Place(low.ref.child("from"), f"starts at {_edge(_start(low), low)}"),
            Place(high.ref.child("from"), f"starts at {_edge(_start(high), high)}, but is above"),
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


def overlap(step: Step, low: Row, high: Row) -> Judgement:
    """A band begins before the one below it ends."""
    start, (end, top) = _edge(_start(high), high), (ends(low)[1], ends(high)[1])
    gets = f"from {start} on, only {high.rate} is paid"
    mended = [Repair(f"end {low.id} where {high.id} starts", gets, (_meeting(low, high),))]
    if end is not None and (top is None or end < top):
        later = _edge(end, high)
        begin = Edit(high.ref.child("from"), later)
        gets = f"up to there, only {low.rate} is paid"
        mended.append(Repair(f"or start {high.id} at {later}", gets, (begin,)))
    return Judgement(
        f"{step.name}: two bands overlap from {start}: {low.id} {_upper(low)}, {high.id}"
        f" starts at {start}",
        _edges(low, high),
        subject=_subject(step, high),
        help=tuple(mended),
        facts=("overlap",),
    )


def gap(step: Step, low: Row, high: Row) -> Judgement:
    """A band begins above the end of the one below it."""
    start, end = _start(high), ends(low)[1]
    assert end is not None
    missing, last = _edge(end, high), _edge(start - 1, high)
    if high.measure != QUANTITY:
        span = f"{missing} up to {_edge(start, high)}"
    else:
        span = missing if last == missing else f"{missing} to {last}"
    begin = Edit(high.ref.child("from"), missing)
    return Judgement(
        f"{step.name}: no band covers {span}",
        _edges(low, high),
        subject=_subject(step, high),
        help=(
            Repair(
                f"let {low.id} reach up to {high.id}",
                f"{span} gets {low.rate}",
                (_meeting(low, high),),
            ),
            Repair(f"or start {high.id} at {missing}", f"{span} gets {high.rate}", (begin,)),
        ),
        facts=("gap",),
    )


def falling(step: Step, low: Row, high: Row) -> Judgement:
    """A band pays less than the one below it."""
    start = _edge(_start(high), high)
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
    yield from (sorted(found[key], key=_start) for key in sorted(found))


def _table(row: Row) -> tuple[str, str]:
    return row.ref.pointer.rpartition("/rows/")[0], row.band_currency


def _start(row: Row) -> Decimal:
    return ends(row)[0]


def _position(row: Row) -> int:
    """Where the file has a band among the others of its table."""
    return int(row.ref.steps[-1])


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
        Place(high.ref.child("from"), f"starts at {_edge(_start(high), high)}"),
        Place(low.ref if ends(low)[1] is None else at, _upper(low)),
    )


def _meeting(low: Row, high: Row) -> Edit:
    """The edit that lets a band end where the next one begins."""
    start = _start(high)
    key = "through" if low.measure == QUANTITY else "below"
    wanted = _edge(start - 1 if low.measure == QUANTITY else start, low)
    if ends(low)[1] is None:
        return Edit(low.ref.child("from"), f"{key}: {wanted}", "insert")
    return Edit(low.ref.child(key), wanted)
