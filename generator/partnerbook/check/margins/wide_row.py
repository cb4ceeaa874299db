"""A row that lost what set it apart: one finding with all that it rivals, and the way back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Any

from partnerbook.check.margins.joint_row import flow, written
from partnerbook.findings import Edit, Finding, Place, Repair
from partnerbook.pricing.ambiguity import Ambiguity
from partnerbook.resolve.naming import describe
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Program, Row
from partnerbook.rulebook import Answers

MOST_WAYS = 3
"""Each way is proven by working out every deal again."""


@dataclass(frozen=True, slots=True)
class _Wide:
    """A row with the rows that it rivals, each of which says ``key``, as it does not."""

    row: Row
    rivals: tuple[Row, ...]
    key: str
    found: tuple[Ambiguity, ...]


def subject_of(found: Ambiguity) -> str:
    """How two rows that rival are called together."""
    return f"{found.step.id}/{found.first.id}+{found.second.id}"


def gather(answers: Answers, findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings about one row as one, where one key would set it apart from all the rest."""
    program = answers.program
    left = {finding.subject: finding for finding in findings}
    pairs = [one for one in answers.ambiguities if subject_of(one) in left and not one.same_scope]
    while (wide := _widest(program, pairs)) is not None:
        pairs = [one for one in pairs if one not in wide.found]
        first, *_ = (left.pop(subject_of(one)) for one in wide.found)
        yield _said(program, wide, first)
    yield from left.values()


def _widest(program: Program, pairs: Sequence[Ambiguity]) -> _Wide | None:
    """The row that rivals most others, two at least, and lacks what every one of them says."""
    times = Counter((one.step.id, row.ref) for one in pairs for row in (one.first, one.second))
    for (step, ref), count in times.most_common():
        if count < 2:
            return None
        found = tuple(
            one for one in pairs if one.step.id == step and ref in (one.first.ref, one.second.ref)
        )
        row = next(row for row in (found[0].first, found[0].second) if row.ref == ref)
        rivals = tuple(one.second if one.first.ref == ref else one.first for one in found)
        said = [_where(program, one, rival) for one, rival in zip(found, rivals, strict=True)]
        mine = _where(program, found[0], row)
        keys = [key for key in said[0] if key not in mine and all(key in one for one in said)]
        if keys:
            return _Wide(row, rivals, keys[0], found)
    return None


def _where(program: Program, found: Ambiguity, row: Row) -> Mapping[str, Any]:
    """The `for:` of a row, as its file says it."""
    where: Mapping[str, Any] = written(program, found, row)["for"]
    return where


def _said(program: Program, wide: _Wide, first: Finding) -> Finding:
    row, rivals = wide.row, wide.rivals
    names = joined([rival.id for rival in rivals], "and")
    cells = wide.found[0].cells
    for one in wide.found[1:]:
        cells = cells.union(one.cells)
    step = wide.found[0].step
    return replace(
        first,
        message=f"{step.name}: {row.id} applies together with {names}, and none of them is the more"
        f" specific: {describe(program.axes, cells)}",
        places=(
            Place(row.ref.child("for"), f"says no `{wide.key}:`, as each of the others does"),
            *(Place(rival.ref.child("for", wide.key), rival.id) for rival in rivals),
        ),
        subject=f"{step.id}/{row.id}",
        notes=(("why", f"{row.id} lies inside none of them, and none lies inside it"),),
        help=tuple(_ways(program, wide)),
        facts=(row.id, *sorted(rival.id for rival in rivals)),
    )


def _ways(program: Program, wide: _Wide) -> Iterator[Repair]:
    """Say of the row what a rival says, so that it is the narrower of the two; the likeliest first.

    A row is often called after the one that it makes an exception from.
    """
    last = list(_where(program, wide.found[0], wide.row))[-1]
    at = wide.row.ref.child("for", last)

    def alike(pair: tuple[Ambiguity, Row]) -> int:
        words = zip(pair[1].id.split("-"), wide.row.id.split("-"), strict=False)
        return -sum(1 for _ in takewhile(lambda both: both[0] == both[1], words))

    pairs = zip(wide.found, wide.rivals, strict=True)
    for number, (found, rival) in enumerate(sorted(pairs, key=alike)[:MOST_WAYS]):
        line = f"{wide.key}: {flow(_where(program, found, rival)[wide.key])}"
        yield Repair(
            f"{'or ' * bool(number)}write `{line}` into the `for:` of {wide.row.id}: it is then"
            f" narrower than {rival.id}",
            f"what {wide.row.id} gives no longer applies to other deals",
            (Edit(at, line, "insert"),),
        )
