"""Flags a partner that may sell but holds no tier on the day, so that no rate per tier applies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from partnerbook.check.days.dates import Doubt, mended
from partnerbook.check.days.signed import SELLING
from partnerbook.findings import Place, Repair, Severity
from partnerbook.resolve.held import Held
from partnerbook.resolve.program import Partner, Program
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.dates import in_words

DAY = timedelta(days=1)


def sells(program: Program, partner: Partner) -> bool:
    """Whether a partner is expected to sell on the day, and all of its tiers are understood."""
    agreement = partner.agreement
    return (
        partner.status in SELLING
        and agreement is not None
        and program.as_of in agreement.in_force
        and f"{partner.id}/standing" not in program.left_out
    )


def around(program: Program, partner: Partner) -> tuple[Held | None, Held | None]:
    """The tier that ended last, and the one that begins next."""
    over = [held for held in partner.standing if held.period.end <= program.as_of]
    coming = [held for held in partner.standing if held.period.start > program.as_of]
    return (over[-1] if over else None), (coming[0] if coming else None)


def places(program: Program, partner: Partner) -> Iterator[Place]:
    """The dates by which it holds none: where the next begins, and where the last tier ended."""
    over, coming = around(program, partner)
    if coming:
        begins = in_words(coming.period.start)
        at = coming.ref.child("from")
        yield Place(at, f"{program.tiers[coming.tier].name} begins only on {begins}")
    if over and over.period.through is not None:
        ends = in_words(over.period.through)
        yield Place(over.ref.child("through"), f"{program.tiers[over.tier].name} ends on {ends}")
    if not over and not coming:
        yield Place(partner.status_ref(program.as_of), f"{partner.status}, without any tier")


def ways_out(program: Program, partner: Partner) -> Iterator[Repair]:
    """The slip in the date that leaves a gap, else words."""
    over, coming = around(program, partner)
    if coming is None:
        yield Repair("enter the tier that it holds (`standing:`)")
        return
    starts, today = coming.period.start, program.as_of
    free = over.period.end if over else date.min
    follows = [over.period.end] if over else []
    if partner.agreement and not over:
        free = partner.agreement.effective
        follows = [free]

    def begun(day: date) -> bool:
        return free <= day <= today

    doubts = [Doubt(coming.ref.child("from"), starts, begun, follows)]
    if over:
        end = over.ref.child("through")
        doubts.append(Doubt(end, over.period.end - DAY, lambda day: day == starts - DAY))
    yield from mended(doubts)
    name = program.tiers[coming.tier].name
    yield Repair(f"or write the day on which {name} really begins (`from:`)")
    yield Repair("or enter the tier that it holds until then (`standing:`)")


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each such partner once."""
    program = answers.program
    for partner in program.partners.values():
        if answers.standing_of(partner.id).held is None and sells(program, partner):
            yield Judgement(
                f"{partner.name} is {partner.status}, but holds no tier on"
                f" {in_words(program.as_of)}",
                tuple(places(program, partner)),
                subject=partner.id,
                help=tuple(ways_out(program, partner)),
            )


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
