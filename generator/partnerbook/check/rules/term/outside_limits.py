"""Flags special terms that give more, or run longer, than the program allows itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from partnerbook.check.terms.limits import Limit, begins, too_long, too_low, too_much
from partnerbook.findings import Severity
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.period import after

DAY = timedelta(days=1)


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each special term that is yet to end, once for what it gives and once for its length."""
    program = answers.program
    (frame,) = program.records["program"].values()
    limits = frame.get("limits", {}).get("special_terms", {})
    ref = frame.ref.child("limits", "special_terms")
    for partner in program.partners.values():
        for at, term in enumerate(partner.record.get("special_terms", ())):
            where = partner.record.ref.child("special_terms", at)
            if term["through"] < program.as_of:
                continue
            if "maximum_rate" in limits and "rate" in term:
                yield from too_much(answers, partner, term, where, limits=limits, ref=ref)
            if "maximum_rate" in limits and "prices" in term:
                most, here = limits["maximum_rate"], ref.child("maximum_rate")
                yield from too_low(answers, partner, term, most, here)
            if "longest" in limits:
                longest = limits["longest"]
                last = after(begins(partner, term), longest, program.holidays) - DAY
                if term["through"] > last:
                    limit = Limit(longest, last, ref.child("longest"))
                    yield too_long(partner, term, where, limit)


RULE = Rule(severity=Severity.ERROR, waivable=True, judge=judge)
