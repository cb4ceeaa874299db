"""Flags a grant that gives nothing: its exceptions eat it all, or it fits no such partner."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.territories.narrowing import removed, written
from partnerbook.check.territories.versions import is_open
from partnerbook.findings import Edit, Place, Repair, Severity
from partnerbook.resolve.axes import KEYS, Axes
from partnerbook.resolve.naming import describe, describe_axis
from partnerbook.resolve.program import Grant, Program
from partnerbook.rights.own import own_cells
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.box import BoxSet

WRITTEN = {"seller": "establishment", "partner_type": "type", "track": "track"}
"""What a partner keeps, with where its file says so. A tier may change, these do not."""


def eaten(program: Program, grant: Grant) -> Judgement:
    """Nothing is left of what is written."""
    name = program.partners[grant.partner].name
    places = [Place(grant.ref.child("for", "places"), f"{name}: {grant.kind}")]
    ways: list[Repair] = []
    for at, cut in enumerate(grant.carved):
        if cut:
            ref = grant.ref.child("except", at)
            places.append(Place(ref, f"takes out {describe(program.axes, cut)}"))
            alone = len(grant.carved) == 1
            edit = Edit(grant.ref.child("except") if alone else ref, "", "delete")
            gains = f"{name} gets {describe(program.axes, cut)}"
            ways.append(Repair("remove the exception", gains, (edit,)))
    why = "its exceptions take out all of it" if ways else "its territories hold no place then"
    ways.extend(removed(program, grant, f"{name} loses nothing"))
    return Judgement(
        f"{grant.id} gives {name} nothing: {why}",
        tuple(places),
        subject=grant.id,
        help=tuple(ways),
        facts=("eaten",),
    )


def unheld(program: Program, grant: Grant) -> bool:
    """Whether that is said of one of its territories already, which hold nothing for a time."""
    places = written(program, grant)["for"]["places"]
    return any(
        not program.territories[name].versions
        or is_open(program.records["territory"][name], program.as_of)
        for name in places
        if name in program.territories
    )


def sort(axes: Axes, axis: str, cells: BoxSet) -> str:
    """Which partners are meant, by one thing that they keep."""
    words = describe_axis(axes, axis, cells.on(axis))
    return f"partners of the type {words}" if axis == "partner_type" else words


def unfit(program: Program, grant: Grant) -> Judgement:
    """It asks for a partner of another sort than the one that holds it."""
    partner, axes = program.partners[grant.partner], program.axes
    said = written(program, grant)["for"]
    own = own_cells(axes, partner, WRITTEN)
    wrong = [
        (key, axis)
        for key, axis in KEYS.items()
        if axis in WRITTEN and key in said and not grant.written.limited(axis, own.on(axis))
    ]
    wanted = " × ".join(sort(axes, axis, grant.written) for _, axis in wrong)
    at = [Place(grant.ref.child("for", key), f"asks for {wanted}") for key, _ in wrong]
    there = [
        Place(
            partner.ref.child(WRITTEN[axis]),
            f"{partner.name}: {sort(axes, axis, own)}",
        )
        for _, axis in wrong
    ]
    return Judgement(
        f"{grant.id} gives {partner.name} nothing: it is only for {wanted}",
        (*(at or [Place(grant.ref.child("for"))]), *there),
        subject=grant.id,
        help=tuple(
            Repair(f"take {key} off {grant.id}", f"{partner.name} loses nothing", (edit,))
            for key, _ in wrong
            for edit in [Edit(grant.ref.child("for", key), "", "delete")]
        ),
        facts=("unfit",),
    )


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each such grant once."""
    program = answers.program
    for grant in program.grants:
        if not grant.written:
            if not unheld(program, grant):
                yield eaten(program, grant)
        elif not grant.written.meets(
            own_cells(program.axes, program.partners[grant.partner], WRITTEN)
        ):
            yield unfit(program, grant)


RULE = Rule(
    severity=Severity.ERROR,
    waivable=True,
    judge=judge,
    needs=("product", "territory"),
)
