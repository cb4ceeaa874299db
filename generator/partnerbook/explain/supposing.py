"""What would be credited if a list price fell: put beside the answer about an order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from partnerbook.explain.order import sold_product
from partnerbook.explain.places import Unclear
from partnerbook.explain.price import PriceAnswer
from partnerbook.pricing.supposed import suppose
from partnerbook.resolve.program import Program
from partnerbook.values.money import Money


def supposing(
    program: Program, answer: PriceAnswer, fall: tuple[str, Money, date]
) -> PriceAnswer | Unclear:
    """The same answer, with what is credited if the list price of a product falls."""
    name, price, on = fall
    product = sold_product(program, name)
    if isinstance(product, Unclear):
        return product
    if price.currency != answer.order.currency:
        return Unclear(f"--fall {name}={price}: the order is in {answer.order.currency}")
    return replace(answer, supposed=suppose(program, answer.quote, product, price, on))
