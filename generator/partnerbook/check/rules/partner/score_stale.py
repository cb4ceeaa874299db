"""Flags a partner's newest score of a kind when it is older than 12 months."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.findings import Place, Repair, Severity
from partnerbook.resolve.life import OVER
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.standing.scores import LASTS, scores
from partnerbook.values.dates import in_words


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each partner once; older scores are history, and a partnership that is over needs none."""
    program = answers.program
    for partner in program.partners.values():
        known = scores(partner, program.as_of)
        stale = [one for one in known.values() if one.stale]
        if not stale or partner.status in OVER:
            continue
        said = "; ".join(f"{one.of} {one.value} of {in_words(one.on)}" for one in stale)
        kinds = " and ".join(one.of for one in stale)
        roles = " and ".join(dict.fromkeys(one.by for one in stale))
        yield Judgement(
            f"{partner.name} was judged more than {LASTS} months ago: {said}",
            tuple(Place(one.ref.child("on"), f"{one.months} months ago") for one in stale),
            subject=partner.id,
            help=(Repair(f"judge {kinds} again (last by: {roles}) and add the score"),),
            facts=tuple(one.id for one in stale),
        )


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
