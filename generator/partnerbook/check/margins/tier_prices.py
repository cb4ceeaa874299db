"""What would bring two tiers into their order where one of them has an absolute price."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_DOWN, ROUND_UP, Decimal

from partnerbook.check.margins.tier_stacks import sides
from partnerbook.findings import Edit, Repair
from partnerbook.pricing.exact import ZERO, exactly, share, smallest
from partnerbook.pricing.inversion import Inversion
from partnerbook.pricing.waterfall import Taken
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Program
from partnerbook.values.money import Money


def repriced(program: Program, inversions: Sequence[Inversion]) -> Iterator[Repair]:
    """The price of the higher tier lowered, or that of the lower one raised, by what is lacking."""
    higher, lower = (_moved(program, inversions, which, way) for which, way in ((0, -1), (1, 1)))
    if higher is not None:
        said, name, tier, edits = higher
        say = f"lower the price of {name} for {tier} from {said}"
        yield Repair(say, f"the vendor gives {tier} more", edits)
    if lower is not None:
        said, name, tier, edits = lower
        say = f"{'or ' * (higher is not None)}raise the price of {name} for {tier} from {said}"
        yield Repair(say, f"{tier} gets less", edits)


def _moved(
    program: Program, inversions: Sequence[Inversion], which: int, way: int
) -> tuple[str, str, str, tuple[Edit, ...]] | None:
    """How the prices of one side would have to change, in every currency in which one is wrong."""
    tier, _, taken, _ = list(sides(program, inversions[0]))[which]
    if taken is None or not taken.row.prices:
        return None
    said: list[str] = []
    edits: list[Edit] = []
    for number, (currency, now) in enumerate(taken.row.prices.items()):
        lost = max(
            (_lost(program, one, which, taken) for one in inversions if one.currency == currency),
            default=ZERO,
        )
        if lost:
            with exactly():
                moved = (now.amount + way * lost).quantize(
                    smallest(currency), ROUND_UP if way > 0 else ROUND_DOWN
                )
            whole = moved.to_integral_value()
            wanted = str(Money(whole if whole == moved else moved, currency))
            said.append(f"{now} to {wanted}")
            edits.append(Edit(taken.row.rate_ref.child(number), wanted))
    return (joined(said, "and"), taken.step.name, tier, tuple(edits)) if edits else None


def _lost(program: Program, one: Inversion, which: int, taken: Taken) -> Decimal:
    """What the higher tier lacks for each unit on a deal where this price counts."""
    mine = list(sides(program, one))[which][2]
    if mine is None or mine.row.rate_ref != taken.row.rate_ref:
        return ZERO
    with exactly():
        return share(one.lower.earned - one.higher.earned, Decimal(one.lower.units))
