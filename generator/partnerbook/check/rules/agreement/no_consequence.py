"""Flags a commitment, or what a form measures, of which nothing says what follows if missed."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.days.signed import SELLING, title
from partnerbook.findings import Place, Repair, Severity
from partnerbook.resolve.promised import OBLIGATIONS, PERFORMANCE, TRAINING, asked, promised
from partnerbook.rulebook import Answers, Judgement, Rule

_NAMES = {PERFORMANCE: "what", TRAINING: "role", OBLIGATIONS: "text"}


def judge(answers: Answers) -> Iterator[Judgement]:
    """Commitments of partners that sell, and what the newest version of each form measures."""
    program = answers.program
    way = Repair("say what follows (`if_missed:`), even if it is only a joint plan")
    for partner in program.partners.values():
        for one in promised(partner.record, {}) if partner.status in SELLING else ():
            if not one.if_missed:
                yield Judgement(
                    f"nothing says what follows if {partner.name} misses what it committed to:"
                    f" {one.what}",
                    (Place(one.ref.child("what"), "without `if_missed`"),),
                    subject=f"{partner.id}/{one.id}",
                    help=(way,),
                )
    newest = {name: max(v for n, v in program.forms if n == name) for name, _ in program.forms}
    for name, version in sorted(newest.items()):
        form = program.forms[name, version]
        for one in asked(form.record, program.metrics):
            if not one.if_missed:
                yield Judgement(
                    f"{title(form)} does not say what follows if this is missed: {one.what}",
                    (Place(one.ref.child(_NAMES[one.section]), "without `if_missed`"),),
                    subject=f"{form.record.id}/{one.id}",
                    help=(way,),
                )


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
