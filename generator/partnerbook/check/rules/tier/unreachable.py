"""Flags a tier that no partner can reach: too few points, no region, a tier it needs elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnerbook.check.tiers.rows import beyond_all, circle, leaves, together
from partnerbook.findings import Edit, Place, Repair, Severity
from partnerbook.resolve.program import Program
from partnerbook.resolve.rungs import Ask, Part, Rung
from partnerbook.rulebook import Answers, Judgement, Rule

REACH, STAY = "reach", "stay in"


def most(parts: list[Part]) -> int | None:
    """The most points that parts give; None where one of them has no end."""
    ends = [part.at_most for part in parts]
    known = [end for end in ends if end is not None]
    return sum(known) if len(known) == len(ends) else None


def points(what: str, rung: Rung, ask: Ask, verb: str) -> Iterator[Judgement]:
    """A score, or a minimum inside a category, beyond what all parts give together."""
    wanted = [("", ask.at_least, list(ask.parts))]
    for category, least in ask.minimum:
        wanted.append((category, least, [one for one in ask.parts if one.category == category]))
    for category, least, parts in wanted:
        top = most(parts)
        if top is not None and top < least:
            where = f" in {category}" if category else ""
            yield Judgement(
                f"nobody can {what}: {ask.name} asks for {least} points{where}, and all its"
                f" parts give at most {top}",
                (
                    Place(ask.ref, f"{least} points{where}"),
                    *(Place(one.ref.child("at_most"), f"{one.at_most} at most") for one in parts),
                ),
                subject=f"{rung.tier}/{ask.id}",
                help=(Repair(f"ask for at most {top} points{where}, or let parts give more"),),
                facts=(category,) if verb == REACH else (category, verb),
            )


def shares(tier: str, rung: Rung, asks: Sequence[Ask], program: Program) -> Iterator[Judgement]:
    """More than all of something."""
    for ask in asks:
        if beyond_all(ask, program.metrics):
            metric = program.metrics[ask.metric]
            yield Judgement(
                f"nobody can reach {tier}: {ask.name} asks for {ask.percent}, and {metric.name} is"
                " a part of the same things: 100% at most",
                (
                    Place(ask.ref.child("percent"), "more than all"),
                    Place(metric.ref.child("ratio")),
                ),
                subject=f"{rung.tier}/{ask.id}",
                help=(Repair("ask for at most 100%"),),
                facts=("share",),
            )


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each tier by itself and with those it needs."""
    program = answers.program
    for name, rung in program.rungs.items():
        tier = program.tiers[name].name
        for asks, verb in ((rung.entry, REACH), (rung.stay if rung.own_stay else (), STAY)):
            for ask in leaves(asks):
                if ask.parts and ask.period.end > program.as_of:
                    yield from points(f"{verb} {tier}", rung, ask, verb)
        wanted = tuple(leaves((*rung.entry, *(rung.stay if rung.own_stay else ()))))
        yield from shares(tier, rung, wanted, program)
        if rung.regions == ():
            at = rung.ref.child("regions")
            yield Judgement(
                f"nobody can reach {tier}: its regions hold no place today",
                (Place(at, "no place"),),
                subject=name,
                help=(Repair("write regions that hold places"),),
                facts=("regions",),
            )
        for at_, other in enumerate(rung.after):
            if program.rungs[other].rank > rung.rank and not circle(program.rungs, name):
                above = program.tiers[other].name
                at = rung.ref.child("after", at_)
                gone = at if len(rung.after) > 1 else at.parent
                yield Judgement(
                    f"nobody can reach {tier} by itself: it needs {above}, which is above it",
                    (Place(at, above), Place(program.rungs[other].ref.child("rank"), "higher")),
                    subject=name,
                    help=(
                        Repair(f"let {tier} not need {above}", edits=(Edit(gone, "", "delete"),)),
                    ),
                    facts=("above", other),
                )
            if not together(rung, program.rungs[other]):
                needs = program.tiers[other].name
                yield Judgement(
                    f"nobody can reach {tier}: it needs {needs}, which is for other partners",
                    (Place(rung.ref.child("after", at_), needs), Place(program.rungs[other].ref)),
                    subject=name,
                    help=(Repair(f"let it need a tier of its own track and region, not {needs}"),),
                    facts=("after", other),
                )


RULE = Rule(severity=Severity.ERROR, waivable=False, judge=judge, needs=("tier", "metric"))
