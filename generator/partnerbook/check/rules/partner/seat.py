"""Flags a partner whose legal seat lies in one country and whose establishment in another."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.findings import Edit, Place, Repair, Severity
from partnerbook.resolve.program import Area, Geography
from partnerbook.rulebook import Answers, Judgement, Rule


def country_of(table: Geography, code: str) -> Area | None:
    """The country that a place is or lies in; None for a region."""
    around = (table.area(code), *table.ancestors(code))
    return next((area for area in around if area.kind == "country"), None)


def same(one: Area, two: Area) -> bool:
    """Whether they are one country, or belong to one.

    Addresses in a dependency are often written with the country that it belongs to.
    """
    return (one.sovereign or one.code) == (two.sovereign or two.code)


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each partner once, at its establishment."""
    table = answers.program.geography
    for partner in answers.program.partners.values():
        written, here = partner.record["legal"]["seat"]["country"], partner.seller_place
        if not (table.knows(written) and table.knows(here)):
            continue
        seat, around = country_of(table, written), country_of(table, here)
        if seat is None or around is None or same(seat, around):
            continue
        at = partner.ref.child("establishment")
        seat_at = partner.ref.child("legal", "seat", "country")
        place = table.area(here).name()
        yield Judgement(
            f"{partner.name} has its legal seat in {seat.name()}, but is established in {place}",
            (
                Place(at, f"established in {place}"),
                Place(seat_at, f"legal seat in {seat.name()}"),
            ),
            subject=partner.id,
            help=(
                Repair(
                    f"write {seat.code} ({seat.name()}), or the part of it where the partner is"
                    " established",
                    edits=(Edit(at, seat.code),),
                ),
                Repair(
                    f"or write {around.code} ({around.name()}) as the country of the seat",
                    edits=(Edit(seat_at, around.code),),
                ),
                Repair("or waive it, if a branch abroad is the partner"),
            ),
            facts=(seat.code, here),
        )


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
