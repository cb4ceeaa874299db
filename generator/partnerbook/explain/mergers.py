"""Who became part of whom, when, and where the evidence counts: what an answer says first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from partnerbook.findings import Ref
from partnerbook.resolve.life import State
from partnerbook.resolve.program import Partner, Program
from partnerbook.standing import Ladder, Position, Reading
from partnerbook.standing.words import flat

MERGED = "merged"


@dataclass(frozen=True, slots=True)
class Merger:
    """One partner that becomes, or became, part of another on a day.

    ``counts``: whether what it sold and holds counts there from that day on. ``brought``: what it
    adds to each requirement that is measured, once the day has come; empty before.
    """

    part: str
    part_name: str
    into: str
    into_name: str
    on: date
    come: bool
    counts: bool
    brought: Mapping[Ref, Reading]
    ref: Ref


@dataclass(frozen=True, slots=True)
class Mergers:
    """Those of one partner: ``own`` ends it, ``joined`` are the others that join it, by day."""

    own: Merger | None
    joined: tuple[Merger, ...]

    @property
    def over(self) -> bool:
        """Whether the partner is part of another one already."""
        return self.own is not None and self.own.come


def mergers_of(program: Program, ladder: Ladder, position: Position) -> Mergers:
    """The mergers of a partner, told by its own file and by those of the others."""
    own, joined = None, []
    for one in program.partners.values():
        state = one.life.states[-1] if one.life.states else None
        if state is None or state.name != MERGED or state.into not in program.partners:
            continue
        if one.id == position.partner:
            own = _merger(program, one, state, {})
        elif state.into == position.partner:
            come = state.evidence and state.period.start <= program.as_of
            brought = dict(_brought(ladder, one, position)) if come else {}
            joined.append(_merger(program, one, state, brought))
    return Mergers(own, tuple(sorted(joined, key=lambda one: (one.on, one.part))))


def _merger(
    program: Program, part: Partner, state: State, brought: Mapping[Ref, Reading]
) -> Merger:
    into = program.partners[state.into]
    day = state.period.start
    come = day <= program.as_of
    return Merger(
        part.id, part.name, into.id, into.name, day, come, state.evidence, brought, state.ref
    )


def _brought(ladder: Ladder, part: Partner, position: Position) -> Iterator[tuple[Ref, Reading]]:
    for step in position.steps.values():
        for _, item in flat(step.items):
            reading = ladder.alone(part.id, item.ask, position.on)
            if item.ask.metric and reading.rows:
                yield item.ask.ref, reading
