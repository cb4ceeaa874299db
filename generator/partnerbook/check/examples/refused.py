"""What an order takes by name and does not get: what that is reckoned from, and ways out."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.findings import Place, Repair
from partnerbook.pricing import Quote
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Example, Program, Step


def refused(program: Program, example: Example, quote: Quote) -> list[Step]:
    """The steps in `take:` of which the quote says why they are not given."""
    named = example.order.take or frozenset()
    refs = {ref for one in quote.doubts for ref in one.refs}
    return [step for step in program.steps if step.id in named and step.ref in refs]


def where_from(program: Program, steps: list[Step], quote: Quote) -> Iterator[Place]:
    """The margin below which they are given, and what is taken before: one of these was changed."""
    stages = [stage.id for stage in program.stages]
    for step in (one for one in steps if one.only_below is not None):
        at = step.ref.child("only_if", "margin_below")
        yield Place(at, f"{step.name} is given below this")
        before = stages[: stages.index(step.stage)]
        taken = [t for line in quote.lines for t in line.taken if t.stage.id in before and t.amount]
        for ref, name in {t.row.rate_ref: t.step.name for t in taken}.items():
            yield Place(ref, f"{name} comes before it")


def ways_out(steps: list[Step]) -> tuple[Repair, ...]:
    """The order without them, or what gave them before."""
    if not steps:
        return ()
    names = joined([step.id for step in steps], "and")
    it = "it is" if len(steps) == 1 else "they are"
    out = f"take {names} out of `take:`, and write what comes out then"
    if not any(step.only_below for step in steps):
        return (Repair(out),)
    return (
        Repair(
            f"put back the rate or the margin that is marked, if {it} to be given on this order"
        ),
        Repair(f"or {out}"),
    )
