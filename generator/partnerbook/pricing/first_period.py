"""What part of a subscription the sums of an order are for: its first month or its first year."""

from __future__ import annotations

from partnerbook.pricing.order import Line
from partnerbook.pricing.quote import Quote
from partnerbook.pricing.terms import MONTHS
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Program

MEASURED = "a smallest deal and a band of list value are measured on that, not on the whole term"
"""What else follows where the sums are for a part of the term."""


def first_of(line: Line) -> str:
    """``month`` or ``year``, where a line is bought for longer than one price is for; else empty.

    A list price is for what is billed at once. Without a term, what is billed monthly goes on.
    """
    months = MONTHS.get(line.billing or "")
    if months is None or line.of is not None:
        return ""
    term = line.term_months
    if term is None:
        return "month" if months == 1 else ""
    return _unit(line) if term > months else ""


def what_sums_are_for(program: Program, quote: Quote) -> str:
    """``its first month``, or ``one month of Edge and one year of Core``; empty: for all of it."""
    lines = [one.line for one in quote.lines]
    firsts = {first_of(line) for line in lines}
    if firsts <= {""}:
        return ""
    if len(firsts) == 1:
        return f"its first {firsts.pop()}"
    return joined(list(dict.fromkeys(_part(program, line) for line in lines)), "and")


def _part(program: Program, line: Line) -> str:
    name = program.products[line.product].name
    if line.of is not None:
        return f"what is taken back of {name}"
    return f"one {_unit(line)} of {name}" if line.billing in MONTHS else name


def _unit(line: Line) -> str:
    return "month" if line.billing == "monthly" else "year"
