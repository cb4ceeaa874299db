"""Ways out where a partner holds a tier that it has not earned."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.tiers.unearned import Unearned
from partnerbook.findings import Repair
from partnerbook.rulebook import Answers
from partnerbook.standing.keeping import span_began
from partnerbook.values.dates import in_words
from partnerbook.values.period import last_day


def repairs(answers: Answers, found: Unearned) -> Iterator[Repair]:
    """The grace that the tier allows, the tier that is earned, or an approved exception."""
    program = answers.program
    tiers, today = program.tiers, program.as_of
    name, grace = tiers[found.held.tier].name, found.step.rung.grace
    grace = None if found.held.because == "grace" else grace
    begun = span_began(found.partner, found.held.tier, found.held.period.start, "grace")
    if grace is not None:
        last = last_day(begun or today, grace, program.holidays)
        if last < today:
            grace = None
        else:
            spent = f" (its grace began on {in_words(begun)})" if begun else ""
            yield Repair(
                f"give it the grace of {name}: let this entry end the day before {in_words(today)}"
                f" and add one with `because: grace` from then on; {grace} end on"
                f" {in_words(last)}{spent}"
            )
    earned = found.position.earned
    to = f"enter {tiers[earned].name} from a day that you announce" if earned else "end the tier"
    yield Repair(f"{'or ' if grace else ''}{to}", f"{found.partner.name} loses {name}")
    if found.held.because == "negotiated":
        yield Repair("or say why it was agreed (`note:`) and until when (`review_by:`)")
    yield Repair("or waive it, with the day on which that ends")
