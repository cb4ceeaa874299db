"""Flags a customer that is named to two partners, itself or by the company it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from partnerbook.check.territories.collisions import held
from partnerbook.check.territories.named import Named, around, both, twice
from partnerbook.check.territories.narrowing import carved, dropped, removed
from partnerbook.check.territories.stars import capped, each
from partnerbook.findings import Finding, Place, Repair, Severity
from partnerbook.resolve.naming import describe
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Grant, Program
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.box import BoxSet, spans

OPEN = "non-exclusive"
DECIDE = Repair("decide whose customer it is, and take it off the other grants")


def judgement(program: Program, pair: tuple[Named, Named], cells: BoxSet) -> Judgement:
    """What is said of one pair."""
    accounts = both(program, pair[0][1], pair[1][1])
    called = program.axes.trees["account"].names
    customers = joined([called[account] for account in accounts], "and")
    grants = [grant for grant, _ in pair]
    partners = [program.partners[grant.partner].name for grant in grants]
    nodes = spans(span for account in accounts for span in program.axes.node("account", account))
    limited = cells.limited("account", nodes)
    return Judgement(
        f"{customers} {'are' if len(accounts) > 1 else 'is'} named to {joined(partners, 'and')}:"
        f" {describe(program.axes, limited.without('account'))}",
        tuple(
            Place(
                grant.ref.child("for", "accounts"),
                f"{program.partners[grant.partner].name}: names"
                f" {joined([called[a] for a in listed if around(program, a, accounts)], 'and')},"
                f" {held(program, grant)}",
            )
            for grant, listed in pair
        ),
        subject=" ".join(grant.id for grant in grants),
        notes=(("why", "the customer would have two partners that both call it theirs"),),
        help=(
            *(
                repair
                for grant in grants
                for repair in (
                    *carved(program, grant, limited),
                    *dropped(program, grant, limited),
                    *_given_up(program, grant, limited),
                )
            ),
            DECIDE,
        ),
        facts=accounts,
        severity=Severity.WARNING if {grant.kind for grant in grants} == {OPEN} else None,
    )


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each pair of other partners once, where no rule about colliding rights speaks of it."""
    for pair, cells in twice(answers.program, answers.conflicts):
        yield judgement(answers.program, pair, cells)


def gather(_: Answers, findings: Sequence[Finding]) -> Iterator[Finding]:
    """Several pairs over the same customers are one mistake, however many partners it has."""
    together: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        together.setdefault((finding.severity, *finding.facts), []).append(finding)
    for pairs in together.values():
        places = list(dict.fromkeys(place for pair in pairs for place in pair.places))
        if len(pairs) == 1:
            yield pairs[0]
            continue
        who = [place.label.partition(": ")[0] for place in places]
        yield replace(
            pairs[0],
            message=f"{pairs[0].message.partition(' named to ')[0]} named to {len(set(who))}"
            f" partners: {capped(who)}",
            places=tuple(places),
            subject="",
            notes=(*pairs[0].notes, each(pairs)),
            help=(DECIDE,),
        )


def _given_up(program: Program, grant: Grant, cells: BoxSet) -> Iterator[Repair]:
    """Removes a grant that is for nothing else."""
    if grant.cells.without("day").inside(cells.without("day")):
        yield from removed(program, grant)


RULE = Rule(
    severity=Severity.ERROR,
    waivable=True,
    judge=judge,
    needs=("account",),
    gather=gather,
)
