"""Flags deals for which two rates apply and neither row is the more specific."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.days.turns import Turn, clash_places, in_time, one_after_the_other
from partnerbook.check.margins.joint_row import joint
from partnerbook.check.margins.wide_row import gather, subject_of
from partnerbook.findings import Place, Severity
from partnerbook.pricing.ambiguity import Ambiguity
from partnerbook.resolve.naming import describe
from partnerbook.resolve.program import Row
from partnerbook.rulebook import PRICING, Answers, Judgement, Rule


def rate_words(row: Row) -> str:
    """What a row pays."""
    if row.rate is not None:
        return str(row.rate)
    return " or ".join(str(sum_) for sum_ in (*row.amounts.values(), *row.prices.values()))


def turns(found: Ambiguity) -> tuple[Turn, Turn]:
    """The two rows for the same deals, the one that holds first before the other."""
    first, second = (Turn(row.id, row.period, row.ref) for row in (found.first, found.second))
    return in_time(first, second)


def places(found: Ambiguity) -> tuple[Place, ...]:
    """The dates by which two rows for the same deals meet; else the rates that both would give."""
    if found.same_scope:
        return clash_places(*turns(found))
    return tuple(
        Place(row.rate_ref, f"{rate_words(row)} by {row.id}") for row in (found.second, found.first)
    )


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each pair of rows once."""
    program = answers.program
    for found in answers.ambiguities:
        first, second = found.first, found.second
        where = describe(program.axes, found.cells)
        if found.same_scope:
            why = "both rows are for the very same deals, on the same days"
            help_ = tuple(one_after_the_other(*turns(found)))
        else:
            why = "neither row lies inside the other, so neither is the more specific"
            help_ = tuple(joint(program, found))
        yield Judgement(
            f"{found.step.name}: {first.id} and {second.id} both apply to {where}",
            places(found),
            subject=subject_of(found),
            notes=(("why", why),),
            help=help_,
            facts=(first.id, second.id),
        )


RULE = Rule(severity=Severity.ERROR, waivable=False, judge=judge, needs=PRICING, gather=gather)
