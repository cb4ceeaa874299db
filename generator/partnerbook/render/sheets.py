"""A partner's own page about its tier: held, earned, what is missing, what ends when.

For this partner's eyes alone: it shows its evidence, so it is part of no edition of the site.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from partnerbook.render import fmt
from partnerbook.render.pages.engine import fill
from partnerbook.render.views.home import Status
from partnerbook.resolve.program import Program
from partnerbook.standing import Ladder, Position, Step, Verdict
from partnerbook.standing.verdict import UNTOLD_VERDICT, YES
from partnerbook.standing.words import flat, known, missing, over

_KEPT = {
    "cohort": "under earlier terms",
    "hold": "because it was reached before",
    "grace": "in its grace period",
    "negotiation": "by agreement with us",
}
_SAID = {YES: "Yes", UNTOLD_VERDICT: "Cannot be told"}


@dataclass(frozen=True, slots=True)
class Row:
    """One requirement in plain words."""

    name: str
    over: str
    known: str
    holds: str
    missing: str


@dataclass(frozen=True, slots=True)
class Table:
    """What a tier asks of this partner."""

    title: str
    note: str
    rows: tuple[Row, ...]


def standing_sheets(program: Program) -> dict[str, bytes]:
    """``PARTNER/standing.md`` of every partner that holds or may reach a tier that is measured."""
    if not any(rung.measured for rung in program.rungs.values()):
        return {}
    ladder = Ladder(program)
    return {
        f"{one.partner}/standing.md": _sheet(program, one)
        for one in ladder.positions(program.as_of)
        if one.steps
    }


def _sheet(program: Program, position: Position) -> bytes:
    names = {name: tier.name for name, tier in program.tiers.items()}
    partner = program.partners[position.partner]
    values: Mapping[str, object] = {
        "title": f"{partner.name}: where you stand",
        "status": Status(program.name, fmt.day(position.on), program.release, ""),
        "hide": "navigation",
        "boost": "",
        "held": names[position.held.tier] if position.held else "No tier",
        "earned": names[position.earned] if position.earned else "No tier",
        "could": fmt.joined([names[name] for name in position.could], "or"),
        "kept": _kept(position, names),
        "tables": tuple(_tables(position, names)),
        "ends": [(fmt.day(due.day), due.what) for due in position.losses],
    }
    return fill("standing.md.j2", "standing.md", values)


def _kept(position: Position, names: Mapping[str, str]) -> str:
    """Why a tier is kept that is not earned; "" where it is earned."""
    held, kept = position.held, position.kept
    if held is None or not position.unearned:
        return ""
    if kept is None:
        return f"{names[held.tier]} is not earned today. Please talk to us about it."
    until = f" until {fmt.day(kept.until)}" if kept.until else ""
    return f"You keep {names[held.tier]} {_KEPT[kept.why]}{until}."


def _tables(position: Position, names: Mapping[str, str]) -> Iterator[Table]:
    held = position.held
    if position.next:
        step = position.steps[position.next]
        yield _table(f"To reach {names[position.next]}", step)
    if held is not None and held.tier in position.steps:
        yield _table(f"To stay in {names[held.tier]}", position.steps[held.tier])


def _table(title: str, step: Step) -> Table:
    note = [] if step.open else ["It is entered by invitation; what follows is the least of it."]
    note += [f"{fmt.sentence(step.why)}."] if step.why else []
    rows = tuple(_row(depth, one) for depth, one in flat(step.items))
    return Table(title, " ".join(note), rows)


def _row(depth: int, one: Verdict) -> Row:
    window = over(one) or fmt.sentence(str(one.ask.window) if one.ask.window else "")
    inside = "– " * depth
    return Row(
        name=f"{inside}{one.ask.name}",
        over=window,
        known=known(one),
        holds=_SAID.get(one.verdict, "No"),
        missing=missing(one),
    )
