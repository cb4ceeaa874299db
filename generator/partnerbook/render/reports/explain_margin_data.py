"""The worst and the best stacks of a product, for programs (JSON) and spreadsheets (CSV)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from partnerbook.explain.margin import Kept, MarginAnswer, Sort
from partnerbook.pricing.exact import points
from partnerbook.pricing.untold import why_untold
from partnerbook.render.reports.explain_csv import STAMP, table
from partnerbook.render.reports.explain_data import program, source
from partnerbook.render.reports.explain_frame import Frame
from partnerbook.render.reports.explain_margin import group_words
from partnerbook.render.reports.explain_price_data import exact, taken_data

_STACK = "units list_value given kept margin earned persons distributor steps".split()
COLUMNS = (
    *"product tier currency partner sort deal rows lines proven floors".split(),
    *(f"worst_{name}" for name in (*_STACK, "given_share", "kept_share")),
    *(f"best_{name}" for name in (*_STACK, "earned_share")),
    *STAMP,
)


def render(form: str, answer: MarginAnswer, frame: Frame) -> str:
    """The answer as ``json`` or ``csv``."""
    if form == "csv":
        return table(COLUMNS, _rows(answer), frame)
    return json.dumps(_data(answer, frame), ensure_ascii=False, indent=2) + "\n"


def _data(answer: MarginAnswer, frame: Frame) -> dict[str, Any]:
    numbers = {id(one): at for at, one in enumerate(answer.sorts)}
    return {
        "program": program(frame),
        "asked": [{"dimension": a, "id": i, "name": n} for a, i, n in answer.asked],
        "partner": answer.partner,
        "tier": answer.tier,
        "currency": answer.currency,
        "note": answer.note,
        "other_currencies": list(answer.others),
        "groups": [
            {
                "product": group.product,
                "words": group_words(group),
                "routes": list(group.routes),
                "claims": list(group.claims),
                "proven": group.proven,
                "worst": numbers[id(group.worst)],
                "best": numbers[id(group.best)],
                "with_discretion": str(points(group.most)),
                "sorts": list(group.sorts),
            }
            for group in answer.groups
        ],
        "sorts": [_sort(one, frame) for one in answer.sorts],
    }


def _sort(one: Sort, frame: Frame) -> dict[str, Any]:
    extreme = one.extreme
    return {
        "product": extreme.product,
        "deal": [{"dimension": axis, "words": said} for axis, said in one.words.items()],
        "rows": list(extreme.rows),
        "list_price": exact(extreme.price.price.amount, extreme.currency),
        "source": source(extreme.price.ref, frame),
        "lines": extreme.lines,
        "proven": extreme.proven,
        "untold": why_untold(extreme),
        "floors": [
            {
                "id": floor.id,
                "maximum_give": None if floor.maximum_give is None else str(floor.maximum_give),
                "minimum_margin": None
                if floor.minimum_margin is None
                else str(floor.minimum_margin),
                "source": source(floor.ref, frame),
            }
            for floor in extreme.floors
        ],
        "worst": _stack(one.worst, frame),
        "best": _stack(one.best, frame),
    }


def _stack(kept: Kept, frame: Frame) -> dict[str, Any]:
    stack = kept.stack
    return {
        "units": stack.units,
        "endless": stack.endless,
        "two_tier": stack.two_tier,
        **{name: exact(amount, stack.currency) for name, amount in _amounts(kept).items()},
        "given_share": str(points(stack.given_share)),
        "kept_share": str(points(stack.kept_share)),
        "earned_share": str(points(stack.earned_share)),
        "margin": None if kept.margin is None else str(kept.margin),
        "steps": [taken_data(taken, stack.currency, frame) for taken in kept.paid.taken],
    }


def _amounts(kept: Kept) -> dict[str, Any]:
    stack = kept.paid
    return {
        "list_value": stack.value,
        "given": stack.given,
        "kept": stack.kept,
        "earned": stack.earned,
        "persons": stack.persons,
        "distributor": stack.distributor,
    }


def _rows(answer: MarginAnswer) -> Iterator[list[str]]:
    for at, one in enumerate(answer.sorts):
        extreme = one.extreme
        yield [
            extreme.product,
            extreme.tier,
            extreme.currency,
            extreme.partner,
            str(at),
            "; ".join(one.words.values()),
            "; ".join(extreme.rows),
            str(extreme.lines),
            "yes" if extreme.proven else f"cannot tell: {why_untold(extreme)}",
            "; ".join(floor.id for floor in extreme.floors),
            *_cells(one.worst),
            str(points(one.worst.stack.given_share)),
            str(points(one.worst.stack.kept_share)),
            *_cells(one.best),
            str(points(one.best.stack.earned_share)),
        ]


def _cells(kept: Kept) -> Iterator[str]:
    amounts = {name: exact(amount, kept.stack.currency) for name, amount in _amounts(kept).items()}
    yield str(kept.stack.units)
    yield from (amounts[name] for name in ("list_value", "given", "kept"))
    yield "" if kept.margin is None else str(kept.margin)
    yield from (amounts[name] for name in ("earned", "persons", "distributor"))
    yield "; ".join(dict.fromkeys(taken.step.id for taken in kept.paid.taken if taken.amount))
