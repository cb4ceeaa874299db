"""How much of the price goes back with a line that takes something back, by the program's rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from partnerbook.findings import Ref
from partnerbook.pricing.order import Line
from partnerbook.resolve.program import Program
from partnerbook.values.period import add_months

IN_FULL = "in-full"
PAID_FOR = {"monthly": 1, "yearly": 12}
"""For how many months an order of a line that is billed so is paid."""


@dataclass(frozen=True, slots=True)
class Back:
    """``left`` of ``months`` of the price go back; all of it where both are 1.

    ``told``: by which rule, in words. ``asked``: whether the term of the line would have to be
    said. ``doubt``: why the program does not tell; all of the price is then given back.
    """

    left: int
    months: int
    told: tuple[tuple[str, Ref | None], ...]
    asked: bool = False
    doubt: str = ""

    @property
    def words(self) -> str:
        """``for 3 of 12 months``; empty where all goes back."""
        return (
            f"for {self.left} of {self.months} months" if self.months > 1 or not self.left else ""
        )


def price_back(program: Program, line: Line, on: date) -> Back:
    """Of a line of type downgrade, cancellation or return on a day; ``of`` is stated.

    An order is paid for one billing period: so many months, or the term of the line if that is
    shorter or the line is billed once. A month that has begun is used.
    """
    assert line.of is not None
    part = f"{line.quantity} of {line.of.quantity} units are taken back"
    stays = f"{part}: what stays keeps the rates it was bought at, bands too"
    told: list[tuple[str, Ref | None]] = []
    if line.of.quantity is not None and line.of.quantity > line.quantity:
        told.append((stays, None))
    rule = next((one for one in program.reversals if line.line_type in one.on), None)
    paid = [PAID_FOR[line.billing]] if line.billing in PAID_FOR else []
    paid += [line.term_months] if line.term_months is not None else []
    if rule is None:
        doubt = f"program.yml does not say (reversals:) how much of the price a {line.line_type}"
        doubt += " in mid-term gives back; reckoned with all of it"
        return Back(1, 1, tuple(told), doubt=doubt if paid else "")
    if rule.how == IN_FULL:
        words = f"a {line.line_type} gives back the whole price"
        return Back(1, 1, ((words, rule.ref), *told))
    if not paid:
        return Back(1, 1, tuple(told), asked=True)
    months = min(paid)
    left = max(0, months - begun(line.of.dates["order"], on))
    words = f"a {line.line_type} gives back the price of the months not begun, {left} of {months}"
    return Back(left, months, ((words, rule.ref), *told))


def begun(start: date, on: date) -> int:
    """How many months from ``start`` have begun on a day, that of the day included."""
    count = 0
    while add_months(start, count) <= on:
        count += 1
    return count
