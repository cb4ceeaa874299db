"""How what an order earns is paid, for programs and spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from partnerbook.pricing import Fall, PaidPart, Payout, Quote, Taken, payouts
from partnerbook.render.reports.explain_csv import source
from partnerbook.render.reports.explain_data import source as position
from partnerbook.render.reports.explain_frame import Frame
from partnerbook.values.money import Money


def payout_data(payout: Payout, frame: Frame) -> dict[str, Any]:
    """One step with its labels and its parts."""
    step = payout.step
    return {
        "step": {"id": step.id, "name": step.name},
        "amount": _exact(payout.amount),
        "how": step.terms.how,
        "tax": step.terms.tax,
        "books_as": step.terms.books_as,
        "parts": [_part(paid, frame) for paid in payout.parts],
    }


def borne_data(taken: Taken, currency: str) -> dict[str, str] | None:
    """Who bears a step; None where nobody bears it but the vendor."""
    borne = taken.borne
    if borne is None:
        return None
    parts = {"vendor": borne.vendor, "distributor": borne.distributor, "partner": borne.partner}
    return {who: _exact(Money(part, currency)) for who, part in parts.items()}


def fall_data(fall: Fall, frame: Frame) -> dict[str, Any]:
    """What a lower list price credits for each unit in stock."""
    return {
        "step": {"id": fall.step.id, "name": fall.step.name},
        "line": fall.line,
        "product": fall.product,
        "on": fall.on.isoformat(),
        "old_net": _exact(fall.old),
        "new_net": _exact(fall.new),
        "credit": _exact(fall.credit),
        "report_by": fall.report_by.isoformat(),
        "sources": [position(ref, frame) for ref in fall.refs],
    }


def payout_rows(quote: Quote, frame: Frame) -> Iterator[dict[str, str]]:
    """One row for each part of each step."""
    for payout in payouts(quote):
        for paid in payout.parts:
            file, number = source(paid.part.ref, frame)
            yield {
                "record": "payout",
                "step": payout.step.id,
                "name": paid.part.id,
                "rate": str(paid.part.share),
                "amount": _exact(paid.amount),
                "currency": paid.amount.currency,
                "reason": f"{paid.part.how} {paid.side}".strip(),
                "file": file,
                "file_line": number,
            }


def _part(paid: PaidPart, frame: Frame) -> dict[str, Any]:
    return {
        "id": paid.part.id,
        "share": str(paid.part.share),
        "how": paid.part.how,
        "amount": _exact(paid.amount),
        "converts": None
        if paid.below is None
        else {
            "below": _exact(paid.below),
            "per": paid.part.per,
            "to": paid.part.to,
            "side": paid.side,
            "reached": None if paid.reached is None else _exact(paid.reached),
        },
        "source": position(paid.part.ref, frame),
    }


def _exact(money: Money) -> str:
    return f"{money.rounded().amount:f}"
