"""Flags groups of which the program itself gives one incentive, without a clear choice."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.incentives.reach import running
from partnerbook.findings import Edit, Place, Ref, Repair, Severity
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Step
from partnerbook.resolve.record import Record
from partnerbook.rulebook import Answers, Judgement, Rule

Member = tuple[Record, Step]


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each group once: what it chooses by, among whom, and who does not apply by itself."""
    groups: dict[str, list[Member]] = {}
    for record, step in running(answers.program):
        if step.group:
            groups.setdefault(step.group, []).append((record, step))
    for group, members in groups.items():
        chosen = [(record, step) for record, step in members if step.choice]
        if not chosen:
            continue
        if len({step.choice for _, step in members}) > 1:
            yield torn(group, members, chosen[0][1])
        elif len(members) == 1:
            yield alone(group, *chosen[0])
        for record, step in chosen:
            if step.applies != "automatic":
                yield asked(group, record, step)


def torn(group: str, members: list[Member], first: Step) -> Judgement:
    """Members that do not say the same."""
    said = joined([f"{step.name}: {step.choice or 'nothing'}" for _, step in members], "and")
    places = [Place(_at(first), first.choice)]
    edits: list[Edit] = []
    for _, step in members:
        if step.choice == first.choice:
            continue
        places.append(Place(_at(step), step.choice or "no choice"))
        if step.choice:
            edits.append(Edit(_at(step), first.choice))
        else:
            edits.append(Edit(_at(step), f"choice: {first.choice}", "insert"))
    return Judgement(
        f"the group {group} does not say in one way which of it counts ({said})",
        tuple(places),
        subject=f"{group}/choice",
        help=(
            Repair(f"write `choice: {first.choice}` in all of them", "", tuple(edits)),
            Repair("or in none, and the partner chooses"),
        ),
        facts=("torn",),
    )


def alone(group: str, record: Record, step: Step) -> Judgement:
    """A group of one."""
    return Judgement(
        f"{record['name']} is the only incentive of the group {group}: there is nothing to choose",
        (Place(_at(step), "among one"),),
        subject=f"{group}/one",
        help=(Repair("drop `choice`", "", (Edit(_at(step), "", "delete"),)),),
        facts=("alone",),
        severity=Severity.WARNING,
    )


def asked(group: str, record: Record, step: Step) -> Judgement:
    """A member that the program cannot give by itself."""
    at = step.ref.child("applies")
    return Judgement(
        f"{record['name']} is given {record['applies']}, but of the group {group} the program"
        " itself gives one: what has to be asked for, or decided, cannot be compared",
        (Place(at, "not automatic"), Place(_at(step), "chosen by the program")),
        subject=f"{group}/{step.id}",
        help=(
            Repair("let it apply by itself", "it is then given unasked", (Edit(at, "automatic"),)),
            Repair("or drop `choice`, and the partner chooses"),
        ),
        facts=("asked", record["applies"]),
    )


def _at(step: Step) -> Ref:
    return step.ref.child("stacks", "choice" if step.choice else "group")


RULE = Rule(severity=Severity.ERROR, waivable=False, judge=judge, needs=("incentive",))
