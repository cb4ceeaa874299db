"""What is said of incentives that require what they exclude, or go past a limit with it."""

from __future__ import annotations

from partnerbook.check.incentives.stacks import dropped, not_required, required_at
from partnerbook.findings import Place, Repair, Severity
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import StackLimit, Step
from partnerbook.resolve.record import Record
from partnerbook.rulebook import Judgement


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
        severity=Severity.ERROR,
    )


def itself(record: Record, key: str, at: int) -> Judgement:
    """An incentive that names itself among those that it excludes or requires."""
    name = record["name"]
    gone = Repair("drop it", edits=dropped(record, key, [record.id]))
    return Judgement(
        f"{name} {key} itself, which says nothing; perhaps another incentive is meant",
        (Place(record.ref.child("stacks", key, at), "this very incentive"),),
        subject=f"{record.id}/{record.id}",
        help=(gone, Repair("or name the incentive that is meant")),
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
        severity=Severity.ERROR,
    )
