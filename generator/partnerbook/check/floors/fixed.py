"""Fixed amounts that take stacks too far: how much less would do, in every currency alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_FLOOR, Decimal

from partnerbook.check.floors.breach import Breach
from partnerbook.check.margins.deals import percent
from partnerbook.findings import Edit, Repair
from partnerbook.pricing.exact import share
from partnerbook.pricing.waterfall import Taken

ONE, CENTS = Decimal(1), Decimal("0.01")
SMALL = Decimal(20)
"""Below it cents matter; above it people write whole amounts."""


def lowered_amounts(culprit: Taken, found: Sequence[Breach]) -> Iterator[Repair]:
    """The most of an amount that keeps the floor on every deal on which it is broken."""
    mine = [(one, taken) for one in found for taken in one.stack.taken if _same(taken, culprit)]
    if culprit.rate is None and culprit.row.amounts and len(mine) == len(found):
        parts = [share(taken.amount - one.excess, taken.amount) for one, taken in mine]
        yield from less_of(culprit, min(parts))


def less_of(culprit: Taken, part: Decimal) -> Iterator[Repair]:
    """A number written as so much of what it is, if that leaves any of it."""
    row = culprit.row
    name = culprit.step.name
    if row.rate is not None and part > 0:
        rate = percent((row.rate.points * part).quantize(Decimal("0.1"), ROUND_FLOOR).scaleb(-2))
        yield Repair(f"lower {name} from {row.rate} to {rate}", "", (Edit(row.rate_ref, rate),))
    elif row.amounts and part > 0:
        lower = {code: _whole(money.amount * part) for code, money in row.amounts.items()}
        if all(lower.values()):
            said = ", ".join(f"{amount} {code}" for code, amount in lower.items())
            old = ", ".join(str(money) for money in row.amounts.values())
            yield Repair(
                f"lower {name} from {old} to {said}",
                "",
                (Edit(row.rate_ref, f"[{said}]"),),
            )
    if row.amounts and culprit.step.per != "unit":
        yield Repair(
            f"or give {name} on larger deals only (`list_value: {{at_least: …}}` in `for:`)"
        )


def _same(taken: Taken, culprit: Taken) -> bool:
    return taken.row.rate_ref == culprit.row.rate_ref and taken.amount > 0


def _whole(amount: Decimal) -> Decimal:
    """An amount rounded down as people write it."""
    return amount.quantize(ONE if amount >= SMALL else CENTS, ROUND_FLOOR)
