"""Why a step does not apply, in the words that a partner would understand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from partnerbook.findings import Ref
from partnerbook.pricing.board import BUYING
from partnerbook.pricing.items import is_promised
from partnerbook.pricing.order import Order
from partnerbook.pricing.rows import in_currency, rows_in
from partnerbook.resolve.axes import GROWTH, Axes
from partnerbook.resolve.naming import describe_axis
from partnerbook.resolve.program import Step
from partnerbook.values.box import Box, BoxSet
from partnerbook.values.dates import in_words
from partnerbook.values.spans import Spans, meet_spans, spans

_CLAIMS = {
    ("first",): "needs an approved registration",
    ("first", "later"): "needs a registration",
    ("later",): "only for a later registration of the same opportunity",
    ("none",): "only for deals without a registration",
    ("none", "later"): "not for the first registration",
    ("none", "first"): "not for a later registration of the same opportunity",
}
_DATED = {
    "day": "only",
    "day:registration": "only for deals registered",
    "day:contract": "only for contracts dated",
    "day:invoice": "only for invoices dated",
    "day:first-sale": "only for first sales",
}
_FRAMES = {
    "place": "only for customers in {}",
    "seller": "only for {}",
    "route": "only on the {}",
    "track": "only on the {}",
}
# What cannot be changed about a deal comes first; what can still be done about it comes last.
_ORDER = ("product", "place", "partner_type", "track", "route", "tier", *_DATED, "claim")


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why no row of a step matches a cell, found when somebody asks."""

    axes: Axes
    step: Step
    cell: BoxSet
    currency: str

    def __call__(self) -> str:
        """What the nearest rows ask for and the cell has not."""
        return _why_not(self.axes, self.step, self.cell, self.currency)


def _why_not(axes: Axes, step: Step, cell: BoxSet, currency: str) -> str:
    rows = rows_in(axes, step, currency)
    if not any(row.cells for row in step.rows):
        return "its `for:`, `except:` and days have no deal in common"
    if not rows:
        return f"not in {currency}"
    here = in_currency(axes, cell, currency)
    failing = [(box, _failing(box, here)) for _, cells in rows for box in cells.boxes]
    failing = [(box, failed) for box, failed in failing if failed]
    if not failing:
        return "for none of these deals"
    fewest = min(len(failed) for _, failed in failing)
    chosen = min((failed for _, failed in failing if len(failed) == fewest), key=_rank)
    words = []
    for axis in sorted(chosen, key=_place):
        asked = spans(
            stretch
            for box, failed in failing
            if failed == chosen
            for stretch in box.side(axis) or ()
        )
        words.append(_asks(axes, step, axis, asked, here.on(axis)))
    return " and ".join(list(dict.fromkeys(words))[:2])


def no_rate(order: Order, steps: Iterable[Step], unmatched: Iterable[Step]) -> tuple[Ref, ...]:
    """The discount tables, where the partner buys and none of them has a rate; else nothing."""
    tables = [step for step in steps if step.nested and step.side == "partner"]
    silent = {id(step) for step in unmatched}
    if order.route not in BUYING or not tables or not silent.issuperset(map(id, tables)):
        return ()
    return tuple(step.ref for step in tables)


def not_asked(order: Order, step: Step) -> str:
    """Why a step that applies may still not be taken; empty if it may."""
    if not is_promised(step) and step.id not in (order.take or ()):
        return "given case by case, at the vendor's discretion"
    if step.applies == "on-request" and order.take is not None and step.id not in order.take:
        return "on request only"
    return ""


def budget_words(step: Step) -> str:
    """Why a step that is given beside all deals gives nothing on an order."""
    if step.kind == "practice-fund":
        return "beside the deal: paid for milestones, out of its budget"
    if step.terms.window is not None:
        return "beside the deal: credited on stock when a list price falls"
    return "given case by case, out of its budget"


def not_said(axes: Axes, lacking: Iterable[str]) -> str:
    """``the order does not say the date of the order``."""
    words = " and ".join(missing_words(axes, axis) for axis in sorted(lacking))
    return f"the order does not say {words}"


def missing_words(axes: Axes, axis: str) -> str:
    """What an order has to state when a row depends on an axis."""
    said = {
        "claim": "whether the deal is registered, and first",
        "place": "the customer's place, exactly enough",
        "seller": "the partner's place of business",
        "account": "the customer account",
        "tier": "the tier of the partner",
        "period_value": "what was bought in the measuring period",
        GROWTH: "by how much purchases grew over the period before",
        "list_value": "the list value of the order",
        "day": "the date of the order",
    }
    name, _, anchor = axis.partition(":")
    if name == "day" and anchor:
        return f"the date of the {anchor.replace('-', ' ')}"
    label = axes.names.get((axis, ""), axis.replace("_", " "))
    if axes.values.get(axis) == ("yes", "no") and (axis, "") in axes.names:
        # What a fact is called is often a whole sentence.
        return f'yes or no to "{label}"'
    return said.get(name, f"the {label[:1].lower()}{label[1:]}")


def _failing(box: Box, cell: BoxSet) -> frozenset[str]:
    """The axes on which a box and a cell have nothing in common."""
    return frozenset(axis for axis, side in box.sides if not meet_spans(side, cell.on(axis)))


def _place(axis: str) -> tuple[int, str]:
    return (_ORDER.index(axis) if axis in _ORDER else len(_ORDER) - 1, axis)


def _rank(axes: Iterable[str]) -> list[tuple[int, str]]:
    return sorted(map(_place, axes))


def _asks(axes: Axes, step: Step, axis: str, asked: Spans, given: Spans) -> str:
    if axis == "claim":
        values = axes.values["claim"]
        names = tuple(v for at, v in enumerate(values) if meet_spans(asked, ((at, at + 1),)))
        return _CLAIMS.get(names, "depends on the registration")
    if axis in _DATED:
        return f"{_DATED[axis]} {_when(asked, given)}"
    name = axis.partition(":")[0]
    inside = asked[0][0] <= given[0][0] < asked[-1][1]
    if step.measure and name == step.measure.replace("-", "_") and inside:
        return f"no band covers {describe_axis(axes, axis, given)}"
    return _FRAMES.get(axis, "only for {}").format(describe_axis(axes, axis, asked))


def _when(asked: Spans, given: Spans) -> str:
    """From when, or until when, seen from a day outside."""
    day = given[0][0]
    later = [low for low, _ in asked if low > day]
    if later:
        return f"from {in_words(date.fromordinal(int(later[0])))}"
    return f"until {in_words(date.fromordinal(int(asked[-1][1])) - timedelta(days=1))}"
