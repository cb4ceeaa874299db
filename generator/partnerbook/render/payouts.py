"""How what an order earns is paid, in words: once for the site and for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.pricing.payouts import CONVERTS, KEPT, PaidPart, Payout
from partnerbook.render import fmt, words

PERIODS = {"quarter": "the quarter", "half-year": "the half-year", "year": "the year"}


def parts_in_words(payout: Payout) -> Iterator[str]:
    """One sentence for each part of what a step pays."""
    for paid in payout.parts:
        how = words.PAYMENTS[paid.part.how].lower()
        share = fmt.percent(paid.part.share)
        yield f"{fmt.money(paid.amount)} ({share}) {how}{_turns(payout, paid)}."


def labels_in_words(payout: Payout) -> Iterator[str]:
    """How it is taxed and booked, as far as that is said."""
    if payout.step.terms.tax:
        yield f"Tax: {payout.step.terms.tax}"
    if payout.step.terms.books_as:
        yield f"Booked as: {payout.step.terms.books_as}"


def _turns(payout: Payout, paid: PaidPart) -> str:
    if paid.below is None:
        return ""
    other = next(part for part in payout.step.terms.parts if part.id == paid.part.to)
    instead = words.PAYMENTS[other.how].lower()
    period, least = PERIODS[paid.part.per], fmt.money(paid.below)
    if paid.side == KEPT:
        return f"; {period} reaches {least}, so it stays that"
    if paid.side == CONVERTS and paid.reached is not None:
        return f", but {instead} as {period} has only {fmt.money(paid.reached)} of {least} so far"
    return f", or {instead} if {period} comes to less than {least}"
