"""All dated things of the program itself: prices, rates, incentives, territories and waivers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from partnerbook.findings import Ref
from partnerbook.resolve.program import Program
from partnerbook.standing.event import ENDS, STARTS, Event


@dataclass(frozen=True, slots=True)
class Dated:
    """Where files of a kind write a first and a last day.

    ``path`` leads to the thing (``*`` for each of a list); ``name`` is what it is called, from the
    fields of the thing and, as ``file`` and ``id``, the name and the id of its document.
    """

    kind: str
    path: tuple[str, ...]
    name: str
    start: str = "from"
    end: str = "through"


DATED = (
    Dated("price-list", (), "price list {file}"),
    Dated("discount", ("rows", "*"), "{file}, row {id}"),
    Dated("incentive", (), "{file}"),
    Dated("territory", ("versions", "*"), "territory {file}, version {id}"),
    Dated("route", ("rules", "*"), "{file}, rule {id}"),
    Dated("waiver", (), "waiver {file}"),
    Dated("tier", ("cohorts", "*"), "cohort {id} of {file}"),
    Dated("tier", ("requirements", "*"), "what {file} asks to get in, {name},"),
    Dated("tier", ("maintenance", "*"), "what {file} asks to stay, {name},"),
    Dated("metric", ("versions", "*"), "version {id} of {file}"),
    Dated("program", ("must_cover", "*"), "duty to cover {id}"),
    Dated("program", ("geography", "*"), "change of the map {id}"),
)
"""Products are not here: they nest."""
_SOLD = Dated("product", ("products", "*"), "sale of {name}", "launch", "end_of_sale")


def program_days(program: Program) -> Iterator[Event]:
    """What is dated about the program, in no order."""
    for dated in DATED:
        for record in program.records.get(dated.kind, {}).values():
            for data, ref in _along(record.data, record.ref, dated.path):
                yield from _turns(dated, record.id, record.get("name", record.id), data, ref)
    for record in program.records.get("product", {}).values():
        yield from _products(record.data, record.ref, record.id)


def _products(data: Mapping[str, Any], ref: Ref, file: str) -> Iterator[Event]:
    for one, at in _along(data, ref, _SOLD.path):
        yield from _turns(_SOLD, file, file, one, at)
        yield from _products(one, at, file)


def _along(
    data: Mapping[str, Any], ref: Ref, path: tuple[str, ...]
) -> Iterator[tuple[Mapping[str, Any], Ref]]:
    """The thing itself, or each thing of the list that the path names."""
    if not path:
        yield data, ref
        return
    for at, one in enumerate(data.get(path[0], ())):
        yield one, ref.child(path[0], at)


def _turns(
    dated: Dated, document: str, file: str, data: Mapping[str, Any], ref: Ref
) -> Iterator[Event]:
    own = data.get("id", "")
    name = dated.name.format(file=file, id=own, name=data.get("name", own))
    subject = f"{document}/{own}" if own else document
    for key, turn, verb in ((dated.start, STARTS, "starts"), (dated.end, ENDS, "ends")):
        day: date | None = data.get(key)
        if day is not None:
            at = ref.child(key)
            yield Event(day, turn, dated.kind, subject, f"{name} {verb}", "", at)
