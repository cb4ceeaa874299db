"""Whether the metric that a budget or bands name can tell what pay is reckoned on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from partnerbook.findings import Ref
from partnerbook.resolve.desk import Desk
from partnerbook.resolve.evidence import Metric
from partnerbook.resolve.record import Record

PAY, MEASURES = "pay", "measures"


def counts_to_pay(metric: Metric, unit: str) -> bool:
    """Whether a metric tells what pay is reckoned on, in money or in numbers (count)."""
    return metric.unit == unit and not any(_against(metric, unit))


def unit_of(said: Record) -> str:
    """What an incentive is reckoned on: money for a rate, a count for fixed amounts."""
    fixed = "amounts" in said.data or "milestones" in said.data
    return "count" if fixed else "money"


def unfit_for_pay(given: Mapping[str, Record], metrics: Mapping[str, Metric], desk: Desk) -> None:
    """Report each budget and each table of bands that asks a metric for what it cannot say."""
    for said in given.values():
        for name, at, unit, words in _asked(said):
            metric = metrics.get(name)
            if metric is None:
                continue
            for why, there, label in _against(metric, unit):
                desk.say(
                    "reference/unfit-metric",
                    f"{metric.name} {why}, but {words}",
                    [(at, "asked for here"), (there, label)],
                    subject=said.id,
                    facts=(metric.id,),
                )
                break


def _asked(said: Record) -> Iterator[tuple[str, Ref, str, str]]:
    """What asks for a metric: which, where, in what unit, and in words."""
    if "metric" in said.get("budget", {}):
        words = f"the budget of {said['name']} asks for it"
        yield said["budget"]["metric"], said.ref.child("budget", "metric"), unit_of(said), words
    tables = [(said.ref, said.get("bands", {}))]
    tables += [
        (said.ref.child("rows", at), row.get("bands", {}))
        for at, row in enumerate(said.get("rows", ()))
    ]
    for ref, bands in tables:
        if "metric" in bands:
            words = f"the bands of {said['name']} pay by it"
            yield bands["metric"], ref.child("bands", "metric"), "money", words


def _against(metric: Metric, unit: str) -> Iterator[tuple[str, Ref, str]]:
    """Why a metric cannot tell it, where, and how that is labelled."""
    if PAY not in metric.counts_to:
        yield "counts to the tier only", metric.ref.child("counts_to"), "not to pay"
    if metric.kind != MEASURES:
        yield "is not summed up from measures", metric.ref.child("kind"), metric.kind
    if metric.level:
        yield "is a level", metric.ref.child("level"), "not summed up"
    if metric.unit != unit:
        word = "money" if metric.unit == "money" else f"numbers ({metric.unit})"
        yield f"is measured in {word}", metric.ref.child("unit"), metric.unit
    if metric.multipliers:
        at = metric.ref.child("multipliers")
        yield "counts some customers more than once", at, "not what was sold"
