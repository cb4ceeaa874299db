"""What registering a deal gives besides its price: precedence only, or the deal alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from partnerbook.render import fmt
from partnerbook.render.views.scope import place_name
from partnerbook.render.views.seen import Seen, documents
from partnerbook.resolve.law import active_sales_areas
from partnerbook.resolve.program import Program
from partnerbook.rights.protection import PROTECTION, is_exclusive, protections
from partnerbook.values.audience import Viewer
from partnerbook.values.box import meet_spans, spans

REGISTRATION = "deal-registration"
NO_RIGHTS = (
    "Nobody's rights change: other partners may still sell on the same deal at their own price."
)
NO_MORE = (
    "This goes for the registered deal alone. All other rights stay as they are, and when the"
    " registration ends, so does the protection."
)


def protection_of(
    program: Program, viewer: Viewer, name: str, incentive: Seen, on: date
) -> tuple[str, ...]:
    """What a registration gives besides its price, in sentences; nothing of other incentives."""
    if incentive["kind"] != REGISTRATION:
        return ()
    if not is_exclusive(incentive):
        precedence = (
            f"Besides its price, a registration gives, while it holds{_how_long(program, viewer)},"
            " precedence over later claims, and no more."
        )
        return (precedence, NO_RIGHTS)
    alone = (
        "Besides its price, a registration protects the deal: while it holds"
        f"{_how_long(program, viewer)}, we support nobody else on that deal, neither another"
        " partner nor our own team."
    )
    return (alone, NO_MORE, *_active_sales(program, name, on))


def _how_long(program: Program, viewer: Viewer) -> str:
    """`` (90 days)``; nothing where rules of engagement differ, or say nothing here."""
    rules = documents(program, "engagement", viewer).values()
    terms = {fmt.duration(each[PROTECTION]) if PROTECTION in each else "" for each in rules}
    if len(terms) != 1 or "" in terms:
        return ""
    longer = {fmt.duration(each["extension"]) for each in rules if "extension" in each}
    more = f", and up to {longer.pop()} more if it is extended" if len(longer) == 1 else ""
    return f" ({terms.pop()}{more})"


def _active_sales(program: Program, name: str, on: date) -> Iterator[str]:
    """Where law lets this limit active sales only, of the places in which it is given."""
    given = [one.cells for one in protections(program) if one.step.id == name]
    held = spans(side for cells in given if cells for side in cells.on("place"))
    for area in active_sales_areas(program, on):
        if meet_spans(held, area.held):
            places = fmt.joined([place_name(program, place) for place in area.places])
            yield (
                f"In {places}, this limits active sales only: requests that reach another partner"
                " unasked may always be answered."
            )
