"""What is left out of the program that an answer about rights, or about money, would need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from partnerbook.findings import Ref
from partnerbook.resolve.program import Program
from partnerbook.resolve.record import Record


@dataclass(frozen=True, slots=True)
class Topic:
    """What an answer is about.

    ``folders``: files in them have a say in it; ``kinds`` are the kinds of these files, with those
    lists of theirs (``section``) of which single items can be left out; ``whole``: what else of a
    file can be left out, None for anything; ``sections`` of program.yml. ``partner``: of files
    about partners only this one's.
    """

    folders: tuple[str, ...]
    kinds: Mapping[str, str]
    sections: tuple[str, ...]
    whole: frozenset[str] | None = None
    partner: str = field(default="")


RIGHTS = Topic(
    folders=("accounts", "agreements", "partners", "products", "territories"),
    kinds={"partner": "grants", "account": "", "agreement": "", "product": "", "territory": ""},
    sections=("reserved", "shared_groups", "postal", "segmentations"),
)
"""Who holds what."""

STANDING = Topic(
    folders=("agreements", "evidence", "metrics", "partners", "tiers"),
    kinds={"partner": "", "agreement": "", "metric": "", "evidence": "", "tier": ""},
    sections=(),
    whole=frozenset({"agreement", "standing"}),
)
"""Which tiers partners hold and have earned."""

SELECTION = Topic(
    folders=(*dict.fromkeys((*RIGHTS.folders, *STANDING.folders)),),
    kinds={**STANDING.kinds, **RIGHTS.kinds},
    sections=(*RIGHTS.sections, "competencies", "managers"),
)
"""Whom to choose: rights, tiers and what partners say of themselves."""

_OWN = {"partner": "special_terms", "agreement": ""}
_OF_ALL = {
    "discount": "rows",
    "incentive": "",
    "price-list": "",
    "product": "",
    "route": "rules",
    "tier": "",
    "territory": "",
    "account": "",
}


def money(partner: str = "") -> Topic:
    """What everybody, or one partner, pays and earns."""
    folders = (
        *("accounts", "discounts", "incentives", "prices", "products", "routes"),
        *("territories", "tiers"),
        *(("agreements",) if partner else ()),
    )
    return Topic(
        folders=folders,
        kinds={**_OF_ALL, **(_OWN if partner else {})},
        sections=("stages", "floors", "postal", "segmentations", "facts", "competencies"),
        whole=frozenset({"agreement", "standing"}),
        partner=partner,
    )


@dataclass(frozen=True, slots=True)
class Missing:
    """A file, or something in one, that is left out. ``ref`` is where it is written."""

    what: str
    ref: Ref


def missing(program: Program, topic: Topic = RIGHTS) -> tuple[Missing, ...]:
    """What is left out and has a say in the topic: files first, then what is inside files."""
    files = [
        Missing(path.removeprefix("program/"), Ref(path))
        for path in sorted(program.broken)
        if path.removeprefix("program/").partition("/")[0] in topic.folders
    ]
    things = [(name, _written(program, name, topic)) for name in program.left_out]
    return (*files, *(Missing(name, ref) for name, ref in things if ref is not None))


def _written(program: Program, name: str, topic: Topic) -> Ref | None:
    """Where something left out is written; None if it has no say in the topic."""
    head, _, rest = name.partition("/")
    for kind, record in _records(program, head, topic):
        if rest == "buys_from":
            continue
        section = topic.kinds[kind]
        for at, item in enumerate(record.get(section, ()) if rest and section else ()):
            if item["id"] == rest:
                return record.ref.child(section, at)
        if kind == "partner" and topic.whole is not None and rest and rest not in topic.whole:
            continue
        return record.ref if record.get(rest) is None else record.ref.child(rest)
    (frame,) = program.records["program"].values()
    for section in topic.sections:
        for at, item in enumerate(frame.get(section, ())):
            if item["id"] == name:
                return frame.ref.child(section, at)
    return None


def _records(program: Program, head: str, topic: Topic) -> Iterator[tuple[str, Record]]:
    """The files of this id that have a say."""
    for kind in topic.kinds:
        record = program.records.get(kind, {}).get(head)
        if record is not None and (kind != "partner" or topic.partner in ("", head)):
            yield kind, record
