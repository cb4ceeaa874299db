"""Which territories cannot be used at all: they lie in themselves, overlap, or hide a place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from partnerbook.findings import Ref
from partnerbook.resolve.desk import Desk
from partnerbook.resolve.record import Record
from partnerbook.source.geography import Geography
from partnerbook.values.dates import period_in_words
from partnerbook.values.period import ALWAYS, Period, inclusive


def unusable(territories: Mapping[str, Record], places: Geography, desk: Desk) -> set[str]:
    """The territories to leave out; each has its finding."""
    hiding = {name for name in territories if _hides(name, territories[name], places, desk)}
    usable = {name: record for name, record in territories.items() if name not in hiding}
    overlapping = {name for name, record in usable.items() if _overlaps(name, record, desk)}
    return hiding | overlapping | _in_circles(usable, desk)


def _hides(name: str, record: Record, places: Geography, desk: Desk) -> bool:
    if not places.knows(name):
        return False
    area = places.area(name)
    desk.say(
        "reference/duplicate-id",
        f"{name} is the name of a place already ({area.name()}); give the territory another id",
        [(record.ref, "")],
        subject=name,
        facts=("territory", name),
    )
    return True


def _overlaps(name: str, record: Record, desk: Desk) -> bool:
    """Whether two versions hold on the same day, so that nobody knows which one counts."""
    versions = [
        (inclusive(version.get("from"), version.get("through")), record.ref.child("versions", at))
        for at, version in enumerate(record["versions"])
    ]
    versions.sort(key=lambda pair: pair[0])
    found = False
    for (one, one_ref), (two, two_ref) in pairwise(versions):
        both = one.meet(two)
        if both.is_empty:
            continue
        desk.say(
            "territory/overlapping-versions",
            f"two versions of {name} hold at the same time: {period_in_words(both)}",
            [(two_ref, _when(two)), (one_ref, _when(one))],
            subject=name,
            facts=(name, two_ref.pointer, one_ref.pointer),
        )
        found = True
    return found


def _when(period: Period) -> str:
    return "without any date" if period == ALWAYS else period_in_words(period)


def _in_circles(territories: Mapping[str, Record], desk: Desk) -> set[str]:
    """Territories that lie in themselves, directly or by others."""
    done: set[str] = set()
    path: list[tuple[str, Ref]] = []
    caught: set[str] = set()

    def visit(name: str) -> None:
        names = [step for step, _ in path]
        if name in names:
            circle = path[names.index(name) :]
            if not caught.issuperset(step for step, _ in circle):
                _report(circle, desk)
                caught.update(step for step, _ in circle)
            return
        if name in done:
            return
        for other, ref in _names(territories[name]):
            if other in territories:
                path.append((name, ref))
                visit(other)
                path.pop()
        done.add(name)

    for name in territories:
        visit(name)
    return caught


def _report(circle: list[tuple[str, Ref]], desk: Desk) -> None:
    names = [name for name, _ in circle]
    following = [*names[1:], names[0]]
    places = [
        (ref, f"{name} holds {other}" if name != other else f"{name} holds itself")
        for (name, ref), other in zip(circle, following, strict=True)
    ]
    desk.say(
        "territory/cycle",
        f"a territory cannot lie in itself: {' → '.join([*names, names[0]])}",
        places,
        subject=names[0],
        facts=sorted(names),
    )


def _names(record: Record) -> Iterator[tuple[str, Ref]]:
    """Every place that the versions name, held or excepted."""
    version: Mapping[str, Any]
    for at, version in enumerate(record["versions"]):
        for key in ("places", "except"):
            for n, place in enumerate(version.get(key, ())):
                yield place, record.ref.child("versions", at, key, n)
