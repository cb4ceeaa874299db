"""From when on what is new may take something away: the notice that agreements promise."""

from __future__ import annotations

from collections.abc import Mapping

from partnerbook.resolve.program import Program
from partnerbook.standing import earliest
from partnerbook.standing.change import PRICES, PROGRAM, TERRITORY
from partnerbook.standing.past import PastEdit
from partnerbook.standing.told import by_notice, notice_of
from partnerbook.values.dates import in_words

PARTS: Mapping[str, str] = {"prices": PRICES, "discounts": PRICES, "territories": TERRITORY}
"""The part of the terms that a folder is about; the others are about the program."""
UNTOLD = frozenset({"agreement", "standing"})
"""Lists of which nothing is changed by notice."""


def noticed(program: Program, edit: PastEdit) -> str:
    """What follows "let it begin on …": the day for whatever partners lose by; "" where none is.

    The latest day that an agreement in force allows, told today.
    """
    if edit.section in UNTOLD or edit.over:
        return ""
    part = TERRITORY if edit.section == "grants" else PARTS.get(edit.subject.split("/")[0], PROGRAM)
    days = [
        (earliest(program.as_of, notice_of(program, bound, part), program.holidays), partner.name)
        for partner in program.partners.values()
        if (bound := partner.agreement) is not None
        and program.as_of in bound.in_force
        and by_notice(bound, part)
    ]
    if not days:
        return ""
    day, name = max(days)
    return (
        f"; where partners lose by it, not before {in_words(day)}, as the agreement of {name}"
        " promises notice"
    )
