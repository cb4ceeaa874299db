"""Whether what is wrong elsewhere explains why an example comes out otherwise, or not at all."""

from __future__ import annotations

from partnerbook.check.margins.other_routes import may_today
from partnerbook.pricing.gap import ELSEWHERE, NO_ROW
from partnerbook.pricing.order import cell_of
from partnerbook.pricing.roles import in_roles
from partnerbook.pricing.twice import TwoPrices, priced_twice
from partnerbook.pricing.written import order_of
from partnerbook.resolve.program import Example, Program
from partnerbook.resolve.selling_off import agreed_on
from partnerbook.rulebook import Answers


def is_half_known(program: Program, example: Example) -> bool:
    """Whether a part of the partner who orders is not understood, or its tier is missing anyway."""
    partner = program.partners.get(example.order.partner)
    if partner is None:
        return False
    meant = agreed_on(partner, example.order.dates["order"], program.holidays)
    # Who ended may well have held a tier until then; whoever sells without one is told elsewhere.
    tiers = (
        partner.standing if meant is None else (partner.held(program.as_of), partner.held(meant))
    )
    if not any(tiers):
        return True  # standing/no-tier says so
    return any(name.startswith(f"{partner.id}/") for name in program.left_out)


def is_gap(answers: Answers, example: Example) -> bool:
    """Whether some line lies where margin/unpriced, no-rate or two-prices speaks."""
    order = in_roles(answers.program, order_of(example.order)).order
    # Gaps begin on the as-of day; what an order rests on may be older, such as its registration.
    anchors = [axis for axis in answers.program.axes.space.axes if axis.startswith("day:")]
    cells = [
        (line.product, cell_of(answers.program, order, line, None).without(*anchors))
        for line in order.lines
    ]
    # What has a rate on another route only, and nobody may sell here today, is priced at list.
    wrong = [
        (gap.product, gap.cells)
        for gap in answers.gaps
        if gap.what not in (ELSEWHERE, NO_ROW) or may_today(answers.program, [gap])
    ]
    wrong += [
        (one.product, found.cells) for found in answers.derived(_twice) for one, _ in found.prices
    ]
    return any(
        product == ordered and bool(where.meet(cell))
        for ordered, cell in cells
        for product, where in wrong
    )


def _twice(answers: Answers) -> tuple[TwoPrices, ...]:
    return tuple(priced_twice(answers.program))
