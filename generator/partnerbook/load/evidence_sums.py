"""A table of evidence as a whole: what stands in it twice, and whether all of it arrived."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from partnerbook.findings import Finding, Ref, Repair
from partnerbook.load.evidence_rows import PERCENT, HoldingRow, MeasureRow, unit_of
from partnerbook.load.said import removed, replaced, shape
from partnerbook.model.evidence import EvidenceFile
from partnerbook.source.csv_text import CsvDocument
from partnerbook.values.dates import in_words


def twice(measures: Iterable[MeasureRow], holdings: Iterable[HoldingRow]) -> Iterator[Finding]:
    """Rows that tell the same thing about the same days a second time."""
    alike: dict[tuple[str, ...], list[MeasureRow]] = {}
    for row in measures:
        key = (row.partner, row.metric, row.unit, row.place, row.product, row.source)
        alike.setdefault(key, []).append(row)
    for rows in alike.values():
        if len(rows) > 1:
            yield from _overlapping(sorted(rows, key=lambda row: (row.start, row.number)))
    held: dict[tuple[str, ...], HoldingRow] = {}
    for one in holdings:
        first = held.setdefault((one.partner, one.what, one.who, str(one.start)), one)
        if first is not one:
            message = f"{one.who} holds {one.what} from {in_words(one.start)} on twice"
            yield _twice(message, one, first)


def _overlapping(rows: Sequence[MeasureRow]) -> Iterator[Finding]:
    for first, second in pairwise(rows):
        if second.start <= first.through:
            earlier, later = sorted((first, second), key=lambda row: row.number)
            same = (first.start, first.through) == (second.start, second.through)
            days = f"{in_words(second.start)} to {in_words(min(first.through, second.through))}"
            message = f"{first.metric} of {first.partner} is counted twice for {days}"
            if not same:
                message += "; the periods of the two rows overlap"
            yield _twice(message, later, earlier)


def _twice(message: str, row: MeasureRow | HoldingRow, first: MeasureRow | HoldingRow) -> Finding:
    places = [(row.ref, "again"), (first.ref, "the first one")]
    return shape("evidence-twice", message, places, help=(removed(row.ref),))


def against_manifest(
    document: CsvDocument, manifest: EvidenceFile, rows: Sequence[MeasureRow]
) -> Iterator[Finding]:
    """What differs from the manifest's count of rows and its control totals."""
    head = Ref(document.path.removesuffix("csv") + "yml")
    there = len(document.rows)
    if not there and manifest.rows:
        message = f"the table is empty, but its manifest says {manifest.rows:,} rows"
        yield shape("evidence-total", message, head.child("rows"))
        return
    if there != manifest.rows:
        yield shape(
            "evidence-total",
            f"the table has {there:,} {'row' if there == 1 else 'rows'}, but its manifest says"
            f" {manifest.rows:,}: rows were {'lost' if there < manifest.rows else 'added'} since it"
            " was taken",
            head.child("rows"),
            help=(replaced(head.child("rows"), str(there), f"if the table is right: {there}"),),
        )
    sums: dict[str, Decimal] = {}
    for row in rows:
        sums[row.unit] = sums.get(row.unit, Decimal(0)) + row.value
    written = manifest.control_total or ()
    totals = [(text.partition(" ")[0], unit_of(text.partition(" ")[2])) for text in written]
    slip = _other_unit(rows, sums, {unit: Decimal(number) for number, unit in totals}, head)
    if slip is not None:
        yield slip
        return
    for at, (number, unit) in enumerate(totals):
        is_ = sums.get(unit, Decimal(0))
        if is_ != Decimal(number):
            place = head.child("control_total", at)
            yield shape(
                "evidence-total",
                f"the values in {unit} add up to {is_:f}, but the control total is {number}; they"
                f" differ by {abs(is_ - Decimal(number)):f}",
                place,
                help=(
                    replaced(place, f"{is_:f} {unit}", f"if the table is right: {is_:f} {unit}"),
                ),
            )
    for unit in sorted(sums.keys() - {unit for _, unit in totals} - {PERCENT}):
        yield shape(
            "evidence-total",
            f"the table has values in {unit}, but there is no control total of them",
            [
                (head.child("control_total") if written else head, "none of them"),
                (next(row.ref.child("unit") for row in rows if row.unit == unit), unit),
            ],
            help=(
                Repair(f"write the sum that the system tells (`control_total:`), in {unit}"),
                Repair("or mend the unit in the rows, if it is wrong"),
            ),
        )


def _other_unit(
    rows: Iterable[MeasureRow],
    sums: Mapping[str, Decimal],
    totals: Mapping[str, Decimal],
    head: Ref,
) -> Finding | None:
    """The one row that would make two totals right if it were in the other unit."""
    units = sorted(sums.keys() | totals.keys())
    zero = Decimal(0)
    more = {unit: sums.get(unit, zero) - totals.get(unit, zero) for unit in units}
    off = [unit for unit in units if more[unit]]
    if len(off) != 2 or more[off[0]] + more[off[1]]:
        return None
    found = [
        (row, other)
        for row in rows
        for unit, other in (off, off[::-1])
        if (row.unit, row.value) == (unit, more[unit])
    ]
    if len(found) != 1:
        return None
    row, other = found[0]
    at = row.ref.child("unit")
    return shape(
        "evidence-total",
        f"by the control totals the {row.value:f} of this row are {other}, not {row.unit}",
        [(at, row.unit), (head.child("control_total"), "the control totals")],
        help=(replaced(at, other),),
    )
