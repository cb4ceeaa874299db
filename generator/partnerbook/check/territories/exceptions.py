"""The exceptions of a grant: what each says in words, what it cuts, and how it is taken back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnerbook.check.territories.narrowing import stretch, written
from partnerbook.findings import Edit, Ref, Repair
from partnerbook.resolve.axes import KEYS
from partnerbook.resolve.naming import describe_axis, name_place
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Grant, Program
from partnerbook.values.box import spans

NOBODY = "nobody loses anything"


def said(program: Program, grant: Grant, at: int) -> str:
    """An exception in words: ``Berlin × Public sector``."""
    box = written(program, grant)["except"][at]
    sides = [words(program, key, values) for key, values in box.items()]
    return " × ".join(filter(None, sides)) or "something"


def words(program: Program, key: str, values: Sequence[str]) -> str:
    """What an exception says on one dimension; nothing for numbers, which stand for themselves."""
    axis = KEYS.get(key, key)
    listed = values if isinstance(values, tuple | list) else ()
    if any(value in program.territories for value in listed):
        return joined([name_place(program.axes, value) for value in listed], "and")
    sides = [side for value in listed if (side := stretch(program, axis, value)) is not None]
    held = spans(one for side in sides for one in side)
    return describe_axis(program.axes, axis, held) if held else ""


def uncut(program: Program, grant: Grant, at: int, effect: str = NOBODY) -> Repair:
    """Removes an exception, and the list of them with the last."""
    ref = grant.ref.child("except", at)
    edit = Edit(grant.ref.child("except") if len(grant.carved) == 1 else ref, "", "delete")
    return Repair(f"no longer carve out {said(program, grant, at)}", effect, (edit,))


def is_idle(grant: Grant, at: int) -> bool:
    """Whether an exception cuts nothing that another does not cut; of two alike, the later one."""
    cut = rest = grant.carved[at]
    for other, theirs in enumerate(grant.carved):
        if other < at or (other > at and not theirs.inside(cut)):
            rest = rest.subtract(theirs)
    return not rest


def idle_values(program: Program, grant: Grant, at: int) -> Iterator[tuple[str, Ref, Repair]]:
    """The values of an exception that cut nothing: in words, where each stands, how it goes."""
    for key, values in written(program, grant)["except"][at].items():
        axis = KEYS.get(key, key)
        for number, value in enumerate(values if isinstance(values, tuple | list) else ()):
            side = stretch(program, axis, value)
            if side is not None and not grant.carved[at].limited(axis, side):
                item = grant.ref.child("except", at, key, number)
                edit = Edit(item, "", "delete")
                repair = Repair(f"take {value} off the exception", NOBODY, (edit,))
                yield words(program, key, [value]), item, repair
