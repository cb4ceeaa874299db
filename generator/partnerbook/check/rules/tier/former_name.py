"""Flags a tier that a partner's file still calls by a name that it had before."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.findings import Edit, Place, Ref, Repair, Severity
from partnerbook.rulebook import Answers, Judgement, Rule


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each entry of a standing once, and each former name that more than one tier claims."""
    program = answers.program
    yield from _claimed_twice(answers)
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


def _claimed_twice(answers: Answers) -> Iterator[Judgement]:
    """A former name of several tiers stands for none of them: no standing can use it."""
    program = answers.program
    claims: dict[str, list[Ref]] = {}
    for tier in program.tiers.values():
        said = program.records["tier"][tier.id].data.get("formerly", ())
        for at, former in enumerate(said):
            claims.setdefault(former, []).append(tier.ref.child("formerly", at))
    for former, refs in claims.items():
        if len(refs) > 1:
            yield Judgement(
                f"{former} is the former name of {len(refs)} tiers, so that nobody can tell which"
                " of them it stands for, and it is read as none",
                tuple(Place(ref, "claimed here") for ref in refs),
                subject=former,
                help=(Repair("leave it at the one tier that those who held it have now"),),
                facts=(former,),
            )


RULE = Rule(severity=Severity.WARNING, waivable=False, judge=judge)
