"""Schedules I and J: how the partner uses the vendor's marks; disputes, law and liability."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.render.appendix.case import Case, Node
from partnerbook.render.appendix.model import Block, Clause, Column
from partnerbook.render.appendix.reach import standings
from partnerbook.render.appendix.say import (
    clause,
    facts,
    listing,
    name,
    optional,
    paragraph,
    prose,
    row,
    said,
    table,
)
from partnerbook.render.appendix.schedules import both_sides
from partnerbook.values.audience import own


def clauses(case: Case) -> tuple[Clause, ...]:
    """I: guideline, the badge of the tier held, approval, what is forbidden."""
    found = case.form.find("brand")
    if found is None:
        return ()
    return (
        clause("guideline", "Guideline", *prose(found.find("guideline"))),
        clause("badges", "Badge", _badges(case, found)),
        clause("approval", "Approval", *prose(found.find("approval"))),
        clause(
            "forbidden", "What is not done", listing([said(n) for n in found.each("forbidden")])
        ),
    )


def _badges(case: Case, found: Node) -> Block | None:
    """Only the badges of tiers that this partner holds: no right to another one is shown."""
    badges = dict(found.entries("badges"))
    rows = []
    for held in standings(case):
        if held.tier in badges:
            tier = case.program.tiers[held.tier]
            refs = tuple(entry.ref.child("tier") for entry in held.entries)
            rows.append(
                row(name(tier.name, tier.id, own(case.partner.id), *refs), said(badges[held.tier]))
            )
    return table("Badge", (Column("While it holds the tier"), Column("Badge")), rows)


def disputes(case: Case) -> tuple[Clause, ...]:
    """J: the steps of a dispute, law and courts, liability."""
    law, liability = case.form["law"], case.form.find("liability")
    return (
        clause("steps", "Steps", *_steps(case)),
        clause(
            "law",
            "Law and courts",
            facts(
                "Law and courts",
                ("Governing law", said(law["governing"])),
                ("Courts", said(law["courts"])),
            ),
        ),
        clause("liability", "Liability", *_liability(liability)),
        *both_sides.undertakings(case),
    )


def _steps(case: Case) -> Iterator[Block | None]:
    columns = (Column("Step"), Column("Within"))
    rows = [
        row(said(node["step"]), optional(node.find("within")) or "")
        for node in case.form.each("disputes")
    ]
    if rows:
        yield paragraph("Each step begins when the one before it has not helped:")
        yield table("Steps of a dispute", columns, rows)


def _liability(found: Node | None) -> Iterator[Block | None]:
    if found is not None:
        yield from prose(found["cap"])
        unlimited = [said(node) for node in found.each("unlimited")]
        if unlimited:
            yield paragraph("No limit holds for:")
            yield listing(unlimited)
