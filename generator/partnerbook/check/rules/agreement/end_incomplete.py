"""Flags a form that settles some of what follows its end by type, and says nothing of the rest."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.days.signed import title
from partnerbook.findings import Place, Repair, Severity
from partnerbook.rulebook import Answers, Judgement, Rule

TOPICS = {
    "orders": "accepted orders",
    "quotes": "open offers",
    "registrations": "registrations",
    "renewals": "renewals",
    "customer-accounts": "customer accounts",
    "accruals": "rebates earned",
    "development-funds": "development funds",
    "nfr": "seats for own use",
    "data": "data",
    "marks": "marks and badges",
}


def judge(answers: Answers) -> Iterator[Judgement]:
    """The newest version of each form; older ones are signed and stay as they are."""
    program = answers.program
    newest: dict[str, int] = {}
    for name, version in program.forms:
        newest[name] = max(version, newest.get(name, version))
    for name, version in sorted(newest.items()):
        form = program.forms[name, version]
        settled = form.record["termination"].get("consequences", ())
        about = {topic for one in settled for topic in one.get("about", ())}
        missing = [words for topic, words in TOPICS.items() if topic not in about]
        if not about or not missing:
            continue
        yield Judgement(
            f"{title(form)} does not say what becomes of {', '.join(missing)} when it ends",
            (Place(form.ref.child("termination", "consequences"), "what follows the end"),),
            subject=form.record.id,
            help=(
                Repair("add what becomes of each in the next version (`about:` names the topics)"),
            ),
            facts=tuple(missing),
        )


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
