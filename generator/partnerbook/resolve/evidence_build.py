"""Evidence from its tables, linked to partners, metrics and places, and indexed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from partnerbook.findings import Edit, Ref, Repair
from partnerbook.load import Loaded
from partnerbook.load.evidence_rows import EvidenceTable, HoldingRow, MeasureRow
from partnerbook.resolve import dated
from partnerbook.resolve.desk import Desk
from partnerbook.resolve.evidence import Coverage, Evidence, Metric
from partnerbook.resolve.merging import merged_into
from partnerbook.resolve.places import Places
from partnerbook.resolve.program import Partner
from partnerbook.resolve.record import Record
from partnerbook.resolve.targets import CURRENCY, HOLDING, PARTNER, PRODUCT
from partnerbook.values.ident import closest
from partnerbook.values.period import ALWAYS, Period, parse_date
from partnerbook.values.spans import Spans

DAY = timedelta(days=1)
_KINDS = ("measures", "holdings")


@dataclass(frozen=True, slots=True)
class Known:
    """What rows of evidence may speak of."""

    metrics: Mapping[str, Metric]
    partners: Mapping[str, Partner]
    places: Places
    today: date
    desk: Desk
    _spans: dict[str, Spans | None] = field(default_factory=dict)

    def spans(self, place: str, at: Ref) -> Spans | None:
        """Where a place of evidence lies; None is reported at ``at``."""
        if place not in self._spans:
            held = self.places.find(place, at)
            self._spans[place] = None if held is None else dated.on(held, self.today)
        elif self._spans[place] is None:
            self.places.find(place, at)
        return self._spans[place]


def evidence_of(loaded: Loaded, manifests: Mapping[str, Record], known: Known) -> Evidence:
    """All tables; one of which a row is not understood is left out as a whole, and named."""
    know_holdings(known)
    measures: dict[tuple[str, str], list[MeasureRow]] = {}
    holdings: dict[tuple[str, str], list[HoldingRow]] = {}
    coverage: dict[str, list[Coverage]] = {}
    reported: dict[tuple[str, str], tuple[tuple[date, date], ...]] = {}
    spots: dict[str, Spans] = {}
    for path in sorted(loaded.evidence):
        table = loaded.evidence[path]
        said = manifests.get(table.id)
        if said is None:
            continue
        if not all([*_fit(said, known), *_rows_fit(table, said, known, spots)]):
            known.desk.leave_out(path.removeprefix("program/"))
            continue
        for row in table.measures:
            measures.setdefault((row.partner, row.metric), []).append(row)
        for one in table.holdings:
            holdings.setdefault((one.partner, one.what), []).append(one)
        for metric, covers in _coverage(said):
            _complete_once(metric, covers, coverage.setdefault(metric, []), known.desk)
        reported.update(_reports(table))
    return Evidence(
        measures={
            key: tuple(sorted(rows, key=lambda row: (row.start, row.through, row.path, row.number)))
            for key, rows in measures.items()
        },
        holdings={
            key: tuple(sorted(rows, key=lambda row: (row.start, row.who, row.path, row.number)))
            for key, rows in holdings.items()
        },
        coverage={metric: tuple(found) for metric, found in coverage.items()},
        reported=reported,
        places=spots,
        merged=merged_into(known.partners),
    )


def know_holdings(known: Known) -> None:
    """Tell which things people can hold."""
    for metric in known.metrics.values():
        known.desk.know(HOLDING, metric.holds)
        for release in metric.releases:
            known.desk.know(HOLDING, release.holds)


def _fit(said: Record, known: Known) -> Iterator[bool]:
    """Whether each metric of a manifest is of the shape that its table has."""
    for at, name in enumerate(said["metrics"]):
        metric = known.metrics.get(name)
        if metric is None:
            yield False
            continue
        if metric.kind == said["shape"]:
            continue
        where = said.ref.child("metrics", at)
        worked_out = metric.kind not in _KINDS
        what = "is worked out from others" if worked_out else f"comes from {metric.kind}"
        known.desk.say(
            "reference/unfit-metric",
            f"{metric.name} {what}, so no table of {said['shape']} can be complete for it",
            [(where, ""), (metric.ref.child("kind"), metric.kind)],
            subject=said.id,
            repairs=[Repair("remove it here", edits=(Edit(where, "", "delete"),))],
            facts=(name,),
        )
        yield False


def _rows_fit(
    table: EvidenceTable, said: Record, known: Known, spots: dict[str, Spans]
) -> Iterator[bool]:
    """Whether each row speaks of things that there are."""
    units: dict[tuple[str, str, str], bool] = {}
    seen: dict[tuple[str, str], bool] = {}
    metrics = set(said["metrics"])
    negative: set[str] = set()
    desk = known.desk
    every: list[MeasureRow | HoldingRow] = [*table.measures, *table.holdings]
    for row in every:
        lost = row.partner not in known.partners
        if lost and not desk.is_broken(PARTNER, row.partner):
            # Its rows say nothing of others, so the table is of use without them.
            desk.refer(PARTNER, row.partner, row.ref.child("partner"))
        if row.place and ("place", row.place) not in seen:
            held = known.spans(row.place, row.ref.child("place"))
            seen["place", row.place] = held is not None
            spots[row.place] = held or ()
            yield held is not None
        if isinstance(row, HoldingRow):
            if ("what", row.what) not in seen:
                seen["what", row.what] = desk.refer(HOLDING, row.what, row.ref.child("what"))
                yield seen["what", row.what]
            continue
        if row.product and ("product", row.product) not in seen:
            there = desk.refer(PRODUCT, row.product, row.ref.child("product"))
            seen["product", row.product] = there
            yield there
        partner = known.partners.get(row.partner)
        currency = partner.currency if partner and "converted" in said.data else ""
        if row.metric not in metrics:
            metrics.add(row.metric)
            _foreign_metric(row, said, desk)
            yield False
        below = row.value < 0 and row.metric in known.metrics
        if below and known.metrics[row.metric].monotone and row.metric not in negative:
            negative.add(row.metric)
            _negative(row, known.metrics[row.metric], desk)
            yield False
        key = (row.metric, row.unit, currency)
        if row.metric in known.metrics and key not in units:
            units[key] = _unit(row, known.metrics[row.metric], currency, said, desk)
            yield units[key]


def _foreign_metric(row: MeasureRow, said: Record, desk: Desk) -> None:
    """A metric that the manifest does not name, once; unless it names one that there is not."""
    refs = [said.ref.child("metrics", at) for at, _ in enumerate(said["metrics"])]
    if any(desk.is_bad(ref) for ref in refs):
        return
    names = ", ".join(said["metrics"])
    near = closest(row.metric, said["metrics"])
    at = row.ref.child("metric")
    desk.say(
        "reference/unfit-metric",
        f"`metric` is {row.metric}; by its manifest the table has {names}",
        [(at, "the first such row"), (refs[0], "what the table is complete for")],
        subject=said.id,
        repairs=[Repair(f"did you mean {one}?", edits=(Edit(at, one),)) for one in near[:1]],
        facts=("row", row.metric),
    )


def _negative(row: MeasureRow, metric: Metric, desk: Desk) -> None:
    """A row that lowers what more evidence never lowers, by its metric: once for each table."""
    at = metric.ref.child("monotone")
    desk.say(
        "evidence/negative",
        f"this row takes {-row.value:f} {row.unit} off {metric.name}, which by `monotone: true`"
        " more evidence never lowers",
        [(row.ref.child("value"), "below 0"), (at, "never lowers it, it says")],
        subject=row.path.rpartition("/")[2].removesuffix(".csv"),
        repairs=[
            Repair("write `monotone: false`, if it can fall", edits=(Edit(at, "false"),)),
            Repair("or correct the row"),
        ],
        facts=(metric.id,),
    )


def _unit(row: MeasureRow, metric: Metric, currency: str, said: Record, desk: Desk) -> bool:
    at = row.ref.child("unit")
    if metric.unit == "money":
        if not desk.refer(CURRENCY, row.unit, at):
            return False
        if currency in ("", row.unit):
            return True
        message = (
            f"{row.partner} is measured in {currency}, but this row is in {row.unit}, though the"
            " manifest says that every amount was converted"
        )
        places = [(at, row.unit), (said.ref.child("converted"), "converted, it says")]
        desk.say(
            "evidence/wrong-unit", message, places, subject=said.id, facts=(row.unit, currency)
        )
        return False
    wanted = {"count": metric.of, "percent": "%", "points": "points"}[metric.unit]
    if row.unit == wanted:
        return True
    desk.say(
        "evidence/wrong-unit",
        f"{metric.name} is measured in {wanted}, not in {row.unit}",
        [(at, row.unit), (metric.ref.child("of" if metric.of else "unit"), wanted)],
        subject=said.id,
        repairs=[Repair(f"write {wanted}, if that is what was counted", edits=(Edit(at, wanted),))],
        facts=(metric.id, row.unit),
    )
    return False


def _coverage(said: Record) -> Iterator[tuple[str, Coverage]]:
    period = ALWAYS
    if said["shape"] == "measures":
        period = Period(said["from"], said["through"] + DAY)
    taken = parse_date(said["extracted"][:10])
    for at, metric in enumerate(said["metrics"]):
        yield metric, Coverage(said.id, period, taken, said.ref.child("metrics", at))


def _complete_once(metric: str, covers: Coverage, found: list[Coverage], desk: Desk) -> None:
    """Note what a table covers; two that are complete for the same days count everything twice."""
    for other in found:
        if not covers.period.meet(other.period).is_empty:
            desk.say(
                "evidence/complete-twice",
                f"{other.table} and {covers.table} are both complete for {metric} in the same days,"
                " so everything would count twice",
                [(covers.ref, covers.table), (other.ref, other.table)],
                subject=covers.table,
                facts=(metric, other.table),
            )
    found.append(covers)


def _reports(
    table: EvidenceTable,
) -> Iterator[tuple[tuple[str, str], tuple[tuple[date, date], ...]]]:
    """Up to which day a table had told of each metric, by the day of the report."""
    last: dict[str, dict[date, date]] = {}
    for row in table.measures:
        days = last.setdefault(row.metric, {})
        days[row.reported] = max(days.get(row.reported, date.min), row.through)
    for metric, days in last.items():
        told: list[tuple[date, date]] = []
        for day in sorted(days):
            if not told or days[day] > told[-1][1]:
                told.append((day, days[day]))
        yield (table.id, metric), tuple(told)
