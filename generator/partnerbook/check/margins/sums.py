"""The lines of a sum: amounts as they can be paid, and what a step of a stack is called."""

from __future__ import annotations

from decimal import Decimal

from partnerbook.pricing.waterfall import Taken
from partnerbook.values.money import Money


def amount(value: Decimal, currency: str, sign: str = "") -> str:
    """An amount as the sum shows it."""
    # What was taken off is put on again where a line takes something back.
    value, sign = (-value, "") if sign and value < 0 else (value, sign)
    return f"{sign}{paid(value, currency):,f}"


def paid(value: Decimal, currency: str) -> Decimal:
    """An amount as it can be paid: sums add these, so that a reader can add what is shown."""
    return Money(value, currency).rounded().amount


def taken_words(taken: Taken, currency: str) -> str:
    """A step of the stack with its rate, and of what unless it is the list price."""
    words = step_words(taken)
    if taken.rate is not None:
        words += f", {taken.rate}"
    elif not taken.row.amounts:
        told = taken.base.rpartition(", ")[2] if taken.row.prices else taken.base
        words += f", {told.removeprefix('list price ')}"
        if taken.back and taken.row.marginal:
            words += ", on the whole of that order"
    if taken.rate is not None and taken.step.base != "list":
        words += f" of {amount(taken.base_amount, currency)}"
    if taken.cap is not None:
        most = taken.cap.amounts[currency].amount
        words += f", capped at {amount(most, currency)} per {taken.cap.per}"
    return f"{words}; {taken.back}" if taken.back else words


def step_words(taken: Taken) -> str:
    """What a step is called; a special term by its own id, as its partner is known."""
    term = taken.step.id.rpartition("/")[2]
    return f"{term} (special term)" if taken.step.partner else taken.step.name


def bearers(taken: Taken, who: str) -> str:
    """The share that somebody bears of a step, where it is shared: ``; the vendor bears 60%``."""
    shares = taken.step.terms.borne_by
    return f"; the {who} bears {shares[who]}" if taken.borne is not None and who in shares else ""
