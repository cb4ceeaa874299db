"""Flags incentives that require what they exclude, and exclusions that only one side mentions."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.incentives.one_sided import one_sided, silent
from partnerbook.check.incentives.reach import running
from partnerbook.check.incentives.reached import needs, over_limit
from partnerbook.check.incentives.stacks import dropped, not_required, required_at
from partnerbook.findings import Place, Repair, Severity
from partnerbook.pricing.stacks import clash
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import StackLimit, Step
from partnerbook.resolve.record import Record
from partnerbook.rulebook import Answers, Judgement, Rule


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each contradiction, then each incentive on the silent or the speaking side of exclusions."""
    program = answers.program
    known = {step.id: (record, step) for record, step in running(program)}
    for record, step in known.values():
        for at, need in needs(program, step):
            if need is not None and need.id != step.id and clash(step, need):
                yield contradiction(record, step, at, need)
        limit = over_limit(program, step)
        if limit is not None:
            yield past(record, step, limit, [known[n][1].name for n in step.requires if n in known])
    yield from one_sided({name: record for name, (record, _) in known.items()}, silent(known))


def contradiction(record: Record, step: Step, at: int, need: Step) -> Judgement:
    """An incentive that is given only with another and never with it."""
    ref = record.ref.child("stacks")
    required = required_at(record, at)
    gone = not_required(record, step, need)
    if step.group and step.group == need.group:
        how, key = f"of the group {step.group} at most one counts, and both are in it", "group"
        free = Repair(
            f"or take {record['name']} out of the group",
            "it then counts beside every other of the group",
            dropped(record, "group", ()),
        )
        where = ref.child("group")
    elif need.id in step.excludes:
        how, key = "it excludes it as well", "excludes"
        free = Repair(
            f"or drop {need.id} from `excludes`",
            "both are then given on one deal",
            dropped(record, "excludes", [need.id]),
        )
        where = ref.child("excludes", step.excludes.index(need.id))
    else:
        how, key = f"{need.name} excludes it", "excluded"
        free = Repair(f"or let {need.name} no longer exclude it")
        where = need.ref.child("stacks", "excludes", need.excludes.index(step.id))
    return Judgement(
        f"{record['name']} requires {need.name}, but {how}: nobody can ever earn it",
        (Place(required, "given only together"), Place(where, "never together")),
        subject=f"{step.id}/{need.id}",
        help=(gone, free),
        facts=(key,),
    )


def past(record: Record, step: Step, limit: StackLimit, needed: list[str]) -> Judgement:
    """An incentive that needs more beside it than a limit lets one deal have."""
    return Judgement(
        f"{record['name']} requires {joined(needed, 'and')}, but of these and itself the limit"
        f" {limit.id} allows {limit.at_most} on one deal: nobody can ever earn it",
        (
            Place(required_at(record, 0), "given only together"),
            Place(limit.ref.child("at_most"), "no more than this"),
        ),
        subject=f"{step.id}/{limit.id}",
        help=(
            Repair(f"take it out of the limit {limit.id}, or allow more there"),
            Repair("or require less"),
        ),
        facts=("limit",),
    )


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge, needs=("incentive",))
