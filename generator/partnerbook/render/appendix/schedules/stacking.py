"""With what else an incentive can be combined, and how many of them one deal can have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnerbook.render.appendix import conditions
from partnerbook.render.appendix.case import Case
from partnerbook.render.appendix.model import Value
from partnerbook.render.appendix.say import Part, listed, name, phrase, said
from partnerbook.resolve.program import Step

OWN_RECKONING = "where the Vendor's own reckoning of the deal allows it"

_CHOSEN = {
    "": "At most one of this and",
    "best-for-partner": "The one that gives most on the deal of this and",
    "lowest": "The one that gives least on the deal of this and",
}


def combined(case: Case, step: Step, others: Sequence[Step]) -> Iterator[tuple[str, Part]]:
    """With what else it can be combined, of all that the partner can reach."""
    never = [_other(step, other, "excludes") for other in others if other.id in step.excludes]
    never += [
        _other(other, step, "excludes", called=other)
        for other in others
        if step.id in other.excludes and other.id not in step.excludes
    ]
    if never:
        yield "Not together with", listed(never, "or")
    needed = [_other(step, other, "requires") for other in others if other.id in step.requires]
    if needed:
        yield "Only together with", listed(needed)
    same = [
        _other(step, other, "group") for other in others if step.group and other.group == step.group
    ]
    if same:
        yield _CHOSEN[step.choice], listed(same)
    yield from _limits(case, step, others)


def _other(says: Step, other: Step, key: str, *, called: Step | None = None) -> Value:
    """The name of the other incentive; its source is the one that says so."""
    shown = called or other
    said_at = says.ref.child("of") if other.id == says.credits else says.ref.child("stacks", key)
    refs = (said_at, shown.ref.child("name"))
    return name(shown.name, shown.id, says.audience & shown.audience, *refs)


def _limits(case: Case, step: Step, others: Sequence[Step]) -> Iterator[tuple[str, Part]]:
    """How many of it and others one deal can have, on each line of its order."""
    nodes = {node.ref: node for node in case.head.each("stack_limits")}
    for limit in case.program.stack_limits:
        node = nodes.get(limit.ref)
        counted = [other for other in others if other.id in limit.of]
        if node is None or step.id not in limit.of or len(counted) < limit.at_most:
            continue
        refs = limit.ref.child("of")
        named = [name(o.name, o.id, o.audience, o.ref.child("name"), refs) for o in counted]
        where: list[Part] = [value for _, value in conditions.lines(case, node)]
        but = [phrase("except ", box) for box in conditions.left_out(case, node)]
        only: list[Part] = [", for ", listed([*where, *but], "and")] if where or but else []
        most = phrase(said(node["at_most"]), " on one deal, of this and ", listed(named), *only)
        yield "At most", most
