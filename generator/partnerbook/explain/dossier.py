"""What is kept of one partner besides its tier: life, what it promised, was found out and told.

Due diligence is for the vendor's eyes; the life and the notices are for the partner's own too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from partnerbook.findings import Ref
from partnerbook.resolve.program import Partner, Program
from partnerbook.resolve.selling_off import sell_off
from partnerbook.standing import due_again
from partnerbook.standing.commitments import Committed, commitments
from partnerbook.values.period import Period


@dataclass(frozen=True, slots=True)
class Stage:
    """A state of the partnership, and why it came so. ``into`` is the name of another partner."""

    name: str
    period: Period
    reason: str
    into: str
    ref: Ref


@dataclass(frozen=True, slots=True)
class Looked:
    """Something that due diligence looks at: what came of it, by which evidence, and when again."""

    id: str
    item: str
    kind: str
    state: str
    evidence: str
    done: date | None
    again: date | None
    ref: Ref


@dataclass(frozen=True, slots=True)
class Told:
    """One notice as it was sent to the partner. ``note`` is the vendor's own."""

    id: str
    name: str
    what: str
    sent: date
    effective: date
    proof: str
    note: str
    ref: Ref


@dataclass(frozen=True, slots=True)
class Dossier:
    """All of it about one partner; ``sell_off`` are the days of selling off, once it has an end."""

    life: tuple[Stage, ...]
    commitments: tuple[Committed, ...]
    diligence: tuple[Looked, ...]
    notices: tuple[Told, ...]
    sell_off: Period | None


def dossier_of(program: Program, partner: Partner) -> Dossier:
    """What is kept about a partner; the life only where the file says one."""
    return Dossier(
        tuple(_life(program, partner)),
        tuple(commitments(program, partner, program.as_of)),
        tuple(_looked(program, partner)),
        tuple(sorted(_told(program, partner), key=lambda one: (one.sent, one.id), reverse=True)),
        sell_off(partner, program.holidays),
    )


def _life(program: Program, partner: Partner) -> Iterator[Stage]:
    written = partner.record.get("life", ())
    for state, said in zip(partner.life.states if written else (), written, strict=False):
        into = program.partners[state.into].name if state.into in program.partners else state.into
        yield Stage(state.name, state.period, said.get("reason", ""), into, state.ref)


def _looked(program: Program, partner: Partner) -> Iterator[Looked]:
    again = {one.subject: one.day for one in due_again(program, partner)}
    for at, said in enumerate(partner.record.get("diligence", ())):
        yield Looked(
            said["id"],
            said["item"],
            said["kind"],
            said["state"],
            said.get("evidence", ""),
            said.get("done"),
            again.get(f"{partner.id}/{said['id']}"),
            partner.ref.child("diligence", at),
        )


def _told(program: Program, partner: Partner) -> Iterator[Told]:
    for notice in program.notices:
        sent = notice.sent.get(partner.id)
        if sent is not None:
            yield Told(
                notice.id,
                notice.name,
                notice.what,
                sent.on,
                notice.effective,
                sent.proof,
                notice.note,
                sent.ref,
            )
