"""Whether what is wrong elsewhere explains why an example comes out otherwise, or not at all."""

from __future__ import annotations

from partnerbook.pricing.order import cell_of
from partnerbook.pricing.written import order_of
from partnerbook.resolve.program import Example, Program
from partnerbook.rulebook import Answers


def is_half_known(program: Program, example: Example) -> bool:
    """Whether a part of the partner who orders is not understood, such as its agreement."""
    partner = example.order.partner
    return bool(partner) and any(name.startswith(f"{partner}/") for name in program.left_out)


def is_gap(answers: Answers, example: Example) -> bool:
    """Whether some line lies where partners may sell and margin/unpriced or no-rate speaks."""
    order = order_of(example.order)
    cells = [(line.product, cell_of(answers.program, order, line, None)) for line in order.lines]
    return any(
        gap.product == product and bool(gap.cells.meet(cell))
        for product, cell in cells
        for gap in answers.gaps
    )
