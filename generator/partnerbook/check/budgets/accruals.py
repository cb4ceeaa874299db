"""What an incentive is expected to cost in the period of its budget: as it says, or by evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from partnerbook.check.budgets.ceilings import Ceiling, before_caps, ceiling, each_at_most
from partnerbook.check.budgets.volumes import (
    Share,
    metric_of,
    months_of,
    named_metric,
    volume,
)
from partnerbook.check.incentives.reached import key_of
from partnerbook.check.margins.sums import amount
from partnerbook.findings import Place, Ref, Term
from partnerbook.pricing.exact import ZERO
from partnerbook.resolve.metrics_for_pay import counts_to_pay
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Cap, Program, Row, Step
from partnerbook.resolve.record import Record
from partnerbook.values.dates import period_in_words
from partnerbook.values.money import Money


@dataclass(frozen=True, slots=True)
class Accrual:
    """What is spent in one currency, and how that is worked out. ``least``: it may be more.

    ``before``: caps that are not looked at, in words.
    """

    spent: Money
    sum: tuple[Term, ...]
    places: tuple[Place, ...]
    least: bool = False
    before: str = ""


@dataclass(frozen=True, slots=True)
class Untold:
    """Why it cannot be told, what is missing in the budget, what helps, and where else to look."""

    say: str
    label: str
    help: str
    places: tuple[Place, ...] = ()


Known = Accrual | Untold | None
"""None: something is not understood, or its metric cannot tell it, which is reported already."""
_COMPLETE = "complete the evidence, or say what is expected: `expected:` or `count:`"
_EXPECT = "say what is expected: `expected:` or `count:`, and `because:` where it comes from"


def accrual(program: Program, record: Record, step: Step, most: Money) -> Known:
    """What is expected times the highest rate that is still to be had, against a budget."""
    rows = [row for row in step.rows if row.period.end > program.as_of and row.cells]
    fixed = [row for row in rows if row.rate is None and most.currency in row.amounts]
    rated = [row for row in rows if row.rate and row.band_currency in ("", most.currency)]
    stated = _stated(record, step, fixed, rated, most.currency)
    if stated is not None:
        return stated
    return _by_evidence(program, record, step, fixed or rated, most)


def _stated(
    record: Record, step: Step, fixed: list[Row], rated: list[Row], currency: str
) -> Accrual | None:
    """By what the budget itself expects; None if it says nothing for this currency."""
    said, ref = record["budget"], record.ref.child("budget")
    caps = [cap for cap in step.caps if currency in cap.amounts]
    if fixed and "count" in said:
        row = max(fixed, key=lambda row: row.amounts[currency].amount)
        each, count = Money(each_at_most(step, row, currency), currency), said["count"]
        caps = [cap for cap in caps if cap.per not in ("deal", "unit")]
        most = "for all milestones" if row.rate_ref.steps[-1:] == ("milestones",) else "at most"
        sums = (
            *_milestones(record, currency),
            Term(str(each), most, row.rate_ref),
            Term(f"× {count}", "expected", ref.child("count")),
        )
        return _accrual(each.times(count), sums, ref.child("count"), row, caps)
    for at, expected in enumerate(said.get("expected", ())):
        if expected.currency == currency and rated and not fixed:
            row = max(rated, key=lambda row: row.rate.points if row.rate else 0)
            assert row.rate is not None
            sums = (
                Term(f"{expected.rounded().amount:,f}", "expected", ref.child("expected", at)),
                Term(f"× {row.rate}", "at most", row.rate_ref),
            )
            spent = expected.times(row.rate.fraction).rounded()
            return _accrual(spent, sums, ref.child("expected", at), row, caps)
    return None


def _accrual(
    spent: Money, sums: tuple[Term, ...], base: Ref, row: Row, caps: Sequence[Cap]
) -> Accrual:
    total = Term(amount(spent.amount, spent.currency), "expected to be spent", None, total=True)
    places = (Place(base, "expected"), Place(row.rate_ref, "at most"))
    return Accrual(spent, (*sums, total), places, before=before_caps(caps))


def _milestones(record: Record, currency: str) -> Iterator[Term]:
    """What each milestone pays, where several make up what is given at most."""
    parts = record.get("milestones", ())
    for at, part in enumerate(parts if len(parts) > 1 else ()):
        for number, money in enumerate(part["amounts"]):
            if money.currency == currency:
                ref = record.ref.child("milestones", at, "amounts", number)
                sign = "+ " if at else ""
                yield Term(f"{sign}{money}", f"milestone {part['id']}", ref)


def _no_metric(program: Program, unit: str) -> Untold:
    """Nothing is expected, and no metric tells of it."""
    key = "count" if unit == "count" else "expected"
    several = [one.id for one in program.metrics.values() if counts_to_pay(one, unit)]
    if several:
        say = f"it does not say which metric tells how much is sold: {joined(several, 'or')}"
        return Untold(say, f"no `{key}:`, no `metric:`", "say it: `metric:`")
    say = f"it does not say how much is expected (`budget: {{{key}: …, because: …}}`)"
    return Untold(say, f"no `{key}:`", f"say it: `{key}:`, and `because:` where it comes from")


def _by_evidence(
    program: Program, record: Record, step: Step, rows: list[Row], most: Money
) -> Known:
    """By what partners have sold; untold where that decides and is not known."""
    unit = "count" if rows and rows[0].rate is None else "money"
    metric = metric_of(program, record, unit)
    # What is not understood may be a partner, its tier or what it sold.
    if program.broken or program.left_out or (metric is None and named_metric(record)):
        return None
    if metric is None or not rows:
        return _no_metric(program, unit)
    currency, months = most.currency, months_of(record, step)
    if not months:
        say = "it is for all the time of an incentive that has no end"
        return Untold(say, "until when?", _EXPECT)
    found = volume(program, metric, rows, months, currency)
    capped = ceiling(record, step, rows, currency)
    low = [(share, _worth(share, 0, capped, currency)) for share in found.shares]
    high = sum((_worth(share, 1, capped, currency).amount for share in found.shares), ZERO)
    rates = tuple(Place(share.row.rate_ref, "at most") for share in found.shares)
    spent = Money(sum((money.amount for _, money in low), ZERO), currency)
    if spent > most and (metric.monotone or not found.doubts):
        days = period_in_words(found.days)
        sums = tuple(t for share, got in low if share.low for t in _terms(share, got, capped, days))
        label = "spent, if it goes on so"
        total = Term(amount(spent.amount, currency), label, None, total=True)
        place = Place(metric.ref, f"{metric.name}, {days}")
        more = (bool(found.doubts) or high > spent.amount) and not step.caps
        return Accrual(spent, (*sums, total), (place, *rates), more, capped.words)
    if found.doubts:
        doubt = found.doubts[0]
        others = f" (and {len(found.doubts) - 1} more)" if len(found.doubts) > 1 else ""
        there = (Place(doubt.ref, "not known"),)
        return Untold(f"{doubt.say}{others}", "by evidence", _COMPLETE, there)
    if high > most.amount:
        keys = joined([f"`{key_of(axis)}`" for axis in found.untold], "and")
        say = (
            f"up to {amount(high, currency)} {currency} may be spent{capped.words}, as the evidence"
            f" of {metric.name} does not tell of which {keys} it is"
        )
        return Untold(say, "by evidence", _EXPECT, (Place(metric.ref, "does not tell"), *rates))
    return Accrual(Money(high, currency), (), ())


def _worth(share: Share, end: int, capped: Ceiling, currency: str) -> Money:
    """What partners with one rate get, payable: at least (0) or at most (1), each under its cap."""
    if capped.most is None:
        return _given(share.row, share.high if end else share.low, currency)
    each = (capped.cut(_given(share.row, both[end], currency)) for both in share.each)
    return sum(each, Money(ZERO, currency))


def _given(row: Row, base: Decimal, currency: str) -> Money:
    """What a row gives on so much, payable."""
    each = row.rate.fraction if row.rate is not None else row.amounts[currency].amount
    return Money(base, currency).times(each).rounded()


def _terms(share: Share, worth: Money, capped: Ceiling, days: str) -> Iterator[Term]:
    """What partners with one rate come to, and what a cap takes off that."""
    who = "1 partner" if share.partners == 1 else f"{share.partners} partners"
    each = share.row.rate if share.row.rate is not None else share.row.amounts[worth.currency]
    uncut = worth
    if capped.most is not None:
        given = (_given(share.row, low, worth.currency) for low, _ in share.each)
        uncut = sum(given, Money(ZERO, worth.currency))
    words = f"{each} of {share.low:,f}, {who}, {days}"
    yield Term(f"+ {amount(uncut.amount, worth.currency)}", words, share.row.rate_ref)
    if worth < uncut and capped.cap is not None and capped.most is not None:
        times = f"{capped.times} × " if capped.times > 1 else ""
        words = f"beyond the cap {capped.cap.id}, {times}{capped.cap.amounts[worth.currency]} each"
        lost = amount((uncut - worth).amount, worth.currency)
        yield Term(f"- {lost}", words, capped.cap.ref)
