"""What an order costs and earns, for programs (JSON)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from partnerbook.explain.price import PriceAnswer
from partnerbook.pricing import LineQuote, NotApplied, Quote, Sums, Taken, payouts
from partnerbook.pricing.first_period import first_of
from partnerbook.pricing.terms import Stream, streams
from partnerbook.render.reports.explain_data import program
from partnerbook.render.reports.explain_data import source as position
from partnerbook.render.reports.explain_expected import expected_data, hints_data
from partnerbook.render.reports.explain_frame import Frame
from partnerbook.render.reports.explain_own_price import own_price_data
from partnerbook.render.reports.explain_price import said_by
from partnerbook.render.reports.payouts import borne_data, fall_data, payout_data
from partnerbook.values.money import Money

_SUMS = (
    *"list_value invoice back_end net_net earned persons".split(),
    *"distributor_invoice distributor_back_end vendor_net cost".split(),
)


def exact(amount: Decimal, currency: str) -> str:
    """``6384.00``: a plain decimal as the currency is paid."""
    return f"{Money(amount, currency).rounded().amount:f}"


def taken_data(taken: Taken, currency: str, frame: Frame) -> dict[str, Any]:
    """One step of a waterfall."""
    cap = taken.cap
    return {
        "step": {"id": taken.step.id, "name": taken.step.name},
        "row": taken.row.id,
        "stage": taken.stage.id,
        "timing": taken.stage.timing,
        "gets": taken.chain,
        "base": taken.base,
        "base_amount": exact(taken.base_amount, currency) if taken.rate is not None else None,
        "rate": str(taken.rate) if taken.rate is not None else None,
        "uncut": f"{taken.raw:f}",
        "cap": None
        if cap is None
        else {
            "id": cap.id,
            "per": cap.per,
            "amount": exact(cap.amounts[currency].amount, currency),
            "source": position(cap.ref, frame),
        },
        "cap_share": None
        if taken.part is None
        else {
            "left": exact(taken.part.left, currency),
            "mine": exact(taken.part.mine, currency),
            "all": exact(taken.part.wanted, currency),
        },
        "earlier_caps": [cap.id for cap in taken.earlier],
        "tier_told": [{"words": words, "source": position(at, frame)} for words, at in taken.told],
        "amount": exact(taken.amount, currency),
        "price_after": exact(taken.price_after, currency),
        "taken_back": taken.back or None,
        "borne": borne_data(taken, currency),
        "source": position(taken.row.rate_ref, frame),
    }


def sums_data(sums: Sums) -> dict[str, str | None]:
    """The sums of a line or of an order."""
    currency = sums.list_value.money.currency
    figures = {name: getattr(sums, name) for name in _SUMS}
    found = {
        name: None if figure is None else exact(figure.amount, currency)
        for name, figure in figures.items()
    }
    kept = sums.distributor_margin
    return {
        **found,
        "distributor_keeps": None if kept is None else exact(kept.amount, currency),
        "given": exact(sums.given.amount, currency),
        "margin": None if sums.margin is None else str(sums.margin),
    }


def price_data(answer: PriceAnswer, frame: Frame) -> dict[str, Any]:
    """The answer as plain data; its shape is that of ``explain-price.schema.json``."""
    quote, order = answer.quote, answer.order
    best = answer.best
    return {
        "program": program(frame),
        "buyer": {"partner": order.partner, "tier": order.tier, "name": answer.who},
        "asked": [{"dimension": one.axis, "id": one.id, "words": one.words} for one in answer.said],
        "currency": order.currency,
        "two_tier": quote.two_tier,
        "certain": quote.certain and not frame.doubts,
        "refused": answer.refused,
        "reclassified": [
            {
                "rule": one.rule.id,
                "line": one.line,
                "because": one.because,
                "was": one.was,
                "role": one.rule.role,
                "whole": one.rule.whole,
                "source": position(one.ref, frame),
            }
            for one in quote.recast
        ],
        "sell_off": None
        if answer.off is None
        else {
            "last": answer.off.last.isoformat(),
            "through": answer.off.through.isoformat(),
            "source": position(answer.off.ref, frame),
        },
        "not_granted": list(answer.unheld),
        "lines": [_line(quote, line, frame) for line in quote.lines],
        "sums": None if quote.sums is None else sums_data(quote.sums),
        "own_price": own_price_data(answer),
        "payouts": [payout_data(one, frame) for one in payouts(quote)],
        "expected": expected_data(answer, frame),
        "what_fits": hints_data(answer, frame),
        "price_protection": [fall_data(one, frame) for one in answer.falls],
        "supposed_fall": None
        if answer.supposed is None
        else {
            "product": answer.supposed.product,
            "price": exact(answer.supposed.price.amount, order.currency),
            "on": answer.supposed.on.isoformat(),
            "why_not": answer.supposed.why,
            "credits": [fall_data(one, frame) for one in answer.supposed.falls],
        },
        "missing": [
            {
                "dimension": one.axis,
                "words": one.words,
                "option": said_by(answer, one.axis),
                "depends": [
                    {
                        "id": hanging.id,
                        "name": hanging.name,
                        "source": position(hanging.ref, frame),
                    }
                    for hanging in one.hanging
                ],
            }
            for one in answer.open
        ],
        "doubts": [
            {
                "reason": doubt.reason,
                "line": doubt.line,
                "sources": [position(ref, frame) for ref in doubt.refs],
            }
            for doubt in answer.doubts
        ],
        "remarks": [
            {"words": one.words, "sources": [position(ref, frame) for ref in one.refs]}
            for one in answer.remarks
        ],
        "best": None if best is None or best.sums is None else _best(best, best.sums),
        "routes": [
            {
                "route": one.route,
                "asked": one.stated,
                "why_not": one.why,
                "certain": one.quote.certain,
                "sums": None if one.why or one.quote.sums is None else sums_data(one.quote.sums),
                "sources": [position(ref, frame) for ref in one.refs],
            }
            for one in answer.routes
        ],
    }


def _best(quote: Quote, sums: Sums) -> dict[str, Any]:
    return {"steps": list(_ids(quote.taken)), "sums": sums_data(sums)}


def _ids(taken: Iterable[Taken]) -> dict[str, None]:
    return dict.fromkeys(one.step.id for one in taken)


def _stream(one: Stream, currency: str, frame: Frame) -> dict[str, Any]:
    return {
        "step": {"id": one.taken.step.id, "name": one.taken.step.name},
        "payments": one.count,
        "each": one.unit,
        "amount": exact(one.taken.amount, currency),
        "total": exact(one.total, currency),
        "last": one.until.isoformat(),
        "capped": one.capped,
        "source": position(one.taken.step.ref.child("term"), frame),
    }


def _line(quote: Quote, line: LineQuote, frame: Frame) -> dict[str, Any]:
    currency = line.price.price.currency
    product = frame.program.products[line.line.product]
    return {
        "product": {"id": product.id, "name": product.name},
        "quantity": line.line.quantity,
        "first_of_term": first_of(line.line) or None,
        "of": None if line.line.of is None else line.line.of.dates["order"].isoformat(),
        "back_told": [
            {"words": words, "source": None if at is None else position(at, frame)}
            for words, at in line.back
        ],
        "bundle": [{"product": part.product, "quantity": part.quantity} for part in product.bundle],
        "list_price": exact(line.price.price.amount, currency),
        "per": line.price.per,
        "source": position(line.price.ref, frame),
        "steps": [taken_data(one, currency, frame) for one in line.taken],
        "recommended": [one.step.id for one in line.taken if quote.is_recommended(one)],
        "whole_terms": [
            _stream(one, currency, frame) for one in streams(frame.program.axes, quote, line)
        ],
        "not_applied": [_not_applied(one, frame) for one in line.not_applied],
        "sums": sums_data(line.sums),
    }


def _not_applied(one: NotApplied, frame: Frame) -> dict[str, Any]:
    return {
        "step": {"id": one.step.id, "name": one.step.name},
        "reason": one.reason,
        "sources": [position(ref, frame) for ref in one.refs],
    }
