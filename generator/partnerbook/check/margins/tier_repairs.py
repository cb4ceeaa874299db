"""What would bring two tiers into their order: another cap, or the same rate for both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from partnerbook.check.margins.commissions import beside_resale
from partnerbook.check.margins.sums import amount
from partnerbook.check.margins.tier_rows import between, in_every_row, turned
from partnerbook.check.margins.tier_stacks import of_partner, sides
from partnerbook.findings import Edit, Ref, Repair
from partnerbook.pricing.inversion import Inversion
from partnerbook.pricing.waterfall import Taken
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Cap, Program
from partnerbook.rulebook import Answers


@dataclass(frozen=True, slots=True)
class Cut:
    """A cap that takes so much off what the higher tier gets that it earns less.

    ``taken``: the step that is cut; ``cap`` the cap, and ``at`` where its amount stands.
    """

    taken: Taken
    cap: Cap
    at: Ref


def cut_of(found: Inversion) -> Cut | None:
    """The cap but for which the higher tier would not earn less on this deal, if there is one."""
    lost = found.lower.earned - found.higher.earned
    # Where a table of discounts gives the higher tier less, that is the cause.
    if any(taken.step.nested for taken in found.lower.taken if taken.step.id in found.steps):
        return None
    for taken in of_partner(found.higher):
        if taken.cap is not None and taken.raw - taken.amount >= lost:
            number = list(taken.cap.amounts).index(found.currency)
            return Cut(taken, taken.cap, taken.cap.ref.child("amounts", number))
    return None


def raised(cut: Cut, inversions: Sequence[Inversion]) -> Iterator[Repair]:
    """The least caps with which the higher tier never earns less; without one, no cap at all."""
    most: dict[str, Decimal] = {}
    for found in inversions:
        if found.short is None or cut.cap.per == "unit":
            single = len(cut.taken.step.caps) == 1
            all_of_it = cut.cap.ref if not single else cut.taken.step.ref.child("caps")
            less = "what it saved on large deals"
            yield Repair(f"remove the cap {cut.cap.id}", less, (Edit(all_of_it, "", "delete"),))
            return
        most[found.currency] = max(most.get(found.currency, Decimal(0)), found.short)
    edits: list[Edit] = []
    said: list[str] = []
    for number, (currency, now) in enumerate(cut.cap.amounts.items()):
        if currency in most:
            wanted = (now.amount + most[currency]).to_integral_value(ROUND_CEILING)
            edits.append(Edit(cut.cap.ref.child("amounts", number), f"{wanted} {currency}"))
            said.append(f"{amount(wanted, currency)} {currency}")
    yield Repair(
        f"raise the cap {cut.cap.id} of {cut.taken.step.name} to {joined(said, 'and')}, so that it"
        " holds on deals of every size",
        "the vendor gives up to that much on a deal",
        tuple(edits),
    )


def too_high(answers: Answers, found: Inversion) -> bool:
    """Whether what the lower tier gets is a commission above what reselling earns: the slip."""
    _, (_, _, less, _) = sides(answers.program, found)
    above, _ = answers.derived(beside_resale)
    return less is not None and any(
        one.commission.row.rate_ref == less.row.rate_ref for one in above
    )


def repairs(program: Program, found: Inversion, *, alone: bool) -> Iterator[Repair]:
    """Raising one tier's rate or lowering the other's; ``alone``: only by lowering the lower's.

    In all rows at once where several are the wrong way round: any that is left would break it, too.
    """
    rows = turned(program, found)
    if len(rows) > 1:
        yield from in_every_row(program, found, rows)
        return
    (high, _, more, _), (low, _, less, _) = sides(program, found)
    numbers = [taken for taken in (more, less) if taken is not None and taken.rate is not None]
    if len(numbers) == 2 and numbers[0].row.rate_ref != numbers[1].row.rate_ref:
        up, down = numbers
        assert up.rate is not None
        assert down.rate is not None
        points = f"{abs(down.rate.points - up.rate.points):f} points"
        name = up.step.name
        higher = Repair(
            f"raise the {up.rate} of {name} for {high} to {down.rate}",
            f"the vendor gives {high} {points} more",
            (Edit(up.row.rate_ref, str(down.rate)),),
        )
        if not alone:
            yield higher
        # The same rate for both is a step without a reward, which would be the next finding.
        wanted, beside = between(program, down.step, down.row, up.row)
        yield Repair(
            f"lower the {down.rate} of {name} for {low} to {wanted}{beside}",
            f"{low} gets {abs(down.rate.points - wanted.points):f} points less",
            (Edit(down.row.rate_ref, str(wanted)),),
        )
    else:
        yield Repair(f"raise what {high} gets there, or lower what {low} gets")
