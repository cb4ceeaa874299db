"""Metrics from their files, and whether each fits what tiers ask it for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from partnerbook.findings import Edit, Ref, Repair
from partnerbook.resolve import dated
from partnerbook.resolve.desk import Desk
from partnerbook.resolve.evidence import Metric, Multiplier, Release
from partnerbook.resolve.places import Places
from partnerbook.resolve.record import Record
from partnerbook.resolve.rungs import Ask, Part, Rung
from partnerbook.values.spans import Spans, spans, touch_spans
from partnerbook.values.window import VERSIONS, Window

FITS = {"money": ("money",), "count": ("count", "points"), "percent": ("percent",)}
"""What a requirement asks for → the units of metrics that it can be compared with."""


def metrics_of(
    records: Mapping[str, Record], places: Places, today: date, desk: Desk
) -> dict[str, Metric]:
    """Every metric that can be worked out, by id."""
    found = {name: _metric(said, places, today, desk) for name, said in records.items()}
    for name in list(_in_circles(found)):
        said = records[name]
        key = "ratio" if "ratio" in said.data else "weighted"
        desk.say(
            "reference/metric-circle",
            f"{said['name']} is worked out from itself; nobody can tell what it is",
            [(said.ref.child(key), "leads back to it")],
            subject=name,
        )
        desk.leave_out(name)
        del found[name]
    return found


def _metric(said: Record, places: Places, today: date, desk: Desk) -> Metric:
    top = said.ref
    ratio = said.get("ratio")
    multipliers = tuple(
        Multiplier(
            one["id"],
            _held(
                one["for"]["places"], top.child("multipliers", at, "for", "places"), places, today
            ),
            one["times"],
            top.child("multipliers", at),
        )
        for at, one in enumerate(said.get("multipliers", ()))
    )
    _apart(said, multipliers, desk)
    return Metric(
        id=said.id,
        name=said["name"],
        kind=said["kind"],
        unit="percent" if said["unit"] == "%" else said["unit"],
        of=said.get("of", ""),
        monotone=said["monotone"],
        level=said.get("level", False),
        counts_to=tuple(said["counts_to"]),
        holds=frozenset(said.get("holds", ())),
        releases=tuple(
            sorted(
                (
                    Release(one["id"], one["from"], frozenset(one["holds"]))
                    for one in said.get("versions", ())
                ),
                key=lambda release: (release.start, release.id),
            )
        ),
        places=_held(said["places"], top.child("places"), places, today)
        if "places" in said.data
        else None,
        regions=tuple(
            spans(dated.on(places.find(name, top.child("regions", at)) or (), today))
            for at, name in enumerate(said.get("regions", ()))
        ),
        ratio=(ratio["of"], ratio["to"]) if ratio else None,
        weighted=tuple((one["metric"], one["times"]) for one in said.get("weighted", ())),
        multipliers=multipliers,
        ref=top,
    )


def _held(names: Iterable[str], at: Ref, places: Places, today: date) -> Spans:
    """Where these places lie today."""
    found = [places.find(name, at.child(number)) or () for number, name in enumerate(names)]
    return spans(stretch for held in found for stretch in dated.on(held, today))


def _apart(said: Record, multipliers: tuple[Multiplier, ...], desk: Desk) -> None:
    """Two multipliers for one place: which of them counts would hang on their order."""
    for at, one in enumerate(multipliers):
        for other in multipliers[:at]:
            if touch_spans(one.places, other.places):
                desk.say(
                    "reference/unfit-metric",
                    f"{said['name']}: the multipliers {other.id} and {one.id} meet; a customer"
                    " counts by one of them only",
                    [(one.ref.child("for"), one.id), (other.ref.child("for"), other.id)],
                    subject=said.id,
                    repairs=[Repair("let each place stand in one of them only")],
                )


def _in_circles(metrics: Mapping[str, Metric]) -> Iterator[str]:
    for name in metrics:
        reached: set[str] = set()
        ways = list(_below(metrics[name]))
        while ways:
            way = ways.pop()
            if way in metrics and way not in reached:
                reached.add(way)
                ways += _below(metrics[way])
        if name in reached:
            yield name


def _below(metric: Metric) -> tuple[str, ...]:
    return (*(metric.ratio or ()), *(name for name, _ in metric.weighted))


def unfit(rungs: Iterable[Rung], metrics: Mapping[str, Metric], desk: Desk) -> None:
    """Report each requirement that asks a metric for what it cannot say."""
    for rung in rungs:
        asks = (*rung.entry, *(rung.stay if rung.own_stay else ()))
        for ask in _flat(asks):
            metric = metrics.get(ask.metric)
            if metric is not None:
                fits(rung.tier, ask, metric, metrics, desk)
            for part in ask.parts:
                if part.metric in metrics:
                    at = part.ref.child("window")
                    _fits_points(rung.tier, part, metrics[part.metric], desk)
                    _fit_window(rung.tier, metrics[part.metric], metrics, (part.window, at), desk)


def _flat(asks: Iterable[Ask]) -> Iterator[Ask]:
    for ask in asks:
        yield ask
        yield from _flat(ask.inner)


def fits(
    subject: str,
    ask: Ask,
    metric: Metric,
    metrics: Mapping[str, Metric],
    desk: Desk,
    *,
    rung: bool = True,
) -> bool:
    """Whether a metric can say what is asked for; reports why not."""
    at = ask.ref.child("metric")
    wanted = FITS.get(ask.kind, ())
    if wanted and metric.unit not in wanted:
        message = (
            f"{ask.name} asks for {_words(ask.kind)}, but {metric.name} is measured in"
            f" {_words(metric.unit)}"
        )
        say_unfit(
            desk, subject, message, (at, metric.name), (metric.ref.child("unit"), metric.unit)
        )
    elif rung and "tier" not in metric.counts_to:
        message = f"{metric.name} counts to pay only, but {ask.name} asks for it"
        counts = metric.ref.child("counts_to")
        say_unfit(desk, subject, message, (at, "asked for here"), (counts, "not to the tier"))
    elif ask.window is not None:
        return _fit_window(subject, metric, metrics, (ask.window, ask.ref.child("window")), desk)
    else:
        return True
    return False


def _fits_points(subject: str, part: Part, metric: Metric, desk: Desk) -> None:
    """Points for money are points for amounts: a yen is no euro."""
    at = part.ref.child("metric")
    if metric.unit == "money" and not part.amounts:
        message = (
            f"{part.id} gives points for {metric.name}, which is money, but for no amounts:"
            " say for each how much, in every currency (`for_amounts:`)"
        )
        say_unfit(desk, subject, message, (at, "money"), (metric.ref.child("unit"), "money"))
    elif metric.unit != "money" and part.amounts:
        message = (
            f"{part.id} gives points for amounts of money, but {metric.name} is no money: say for"
            " each how many (`for_each:`)"
        )
        amounts = part.ref.child("for_amounts")
        say_unfit(
            desk, subject, message, (amounts, "money"), (metric.ref.child("unit"), metric.unit)
        )


def _fit_window(
    subject: str,
    metric: Metric,
    metrics: Mapping[str, Metric],
    said: tuple[Window, Ref],
    desk: Desk,
) -> bool:
    """Whether it fits; it is wrong once, for the first of the metrics one is worked out from."""
    return not any(_misses(subject, one, said, desk) for one in sources(metric, metrics))


def _misses(subject: str, one: Metric, said: tuple[Window, Ref], desk: Desk) -> bool:
    """Sums need days, holdings a day: reports what does not fit, and says whether."""
    window, at = said
    if one.kind == "measures" and not window.of_days:
        edit = Edit(at, "trailing 12 months")
        message = f"{one.name} is summed up over time, so `{window}` tells nothing"
        say_unfit(desk, subject, message, (at, "no stretch of time"), edit=edit)
    elif one.kind == "holdings" and window.of_days:
        edit = Edit(at, "on the day")
        message = f"{one.name} is counted on a day, so `{window}` tells nothing"
        say_unfit(desk, subject, message, (at, "no day"), edit=edit)
    elif one.kind == "holdings" and window.kind == VERSIONS and not one.releases:
        message = f"{one.name} names no versions, so `{window}` tells nothing"
        say_unfit(desk, subject, message, (at, "which versions?"), (one.ref, "without `versions:`"))
    else:
        return False
    return True


def sources(metric: Metric, metrics: Mapping[str, Metric]) -> Iterator[Metric]:
    """The metrics of evidence that one is worked out from; circles have been left out."""
    below = _below(metric)
    if not below:
        yield metric
    for name in below:
        if name in metrics:
            yield from sources(metrics[name], metrics)


def say_unfit(
    desk: Desk,
    subject: str,
    message: str,
    *places: tuple[Ref, str],
    edit: Edit | None = None,
) -> None:
    """Report what a metric cannot say, with what would mend it."""
    repairs = []
    if edit is not None:
        say = f"add `{edit.text}`" if edit.how == "insert" else f"write {edit.text}"
        repairs.append(Repair(say, edits=(edit,)))
    desk.say(
        "reference/unfit-metric",
        message,
        places,
        subject=subject,
        repairs=repairs,
        facts=(str(places[0][0].pointer),),
    )


def _words(unit: str) -> str:
    return {"count": "a number", "money": "money", "percent": "percent"}.get(unit, unit)
