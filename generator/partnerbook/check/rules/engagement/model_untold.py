"""Flags an active partner of whom nobody can tell what the engagement model gives it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from partnerbook.findings import Place, Ref, Repair, Severity
from partnerbook.resolve.engagement import CareRule
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Partner, Program
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.standing import CANNOT_TELL, Care
from partnerbook.standing.words import care_figures

MOST = 5
_MODEL = "engagement_model/"


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each missing fact once: what it keeps in the dark about one partner, or about many."""
    program = answers.program
    if any(name.startswith(_MODEL) for name in program.left_out):
        return
    untold: dict[tuple[str, ...], list[Care]] = {}
    for care in answers.cares.values():
        if care.found == CANNOT_TELL and not _misread(program, program.partners[care.partner]):
            facts = tuple(dict.fromkeys(doubt.say for doubt in care.doubts))
            untold.setdefault(facts, []).append(care)
    for facts, cares in untold.items():
        yield about(program, "; ".join(facts), cares)
    yield from unfunded(program, answers.cares.values())


def unfunded(program: Program, cares: Iterable[Care]) -> Iterator[Judgement]:
    """Rules that promise funds, but none in the currency of some whom they are for: each once."""
    left: dict[Ref, tuple[CareRule, list[Partner]]] = {}
    for care in cares:
        partner, rule = program.partners[care.partner], care.rule
        if rule is not None and rule.funds and partner.currency not in rule.funds:
            left.setdefault(rule.ref.child("funds"), (rule, []))[1].append(partner)
    for at, (rule, partners) in left.items():
        more = len(partners) - MOST
        named = [one.name for one in partners[:MOST]] + ([f"{more} more"] if more > 0 else [])
        lacks = joined(sorted({one.currency for one in partners}), "and")
        yield Judgement(
            f"which funds the rule {rule.id} of the engagement model gives {joined(named)} cannot"
            f" be told: it names no amount in {lacks}",
            (Place(at, f"none in {lacks}"),),
            subject="engagement_model",
            help=(Repair(f"add an amount in {lacks}"),),
            facts=("funds", rule.id),
        )


def _misread(program: Program, partner: Partner) -> bool:
    """Whether a segment of its profile is unknown here: that alone may be what is missing."""
    written = partner.record.get("profile", {}).get("segments", {})
    known = program.axes.values
    return any(not set(values) <= set(known.get(name, ())) for name, values in written.items())


def about(program: Program, lacks: str, cares: Sequence[Care]) -> Judgement:
    """The partners for whom the same is missing."""
    partners = [program.partners[care.partner] for care in cares]
    first, more = cares[0], len(partners) - MOST
    named = [one.name for one in partners[:MOST]] + ([f"{more} more"] if more > 0 else [])
    may = dict.fromkeys(rule.id for care in cares for rule in care.rules)
    figures = f"; {care_figures(first)}" if len(cares) == 1 else ""
    refs = dict.fromkeys(doubt.ref for doubt in first.doubts)
    against = dict.fromkeys(one.against for one in first.doubts if one.against is not None)
    return Judgement(
        f"which rule of the engagement model is for {joined(named)} cannot be told: it may be"
        f" {joined([*may] or ['none'], 'or')}{figures}. {lacks}",
        (
            *(Place(one.ref.child("name"), one.name) for one in partners[:MOST]),
            *(Place(ref, "here") for ref in refs),
            *(Place(ref, "measured in this currency") for ref in against),
        ),
        subject=partners[0].id if len(partners) == 1 else "engagement_model",
        help=(Repair("enter what is missing, or let the model promise the same for all of them"),),
        facts=tuple(may) if len(partners) == 1 else tuple(dict.fromkeys(map(str, refs))),
    )


RULE = Rule(
    severity=Severity.UNDETERMINED,
    waivable=True,
    judge=judge,
    needs=("metric", "evidence"),
    follows=("margin/unpriced",),
)
