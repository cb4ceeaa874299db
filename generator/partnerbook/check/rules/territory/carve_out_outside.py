"""Flags an exception of a grant that cuts nothing, because the grant does not hold it anyway."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnerbook.check.territories.collisions import label
from partnerbook.check.territories.narrowing import stretch, written
from partnerbook.findings import Edit, Place, Ref, Repair, Severity
from partnerbook.resolve.axes import KEYS
from partnerbook.resolve.naming import describe_axis, name_place
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Grant, Program
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.box import spans


def outside(program: Program, grant: Grant, at: int) -> Judgement:
    """A whole exception that lies beside the grant, or in its other exceptions."""
    ref = grant.ref.child("except", at)
    others = [
        Place(grant.ref.child("except", other), "taken out already")
        for other, cut in enumerate(grant.carved)
        if other != at and cut.meets(grant.carved[at])
    ]
    box = written(program, grant)["except"][at]
    sides = [words(program, key, values) for key, values in box.items()]
    edit = Edit(grant.ref.child("except") if len(grant.carved) == 1 else ref, "", "delete")
    return judgement(
        program,
        grant,
        (" × ".join(filter(None, sides)) or "something", Place(ref, "cuts nothing")),
        others,
        Repair("remove the exception", "nobody loses anything", (edit,)),
    )


def idle_values(program: Program, grant: Grant, at: int) -> Iterator[Judgement]:
    """The values of an exception that lie beside the grant, where others do cut it."""
    for key, values in written(program, grant)["except"][at].items():
        axis = KEYS.get(key, key)
        for number, value in enumerate(values if isinstance(values, tuple | list) else ()):
            side = stretch(program, axis, value)
            if side is not None and not grant.carved[at].limited(axis, side):
                item = grant.ref.child("except", at, key, number)
                edit = Edit(item, "", "delete")
                yield judgement(
                    program,
                    grant,
                    (words(program, key, [value]), Place(item, "cuts nothing")),
                    [],
                    Repair(f"take {value} off the exception", "nobody loses anything", (edit,)),
                )


def judgement(
    program: Program,
    grant: Grant,
    idle: tuple[str, Place],
    others: Sequence[Place],
    repair: Repair,
) -> Judgement:
    """What is said of one exception, or of one of its values: in words, and where it stands."""
    what, at = idle
    why = "which its other exceptions take out already" if others else "which is no part of it"
    around = Place(grant.ref.child("for"), label(program, grant))
    assert isinstance(at.at, Ref)
    return Judgement(
        f"{grant.id} carves out {what}, {why}",
        (at, *(others or [around])),
        subject=grant.id,
        help=(repair,),
        facts=(at.at.pointer,),
    )


def words(program: Program, key: str, values: Sequence[str]) -> str:
    """What an exception says on one dimension; nothing for numbers, which stand for themselves."""
    axis = KEYS.get(key, key)
    listed = values if isinstance(values, tuple | list) else ()
    if any(value in program.territories for value in listed):
        return joined([name_place(program.axes, value) for value in listed], "and")
    sides = [side for value in listed if (side := stretch(program, axis, value)) is not None]
    held = spans(one for side in sides for one in side)
    return describe_axis(program.axes, axis, held) if held else ""


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each such exception once, or else each of its values; not of a grant that is empty anyway."""
    program = answers.program
    for grant in program.grants:
        for at, cut in enumerate(grant.carved):
            rest = cut
            for other, theirs in enumerate(grant.carved):
                # Of two exceptions alike, the one written later is the idle one.
                if other < at or (other > at and not theirs.inside(cut)):
                    rest = rest.subtract(theirs)
            if not rest:
                yield outside(program, grant, at)
            elif grant.written:
                yield from idle_values(program, grant, at)


RULE = Rule(
    severity=Severity.WARNING,
    waivable=True,
    judge=judge,
    needs=("product", "territory"),
)
