"""What program.yml says about lines that count in another deal role than the order states."""

from __future__ import annotations

from typing import Literal

from partnerbook.model.base import Names, Part, required
from partnerbook.model.scalars import Id, Prose
from partnerbook.model.scope import DealRole, LineType


class OnLines(Part):
    """Which lines it looks at."""

    line_type: Names[LineType] = required(
        "Line type", "Lines of any of these types.", ["upgrade"], adverse="any"
    )


class SetRole(Part):
    """What they count as."""

    deal_role: DealRole = required(
        "Deal role", "The role in which they count.", "sourced", adverse="any"
    )


class Reclassify(Part):
    """Lines that count in another deal role, worked out before any price."""

    id: Id = required("Id", "The id of the rule.", "upgrade-is-sourced")
    if_: OnLines = required(
        "If", "On which lines it looks.", {"line_type": ["upgrade"]}, key="if", adverse="any"
    )
    set_: SetRole = required(
        "Set", "What they count as.", {"deal_role": "sourced"}, key="set", adverse="any"
    )
    whole: Literal["order", "line"] = required(
        "Whole",
        "Whether one such line changes the whole order, or only itself. What changes the whole "
        "order wins over what changes a line.",
        "order",
        adverse="any",
    )
    reason: Prose = required("Reason", "Why it is so.", "An upgrade has to be sold anew.")
