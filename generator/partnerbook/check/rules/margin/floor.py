"""Flags permitted stacks of discounts and incentives that leave the vendor less than its floor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from partnerbook.check.distributors.blame import too_little
from partnerbook.check.distributors.repairs import ceiling
from partnerbook.check.floors.at_list import by_floor, of_floor, subject_of
from partnerbook.check.floors.below import below
from partnerbook.check.floors.blame import common, worst
from partnerbook.check.floors.by_line import by_line
from partnerbook.check.floors.mixed import of_mixed_tiers
from partnerbook.check.floors.room import room
from partnerbook.check.floors.told import gathered, of_list_price, of_rate
from partnerbook.check.floors.untold import uncosted, untold
from partnerbook.check.margins.left_out import pointers
from partnerbook.check.margins.one_tier import most
from partnerbook.check.waiving.bounds import GIVE, MARGIN
from partnerbook.check.waiving.refusals import in_force
from partnerbook.findings import Finding, Severity
from partnerbook.pricing.extreme import Extreme
from partnerbook.rulebook import PRICING, Answers, Judgement, Rule

NAME = "margin/floor"


def judge(answers: Answers) -> Iterator[Judgement]:
    """Every number that takes some permitted stack below a floor."""
    program, found = answers.program, answers.derived(below)
    waived = room(in_force(program, NAME, RULE))
    for every in found.rates:
        blamed, number = waived.beside(every), every.culprit.row.rate_ref
        said = of_rate(
            program,
            blamed,
            waived,
            ceiling(program, answers.derived(too_little), number),
            ordered=most(program, answers.inversions, number),
        )
        deal = worst(blamed.breaches).extreme
        missing = pointers(answers, deal, [blamed.culprit.row], [deal.tier])
        yield replace(said, places=(*said.places, *missing))
    for price in found.prices:
        yield of_list_price(program, price)
    mixed = [one for one in answers.derived(of_mixed_tiers) if isinstance(one, Extreme)]
    yield from untold(program, (*answers.extremes, *mixed))
    torn = (one.extreme for every in found.rates for one in every.breaches)
    broken = {one.product for one in torn if not one.partner}
    yield from by_line(program, (*answers.extremes, *mixed), broken)
    yield from uncosted(program, answers.extremes)


def gather(answers: Answers, findings: Sequence[Finding]) -> Iterator[Finding]:
    """Findings about rates that one other number explains become one, at that number."""
    unwaived = {f.subject: f for f in findings if f.severity is Severity.ERROR}
    if unwaived:
        found = answers.derived(below)
        waived = room(in_force(answers.program, NAME, RULE))
        blamed = [waived.beside(one) for one in found.rates if one.subject in unwaived]
        floors = {
            listed[0].limit.ref: listed
            for listed in by_floor([one for one in found.prices if subject_of(one) in unwaived])
        }
        for number in common(answers.program, blamed):
            # One floor that is too high for stacks and for list prices alike is one mistake.
            listed = floors.pop(number.at, ())
            parts = [unwaived.pop(one.subject) for one in number.blamed]
            parts += [unwaived.pop(subject_of(one)) for one in listed]
            least = found.kept[number.at] if listed else None
            said = gathered(answers.program, number, parts, waived, listed=listed, kept=least)
            yield RULE.finding(NAME, said)
        for at, listed in floors.items():
            alone = [unwaived.pop(subject_of(one)) for one in listed]
            yield RULE.finding(NAME, of_floor(answers.program, listed, alone, found.kept[at]))
    yield from (f for f in findings if f.severity is not Severity.ERROR or f.subject in unwaived)


RULE = Rule(
    severity=Severity.ERROR,
    waivable=True,
    judge=judge,
    needs=PRICING,
    follows=(
        NAME,
        "incentive/fixed-amount",
        "margin/commission",
        "margin/tier-left-out",
        "term/outside-limits",
    ),
    measures=(GIVE, MARGIN),
    gather=gather,
)
