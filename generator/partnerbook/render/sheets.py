"""A partner's own page: its tier, what is missing for it, what ends when, and what it was told.

For this partner's eyes alone: it shows its evidence and the notices sent to it, so it is part of no
edition of the site.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from partnerbook.explain.dossier import Dossier, dossier_of
from partnerbook.explain.standing import NOBODY
from partnerbook.render import fmt
from partnerbook.render.pages.engine import fill
from partnerbook.render.reports.explain_dossier import promise_words
from partnerbook.render.sheet_html import whole
from partnerbook.render.views.home import Status
from partnerbook.resolve.life import OVER
from partnerbook.resolve.program import Program
from partnerbook.standing import Exempt, Ladder, Position, Step, Verdict, with_waiver
from partnerbook.standing.commitments import Committed
from partnerbook.standing.verdict import NO, UNTOLD_VERDICT, YES
from partnerbook.standing.words import figure, flat, known, missing, over
from partnerbook.values.dates import period_in_words

_KEPT = {
    "cohort": "under earlier terms",
    "hold": "because it was reached before",
    "grace": "in its grace period",
    "cure": "while there is time to meet it again",
    "appeal": "until your appeal is decided",
    "negotiation": "by agreement with us",
}
EXCEPTION = "by an exception"
_STATES = {
    "applicant": "Applicant",
    "onboarding": "Being taken on",
    "active": "Active",
    "on-notice": "On notice",
    "suspended": "Suspended",
    "terminated": "Ended",
    "merged": "Merged",
}
_PROMISES = {YES: "Kept", NO: "Not kept", UNTOLD_VERDICT: "Not known"}
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


def standing_sheets(program: Program, exempt: Mapping[str, Exempt] = NOBODY) -> dict[str, bytes]:
    """``PARTNER/standing.md`` and ``.html`` of every partner that there is something to tell.

    ``exempt``: who keeps a tier by a waiver; the page tells until when, not which waiver. Every
    partner that holds or may reach a tier that is measured, was sent a notice, has a history, or
    promised something.
    """
    measured = any(rung.measured for rung in program.rungs.values())
    ladder = Ladder(program)
    found: dict[str, bytes] = {}
    for partner in program.partners.values():
        stands = ladder.position(partner.id, program.as_of)
        position = with_waiver(program, stands, exempt)
        # Whose partnership is over has no tier to reach.
        tiers = measured and bool(position.steps) and partner.status not in OVER
        own = dossier_of(program, partner)
        if tiers or own.life or own.notices or own.commitments:
            values = _values(program, position, own, tiers=tiers)
            found[f"{partner.id}/standing.md"] = fill("standing.md.j2", "standing.md", values)
            found[f"{partner.id}/standing.html"] = whole(values)
    return found


def _values(
    program: Program, position: Position, own: Dossier, *, tiers: bool
) -> Mapping[str, object]:
    names = {name: tier.name for name, tier in program.tiers.items()}
    partner = program.partners[position.partner]
    (frame,) = program.records["program"].values()
    manager = program.managers.get(partner.record.get("manager", ""))
    return {
        "tiers": tiers,
        "life": tuple(_stages(own)),
        "commitments": _promises(own, by_form=False),
        "asked": _promises(own, by_form=True),
        "notices": tuple(_notices(own)),
        "title": f"{partner.name}: where you stand",
        "status": Status(program.name, fmt.day(position.on), program.release, ""),
        "managed": f"Who looks after you: {manager.role}" if manager else "",
        "manager": manager.mailbox if manager else "",
        "contact": frame["vendor"]["email"],
        "held": names[position.held.tier] if position.held else "",
        "earned": names[position.earned] if position.earned else "",
        "could": fmt.joined([names[name] for name in position.could], "or"),
        "kept": _kept(position, names),
        "tables": tuple(_tables(position, names)) if tiers else (),
        "ends": [
            (fmt.day(due.day), due.what)
            for due in position.losses
            if not (position.kept and due.ref == position.kept.ref.child("through"))
        ],
    }


def _promises(own: Dossier, *, by_form: bool) -> list[tuple[str, str]]:
    """What it committed to, or what the form asks for: whether it was kept, and the figures."""
    return [_promise(one) for one in own.commitments if bool(one.said.form) == by_form]


def _promise(one: Committed) -> tuple[str, str]:
    """Whether it was kept, and how much there is of how much; or only what was agreed."""
    if one.said.ask is None:
        return "Agreed", f"{one.said.what}, {one.said.period}"
    verdict = one.kept.verdict if one.kept is not None else UNTOLD_VERDICT
    return _PROMISES[verdict], promise_words(one)


def _stages(own: Dossier) -> Iterator[str]:
    """The states of the partnership in words, and until when offers may still become orders."""
    for stage in own.life:
        into = f" into {stage.into}" if stage.into else ""
        why = f". {stage.reason}" if stage.reason else ""
        yield f"{_STATES[stage.name]}{into}: {period_in_words(stage.period)}{why}"
    if own.life and own.sell_off is not None and own.sell_off.through is not None:
        yield f"Offers made before may become orders until {fmt.day(own.sell_off.through)}"


def _notices(own: Dossier) -> Iterator[tuple[str, tuple[tuple[str, str], ...], str]]:
    """Of each notice its head, when it was sent and holds with what proof, and what it told."""
    for one in own.notices:
        dates = (
            ("Sent to you on", fmt.day(one.sent)),
            ("Takes effect on", fmt.day(one.effective)),
            ("Proof", one.proof),
        )
        yield one.name, dates, one.what


def _kept(position: Position, names: Mapping[str, str]) -> str:
    """Why a tier is held that is not the one earned; "" where it is."""
    held, kept = position.held, position.kept
    if held is not None and position.by_own_wish:
        return f"You stay in {names[held.tier]} by your own wish."
    if held is None or not position.unearned:
        return ""
    if kept is None:
        return f"{names[held.tier]} is not earned today. Please talk to us about it."
    until = f" until {fmt.day(kept.until)}" if kept.until else ""
    return f"You keep {names[held.tier]} {_KEPT.get(kept.why, EXCEPTION)}{until}."


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
    rows = tuple(row for depth, one in flat(step.items) for row in _rows(depth, one))
    return Table(title, " ".join(note), rows)


def _rows(depth: int, one: Verdict) -> Iterator[Row]:
    """A requirement; of a score also what gave its points, and the fewest in each category."""
    yield _row(depth, one)
    inside = "– " * (depth + 1)
    for part in one.parts:
        window = fmt.sentence(str(part.part.window))
        points = figure(part.low or Fraction(0), "points")
        known_points = points if part.points is not None else f"at least {points}"
        name = f"{inside}{fmt.sentence(part.part.id)} ({part.part.category})"
        yield Row(name, window, known_points, "", "")
    for least in one.minimum:
        got = figure(least.low or Fraction(0), "")
        said = f"{got} of {least.needs} points"
        holds = _SAID.get(least.verdict, "No")
        yield Row(f"{inside}At least in {least.category}", "", said, holds, "")


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
