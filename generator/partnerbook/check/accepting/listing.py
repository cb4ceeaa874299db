"""All waivers of a program, as they stand on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from partnerbook.check.outcome import examine
from partnerbook.check.reviewing.cost import priced_entry
from partnerbook.check.reviewing.worth import Appraiser
from partnerbook.check.waiving.register import Entry
from partnerbook.findings import Severity
from partnerbook.load import Loaded
from partnerbook.resolve import Fallback
from partnerbook.resolve.program import Program
from partnerbook.source.tree import Tree

FOLDER = "program/waivers/"


@dataclass(frozen=True, slots=True)
class Waivers:
    """The answer. ``unread``: files not understood; ``errors``: how many ``check`` finds."""

    program: Program
    loaded: Loaded
    entries: tuple[Entry, ...]
    unread: tuple[str, ...]
    errors: int


def list_waivers(
    tree: Tree, as_of: date | None, reason: str, fallback: Fallback | None
) -> Waivers | None:
    """Every waiver with its state, days left, cost and approver; None without a program.yml.

    ``as_of`` None means the program's own, else the fallback's, day.
    """
    outcome = examine(tree, as_of, reason, fallback)
    if outcome.program is None:
        return None
    unread = tuple(path for path in sorted(outcome.program.broken) if path.startswith(FOLDER))
    errors = sum(one.severity is Severity.ERROR for one in outcome.standing)
    appraiser = Appraiser(outcome.program)
    entries = tuple(priced_entry(outcome.program, appraiser, one) for one in outcome.register)
    return Waivers(outcome.program, outcome.loaded, entries, unread, errors)
