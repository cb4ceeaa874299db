"""The places that program.yml names itself (``geography:``), over what the packaged table says.

The program decides. An entry puts a code into a parent, gives it another name, says on which days
it means its land, or names the places that have the land of a code that is no more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from partnerbook.findings import Ref
from partnerbook.resolve import dated
from partnerbook.resolve.dated import Dated
from partnerbook.resolve.desk import Desk
from partnerbook.resolve.record import Record
from partnerbook.source.geography import Area, Geography, Kind
from partnerbook.values.period import Period, inclusive

SECTION = "geography"


@dataclass(slots=True)
class OwnPlaces:
    """The entries that are understood, by code, and the table with them."""

    geography: Geography
    entries: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    added: set[str] = field(default_factory=set)

    def meant(self, stretch: Mapping[str, tuple[int, int]]) -> dict[str, Dated]:
        """What the codes mean that do not mean just their node at all times."""
        found: dict[str, Dated] = {}
        for code, said in self.entries.items():
            if code not in stretch:
                parts = [dated.always((stretch[heir],)) for heir in self._heirs(said)]
                found[code] = dated.during(_period(said), dated.union(parts))
            elif "from" in said or "through" in said:
                found[code] = dated.during(_period(said), dated.always((stretch[code],)))
        for code, said in self.entries.items():
            for heir in self._heirs(said) if code in stretch else ():
                after = dated.during(Period(_period(said).end), dated.always((stretch[code],)))
                found[heir] = dated.union(
                    [found.get(heir) or dated.always((stretch[heir],)), after]
                )
        return found

    def names(self) -> dict[str, str]:
        """What the codes are called that are no places of the table."""
        return {
            code: str(said.get("name", code))
            for code, said in self.entries.items()
            if not self.geography.knows(code)
        }

    def _heirs(self, said: Mapping[str, Any]) -> Iterator[str]:
        for name in said.get("successors", ()):
            yield self.geography.area(name).code


def own_places(program: Record, packaged: Geography, desk: Desk) -> OwnPlaces:
    """The table as the program sees it. An entry that is not understood is left out and reported.

    A parent or successor that is no place at all is reported by the sweep over all references.
    """
    own = OwnPlaces(packaged)
    if SECTION not in program.data:
        return own
    first: dict[str, Ref] = {}
    waiting: list[tuple[Mapping[str, Any], Ref]] = []
    for at, said in enumerate(program[SECTION]):
        ref = program.ref.child(SECTION, at)
        problem = _problem(said, packaged)
        if said["code"] in first:
            problem = f"{said['code']} stands here twice"
        first.setdefault(said["code"], ref)
        if problem:
            _refuse(said, ref, problem, desk)
        else:
            waiting.append((said, ref))
    while waiting:
        left = [entry for entry in waiting if not _entered(entry[0], own)]
        if len(left) == len(waiting):
            break
        waiting = left
    for said, ref in waiting:
        names = (*([said["parent"]] if "parent" in said else []), *said.get("successors", ()))
        if all(packaged.knows(name) or name in first for name in names):
            _refuse(said, ref, f"{said['code']} would lie in itself", desk)
        desk.leave_out(said["id"])
    _check_heirs(own, program, desk)
    return own


def _period(said: Mapping[str, Any]) -> Period:
    return inclusive(said.get("from"), said.get("through"))


def _problem(said: Mapping[str, Any], packaged: Geography) -> str:
    """What is wrong with an entry taken alone, if anything."""
    code = said["code"]
    known = packaged.knows(code)
    if known and packaged.area(code).code != code:
        return f"{code} is another code of {packaged.area(code).code}; write that one"
    if not known and "parent" not in said and "successors" not in said:
        return (
            f"{code} is not in the table of places: say in which place it lies (parent), or which"
            " places have its land (successors)"
        )
    if not known and "parent" in said and "successors" in said:
        return f"{code} is not in the table of places: it either lies in a parent or is no more"
    if known and "successors" in said and "through" not in said:
        return f"{code} has successors, but no last day (through)"
    if known and not said.keys() & {"name", "parent", "from", "through"}:
        return f"{code} is in the table of places, and nothing is said about it"
    return ""


def _entered(said: Mapping[str, Any], own: OwnPlaces) -> bool:
    """Takes an entry in, if all that it names is there."""
    code, table = said["code"], own.geography
    names = (*([said["parent"]] if "parent" in said else []), *said.get("successors", ()))
    if not all(table.knows(name) for name in names):
        return False
    if table.knows(code):
        area = table.area(code)
        if "parent" in said:
            parent = table.area(said["parent"])
            if code in (parent.code, *(around.code for around in table.ancestors(parent.code))):
                return False
            area = replace(area, parent=parent.code)
        if "name" in said:
            area = replace(area, name_en=said["name"], name_de=said["name"])
        own.geography = table.changed([area])
    elif "parent" in said:
        name = said.get("name", code)
        parent = table.area(said["parent"])
        kind: Kind = "subdivision" if "-" in code else "country"
        own.geography = table.changed([Area(code, kind, name, name, parent.code, None, None, ())])
        own.added.add(code)
    own.entries[code] = said
    return True


def _check_heirs(own: OwnPlaces, program: Record, desk: Desk) -> None:
    """Of a place that ends, one successor has all of it, or several are its parts already."""
    entries: Sequence[Mapping[str, Any]] = program[SECTION]
    for at, said in enumerate(entries):
        code, table = said["code"], own.geography
        if own.entries.get(code) is not said or not table.knows(code):
            continue
        heirs = [table.area(name) for name in said.get("successors", ())]
        apart = [
            heir
            for heir in heirs
            if code not in {around.code for around in table.ancestors(heir.code)}
        ]
        if len(heirs) > 1 and apart:
            names = ", ".join(heir.code for heir in apart)
            message = (
                f"{code} has several successors, and nobody can tell which part of it {names}"
                f" gets; name its parts first, with {code} as their parent"
            )
            _refuse(said, program.ref.child(SECTION, at), message, desk)
            own.entries[code] = {key: said[key] for key in said if key != "successors"}


def _refuse(said: Mapping[str, Any], ref: Ref, message: str, desk: Desk) -> None:
    desk.say(
        "territory/own-place",
        message,
        [(ref.child("code"), "")],
        subject=said["id"],
        facts=(said["code"],),
    )
    desk.leave_out(said["id"])
