"""What it costs to let a partner keep a tier that it has not earned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from partnerbook.check.reviewing.worth import Appraiser, Worth
from partnerbook.check.waiving.register import Entry
from partnerbook.check.waiving.watch import Waived
from partnerbook.findings import Cost, Finding
from partnerbook.resolve.program import Program
from partnerbook.standing import Ladder
from partnerbook.values.dates import period_in_words
from partnerbook.values.money import Money


def priced(program: Program, appraiser: Appraiser, finding: Finding) -> Finding:
    """A finding about a tier that is kept, with what that costs; any other as it is."""
    if not finding.levels or finding.subject not in program.partners:
        return finding
    partner = program.partners[finding.subject]
    position = Ladder(program).position(partner.id, program.as_of)
    tier = finding.levels[0].tier
    worth = appraiser.worth(partner, tier, position.earned, program.as_of)
    return replace(finding, cost=_cost(worth))


def priced_all(program: Program, waived: Iterable[Waived]) -> tuple[Waived, ...]:
    """What is waived, with what it costs to let tiers be kept."""
    appraiser = Appraiser(program)
    return tuple(replace(one, finding=priced(program, appraiser, one.finding)) for one in waived)


def priced_entry(program: Program, appraiser: Appraiser, entry: Entry) -> Entry:
    """The same of a waiver in the list, as long as it may still cost something."""
    if entry.left < 0:
        return entry
    found = tuple(priced(program, appraiser, one) for one in entry.findings)
    return replace(entry, findings=found)


def _cost(worth: Worth) -> Cost | None:
    """What the vendor gets less on the partner's own sales, at most; None where no rate is plain.

    Where the partner buys through a distributor, it is the distributor's discount that counts.
    """
    ends = worth.ours or (worth.low, worth.high)
    known = [end.amount for end in ends if end is not None]
    if not known:
        return None
    short = Money(max(-min(known), Decimal(0)), worth.base.currency)
    if worth.metric is None or worth.days is None:
        on = f"on each {worth.base} of list price, {worth.route}"
    else:
        a_year = "" if worth.lacks else "a year "
        on = f"{a_year}on its {worth.metric.name}, {period_in_words(worth.days)}, {worth.route}"
        # A cost that shrinks because reports are missing would look like a partner that sells less.
        on += f"; not a whole year: {'; '.join(worth.lacks)}" if worth.lacks else ""
    return Cost(
        short, worth.base, short.amount / worth.base.amount, on, at_most=len(set(known)) > 1
    )
