"""Flags a tier that a partner's file still calls by a name that it had before."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.findings import Edit, Place, Repair, Severity
from partnerbook.rulebook import Answers, Judgement, Rule


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each entry of a standing once."""
    program = answers.program
    for partner in program.partners.values():
        for held in partner.standing:
            at = held.ref.child("tier")
            former = program.former.get(at)
            if former is None:
                continue
            tier = program.tiers[held.tier]
            yield Judgement(
                f"{partner.name} holds {former}, which is now {tier.name} ({tier.id}) and is read"
                " as that",
                (
                    Place(at, f"read as {tier.id}"),
                    Place(tier.ref.child("formerly"), f"{tier.name} was called so"),
                ),
                subject=partner.id,
                help=(Repair(f"write {tier.id}", edits=(Edit(at, tier.id),)),),
                facts=(former, tier.id, str(held.period.start)),
            )


RULE = Rule(severity=Severity.WARNING, waivable=False, judge=judge)
