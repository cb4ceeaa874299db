"""Flags two tiers of one track with the same rank: nobody can tell which is the higher."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from partnerbook.check.tiers.rows import together
from partnerbook.findings import Edit, Place, Repair, Severity
from partnerbook.resolve.program import Program, Tier
from partnerbook.rulebook import Answers, Judgement, Rule


def free(program: Program) -> list[int]:
    """The ranks that no tier has, up to the highest."""
    taken = {tier.rank for tier in program.tiers.values()}
    return [rank for rank in range(1, max(taken) + 2) if rank not in taken]


def repairs(program: Program, tiers: tuple[Tier, Tier]) -> Iterator[Repair]:
    """The first rank that is free, for either of them."""
    rank = free(program)[0]
    for tier in tiers:
        edit = Edit(tier.ref.child("rank"), str(rank))
        yield Repair(
            f"give {tier.name} rank {rank}", f"{tier.name} no longer has {tier.rank}", (edit,)
        )


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each pair once."""
    program = answers.program
    for first, second in combinations(program.tiers.values(), 2):
        shared = [track for track in first.tracks if track in second.tracks]
        both = together(program.rungs[first.id], program.rungs[second.id])
        if first.rank == second.rank and shared and both:
            yield Judgement(
                f"{first.name} and {second.name} both have rank {first.rank}",
                (
                    Place(second.ref.child("rank"), second.name),
                    Place(first.ref.child("rank"), first.name),
                ),
                subject=f"{first.id} {second.id}",
                notes=(("in the tracks", ", ".join(shared)),),
                help=tuple(repairs(program, (first, second))),
                facts=(first.id, second.id),
            )


RULE = Rule(severity=Severity.ERROR, waivable=False, judge=judge)
