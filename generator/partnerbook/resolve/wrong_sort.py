"""References to something that is there, but of another sort than is meant, and the ways out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from partnerbook.findings import Edit, Ref, Repair
from partnerbook.resolve.desk import Desk
from partnerbook.resolve.naming_words import joined
from partnerbook.values.ident import closest

_DISTRIBUTOR = "distributor"


def is_distributor(
    name: str, types: Mapping[str, str], at: Ref, desk: Desk, *, optional: bool
) -> bool:
    """Whether a known partner is a distributor; if not, that is reported at ``at``.

    ``optional``: whether the file could go without naming one there.
    """
    if types[name] == _DISTRIBUTOR:
        return True
    desk.say(
        "reference/not-a-distributor",
        f"{name} is not a distributor: its type is {types[name]}",
        [(at, "")],
        subject=name,
        repairs=_ways_out(name, types, at, optional=optional),
        facts=(at.document, at.pointer, name),
    )
    return False


def _ways_out(name: str, types: Mapping[str, str], at: Ref, *, optional: bool) -> Iterator[Repair]:
    """Another name, the right type, or none at all where the file may go without (``optional``)."""
    there = sorted(one for one, sort in types.items() if sort == _DISTRIBUTOR)
    near = closest(name, there, limit=1)
    yield from (Repair(f"write {one}", edits=(Edit(at, one),)) for one in near)
    if optional:
        key = at.steps[-1]
        what = f"leave {name} out" if key.isdigit() else f"leave `{key}` out, if it buys from us"
        yield Repair(f"or {what}", edits=(Edit(at, "", "delete"),))
    sort = Edit(Ref(f"program/partners/{name}.yml").child("type"), _DISTRIBUTOR)
    yield Repair(f"or write `type: {_DISTRIBUTOR}` for {name}, if it is one", edits=(sort,))
    others = [one for one in there if one not in near]
    if others:
        yield Repair(f"or write a distributor: {joined(others, 'or')}")
