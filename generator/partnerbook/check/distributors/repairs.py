"""What would leave a distributor enough: its own rate raised, one of the partner's lowered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from partnerbook.check.distributors.blame import (
    Blamed,
    TooLittle,
    decisive,
    kept_share,
    least,
)
from partnerbook.check.floors.repairs import TENTH, above, rate_words, whose, written
from partnerbook.check.margins.deals import percent
from partnerbook.findings import Edit, Ref, Repair
from partnerbook.pricing.distributor import Squeeze
from partnerbook.pricing.exact import share
from partnerbook.pricing.stack import Stack
from partnerbook.pricing.waterfall import Taken
from partnerbook.resolve.program import Program

HUNDRED = Decimal(100)


def repairs(program: Program, blamed: Blamed) -> Iterator[Repair]:
    """The least change of one rate that clears all deals: of the one to blame, then of others."""
    named, wanted = _wanted(program, blamed)
    for ref, taken in named.items():
        rates = wanted.get(ref, [])
        if len(rates) == len(blamed.squeezes):
            culprit = ref == blamed.culprit.row.rate_ref
            yield from _changed(program, taken, rates, culprit=culprit)
    if any(not t.step.nested and t.chain == "partner" for t in decisive(blamed.worst.core)):
        yield Repair("or pay it back: an incentive of `kind: credit-back` on the same deals")


def ceiling(program: Program, found: TooLittle, number: Ref) -> Decimal | None:
    """The most points at which a rate leaves a distributor enough; None where it does anyway."""
    for blamed in found.rates:
        if blamed.culprit.row.rate_ref == number and blamed.culprit.chain == "partner":
            wanted = _wanted(program, blamed)[1].get(number, [])
            return min(wanted, default=None)
    return None


def _wanted(program: Program, blamed: Blamed) -> tuple[dict[Ref, Taken], dict[Ref, list[Decimal]]]:
    """Every rate of the deals that are laid to one, and what each deal needs it to be."""
    wanted: dict[Ref, list[Decimal]] = {}
    named: dict[Ref, Taken] = {blamed.culprit.row.rate_ref: blamed.culprit}
    for found in blamed.squeezes:
        for at, taken in enumerate(found.stack.taken):
            points = _points(found, at, least(program))
            if points is not None:
                named.setdefault(taken.row.rate_ref, taken)
                wanted.setdefault(taken.row.rate_ref, []).append(points)
    return named, wanted


def _changed(
    program: Program, taken: Taken, rates: Sequence[Decimal], *, culprit: bool
) -> Iterator[Repair]:
    """A rate changed so far that every deal is cleared, where it can be.

    What is not to blame is not raised beyond what a higher tier has on the same row.
    """
    assert taken.rate is not None
    now = taken.rate.points
    if taken.chain == "distributor":
        wanted = max(rates)
        if now < wanted <= (HUNDRED if culprit else above(program, taken)):
            loses = f"the vendor gives {written(wanted - now)} points more"
            yield _to(program, taken, "raise", wanted, loses)
        return
    wanted = min(above(program, taken), *rates)
    if 0 <= wanted < now:
        loses = f"{whose(program, taken)} gets {written(now - wanted)} points less"
        yield _to(program, taken, "lower", wanted, loses)


def _to(program: Program, taken: Taken, how: str, wanted: Decimal, loses: str) -> Repair:
    rate = percent(wanted.scaleb(-2))
    say = f"{how} {rate_words(program, taken)} to {rate}"
    return Repair(say, loses, (Edit(taken.row.rate_ref, rate),))


def _points(found: Squeeze, at: int, minimum: Decimal) -> Decimal | None:
    """The rate of one step, in points, with which nothing is lacking on this deal, to a tenth.

    None where the step is no matter of these two prices alone.
    """
    stack, taken = found.stack, found.stack.taken[at]
    assert found.lacking is not None
    if taken.rate is None or not taken.base_amount or taken.step.side == "end-customer":
        return None
    part = taken.base_amount * _left(stack, at)
    if taken.chain == "distributor":
        if taken.cap is not None or not part:
            return None
        more = taken.rate.points + share(found.lacking, part) * 100
        return more.quantize(TENTH, ROUND_CEILING)
    part *= 1 - minimum
    if taken.chain != "partner" or not taken.front or not part:
        return None
    # Where a cap already cut the amount, only what it let through counts.
    now = share(taken.amount, taken.base_amount) * 100
    return (now - share(found.lacking, part) * 100).quantize(TENTH, ROUND_FLOOR)


def _left(stack: Stack, at: int) -> Decimal:
    """How much of a change of one step is left after later stages have taken their share of it."""
    taken = stack.taken[at]
    parts: dict[str, Decimal] = {}
    for later in stack.taken[at + 1 :]:
        same = later.chain == taken.chain and later.stage != taken.stage
        counts = later.front or taken.chain == "distributor"
        if same and counts and later.step.base != "list" and later.rate is not None:
            parts[later.stage.id] = parts.get(later.stage.id, Decimal(0)) + later.rate.fraction
    left = Decimal(1)
    for part in parts.values():
        left *= 1 - part
    return left


def eased(at: Ref, blamed: Sequence[Blamed], now: Decimal) -> Iterator[Repair]:
    """The highest minimum that every distributor keeps."""
    kept = min(kept_share(found) for one in blamed for found in one.squeezes)
    most = kept.quantize(TENTH.scaleb(-2), ROUND_FLOOR)
    less = written((now - most) * 100)
    yield Repair(
        f"set the minimum to {percent(most)}",
        f"distributors may keep {less} points less than was wanted",
        (Edit(at, percent(most)),),
    )
    yield Repair("or raise each of these rates")
