"""Flags partners of one tier, track, region and type that differ by special terms alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnerbook.check.tiers.peers import Peers, peers
from partnerbook.findings import Place, Repair, Severity
from partnerbook.resolve.naming_words import joined
from partnerbook.rulebook import Answers, Judgement, Rule

MOST = 5


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each tier once, with every group of peers in which some have terms that others lack."""
    program = answers.program
    by_tier: dict[str, list[Peers]] = {}
    for group in peers(answers):
        if group.differ:
            by_tier.setdefault(group.tier, []).append(group)
    for tier, groups in by_tier.items():
        said = ". ".join(words(group) for group in groups)
        special = [pair for group in groups for pair in group.terms]
        yield Judgement(
            f"for review: partners of {program.tiers[tier].name} are alike but for special terms:"
            f" {said}",
            tuple(Place(term.ref, f"{name}: {term.id}") for name, term in special[:MOST]),
            subject=tier,
            help=(
                Repair("offer the same to the others, or let the term end on its last day"),
                Repair("or waive it, with the reason that sets the partner apart"),
            ),
            facts=tuple(f"{name}/{term.id}" for name, term in special),
        )


def words(group: Peers) -> str:
    """``in Europe (resell, reseller) Nordwind has the term early-payment; Ostwind has none``."""
    said = [
        f"{listed(partners)} {'has' if len(partners) == 1 else 'have'} {_terms(terms)}"
        for terms, partners in group.alike
    ]
    place = f"in {group.region} " if group.region else ""
    return f"{place}({group.track}, {group.type}) {'; '.join(said)}"


def _terms(names: Sequence[str]) -> str:
    if not names:
        return "none"
    return f"the {'term' if len(names) == 1 else 'terms'} {listed(names)}"


def listed(names: Sequence[str]) -> str:
    """A few of the names, and how many more there are."""
    more = len(names) - MOST
    return joined([*names[:MOST], *([f"{more} more"] if more > 0 else [])], "and")


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
