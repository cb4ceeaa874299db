"""What is said of a row that leaves out a tier which a wider row pays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnerbook.check.margins.left_out import LeftOut, added
from partnerbook.findings import Edit, Place, Repair
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Program
from partnerbook.rulebook import Judgement


def judgement(program: Program, found: Sequence[LeftOut]) -> Judgement:
    """What the row does not say, and what counts instead."""
    row, step = found[0].row, found[0].step
    names = joined([one.tier.name for one in found], "and")
    gets = joined([f"{one.tier.name} gets {_given(one)}" for one in found], "and")
    return Judgement(
        f"{step.name}: row {row.id} has no rate for {names}, so {gets}",
        (
            Place(found[0].at, f"no rate for {names}"),
            *(
                Place(one.instead.rate_ref, f"counts for {one.tier.name}")
                for one in found
                if one.instead is not None
            ),
        ),
        subject="/".join((step.id, row.id, *(one.tier.id for one in found))),
        help=tuple(repairs(program, found)),
    )


def _given(one: LeftOut) -> str:
    """What a tier gets of the wider row, if there is one."""
    if one.instead is None:
        return "nothing there: no wider row counts"
    wider = f"the wider row {one.instead.id}"
    now = _now(one)
    return f"the {now} of {wider}" if now else f"what {wider} gives"


def _now(one: LeftOut) -> str:
    """The rate that counts for a tier now, if that is one rate."""
    if one.instead is None:
        return "0%"
    rated = one.instead.rate is not None and one.instead.band is None
    return str(one.instead.rate) if rated else ""


def repairs(program: Program, found: Sequence[LeftOut]) -> Iterator[Repair]:
    """The rate that fits the row; or what counts now, written down; or the row limited."""
    first, at = found[0], found[0].at
    data = program.records["discount"][first.step.id]["rows"][int(at.steps[1])]
    fitting = added(program, data["rates"], at, [one.tier for one in found])
    if fitting:
        yield fitting
    if len(found) == 1 and (now := _now(first)):
        entry = f"{first.tier.id}: {now}"
        whence = f" of {first.instead.id}" if first.instead else ""
        say = f"or add {entry}, what {first.tier.name} gets now{whence}"
        yield Repair(say, "", (Edit(at.child(list(data["rates"])[-1]), entry, "insert"),))
    if "tiers" not in data["for"]:
        only = f"tiers: [{', '.join(data['rates'])}]"
        last = first.row.ref.child("for", list(data["for"])[-1])
        yield Repair(
            "or say in `for` that the row is for the other tiers only",
            "nobody loses anything: it says what counts now",
            (Edit(last, only, "insert"),),
        )
