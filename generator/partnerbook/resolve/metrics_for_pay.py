"""Whether the metric that a budget names can tell how much of an incentive will be earned."""

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


def unfit_for_pay(
    incentives: Mapping[str, Record], metrics: Mapping[str, Metric], desk: Desk
) -> None:
    """Report each budget that asks a metric for what it cannot say."""
    for said in incentives.values():
        metric = metrics.get(said.get("budget", {}).get("metric", ""))
        if metric is None:
            continue
        for why, at, label in _against(metric, unit_of(said)):
            here = said.ref.child("budget", "metric")
            desk.say(
                "reference/unfit-metric",
                f"{metric.name} {why}, but the budget of {said['name']} asks for it",
                [(here, "asked for here"), (at, label)],
                subject=said.id,
                facts=(metric.id,),
            )
            break


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
