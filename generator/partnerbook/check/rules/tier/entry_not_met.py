"""Flags a tier that a partner came to, or is to come to, without what gets a partner in."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.days.signed import SELLING
from partnerbook.check.tiers.unearned import MEASURED
from partnerbook.findings import Place, Repair, Severity
from partnerbook.resolve.program import Program
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.standing import Ladder
from partnerbook.standing.entering import Entered, entered
from partnerbook.standing.words import known, line
from partnerbook.values.dates import in_words

MOST_PLACES = 5
STATES = (*SELLING, "onboarding")


def repairs(answers: Answers, one: Entered) -> Iterator[Repair]:
    """The tier that is earned, an exception with its reason, or a waiver."""
    tiers, position = answers.program.tiers, answers.positions[one.partner.id]
    name, earned = tiers[one.held.tier].name, position.earned
    if one.is_ahead(answers.program.as_of):
        yield Repair(
            f"take this entry out; `partnerbook review` proposes {name} once it is earned",
            f"{one.partner.name} does not come to {name}",
        )
    elif earned and earned != one.held.tier:
        yield Repair(f"enter {tiers[earned].name}", f"{one.partner.name} loses {name}")
    else:
        yield Repair(f"write the day on which it met what gets into {name} (`from:`)")
    yield Repair("or say that it was agreed: `because: negotiated`, with `note:` and `review_by:`")
    yield Repair("or waive it, with the day on which that ends")


def message(program: Program, one: Entered) -> str:
    """What was, or is, not met."""
    name, tier = one.partner.name, program.tiers[one.held.tier].name
    begins = in_words(one.held.period.start)
    if one.is_ahead(program.as_of):
        said = f"{name} is to come to {tier} on {begins}, but by what is known today it does not"
        said += " meet what gets a partner in"
    else:
        said = f"{name} came to {tier} on {begins} without meeting what gets a partner in"
    if one.row:
        unit = program.rungs[one.held.tier].promotion
        return f"{said} {one.row} {unit[1] if unit else ''} in a row"
    return f"{said}: {'; '.join(line(lack) for lack in one.lacks)}"


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each rise once; of a tier that is not earned today either, ``tier/not-earned`` tells."""
    program = answers.program
    ladder = Ladder(program)
    for name, partner in program.partners.items():
        if f"{name}/standing" in program.left_out or partner.status not in STATES:
            continue
        day, agreement = program.as_of, partner.agreement
        if partner.status in SELLING and (
            partner.held(day) is None or agreement is None or day not in agreement.in_force
        ):
            continue  # That is the finding, and the rest follows.
        position = answers.positions[name]
        for one in entered(ladder, partner):
            if position.held == one.held and position.unearned:
                continue
            yield Judgement(
                message(program, one),
                (
                    Place(one.held.ref, f"{one.held.tier}, {one.held.because}"),
                    *(Place(lack.ask.ref, known(lack)) for lack in one.lacks[:MOST_PLACES]),
                ),
                subject=name,
                help=tuple(repairs(answers, one)),
                facts=(one.held.tier, str(one.held.period.start)),
            )


RULE = Rule(severity=Severity.ERROR, waivable=True, judge=judge, needs=MEASURED)
