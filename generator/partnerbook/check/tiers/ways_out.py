"""Ways out where a partner holds a tier that it has not earned."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from partnerbook.check.tiers.unearned import Unearned
from partnerbook.findings import Repair
from partnerbook.rulebook import Answers
from partnerbook.standing import Ladder
from partnerbook.standing.entering import entered
from partnerbook.standing.keeping import WITH_AN_END, keeps, since, span_began
from partnerbook.values.dates import in_words
from partnerbook.values.period import last_day

DAY = timedelta(days=1)


def repairs(answers: Answers, found: Unearned) -> Iterator[Repair]:
    """The grace that the tier allows, the tier that is earned, or an approved exception."""
    tiers, held = answers.program.tiers, found.held
    name, earned = tiers[held.tier].name, found.position.earned
    loses = f"{found.partner.name} loses {name}"
    grace = () if _never_had_it(answers, found) else tuple(_grace(answers, found))
    yield from grace
    if not grace and _was_before(found):
        out = "take out this entry, and the `through:` of the one before it"
        yield Repair(f"put it back to {tiers[earned].name}: {out}", loses)
    elif earned:
        to = f"enter {tiers[earned].name} from a day that you announce"
        yield Repair(f"{'or ' if grace else ''}{to}", loses)
    else:
        yield Repair(f"{'or ' if grace else ''}end the tier", loses)
    agreed = held.agreed_until
    if agreed is not None:
        yield Repair(f"or agree it anew, and write by when again (`review_by:`, now {agreed})")
    elif held.because == "negotiated":
        yield Repair("or say why it was agreed (`note:`) and until when (`review_by:`)")
    yield Repair("or waive it, with the day on which that ends")


def _never_had_it(answers: Answers, found: Unearned) -> bool:
    """Whether it came to the tier without meeting what gets in, or only today: nothing to keep."""
    held, begun = found.held, since(found.partner, found.held)
    if begun == answers.program.as_of:
        return True
    if held.because in WITH_AN_END:
        return not keeps(found.step.rung, found.partner, held, held.period.start)
    rises = entered(Ladder(answers.program), found.partner)
    return any(one.held.tier == held.tier and one.held.period.start >= begun for one in rises)


def _grace(answers: Answers, found: Unearned) -> Iterator[Repair]:
    """The entries that give the grace of the tier, and what follows it, written out.

    None where it is over, or is what its entry says already.
    """
    program, partner, held = answers.program, found.partner, found.held
    today, grace, earned = program.as_of, found.step.rung.grace, found.position.earned
    if grace is None or held.because == "grace":
        return
    begun = span_began(partner, held.tier, held.period.start, "grace")
    longest = last_day(begun or today, grace, program.holidays)
    last = min(longest, held.period.end - DAY)
    if last < today:
        return
    spent = f" (its grace began on {in_words(begun)})" if begun else ""
    name, ends = program.tiers[held.tier].name, f"{grace} end on {in_words(longest)}{spent}"
    if held.period.start < today:
        entry = f"{{tier: {held.tier}, from: {today}, through: {last}, because: grace}}"
        say = f"let this entry end on {in_words(today - DAY)}, add `{entry}`"
    else:
        say = f"let this entry say `through: {last}, because: grace`"
    later = any(one.period.start > held.period.start for one in partner.standing)
    if earned and not later:
        then = f"{{tier: {earned}, from: {last + DAY}, because: earned}}"
        say += f", and after that `{then}`, or it has no tier then"
    yield Repair(f"give it the grace of {name}: {say}; {ends}")


def _was_before(found: Unearned) -> bool:
    """Whether the entry before is of the tier that is earned, and would go on if this one went."""
    start, standing = found.held.period.start, found.partner.standing
    if any(one.period.start > start for one in standing):
        return False
    return any(one.period.end == start and one.tier == found.position.earned for one in standing)
