"""What the index page of incentives says of every order: roles, what goes back, rounding."""

from __future__ import annotations

from dataclasses import dataclass

from partnerbook.render import fmt, words
from partnerbook.resolve.program import Program
from partnerbook.values.audience import Viewer


@dataclass(frozen=True, slots=True)
class RecastRow:
    """One rule: on which lines it looks, what then counts, in which role, and why."""

    lines: str
    what: str
    role: str
    reason: str


def recast_rows(program: Program, viewer: Viewer) -> tuple[RecastRow, ...]:
    """The rules of program.yml that the viewer may see."""
    (head,) = program.records["program"].values()
    return tuple(
        RecastRow(
            lines=fmt.sentence(fmt.joined([words.LINE_TYPES[t] for t in said["if"]["line_type"]])),
            what="The whole order" if said["whole"] == "order" else "That line alone",
            role=fmt.sentence(words.DEAL_ROLES[said["set"]["deal_role"]]),
            reason=said["reason"],
        )
        for said in head.seen_by(viewer).get("reclassify", ())
    )


@dataclass(frozen=True, slots=True)
class BackRow:
    """One rule of what goes back of the price: of which lines, how much, and why."""

    lines: str
    part: str
    reason: str


def back_rows(program: Program, viewer: Viewer) -> tuple[BackRow, ...]:
    """The rules of program.yml about what is taken back that the viewer may see."""
    (head,) = program.records["program"].values()
    return tuple(
        BackRow(
            lines=fmt.sentence(fmt.joined([words.LINE_TYPES[name] for name in said["on"]])),
            part=words.PRICE_BACK[said["how"]],
            reason=said["reason"],
        )
        for said in head.seen_by(viewer).get("reversals", ())
    )


def rounding_words(program: Program, viewer: Viewer) -> str:
    """How amounts become payable, if the program says so and the viewer may see it."""
    (head,) = program.records["program"].values()
    said = head.seen_by(viewer).get("rounding")
    return words.ROUNDING[said] if said else ""
