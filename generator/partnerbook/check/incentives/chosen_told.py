"""What is said of a group of which the program itself gives one, without a clear choice."""

from __future__ import annotations

from partnerbook.findings import Edit, Place, Ref, Repair, Severity
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Step
from partnerbook.resolve.record import Record
from partnerbook.rulebook import Judgement

Member = tuple[Record, Step]


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
    ways = {"on-request": "on request", "discretionary": "case by case"}
    return Judgement(
        f"{record['name']} is given {ways[record['applies']]}, but of the group {group} the program"
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
