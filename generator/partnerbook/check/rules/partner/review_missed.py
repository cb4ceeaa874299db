"""Flags a review, repeated due diligence or a repeated statement whose day has passed."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from partnerbook.check.days.signed import SELLING
from partnerbook.findings import Place, Repair, Severity
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.standing import ATTESTED, DILIGENCE, Again, due_again
from partnerbook.standing.words import care_figures
from partnerbook.values.dates import in_words
from partnerbook.values.period import after

_BEFORE = ("applicant", "onboarding")


def way_out(again: Again) -> str:
    """What to do, and where its day is entered."""
    if again.thing == ATTESTED:
        return "have it stated, and enter the day (`attestations:`, with `last:`)"
    return f"do it and enter the day (`{again.ref.steps[-1]}:`)"


def judge(answers: Answers) -> Iterator[Judgement]:
    """What was due before the day; on the day itself there is still time.

    Of a partner that does not sell yet, due diligence alone: it is to hold on the day it begins.
    """
    program = answers.program
    said: set[str] = set()
    for partner in program.partners.values():
        if partner.status not in (*SELLING, *_BEFORE):
            continue
        for again in due_again(program, partner):
            late = (program.as_of - again.day).days
            if late <= 0 or (partner.status in _BEFORE and again.thing != DILIGENCE):
                continue
            yield Judgement(
                f"{partner.name}: {again.say.removesuffix('.')}, {late} day{'s'[: late > 1]} late",
                (Place(again.ref, f"due again on {in_words(again.day)}"),),
                subject=again.subject,
                help=(Repair(way_out(again)),),
                facts=(str(again.day),),
            )
            if again.thing not in (ATTESTED, DILIGENCE):
                said.add(partner.id)
    yield from _by_the_model(answers, said)


def _by_the_model(answers: Answers, said: Collection[str]) -> Iterator[Judgement]:
    """Partners that are reviewed more rarely than the engagement model promises, each once.

    ``said``: who has been named already. Whose file tells of no review is not judged.
    """
    program = answers.program
    for name, care in answers.cares.items():
        partner, rule = program.partners[name], care.rule
        reviews = partner.record.get("reviews", ())
        if rule is None or not reviews or name in said:
            continue
        at = max(range(len(reviews)), key=lambda one: reviews[one]["last"])
        last, own = reviews[at]["last"], reviews[at]["every"]
        due = after(last, rule.review_every, program.holidays)
        late = (program.as_of - due).days
        if late <= 0:
            continue
        ref = partner.ref.child("reviews", at, "last")
        longer = after(last, own, program.holidays) > due
        rarer = f", and write `every: {rule.review_every}`" if longer else ""
        yield Judgement(
            f"{partner.name} was reviewed last on {in_words(last)}; the engagement model promises"
            f" that every {rule.review_every} ({care_figures(care)}): {late} day{'s'[: late > 1]}"
            " late",
            (
                Place(ref, f"due again on {in_words(due)}"),
                Place(rule.ref.child("review_every"), f"promised by the rule {rule.id}"),
            ),
            subject=name,
            help=(
                Repair(f"do it and enter the day (`last:`){rarer}"),
                Repair("or promise less in the engagement model"),
            ),
            facts=("model", rule.id, str(due)),
        )


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
