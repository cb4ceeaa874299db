"""What a partner committed to, as standing measures it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from partnerbook.findings import Ref
from partnerbook.resolve.evidence import Metric
from partnerbook.resolve.record import Record
from partnerbook.resolve.rungs import Ask
from partnerbook.values.window import parse_window


@dataclass(frozen=True, slots=True)
class Promised:
    """One commitment. ``ask`` is what it is measured by; None where nobody measures it here."""

    id: str
    what: str
    period: str
    if_missed: str
    ask: Ask | None
    ref: Ref


def promised(partner: Record, metrics: Mapping[str, Metric]) -> Iterator[Promised]:
    """The commitments of a partner's file, in its order."""
    for at, said in enumerate(partner.get("commitments", ())):
        ref = partner.ref.child("commitments", at)
        metric = metrics.get(said.get("metric", ""))
        yield Promised(
            id=said["id"],
            what=said["what"],
            period=said["period"],
            if_missed=said.get("if_missed", ""),
            ask=_ask(said, metric, ref) if metric else None,
            ref=ref,
        )


def _ask(said: Mapping[str, Any], metric: Metric, ref: Ref) -> Ask:
    amount = said.get("amount")
    kind = "money" if amount else "percent" if "percent" in said else "count"
    return Ask(
        id=said["id"],
        name=said["what"],
        kind=kind,
        metric=metric.id,
        window=parse_window(said["window"]),
        amounts={amount.currency: amount} if amount else {},
        count=said.get("count"),
        unit=metric.of,
        percent=said.get("percent"),
        ref=ref,
    )
