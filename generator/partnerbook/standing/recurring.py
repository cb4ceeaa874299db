"""What is to be done again about a partner, and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from partnerbook.findings import Ref
from partnerbook.resolve.life import OVER
from partnerbook.resolve.program import Partner, Program
from partnerbook.values.period import after

DILIGENCE, REVIEWED, ATTESTED = "due-diligence", "review", "statement"


@dataclass(frozen=True, slots=True)
class Again:
    """Something that was looked at on a day and is due again on another (``day``)."""

    day: date
    before: date
    thing: str
    subject: str
    say: str
    ref: Ref


def due_again(program: Program, partner: Partner) -> Iterator[Again]:
    """Due diligence, reviews and statements that are repeated, until the partnership is over.

    Something looked at on 14 July and due again after 12 months is due on 14 July.
    """
    for again in _rhythms(program, partner):
        state = partner.life.on(again.day)
        if state is None or state.name not in OVER:
            yield again


def _rhythms(program: Program, partner: Partner) -> Iterator[Again]:
    for at, one in enumerate(partner.record.get("diligence", ())):
        if "again" in one:
            say = f"due diligence is due again: {one['item']}"
            day = after(one["done"], one["again"], program.holidays)
            ref = partner.ref.child("diligence", at, "done")
            name = f"{partner.id}/{one['id']}"
            yield Again(day, one["done"], DILIGENCE, name, say, ref)
    for at, one in enumerate(partner.record.get("reviews", ())):
        day = after(one["last"], one["every"], program.holidays)
        ref = partner.ref.child("reviews", at, "last")
        name = f"{partner.id}/{one['id']}"
        yield Again(day, one["last"], REVIEWED, name, f"review is due: {one['what']}", ref)
    yield from _statements(program, partner)


def _statements(program: Program, partner: Partner) -> Iterator[Again]:
    """What the form of its agreement asks it to state; the signature is the first time."""
    agreement = partner.agreement
    if agreement is None:
        return
    stated = {
        one["attests"]: (one["last"], partner.ref.child("attestations", at, "last"))
        for at, one in enumerate(partner.record.get("attestations", ()))
    }
    first = agreement.signed, agreement.ref.child("signed")
    for one in agreement.form.record.get("attestations", ()):
        if "every" in one:
            last, ref = stated.get(one["id"], first)
            day = after(last, one["every"], program.holidays)
            say = f"a statement is due: {one['text'].strip()}"
            yield Again(day, last, ATTESTED, f"{partner.id}/{one['id']}", say, ref)
