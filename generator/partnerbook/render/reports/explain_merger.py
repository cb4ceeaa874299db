"""What is said of a merger at the head of where a partner stands, and beside each figure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from partnerbook.explain.mergers import Merger, Mergers
from partnerbook.render.fmt import count
from partnerbook.render.reports.explain_data import source
from partnerbook.render.reports.explain_frame import Frame
from partnerbook.render.reports.explain_shapes import Schema, closed, day, named, several, yes
from partnerbook.render.reports.explain_shapes import source as where_it_is
from partnerbook.render.reports.ink import Ink
from partnerbook.render.reports.ledger import sourced
from partnerbook.standing import Verdict
from partnerbook.standing.words import figure
from partnerbook.values.dates import in_words
from partnerbook.values.money import CURRENCIES


def head(found: Mergers, frame: Frame, ink: Ink) -> Iterator[str]:
    """A sentence for each merger, with the line that says it; nothing without one."""
    every = [_own(one, frame) for one in (found.own,) if one is not None]
    every += [_joined(one) for one in found.joined]
    refs = [one.ref for one in (found.own, *found.joined) if one is not None]
    for say, ref in zip(every, refs, strict=True):
        yield from sourced(say, ref, frame, ink, 0)
    if every:
        yield ""


def _own(one: Merger, frame: Frame) -> str:
    then = "" if one.come else " from then on"
    if not one.counts:
        where = f"what it sold and holds does not count there{then}"
    else:
        where = f"what it sold and holds counts there{then}"
    if one.come:
        more = f": {frame.command(f'explain standing {one.into}')}" if one.counts else ""
        return f"It is part of {one.into_name} since {in_words(one.on)}; {where}{more}"
    return f"It becomes part of {one.into_name} on {in_words(one.on)}; {where}"


def _joined(one: Merger) -> str:
    counts = "counts" if one.counts else "does not count"
    if one.come:
        say = f"{one.part_name} is part of it since {in_words(one.on)}; what that sold and holds"
        return f"{say} {counts} here"
    say = f"{one.part_name} becomes part of it on {in_words(one.on)}; what that sold and holds"
    return f"{say} {counts} here from then on"


def brought(found: Mergers, item: Verdict) -> Iterator[str]:
    """``of which 374,515.66 EUR by Tiszapart Informatika Kft., twelve rows``: who adds what."""
    for one in found.joined:
        reading = one.brought.get(item.ask.ref)
        if reading is None:
            continue
        rows = count(len(reading.rows), "row")
        if reading.value is None or item.ask.kind == "done":
            yield f"of which {rows} by {one.part_name}"
        elif item.unit == "%":
            yield f"{one.part_name} by itself: {figure(reading.value, item.unit)}, {rows}"
        else:
            unit = item.unit if item.unit in CURRENCIES else ""
            yield f"of which {figure(reading.value, unit)} by {one.part_name}, {rows}"


def merger_data(found: Mergers, frame: Frame) -> dict[str, Any]:
    """The same as plain data; its shape is that of ``merger_shapes``."""
    every = [one for one in (found.own, *found.joined) if one is not None]
    return {
        "mergers": [
            {
                "partner": {"id": one.part, "name": one.part_name},
                "into": {"id": one.into, "name": one.into_name},
                "from": one.on.isoformat(),
                "evidence_counts": one.counts,
                "source": source(one.ref, frame),
            }
            for one in every
        ]
    }


def merger_shapes() -> dict[str, Schema]:
    """The properties that ``merger_data`` adds to a partner."""
    one = closed(
        "A merger, past or to come, of this partner into another or of another into this one.",
        partner=named("Who becomes part of the other."),
        into=named("Whom it becomes part of."),
        **{"from": day("From which day.")},
        evidence_counts=yes("Whether its evidence counts there from that day on."),
        source=where_it_is(),
    )
    return {"mergers": several("Its mergers: its own first, then those that join it, by day.", one)}
