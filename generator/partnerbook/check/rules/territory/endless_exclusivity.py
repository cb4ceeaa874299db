"""Flags a right that keeps others out without an end, and without a promise in return."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from partnerbook.check.dating.certain import last_day, why_later
from partnerbook.check.territories.narrowing import dated
from partnerbook.findings import Place, Repair, Severity
from partnerbook.resolve.axes import LAST_DAY
from partnerbook.resolve.naming import describe
from partnerbook.resolve.program import Grant, Partner, Program
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.dates import in_words


def judgement(program: Program, partner: Partner, grant: Grant) -> Judgement:
    """What is said of one grant."""
    ways = [Repair("enter what the partner commits to in return (`commitments:`)")]
    if partner.agreement is not None:
        last = last_day(partner.agreement)
        loses = f"{partner.name} loses it from {in_words(last + timedelta(days=1))}"
        edit = dated(program, grant, "through", last)
        why = why_later(partner.agreement)
        say = f"end {grant.id} with the agreement, on {in_words(last)}"
        say += f": {why}" if why else ""
        ways.insert(0, Repair(say, loses, (edit,)))
    return Judgement(
        f"{partner.name} keeps others out without an end and without a commitment"
        f" ({grant.kind}): {describe(program.axes, grant.cells.without('day'))}",
        (Place(grant.ref.child("grant_kind"), "no `through`, and no `commitments`"),),
        subject=grant.id,
        notes=(("why", "if the partner does nothing with it, nobody else may"),),
        help=tuple(ways),
    )


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each closed right that runs on and on, once; not where its very kind is in doubt."""
    program = answers.program
    waived = {waiver.subject for waiver in program.waivers}
    pairs = [(conflict.left.id, conflict.right.id) for conflict in answers.conflicts]
    doubtful = {name for pair in pairs if " ".join(pair) not in waived for name in pair}
    for grant in program.grants:
        partner = program.partners[grant.partner]
        if grant.kind == "non-exclusive" or "commitments" in partner.record.data:
            continue
        endless = grant.cells and grant.cells.on("day")[-1][1] == LAST_DAY
        if endless and grant.id not in doubtful:
            yield judgement(program, partner, grant)


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
