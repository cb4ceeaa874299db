"""Tiers held of which it cannot be told whether they are earned, with what is open."""

from __future__ import annotations

from partnerbook.resolve.held import Held
from partnerbook.rulebook import Answers
from partnerbook.standing import Position, Verdict
from partnerbook.standing.keeping import keeps
from partnerbook.standing.verdict import UNTOLD_VERDICT
from partnerbook.standing.words import flat


def open_items(answers: Answers, position: Position) -> tuple[Verdict, ...]:
    """The requirements of the tier held that cannot be told and decide; () where nothing hangs."""
    held = position.held
    if held is None or not position.in_doubt or _placed(answers, position, held):
        return ()
    if f"{position.partner}/standing" in answers.program.left_out:
        return ()
    items = [one for _, one in flat(position.steps[held.tier].items) if not one.inner]
    return tuple(one for one in items if one.verdict == UNTOLD_VERDICT and one.measured)


def _placed(answers: Answers, position: Position, held: Held) -> bool:
    """Whether it is held, for a while, whatever the evidence tells."""
    agreed, rung = held.agreed_until, position.steps[held.tier].rung
    partner = answers.program.partners[position.partner]
    return keeps(rung, partner, held, position.on) or (agreed is not None and position.on <= agreed)
