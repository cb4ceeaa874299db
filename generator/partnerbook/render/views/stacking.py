"""How many incentives a deal can have, and which one the program itself gives: for the site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from partnerbook.render.views.rates import only
from partnerbook.render.views.scope import scope_of
from partnerbook.resolve.program import Program
from partnerbook.resolve.settings import ALL
from partnerbook.values.audience import PARTNER, Viewer

Seen = Mapping[str, Any]

CHOSEN = {
    "": "Of these, one at most counts for a deal",
    "best-for-partner": "Of these, the program itself gives the one that gives most on the deal",
    "lowest": "Of these, the program itself gives the one that gives least on the deal",
}
OWN_RECKONING = "Where the vendor's own reckoning of the deal allows it: ask for yours"


@dataclass(frozen=True, slots=True)
class LimitLine:
    """One limit: how many, of which (name, page), on which deals, and why."""

    at_most: int
    of: tuple[tuple[str, str], ...]
    only: str
    reason: str


def one_of_words(incentive: Seen) -> str:
    """How it is settled which of a group counts."""
    return CHOSEN[incentive.get("stacks", {}).get("choice", "")]


def given_only(program: Program, viewer: Viewer, name: str) -> str:
    """That an incentive hangs on the vendor's margin; how low that must be is never shown."""
    found = [step for step in program.steps if step.id == name and step.only_below is not None]
    return OWN_RECKONING if found and viewer.sees(PARTNER) else ""


def limits_of(
    program: Program, viewer: Viewer, name: str, seen: Mapping[str, Seen]
) -> tuple[LimitLine, ...]:
    """The limits that count an incentive, as far as the viewer may see the others."""
    (head,) = program.records["program"].values()
    lines: list[LimitLine] = []
    for said in head.seen_by(viewer).get("stack_limits", ()):
        named = sorted(seen) if ALL in said["of"] else [one for one in said["of"] if one in seen]
        if name not in named or len(named) <= said["at_most"]:
            continue
        links = tuple((str(seen[one]["name"]), f"incentives/{one}.md") for one in named)
        where = only(scope_of(program, viewer, said))
        lines.append(LimitLine(said["at_most"], links, where, said["reason"]))
    return tuple(lines)
