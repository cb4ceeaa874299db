"""Flags limits on how many incentives a deal can have that can never bind."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.findings import Place, Repair, Severity
from partnerbook.pricing.reckoner import Plan
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Program, StackLimit
from partnerbook.rulebook import PRICING, Answers, Judgement, Rule


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each limit that allows all that there can be."""
    program = answers.program
    # What is not understood may be what the limit is for.
    if program.broken or program.left_out:
        return
    for limit in program.stack_limits:
        if len(limit.of) <= limit.at_most:
            yield idle(program, limit, f"it names {_count(len(limit.of))} in all", len(limit.of))
            continue
        most = answers.derived(_most)[limit.id]
        if most is not None and most <= limit.at_most:
            why = f"no deal that it is for can have more than {most or limit.at_most} of them"
            yield idle(program, limit, f"{why} anyway", most)


def _most(answers: Answers) -> dict[str, int | None]:
    """By limit, how many of its incentives a deal can have without it; None: it cannot be told."""
    if any(one.shape.coarse for one in answers.extremes):
        return dict.fromkeys(limit.id for limit in answers.program.stack_limits)
    held: dict[str, set[Plan]] = {limit.id: set() for limit in answers.program.stack_limits}
    for plan in {one.plan for one in answers.extremes}:
        # By their ids: stacks may be those of a program much like this one.
        for one in plan.limits:
            held[one.id].add(plan)
    found = {
        limit.id: [most_of(plan, limit) for plan in held[limit.id]]
        for limit in answers.program.stack_limits
    }
    return {
        name: None if None in some else max((one for one in some if one is not None), default=0)
        for name, some in found.items()
    }


def most_of(plan: Plan, limit: StackLimit) -> int | None:
    """How many of a limit's incentives one deal could have without it; None: too many to tell."""
    if plan.ties.parts is None:
        return None
    named = {at for at, item in enumerate(plan.items) if item.step.id in limit.of}
    return sum(max(len(named.intersection(c)) for c in part.every) for part in plan.ties.parts)


def idle(program: Program, limit: StackLimit, why: str, most: int) -> Judgement:
    """A limit that changes nothing."""
    names = {step.id: step.name for step in program.steps}
    at = limit.ref.child("at_most")
    listed = joined([names.get(one, one) for one in limit.of], "and")
    lower = Repair(f"write {most - 1}, if fewer are meant") if most > 1 else None
    gone = Repair("or take the limit out" if lower else "take the limit out, or name more")
    return Judgement(
        f"the limit {limit.id} allows {limit.at_most} of {listed}, but {why}: it changes nothing",
        (Place(at, "never reached"), Place(limit.ref.child("of"), "counted")),
        subject=limit.id,
        help=tuple(filter(None, (lower, gone))),
        facts=("idle",),
    )


def _count(number: int) -> str:
    return "one incentive" if number == 1 else f"{number} incentives"


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge, needs=(*PRICING, "partner"))
