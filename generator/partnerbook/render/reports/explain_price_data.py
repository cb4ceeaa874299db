"""What an order costs and earns, for programs (JSON) and spreadsheets (CSV)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from partnerbook.explain.price import PriceAnswer
from partnerbook.pricing import LineQuote, NotApplied, Quote, Sums, Taken, payouts
from partnerbook.pricing.roles import in_words
from partnerbook.pricing.terms import Stream, streams
from partnerbook.render.reports.explain_csv import STAMP, source, table
from partnerbook.render.reports.explain_data import program
from partnerbook.render.reports.explain_data import source as position
from partnerbook.render.reports.explain_expected import expected_data
from partnerbook.render.reports.explain_frame import Frame
from partnerbook.render.reports.explain_price import said_by
from partnerbook.render.reports.payouts import borne_data, fall_data, payout_data, payout_rows
from partnerbook.values.money import Money

COLUMNS = (
    *"record line product quantity step name row stage timing gets base base_amount".split(),
    *"rate uncut cap amount price_after currency reason file file_line".split(),
    *STAMP,
)
_SUMS = (
    *"list_value invoice back_end net_net earned persons".split(),
    *"distributor_invoice distributor_back_end vendor_net cost".split(),
)


def render(form: str, answer: PriceAnswer, frame: Frame) -> str:
    """The answer as ``json`` or ``csv``."""
    if form == "csv":
        return table(COLUMNS, _rows(answer, frame), frame)
    return json.dumps(_data(answer, frame), ensure_ascii=False, indent=2) + "\n"


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


def _data(answer: PriceAnswer, frame: Frame) -> dict[str, Any]:
    quote, order = answer.quote, answer.order
    best = answer.best
    return {
        "program": program(frame),
        "buyer": {"partner": order.partner, "tier": order.tier, "name": answer.who},
        "asked": [{"dimension": one.axis, "id": one.id, "words": one.words} for one in answer.said],
        "currency": order.currency,
        "two_tier": quote.two_tier,
        "certain": quote.certain and not frame.doubts,
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
        "lines": [_line(quote, line, frame) for line in quote.lines],
        "sums": None if quote.sums is None else sums_data(quote.sums),
        "payouts": [payout_data(one, frame) for one in payouts(quote)],
        "expected": expected_data(answer, frame),
        "price_protection": [fall_data(one, frame) for one in answer.falls],
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
            for doubt in quote.doubts
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
        "of": None if line.line.of is None else line.line.of.dates["order"].isoformat(),
        "bundle": [{"product": part.product, "quantity": part.quantity} for part in product.bundle],
        "list_price": exact(line.price.price.amount, currency),
        "per": line.price.per,
        "source": position(line.price.ref, frame),
        "steps": [taken_data(one, currency, frame) for one in line.taken],
        "recommended": [one.step.id for one in line.taken if quote.is_recommended(one)],
        "whole_terms": [_stream(one, currency, frame) for one in streams(quote, line)],
        "not_applied": [_not_applied(one, frame) for one in line.not_applied],
        "sums": sums_data(line.sums),
    }


def _not_applied(one: NotApplied, frame: Frame) -> dict[str, Any]:
    return {
        "step": {"id": one.step.id, "name": one.step.name},
        "reason": one.reason,
        "sources": [position(ref, frame) for ref in one.refs],
    }


def _rows(answer: PriceAnswer, frame: Frame) -> Iterator[list[str]]:
    quote, currency = answer.quote, answer.order.currency
    for words, cast in in_words(quote.recast):
        file, number = source(cast.ref, frame)
        yield _row(
            record="reclassified", step=cast.rule.id, reason=words, file=file, file_line=number
        )
    for at, line in enumerate(quote.lines, 1):
        about = {"line": str(at), "product": line.line.product}
        about["quantity"] = str(line.line.quantity)
        file, number = source(line.price.ref, frame)
        listed = exact(line.price.price.amount, currency)
        value = exact(line.sums.list_value.amount, currency)
        yield _row(
            **{**about, "record": "list", "base_amount": listed, "amount": value},
            currency=currency,
            file=file,
            file_line=number,
        )
        for taken in line.taken:
            yield _row(**about, **_taken(taken, currency, frame))
        for whole in streams(quote, line):
            yield _row(
                **about,
                record="whole-term",
                step=whole.taken.step.id,
                name=whole.taken.step.name,
                amount=exact(whole.total, currency),
                currency=currency,
                reason=whole.in_words(lambda amount: exact(amount, currency)),
            )
        for one in line.not_applied:
            file, number = source(one.refs[0], frame)
            yield _row(
                **about,
                record="not-applied",
                step=one.step.id,
                name=one.step.name,
                reason=one.reason,
                file=file,
                file_line=number,
            )
    if quote.sums is not None:
        for name, amount in sums_data(quote.sums).items():
            if amount is not None:
                in_ = "%" if name == "margin" else currency
                yield _row(record="sum", name=name, amount=amount.rstrip("%"), currency=in_)
    for cells in payout_rows(quote, frame):
        yield _row(**cells)
    for wanted in expected_data(answer, frame):
        same = "as expected" if wanted["same"] else f"expected {wanted['expected']}"
        yield _row(
            record="expected",
            step=wanted["step"],
            name=wanted["figure"],
            amount=wanted["comes_out"] or "",
            currency=currency,
            reason=same,
            file=wanted["source"]["file"],
            file_line=str(wanted["source"]["line"]),
        )
    for missing in answer.open:
        names = "; ".join(hanging.id for hanging in missing.hanging)
        yield _row(record="missing", name=missing.axis, reason=f"{missing.words}: {names}")
    for doubt in quote.doubts:
        yield _row(record="doubt", reason=doubt.reason)
    for route in answer.routes:
        sums = route.quote.sums
        paid = "" if route.why or sums is None else exact(sums.net_net.amount, currency)
        yield _row(
            record="route", name=route.route, amount=paid, currency=currency, reason=route.why
        )


def _taken(taken: Taken, currency: str, frame: Frame) -> dict[str, str]:
    file, number = source(taken.row.rate_ref, frame)
    return {
        "record": "step",
        "step": taken.step.id,
        "name": taken.step.name,
        "row": taken.row.id,
        "stage": taken.stage.id,
        "timing": taken.stage.timing,
        "gets": taken.chain,
        "base": taken.base,
        "base_amount": exact(taken.base_amount, currency) if taken.rate is not None else "",
        "rate": str(taken.rate) if taken.rate is not None else "",
        "uncut": f"{taken.raw:f}",
        "cap": taken.cap.id if taken.cap is not None else "",
        "amount": exact(taken.amount, currency),
        "price_after": exact(taken.price_after, currency),
        "reason": taken.back,
        "currency": currency,
        "file": file,
        "file_line": number,
    }


def _row(**cells: str) -> list[str]:
    return [cells.get(column, "") for column in COLUMNS[: -len(STAMP)]]
