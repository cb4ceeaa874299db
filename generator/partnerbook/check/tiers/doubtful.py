"""Tiers held of which it cannot be told whether they are earned, with what is open."""

from __future__ import annotations

from datetime import date

from partnerbook.resolve.held import Held
from partnerbook.rulebook import Answers
from partnerbook.standing import Position, Verdict
from partnerbook.standing.keeping import WITH_AN_END
from partnerbook.standing.verdict import UNTOLD_VERDICT
from partnerbook.standing.words import flat


def open_items(answers: Answers, position: Position) -> tuple[Verdict, ...]:
    """The requirements of the tier held that cannot be told and decide; () where nothing hangs."""
    held = position.held
    if held is None or not position.in_doubt or _placed(held, position.on):
        return ()
    if f"{position.partner}/standing" in answers.program.left_out:
        return ()
    items = [one for _, one in flat(position.steps[held.tier].items) if not one.inner]
    return tuple(one for one in items if one.verdict == UNTOLD_VERDICT and one.measured)


def _placed(held: Held, on: date) -> bool:
    """Whether it is held, for a while, whatever the evidence tells."""
    agreed = held.agreed_until
    return held.because in WITH_AN_END or (agreed is not None and on <= agreed)
