"""Flags a right that keeps others out for longer than the agreement it rests on is certain."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from partnerbook.check.days.certain import last_day, why_later
from partnerbook.check.days.signed import ending
from partnerbook.check.territories.narrowing import dated
from partnerbook.findings import Place, Repair, Severity
from partnerbook.resolve.life import OVER
from partnerbook.resolve.naming import describe
from partnerbook.resolve.program import Agreement, Grant, Partner, Program
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.dates import in_words
from partnerbook.values.period import add_months

BELIEVED = 10 * 12
"""An end more months ahead than this is a slip of the pen, which ``date/far-off`` reports."""


def judgement(program: Program, partner: Partner, agreement: Agreement, grant: Grant) -> Judgement:
    """What is said of one grant."""
    last, through = last_day(agreement), grant.period.through or date.max
    key = ending(partner, agreement)
    renews = agreement.in_force.end > agreement.firm.end
    why = why_later(agreement)
    less = f"it from {in_words(agreement.firm.end)}" if renews else "nothing"
    return Judgement(
        f"{grant.id} keeps others out until {in_words(through)}, but the agreement of"
        f" {partner.name} is certain only until {in_words(last)}:"
        f" {describe(program.axes, grant.written.without('day'))}",
        (
            Place(grant.ref.child("through"), f"{grant.kind} until {in_words(through)}"),
            Place(agreement.ref.child(key), f"certain until {in_words(last)}"),
        ),
        subject=grant.id,
        notes=(
            *((("until then", why),) if why else ()),
            ("after that", "it rests on a renewal" if renews else "it has no effect"),
        ),
        help=(
            Repair(
                f"end {grant.id} with the agreement, on {in_words(last)}",
                f"{partner.name} loses {less}",
                (dated(program, grant, "through", last),),
            ),
            Repair("or enter the renewal that both sides signed (`renewed_until:`)"),
        ),
    )


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each such grant once; not where the agreement is over, or the grant begins after it."""
    program = answers.program
    for grant in program.grants:
        partner = program.partners[grant.partner]
        agreement = partner.agreement
        if grant.kind == "non-exclusive" or agreement is None or partner.status in OVER:
            continue
        ends, certain = grant.period.through or date.max, agreement.firm.end
        believed = ends <= add_months(program.as_of, BELIEVED)
        # Where the beginning alone tells the end, and is itself in doubt, that is said instead.
        unsure = ending(partner, agreement) == "effective"
        late = agreement.signed > agreement.effective and unsure
        if believed and not late and max(grant.period.start, program.as_of) < certain <= ends:
            yield judgement(program, partner, agreement, grant)


RULE = Rule(
    severity=Severity.WARNING,
    waivable=True,
    judge=judge,
    follows=("agreement/before-its-form", "agreement/signed-early"),
)
