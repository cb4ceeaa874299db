"""Whether metrics can tell what partners promise, and what their agreements ask of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from partnerbook.findings import Edit
from partnerbook.resolve.desk import Desk
from partnerbook.resolve.evidence import Metric
from partnerbook.resolve.metrics_build import fits, say_unfit, sources
from partnerbook.resolve.promised import TRAINING, UNFIT, Promised, asked, promised
from partnerbook.resolve.record import Record
from partnerbook.resolve.rungs import Ask


def unfit_promises(
    partners: Iterable[Record], forms: Iterable[Record], metrics: Mapping[str, Metric], desk: Desk
) -> None:
    """Report each commitment, or what a form asks for, that is measured by what cannot say it."""
    said = [(one.id, promised(one, metrics)) for one in partners]
    said += [(one.id, asked(one, metrics)) for one in forms]
    for name, promises in said:
        for one in promises:
            if one.ask is not None and not desk.is_bad(one.ref.child("metric")):
                subject = f"{name}/{one.key}"
                if not _tells(subject, one, one.ask, metrics, desk):
                    desk.leave_out(f"{UNFIT}/{subject}")


def _tells(
    subject: str, one: Promised, ask: Ask, metrics: Mapping[str, Metric], desk: Desk
) -> bool:
    """Whether a metric can say what is promised; reports why not."""
    metric = metrics[ask.metric]
    if one.section == TRAINING:
        return _counts_people(subject, one, metrics, desk) and fits(
            subject, ask, metric, metrics, desk, rung=False
        )
    summed = [part for part in sources(metric, metrics) if part.kind == "measures"]
    if summed and not one.timed:
        message = f"{summed[0].name} is summed up over time: say over which (`window:`)"
        at = one.ref.child("metric")
        edit = Edit(at, "window: calendar year", "insert")
        say_unfit(desk, subject, message, (at, "over which time?"), edit=edit)
        return False
    return fits(subject, ask, metric, metrics, desk, rung=False)


def _counts_people(subject: str, one: Promised, metrics: Mapping[str, Metric], desk: Desk) -> bool:
    """Trained people are held on a day; reports a metric that is summed up, and says whether."""
    assert one.ask is not None
    metric = metrics[one.ask.metric]
    summed = next((part for part in sources(metric, metrics) if part.kind != "holdings"), None)
    if summed is not None:
        message = f"{one.what} asks for trained people, but {summed.name} is summed up over time"
        at = one.ref.child("metric")
        say_unfit(
            desk, subject, message, (at, metric.name), (summed.ref.child("kind"), summed.kind)
        )
    return summed is None
