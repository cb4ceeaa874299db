"""What is said of a special term that gives more, or for longer, than the program allows itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from partnerbook.check.examples.words import plain
from partnerbook.check.floors.below import blamed_on
from partnerbook.check.floors.repairs import repairs
from partnerbook.check.floors.room import room
from partnerbook.check.margins.absolute import payable
from partnerbook.check.margins.deals import percent
from partnerbook.check.terms.prices import Lowered, lowered
from partnerbook.findings import Edit, Place, Ref, Repair
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Partner
from partnerbook.rulebook import Answers, Judgement
from partnerbook.values.dates import in_words
from partnerbook.values.money import Money
from partnerbook.values.percent import Percent, parse_percent
from partnerbook.values.period import Duration


@dataclass(frozen=True, slots=True)
class Limit:
    """The longest time of a special term, the last day that it allows, where it is written."""

    longest: Duration
    last: date
    ref: Ref


RAISE = Repair("or raise the limit, for all partners")


def begins(partner: Partner, term: Mapping[str, Any]) -> date:
    """The first day of a special term; nothing is granted before the agreement takes effect."""
    start: date = term["from"]
    return start if partner.agreement is None else max(start, partner.agreement.effective)


def too_long(partner: Partner, term: Mapping[str, Any], where: Ref, said: Limit) -> Judgement:
    """A term that runs past ``said.last``, the last day of the longest time."""
    return Judgement(
        f"{partner.name}: the special term {term['id']} runs until"
        f" {in_words(term['through'])}; from {in_words(begins(partner, term))},"
        f" {said.longest} end on {in_words(said.last)}",
        (
            Place(where.child("through"), "later than that"),
            Place(said.ref, "the longest special term"),
        ),
        subject=f"{partner.id}/{term['id']}",
        help=(
            Repair(
                f"end it on {in_words(said.last)}",
                f"{partner.name} no longer has it after that day",
                (Edit(where.child("through"), str(said.last)),),
            ),
            Repair("or let special terms run longer, for all partners"),
        ),
        facts=("longest",),
    )


def too_much(
    answers: Answers,
    partner: Partner,
    term: Mapping[str, Any],
    where: Ref,
    *,
    limits: Mapping[str, Any],
    ref: Ref,
) -> Iterator[Judgement]:
    """A rate above the highest that a special term may have."""
    rate, most = term["rate"], limits["maximum_rate"]
    if rate <= most:
        return
    over = percent(rate.fraction - most.fraction).removesuffix("%")
    points = f"{over} point{'' if over == '1' else 's'}"
    yield Judgement(
        f"{partner.name}: the special term {term['id']} gives {rate}; the most is {most}"
        f" ({points} too much)",
        (
            Place(where.child("rate"), f"{rate}"),
            Place(ref.child("maximum_rate"), f"{most} at most"),
        ),
        subject=f"{partner.id}/{term['id']}",
        help=(
            lower_still(answers, where.child("rate"), most)
            or Repair(
                f"lower it to {most}",
                f"{partner.name} gets {points} less",
                (Edit(where.child("rate"), str(most)),),
            ),
            RAISE,
        ),
        facts=("rate",),
    )


def lower_still(answers: Answers, at: Ref, most: Percent) -> Repair | None:
    """The rate at which a floor holds as well, where the limit alone would leave it broken."""
    blamed = blamed_on(answers, at)
    if blamed is None:
        return None
    waived = room(waiver for waiver in answers.program.waivers if waiver.rule == "margin/floor")
    for repair in repairs(answers.program, blamed.culprit, blamed.breaches, waived):
        (edit,) = repair.edits
        if edit.at == at and parse_percent(edit.text) < most:
            say = f"{repair.say}, so that the floor holds as well as the limit"
            return replace(repair, say=say)
    return None


def too_low(
    answers: Answers, partner: Partner, term: Mapping[str, Any], most: Percent, ref: Ref
) -> Iterator[Judgement]:
    """Absolute prices, by currency, that give more of what they lower than a rate may."""
    name = f"{partner.id}/{term['id']}"
    steps = [s for s in answers.program.steps if s.partner == partner.id and s.id == name]
    every = [one for step in steps for one in lowered(answers, step) if one.gives]
    for at in dict.fromkeys(one.at for one in every):
        here = [one for one in every if one.at == at]
        worst = max(here, key=lambda one: one.part)
        if worst.part <= most.fraction:
            continue
        currency = worst.price.currency
        least = max(one.least(most) for one in here)
        product = answers.program.products[worst.product].name
        what = "its list price" if worst.of == worst.listed.amount else "that"
        base = plain(Money(worst.left, currency).rounded())
        over = percent(worst.part - most.fraction).removesuffix("%")
        points = f"{over} point{'' if over == '1' else 's'}"
        where = f" on the {worst.route} route" if len({one.left for one in here}) > 1 else ""
        yield Judgement(
            f"{partner.name}: the special term {term['id']} lowers {product} from {base} to"
            f" {worst.price}{where}, which gives {percent(worst.part)} of {what}; the most is"
            f" {most} ({points} too much)",
            (
                Place(at, f"{worst.price}"),
                Place(worst.listed_at, "the list price"),
                Place(ref, f"{most} at most"),
            ),
            subject=name if len(every) == len(here) else f"{name}/{currency}",
            help=(_raised(partner, at, payable(least, currency), most, here), RAISE),
            facts=("price", currency),
        )


def _raised(
    partner: Partner, at: Ref, least: Money, most: Percent, here: Sequence[Lowered]
) -> Repair:
    """A higher price, where it still lowers all that the lower one lowers; or why there is none."""
    if all(least.amount < one.left for one in here):
        loses = f"{partner.name} gets {most} at most"
        return Repair(f"raise it to {plain(least)}", loses, (Edit(at, plain(least)),))
    left = {one.route: Money(one.left, one.price.currency).rounded() for one in here}
    paid = joined([f"{plain(money)} on the {route} route" for route, money in left.items()], "and")
    return Repair(
        f"write a term for each route with a price of its own: {partner.name} pays {paid} without"
        f" it, so {plain(least)}, which keeps the limit on all, would give nothing on some"
    )
