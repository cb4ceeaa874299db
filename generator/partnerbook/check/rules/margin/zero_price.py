"""Flags list prices of zero for products that cost the vendor something or cost more elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.findings import Place, Repair, Severity
from partnerbook.resolve.program import ListPrice, Program
from partnerbook.rulebook import Answers, Judgement, Rule


def reason(program: Program, price: ListPrice) -> Place | None:
    """What says that the product is not free: its cost, or what it costs on another list."""
    product = program.products[price.product]
    for cost in product.cost:
        if cost.amount and cost.currency == price.price.currency:
            return Place(product.cost_ref(cost.currency), f"it costs you {cost}")
    for other in program.prices:
        if other.product == price.product and other.price.amount:
            return Place(other.ref, f"{other.price} on {other.price_list}")
    return None


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each such price; what is free everywhere and costs nothing is meant to be free."""
    program = answers.program
    for price in program.prices:
        against = reason(program, price) if not price.price.amount else None
        if against is not None:
            product = program.products[price.product]
            record = program.records["price-list"][price.price_list]
            yield Judgement(
                f"{product.name} costs nothing by {record['name']}: its price is {price.price}",
                (Place(price.ref, "no margin can be proven from here"), against),
                subject=f"{price.price_list}/{product.sku}",
                help=(Repair("write its price, or take the row out if it is not sold there"),),
                facts=(price.product,),
            )


RULE = Rule(severity=Severity.ERROR, waivable=True, judge=judge)
