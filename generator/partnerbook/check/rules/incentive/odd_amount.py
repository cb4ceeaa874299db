"""Flags an amount that is far more or less than the same in another currency suggests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Context, Decimal

from partnerbook.check.examples.words import plain
from partnerbook.check.incentives.reach import running
from partnerbook.check.prices.compared import power
from partnerbook.check.prices.sums_apart import Apart, apart, distances, written
from partnerbook.findings import Edit, Place, Repair, Severity, Term
from partnerbook.resolve.record import Record
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.money import Money

_MANY = 3
_SHOWN, _ABOUT = Context(prec=4), Context(prec=2)


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each list of amounts once, for the one that is out of line with most of the others."""
    known = distances(answers.program)
    running_now = [record for record, _ in running(answers.program)] if known else []
    judged = [
        (record, sums, apart(known, sums)) for record in running_now for sums in written(record)
    ]
    seen = Counter(money.currency for _, sums, _ in judged for money in sums.sums)
    odd = Counter(_currency(found) for _, _, found in judged if found is not None)
    # Where most amounts of a currency look odd, the price list is: that is not said of each.
    lists = {one for one, times in odd.items() if times >= _MANY and times * 2 > seen[one]}
    for record, _, found in judged:
        if found is not None and _currency(found) not in lists:
            yield judgement(record, found)


def _currency(found: Apart) -> str:
    return found.of.sums[found.at].currency


def judgement(record: Record, found: Apart) -> Judgement:
    """The amount, what it is compared with, and the sum."""
    mine, other = (found.of.sums[at] for at in (found.at, found.beside))
    at, beside = (found.of.written_at(place)[0] for place in (found.at, found.beside))
    times = found.times
    often = f"{_say(times)} times as much as" if times > 1 else f"{_say(1 / times)} times less than"
    return Judgement(
        f"{record['name']}: {found.of.what} is {mine}: about {often} its {other} leads one to"
        " expect by the price lists",
        (Place(at, "out of line"), Place(beside, "the same in another currency")),
        subject="/".join((record.id, *found.of.ref.steps)),
        sum_intro=f"{mine.currency} beside {other.currency}",
        sum=(
            Term(_say(found.ratio, _SHOWN), f"{mine} ÷ {other}", at),
            Term(f"÷ {_say(found.middle, _SHOWN)}", "the middle of this for list prices"),
            Term(_say(times, _SHOWN), "times what it should be by them", total=True),
        ),
        help=tuple(_repairs(found)),
        facts=(str(mine), str(other)),
    )


def _repairs(found: Apart) -> Iterator[Repair]:
    """The decimal point moved; where both amounts may be wrong, in either."""
    slip = power(found.times)
    for at, places in ((found.at, -slip), (found.beside, slip)):
        if slip and (at == found.at or not found.sure):
            money = found.of.sums[at]
            text = plain(Money(money.amount.scaleb(places), money.currency))
            edits = tuple(Edit(one, text) for one in found.of.written_at(at))
            yield Repair(f"or write {text}", "", edits)
    yield Repair("or check it with whoever sets the amounts")


def _say(number: Decimal, context: Context = _ABOUT) -> str:
    text = f"{context.plus(number):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
