"""What a partner committed to, and what its agreement asks of it, as standing measures it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from partnerbook.findings import Ref
from partnerbook.resolve.evidence import Metric
from partnerbook.resolve.record import Record
from partnerbook.resolve.rungs import Ask
from partnerbook.values.window import ON_THE_DAY, Window, parse_window

UNFIT = "commitments"
"""So begins what is left out where a metric cannot tell what is promised."""
COMMITMENTS, PERFORMANCE, TRAINING = "commitments", "performance", "training"
OBLIGATIONS = "obligations"


@dataclass(frozen=True, slots=True)
class Promised:
    """One promise. ``ask`` is what it is measured by; None where nobody measures it here.

    ``section`` is the list that it stands in, ``form`` what the form is called that asks for it;
    empty where the partner's own file says it. ``types``: of which partners it is asked; all if
    empty. ``timed``: whether it says over which time; what does not is counted on the day.
    """

    id: str
    section: str
    form: str
    what: str
    period: str
    if_missed: str
    ask: Ask | None
    ref: Ref
    types: tuple[str, ...] = ()
    timed: bool = False

    @property
    def key(self) -> str:
        """What tells it from the other promises of a partner."""
        return f"{self.section}/{self.id}" if self.form else self.id


def promised(partner: Record, metrics: Mapping[str, Metric]) -> Iterator[Promised]:
    """The commitments of a partner's file, in its order."""
    return _of(partner, COMMITMENTS, "", metrics)


def asked(form: Record, metrics: Mapping[str, Metric]) -> Iterator[Promised]:
    """What a form asks of each partner: what both sides measure, and what else a metric tells."""
    title = f"{form['name']} (version {form['version']})"
    yield from _of(form, PERFORMANCE, title, metrics)
    for section in (TRAINING, OBLIGATIONS):
        for one in _of(form, section, title, metrics):
            if one.ask is not None:
                yield one


def _of(
    record: Record, section: str, form: str, metrics: Mapping[str, Metric]
) -> Iterator[Promised]:
    for at, said in enumerate(record.get(section, ())):
        ref = record.ref.child(section, at)
        metric = metrics.get(said.get("metric", ""))
        what = " ".join((said.get("what") or said.get("role") or said["text"]).split())
        yield Promised(
            id=said["id"],
            section=section,
            form=form,
            what=what,
            period=said.get("period", ""),
            if_missed=said.get("if_missed", ""),
            ask=_ask(said, what.rstrip("."), metric, ref) if metric else None,
            ref=ref,
            types=tuple(said.get("partner_types", ())),
            timed="window" in said,
        )


def _ask(said: Mapping[str, Any], name: str, metric: Metric, ref: Ref) -> Ask:
    amounts = said.get("amounts", (said["amount"],) if "amount" in said else ())
    people = said.get("people")
    return Ask(
        id=said["id"],
        name=name,
        kind="money" if amounts else "percent" if "percent" in said else "count",
        metric=metric.id,
        window=parse_window(said["window"]) if "window" in said else Window(ON_THE_DAY),
        amounts={amount.currency: amount for amount in amounts},
        count=said.get("count", people),
        unit=metric.of if people is None else "person" if people == 1 else "people",
        percent=said.get("percent"),
        ref=ref,
    )
