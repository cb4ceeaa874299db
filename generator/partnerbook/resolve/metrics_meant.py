"""What a metric's file promises about it, and the rest of it contradicts."""

from __future__ import annotations

from collections.abc import Mapping

from partnerbook.findings import Edit, Ref, Repair
from partnerbook.resolve.desk import Desk
from partnerbook.resolve.evidence import Metric


def contradicted(metrics: Mapping[str, Metric], desk: Desk) -> None:
    """Report percentages that would be added up, and a promise never to fall that does not hold."""
    for metric in metrics.values():
        if metric.kind == "measures" and metric.unit == "percent" and not metric.level:
            kind = metric.ref.child("kind")
            desk.say(
                "reference/unfit-metric",
                f"{metric.name} is in percent, and percentages of several rows cannot be added up",
                [(metric.ref.child("unit"), "percent"), (kind, "summed up")],
                subject=metric.id,
                repairs=[
                    Repair(
                        "let the newest figure count: `level: true`, with `monotone: false`",
                        edits=(
                            Edit(kind, "level: true", "insert"),
                            Edit(metric.ref.child("monotone"), "false"),
                        ),
                    ),
                    Repair("or sum up two counts, and let a ratio divide them"),
                ],
                facts=("percent",),
            )
        elif metric.monotone and (found := _falls(metric, metrics)) is not None:
            why, where = found
            at = metric.ref.child("monotone")
            desk.say(
                "reference/unfit-metric",
                f"{metric.name} says that more evidence never lowers it, but {why}",
                [(at, "never lowers it, it says"), (where, "by this it can fall")],
                subject=metric.id,
                repairs=[Repair("write `monotone: false`", edits=(Edit(at, "false"),))],
                facts=("monotone",),
            )


def _falls(metric: Metric, metrics: Mapping[str, Metric]) -> tuple[str, Ref] | None:
    """Why a metric can fall, and where that is written; None if nothing says so."""
    if metric.level:
        return "a level may be lower the next time", metric.ref.child("level")
    if metric.kind == "ratio":
        return "a ratio falls when what is below the line grows", metric.ref.child("ratio")
    for at, (name, times) in enumerate(metric.weighted):
        part = metrics.get(name)
        where = metric.ref.child("weighted", at)
        if part is not None and times < 0:
            return f"{part.name} is taken off", where.child("times")
        if part is not None and times > 0 and not part.monotone:
            return f"{part.name} can fall", where.child("metric")
    return None
