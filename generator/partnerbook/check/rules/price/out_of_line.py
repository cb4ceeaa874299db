"""Flags a price that is far more or less than the same product's price on another list suggests."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Context, Decimal

from partnerbook.check.prices.compared import Suspect, power, suspects
from partnerbook.findings import Edit, Place, Repair, Severity, Term
from partnerbook.resolve.offer import ListPrice
from partnerbook.resolve.program import Program
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.money import minor_units

TEN = Decimal(10)
_SHOWN, _ABOUT = Context(prec=4), Context(prec=2)


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each price that stands out once, however many lists it is out of line with."""
    for suspect in suspects(answers.program):
        yield judgement(answers.program, suspect)


def judgement(program: Program, suspect: Suspect) -> Judgement:
    """The price, what it is compared with, and the sum."""
    odd = suspect.first
    price, other = odd.price, odd.other
    name, times = program.products[price.product].name, odd.times
    often = (
        f"{shown(times, _ABOUT)} times as much as"
        if times > 1
        else f"{shown(1 / times, _ABOUT)} times less than"
    )
    return Judgement(
        f"{name} costs {price.price} on {price.price_list}: about {often} its"
        f" {other.price} on {other.price_list} leads one to expect",
        (
            Place(price.ref, "out of line with the other products"),
            *(Place(one.other.ref, "the same product") for one in suspect.odds),
        ),
        subject=f"{price.price_list}/{price.product}",
        sum_intro=f"{price.price_list} beside {other.price_list}",
        sum=(
            Term(shown(odd.ratio), f"{price.price} ÷ {other.price}", price.ref),
            Term(
                f"÷ {shown(odd.middle)}",
                f"the middle of this for the {odd.common} products on both lists",
            ),
            Term(shown(times), "times what it should be by the others", total=True),
        ),
        help=tuple(repairs(suspect)),
        facts=(str(price.price), *(str(one.other.price) for one in suspect.odds)),
    )


def repairs(suspect: Suspect) -> Iterator[Repair]:
    """The decimal point moved; where both prices may be wrong, in either."""
    odd = suspect.first
    slip = power(odd.times)
    if slip:
        yield from moved(odd.price, -slip)
        if not suspect.sure:
            yield from moved(odd.other, slip)
    yield Repair("or check it with whoever sets the prices")


def moved(price: ListPrice, places: int) -> Iterator[Repair]:
    """A price with its decimal point moved, if it can still be paid."""
    written = price.price.amount
    amount = written.scaleb(places)
    exponent = written.as_tuple().exponent
    decimals = max(-exponent if isinstance(exponent, int) else 0, 0)
    unit = Decimal(1).scaleb(-decimals)
    if amount != amount.quantize(unit):
        unit = Decimal(1).scaleb(-minor_units(price.price.currency))
    if amount == amount.quantize(unit):
        text = f"{amount.quantize(unit):f}"
        sign = "×" if places > 0 else "÷"
        yield Repair(
            f"or write {text} on {price.price_list} ({sign} {10 ** abs(places)})",
            "",
            (Edit(price.ref, text),),
        )


def shown(number: Decimal, context: Context = _SHOWN) -> str:
    """A number to four digits, to follow the sum by, or to fewer."""
    text = f"{context.plus(number):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
