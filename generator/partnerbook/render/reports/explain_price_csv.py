"""What an order costs and earns, for spreadsheets (CSV) and, beside them, for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator

from partnerbook.explain.price import PriceAnswer
from partnerbook.pricing import Taken
from partnerbook.pricing.roles import in_words
from partnerbook.pricing.terms import streams
from partnerbook.render.reports.explain_csv import STAMP, source, table
from partnerbook.render.reports.explain_expected import expected_data
from partnerbook.render.reports.explain_frame import Frame
from partnerbook.render.reports.explain_own_price import own_price_data
from partnerbook.render.reports.explain_price_data import exact, price_data, sums_data
from partnerbook.render.reports.payouts import payout_rows

COLUMNS = (
    *"record line product quantity step name row stage timing gets base base_amount".split(),
    *"rate uncut cap amount price_after currency reason file file_line".split(),
    *STAMP,
)


def render(form: str, answer: PriceAnswer, frame: Frame) -> str:
    """The answer as ``json`` or ``csv``."""
    if form == "csv":
        return table(COLUMNS, _rows(answer, frame), frame)
    return json.dumps(price_data(answer, frame), ensure_ascii=False, indent=2) + "\n"


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
        for whole in streams(frame.program.axes, quote, line):
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
    for name, amount in (own_price_data(answer) or {}).items():
        if amount is not None:
            in_ = "%" if name in ("kept", "margin") else currency
            yield _row(record="own-price", name=name, amount=amount.rstrip("%"), currency=in_)
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
    for doubt in answer.doubts:
        yield _row(record="doubt", reason=doubt.reason)
    if answer.supposed is not None:
        found = [exact(fall.credit.amount, currency) for fall in answer.supposed.falls]
        yield _row(
            record="supposed-fall",
            product=answer.supposed.product,
            amount=found[0] if found else "",
            currency=currency,
            reason=answer.supposed.why,
        )
    for remark in answer.remarks:
        yield _row(record="remark", reason=remark.words)
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
