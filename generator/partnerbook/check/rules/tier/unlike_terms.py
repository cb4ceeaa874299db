"""Flags partners of one tier, track, region and type that differ by special terms alone."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.tiers.peers import Peers, peers
from partnerbook.findings import Place, Repair, Severity
from partnerbook.rulebook import Answers, Judgement, Rule

MOST_NAMES = 5


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each tier once, with every group of peers in which some have terms that others lack."""
    program = answers.program
    by_tier: dict[str, list[Peers]] = {}
    for group in peers(answers):
        if group.differ:
            by_tier.setdefault(group.tier, []).append(group)
    for tier, groups in by_tier.items():
        said = "; ".join(words(group) for group in groups)
        yield Judgement(
            f"for review: partners of {program.tiers[tier].name} are alike but for special terms:"
            f" {said}",
            tuple(
                Place(term.ref, f"{partner.name}: {term.id}")
                for group in groups
                for partner, terms in group.special
                for term in terms
            ),
            subject=tier,
            help=(
                Repair("offer the same to the others, or let the term end on its last day"),
                Repair("or waive it, with the reason that sets the partner apart"),
            ),
            facts=tuple(
                f"{partner.id}/{term.id}"
                for group in groups
                for partner, terms in group.special
                for term in terms
            ),
        )


def words(group: Peers) -> str:
    """``in Europe (resell, reseller) Nordwind has early-payment, Ostwind has none``."""
    have = [
        f"{partner.name} has {' and '.join(term.id for term in terms)}"
        for partner, terms in group.special
    ]
    bare = [partner.name for partner in group.bare]
    more = len(bare) - MOST_NAMES
    names = [*bare[:MOST_NAMES], *([f"{more} more"] if more > 0 else [])]
    without = f"{', '.join(names)} {'has' if len(bare) == 1 else 'have'} none" if bare else ""
    place = f"in {group.region} " if group.region else ""
    return f"{place}({group.track}, {group.type}) {', '.join(filter(None, [*have, without]))}"


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
