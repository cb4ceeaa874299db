"""Why what a partner's file says does not keep a tier that it has not earned."""

from __future__ import annotations

from datetime import date

from partnerbook.resolve.held import Held
from partnerbook.resolve.program import Partner
from partnerbook.resolve.rungs import Rung
from partnerbook.standing.keeping import RESPITE, cohort_of, follows
from partnerbook.values.dates import in_words

_FOR_WHOM = {
    "grace": "grace is only for who held {} the day before it began",
    "cure": "time to meet it again is only for who held {} the day before it began",
    "appeal": "an appeal is only for who held {} before",
}


def unkept(rung: Rung, partner: Partner, held: Held, on: date, tier: str) -> str:
    """``grace is only for who held Gold the day before it began``; "" where nothing is claimed."""
    if held.because in RESPITE and not follows(partner, held):
        return _FOR_WHOM[held.because].format(tier)
    if held.because == "cohort":
        return _no_cohort(rung, partner, held, on, tier)
    if held.because != "negotiated" or held.review_by is None:
        return ""
    if not held.note:
        return "its file does not say why that was agreed (`note:`)"
    if held.review_by < on:
        return f"the day to agree it anew, {in_words(held.review_by)}, has passed"
    return ""


def _no_cohort(rung: Rung, partner: Partner, held: Held, on: date, tier: str) -> str:
    if cohort_of(rung, partner, held, on) is not None:
        return ""
    ended = cohort_of(rung, partner, held, held.period.start)
    if ended is not None:
        return f"its cohort ({ended.id}) ended on {in_words(ended.through)}"
    return f"no cohort of {tier} has it" if rung.cohorts else f"{tier} has no `cohorts:`"
