"""Flags incentives that require what they exclude, and exclusions that only one side mentions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from partnerbook.check.incentives.reach import running
from partnerbook.check.incentives.reached import needs
from partnerbook.check.incentives.stacks import dropped, excluding
from partnerbook.findings import Place, Ref, Repair, Severity
from partnerbook.pricing.stacks import clash
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Step
from partnerbook.resolve.record import Record
from partnerbook.rulebook import Answers, Judgement, Rule

Pair = tuple[str, str]
"""The ids of an incentive that excludes another, and of that one."""


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each contradiction, then each incentive on the silent or the speaking side of exclusions."""
    program = answers.program
    known = {step.id: (record, step) for record, step in running(program)}
    for record, step in known.values():
        for at, need in needs(program, step):
            if need is not None and need.id != step.id and clash(step, need):
                yield contradiction(record, step, at, need)
    yield from one_sided({name: record for name, (record, _) in known.items()}, silent(known))


def contradiction(record: Record, step: Step, at: int, need: Step) -> Judgement:
    """An incentive that is given only with another and never with it."""
    ref = record.ref.child("stacks")
    required = ref.child("requires", at)
    gone = Repair(
        f"drop {need.id} from `requires`",
        f"it is then given without {need.name} too",
        dropped(record, "requires", [need.id]),
    )
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


def silent(known: Mapping[str, tuple[Record, Step]]) -> list[Pair]:
    """The exclusions that the other side does not mention, among those that can meet on a deal."""
    found: list[Pair] = []
    for _, one in known.values():
        for name in dict.fromkeys(one.excludes):
            two = known[name][1] if name in known else one
            mentioned = one.id in (*two.excludes, *two.requires) or name in one.requires
            grouped = one.group and one.group == two.group
            if two is one or mentioned or grouped:
                continue
            if any(a.cells.meets(b.cells) for a in one.rows for b in two.rows):
                found.append((one.id, name))
    return found


def one_sided(records: Mapping[str, Record], pairs: Sequence[Pair]) -> Iterator[Judgement]:
    """As few findings as tell all: about the incentive that most of the pairs have in common."""
    left = list(pairs)
    while left:
        says = {name: [pair for pair in left if pair[0] == name] for name, _ in left}
        lacks = {name: [pair for pair in left if pair[1] == name] for _, name in left}
        speaker = max(sorted(says), key=lambda name: len(says[name]))
        mute = max(sorted(lacks), key=lambda name: len(lacks[name]))
        if len(lacks[mute]) >= len(says[speaker]):
            mine = lacks[mute]
            yield unmentioned(records[mute], [records[name] for name, _ in mine])
        else:
            mine = says[speaker]
            yield unechoed(records[speaker], [records[name] for _, name in mine])
        left = [pair for pair in left if pair not in mine]


def unmentioned(mute: Record, speakers: Sequence[Record]) -> Judgement:
    """An incentive that others exclude, and that says nothing of it."""
    names = joined([record["name"] for record in speakers], "and")
    ids = [record.id for record in speakers]
    verb = "excludes" if len(ids) == 1 else "exclude"
    return Judgement(
        f"{names} {verb} {mute['name']}, but {mute['name']} does not mention"
        f" {'it' if len(ids) == 1 else 'them'}: whoever reads about it alone expects both",
        (
            Place(own_words(mute), f"{joined(ids, 'and')} not excluded here"),
            *(Place(_entry(record, mute.id), "excluded here") for record in speakers),
        ),
        subject="/".join((mute.id, *ids)),
        help=(
            Repair(
                f"exclude {joined(ids, 'and')} here as well: write it in both",
                "",
                (excluding(mute, ids),),
            ),
            Repair(
                f"or let {names} no longer exclude it",
                "both are then given on one deal",
                tuple(edit for r in speakers for edit in dropped(r, "excludes", [mute.id])),
            ),
        ),
        facts=("unmentioned",),
    )


def unechoed(speaker: Record, mutes: Sequence[Record]) -> Judgement:
    """An incentive that excludes several others, none of which says so."""
    names, ids = joined([record["name"] for record in mutes], "and"), [r.id for r in mutes]
    return Judgement(
        f"{speaker['name']} excludes {names}, but these do not mention it:"
        " whoever reads about one of them alone expects both",
        (
            Place(_entry(speaker, ids[0]), "excluded here"),
            *(Place(own_words(record), f"{speaker.id} not excluded here") for record in mutes),
        ),
        subject="/".join((speaker.id, *ids)),
        help=(
            Repair(
                f"exclude {speaker.id} in each of them as well: write it in both",
                "",
                tuple(excluding(record, [speaker.id]) for record in mutes),
            ),
            Repair(
                "or drop them here",
                "both are then given on one deal",
                dropped(speaker, "excludes", ids),
            ),
        ),
        facts=("unechoed",),
    )


def own_words(record: Record) -> Ref:
    """Where an incentive says with what it combines; its name where it says nothing."""
    stacks = record.get("stacks", {})
    if "excludes" in stacks:
        return record.ref.child("stacks", "excludes")
    return record.ref.child("stacks").key() if stacks else record.ref.child("name")


def _entry(record: Record, name: str) -> Ref:
    return record.ref.child("stacks", "excludes", record["stacks"]["excludes"].index(name))


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge, needs=("incentive",))
