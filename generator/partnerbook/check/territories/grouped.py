"""Ways out of one right that collides with many: what each pair offers alone would not do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnerbook.check.territories.narrowing import carved, codes, excepted, written
from partnerbook.check.territories.overlaps import opening
from partnerbook.check.territories.stars import capped, merged
from partnerbook.findings import Edit, Finding, Repair
from partnerbook.resolve.naming import describe_axis, name_place
from partnerbook.resolve.program import Grant, Program
from partnerbook.rights import Conflict
from partnerbook.rulebook import Answers
from partnerbook.values.box import Spans, spans, subtract_spans

LONGEST = 120
"""Above so many characters places are no longer all named."""


def ways(answers: Answers, pairs: Sequence[Finding]) -> Iterator[Repair]:
    """Opening the right in the middle, and keeping to the places that nobody else holds."""
    by_subject = {f"{one.left.id} {one.right.id}": one for one in answers.conflicts}
    conflicts = [by_subject[pair.subject] for pair in pairs if pair.subject in by_subject]
    rights = [{one.left.id: one.left, one.right.id: one.right} for one in conflicts]
    if not rights:
        return
    for name, middle in rights[0].items():
        if isinstance(middle, Grant) and all(name in around for around in rights):
            yield from _opened(answers.program, middle, conflicts)
            yield from _limited(answers.program, middle, conflicts)


def _opened(program: Program, middle: Grant, conflicts: Sequence[Conflict]) -> Iterator[Repair]:
    """Makes it non-exclusive, and takes out what others hold alone."""
    if middle.kind == "non-exclusive":
        return
    cuts: list[Repair] = []
    for conflict in conflicts:
        other = conflict.right if conflict.left.id == middle.id else conflict.left
        if not isinstance(other, Grant) or other.kind != "non-exclusive":
            found = next(carved(program, middle, conflict.cells, other.cells), None)
            if found is None:
                return
            cuts.append(found)
    name = program.partners[middle.partner].name
    cut = tuple(merged([edit for repair in cuts for edit in repair.edits]))
    losses = [repair.loses.removeprefix(f"{name} loses ") for repair in cuts]
    whom = f" and loses {capped(losses)}" if losses else ""
    what = [
        repair.say.removeprefix("carve ").removesuffix(f" out of {middle.id}") for repair in cuts
    ]
    more = f" and carve {capped(what)} out of it" if what else ""
    yield Repair(
        f"make {middle.id} non-exclusive{more}",
        f"{name} no longer has it alone{whom}",
        (*opening(middle), *cut),
    )


def _limited(program: Program, middle: Grant, conflicts: Sequence[Conflict]) -> Iterator[Repair]:
    """Takes out all places in which it meets somebody, if any place is left."""
    axes, held = program.axes, middle.cells.on("place")
    met = spans(span for conflict in conflicts for span in conflict.cells.on("place"))
    left, listed = subtract_spans(held, met), codes(axes, "place", met)
    if not left or not listed:
        return
    name = program.partners[middle.partner].name
    edits: tuple[Edit, ...] = excepted(middle.ref, written(program, middle), {"places": listed})
    yield Repair(
        f"limit {middle.id} to the places that nobody else holds: {_briefly(program, left)}",
        f"{name} loses {_briefly(program, met)}",
        edits,
    )


def _briefly(program: Program, places: Spans) -> str:
    """Places in words; of very many, the first and how many more there are."""
    plain = describe_axis(program.axes, "place", places)
    listed = codes(program.axes, "place", places)
    if not listed or len(plain) <= LONGEST:
        return plain
    return capped(sorted(name_place(program.axes, code) for code in listed))
