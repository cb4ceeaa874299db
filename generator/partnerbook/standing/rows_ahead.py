"""When a promotion after several months or quarters in a row can come at the earliest."""

from __future__ import annotations

from datetime import date, timedelta

from partnerbook.resolve.program import Partner
from partnerbook.resolve.rungs import Rung
from partnerbook.standing.earned import Ladder
from partnerbook.standing.keeping import in_a_row
from partnerbook.standing.verdict import YES
from partnerbook.values.period import add_months

DAY = timedelta(days=1)


def earliest_promotion(ladder: Ladder, partner: Partner, rung: Rung, on: date) -> date | None:
    """The day after the last of the ends that are still missing, if all of them are met.

    None for a tier that asks for no row of them.
    """
    if rung.promotion is None:
        return None
    count, unit = rung.promotion
    ends = in_a_row(on, count, unit, ladder.program.fiscal_month)
    met = 0
    for day in ends:
        if ladder.met(partner.id, rung, day, on) != YES:
            break
        met += 1
    months = 1 if unit == "months" else 3
    return add_months(ends[0] + DAY, months * (count - met))
