"""Tables of evidence: rows of texts become exact figures, or findings cell by cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache

from partnerbook.findings import Finding, Ref, Repair
from partnerbook.load.evidence_gathered import gathered
from partnerbook.load.evidence_rows import EvidenceTable, HoldingRow, MeasureRow, unit_of
from partnerbook.load.evidence_sums import against_manifest, twice
from partnerbook.load.guess import plain_numbers, readings
from partnerbook.load.said import meant, shape, shown
from partnerbook.model.evidence import EvidenceFile
from partnerbook.model.scalars import FORMATS
from partnerbook.source.csv_text import CsvDocument
from partnerbook.values.dates import in_words
from partnerbook.values.money import CURRENCIES, minor_units
from partnerbook.values.period import parse_date

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "measures": (
        *("partner", "metric", "from", "through", "value"),
        *("unit", "place", "product", "reported_on", "source"),
    ),
    "holdings": ("partner", "what", "who", "from", "expires", "place"),
}
MOST_FINDINGS = 50
"""A table that is wrong throughout is wrong once; its first rows show how."""
_VALUE = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,6})?\Z")
_POWER = re.compile(r"[0-9](?:\.[0-9]{1,15})?[eE]\+?[0-9]{1,2}\Z")
_NO_FIGURE = frozenset({"n/a", "na", "n.a.", "none", "null", "nil", "not applicable", "?"})
_SIGNS = "€$£¥ "
"""Signs of currencies, which the column of the unit says already."""
_NOBODY = re.compile(r"(?=[A-Z0-9-]*[0-9])[A-Z0-9]+(?:-[A-Z0-9]+)*\Z")
_day = lru_cache(maxsize=4096)(parse_date)
Cells = Mapping[str, str]


def unpaired_evidence(manifests: Collection[str], tables: Collection[str]) -> Iterator[Finding]:
    """Findings for manifests without a table and tables without a manifest, by their paths."""
    for path in sorted(manifests):
        if (table := path.removesuffix("yml") + "csv") not in tables:
            message = f"this manifest has no evidence: {table} is missing"
            yield shape("evidence-table", message, Ref(path), "its table is missing")
    for path in sorted(tables):
        if (head := path.removesuffix("csv") + "yml") not in manifests:
            message = f"nobody says where this evidence comes from: {head} is missing"
            yield shape("evidence-table", message, Ref(path), "its manifest is missing")


def read_evidence(
    document: CsvDocument, table_id: str, manifest: EvidenceFile
) -> tuple[EvidenceTable, list[Finding]]:
    """The rows of a table with the findings about it, all of them against its manifest."""
    findings: list[Finding] = []
    measures: list[MeasureRow] = []
    holdings: list[HoldingRow] = []
    for number, cells in enumerate(document.rows):
        row = Ref(document.path).child(number)
        wrong = list(_wrong_cells(row, cells, manifest))
        if wrong:
            findings += wrong
        elif manifest.shape == "measures":
            measures.append(_measure(document.path, number, cells))
        else:
            holdings.append(_holding(document.path, number, cells))
    findings = [*_of_the_future(document.path, manifest), *gathered(findings)]
    if not findings:
        again = list(twice(measures, holdings))
        findings += again
        if len(document.rows) - len(again) != manifest.rows or not again:
            findings += against_manifest(document, manifest, measures)
    table = EvidenceTable(document.path, table_id, tuple(measures), tuple(holdings))
    return table, findings[: MOST_FINDINGS + 1]


def _of_the_future(table: str, manifest: EvidenceFile) -> Iterator[Finding]:
    """Days for which a table cannot be complete, as they came after it was taken."""
    taken = _day(manifest.extracted[:10])
    if manifest.through is not None and manifest.through > taken:
        head = Ref(table.removesuffix("csv") + "yml")
        yield shape(
            "evidence-period",
            f"the table cannot be complete through {in_words(manifest.through)}: it was taken on"
            f" {in_words(taken)}",
            [(head.child("through"), "later"), (head.child("extracted"), in_words(taken))],
            help=(Repair("write the last day of which every figure was in the system by then"),),
        )


def _measure(path: str, number: int, cells: Cells) -> MeasureRow:
    return MeasureRow(
        partner=cells["partner"],
        metric=cells["metric"],
        start=_day(cells["from"]),
        through=_day(cells["through"]),
        value=Decimal(cells["value"]),
        unit=unit_of(cells["unit"]),
        place=cells["place"],
        product=cells["product"],
        reported=_day(cells["reported_on"]),
        source=cells["source"],
        path=path,
        number=number,
    )


def _holding(path: str, number: int, cells: Cells) -> HoldingRow:
    return HoldingRow(
        partner=cells["partner"],
        what=cells["what"],
        who=cells["who"],
        start=_day(cells["from"]),
        expires=_day(cells["expires"]) if cells["expires"] else None,
        place=cells["place"],
        path=path,
        number=number,
    )


def _wrong_cells(row: Ref, cells: Cells, manifest: EvidenceFile) -> Iterator[Finding]:
    found = False
    for column, judge in _JUDGES[manifest.shape].items():
        wrong = judge(cells[column])
        if wrong is not None:
            found = True
            message, readable = wrong
            at = row.child(column)
            tail, repairs = meant(at, readable, str)
            yield shape("evidence-cell", f"`{column}` {message}{tail}", at, help=repairs)
    if not found and manifest.shape == "measures" and (finer := _decimals(cells)):
        found = True
        places = [(row.child("value"), "more decimals"), (row.child("unit"), cells["unit"])]
        yield shape("evidence-cell", f"`value` {finer}", places)
    if not found:
        yield from _wrong_days(row, cells, manifest)


def _wrong_days(row: Ref, cells: Cells, manifest: EvidenceFile) -> Iterator[Finding]:
    """Days that contradict each other or the manifest."""
    taken = _day(manifest.extracted[:10])
    start = _day(cells["from"])
    last = "through" if manifest.shape == "measures" else "expires"
    end = _day(cells[last]) if cells[last] else None
    if end is not None and end < start:
        message = f"this row ends on {in_words(end)}, before it begins on {in_words(start)}"
        yield _period(message, row, (last, end), ("from", start))
        return
    if manifest.shape == "holdings":
        if start > taken:
            message = f"begins on {in_words(start)}, but the table was taken on {in_words(taken)}"
            yield _period(f"this row {message}", row, ("from", start))
        return
    assert end is not None
    assert manifest.from_ is not None
    assert manifest.through is not None
    reported = _day(cells["reported_on"])
    if end > taken:
        message = f"ends on {in_words(end)}, but the table was taken on {in_words(taken)}"
        yield _period(f"a figure of the future: this row {message}", row, ("through", end))
    elif reported > taken:
        message = f"on {in_words(reported)}, but the table was taken on {in_words(taken)}"
        yield _period(f"this row was reported {message}", row, ("reported_on", reported))
    elif reported < end:
        message = f"on {in_words(reported)}, before its period ends on {in_words(end)}"
        at = ("reported_on", reported), ("through", end)
        yield _period(f"this row was reported {message}", row, *at)
    elif start < manifest.from_ or end > manifest.through:
        said = f"{in_words(manifest.from_)} through {in_words(manifest.through)}"
        message = f"{in_words(start)} through {in_words(end)} is outside of what the manifest says"
        yield _period(f"{message} the table has: {said}", row, ("from", start), ("through", end))


def _period(message: str, row: Ref, *places: tuple[str, date]) -> Finding:
    said = [(row.child(column), in_words(day)) for column, day in places]
    return shape("evidence-period", message, said)


def _decimals(cells: Cells) -> str:
    """What is wrong with an amount of money that cannot be paid; "" for nothing."""
    unit, most = cells["unit"], minor_units(cells["unit"])
    after = cells["value"].partition(".")[2].rstrip("0")
    if unit not in CURRENCIES or len(after) <= most:
        return ""
    said = f"{most} decimals" if most else "no decimals"
    return f"is {shown(cells['value'])}, but {unit} has {said}"


Wrong = tuple[str, tuple[str, ...]] | None
_LEFT_OUT = (
    "write 0 where there was nothing; where nobody can tell, leave the row out, if the metric is a"
    " level (`level: true`): of a sum, no row reads as 0"
)


def _value(text: str) -> Wrong:
    if _VALUE.match(text):
        return None
    if not text:
        return "is missing; write 0 where there was nothing", ()
    if text.strip().lower() in _NO_FIGURE:
        return f"is {shown(text)}; {_LEFT_OUT}", ()
    typed = (_plain(text),) if _POWER.match(text) else plain_numbers(text.strip(_SIGNS), 2)
    numbers = tuple(number for number in typed if _VALUE.match(number))
    said = f"is {shown(text)}; write digits, with one point before decimals, and nothing else"
    return said, numbers


def _plain(text: str) -> str:
    """The digits of a number that a spreadsheet shortened."""
    return f"{Decimal(text):f}"


@lru_cache(maxsize=4096)
def _date(text: str) -> Wrong:
    try:
        parse_date(text)
    except ValueError as reason:
        said = f"is {shown(text)}; {reason}" if text else "is missing"
        return said, readings("date", text)
    return None


def _date_or_none(text: str) -> Wrong:
    return _date(text) if text else None


@lru_cache(maxsize=4096)
def _line(text: str) -> Wrong:
    if not text:
        return "is empty", ()
    return _line_or_none(text)


def _line_or_none(text: str) -> Wrong:
    if text:
        try:
            FORMATS["line"](text)
        except ValueError as reason:
            return f"is {shown(text)}; {reason}", ()
    return None


def _who(text: str) -> Wrong:
    if _NOBODY.match(text):
        return None
    said = "names nobody: write the number of the certificate or record, such as CA-10423"
    return (f"is {shown(text)}; it {said}" if text else f"is empty; it {said}"), ()


_JUDGES: Mapping[str, Mapping[str, Callable[[str], Wrong]]] = {
    "measures": {
        "partner": _line,
        "metric": _line,
        "from": _date,
        "through": _date,
        "value": _value,
        "unit": _line,
        "place": _line_or_none,
        "product": _line_or_none,
        "reported_on": _date,
        "source": _line_or_none,
    },
    "holdings": {
        "partner": _line,
        "what": _line,
        "who": _who,
        "from": _date,
        "expires": _date_or_none,
        "place": _line_or_none,
    },
}
