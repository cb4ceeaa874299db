"""Flags a product that is priced per something else than it is sold per."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.findings import Edit, Place, Ref, Repair, Severity
from partnerbook.resolve.offer import ListPrice, Product
from partnerbook.rulebook import Answers, Judgement, Rule


def cell(price: ListPrice) -> Ref:
    """Where a list says what its price is per."""
    return Ref(price.ref.document).child(price.ref.steps[0], "per")


def agree(prices: list[ListPrice]) -> bool:
    """Whether several lists price it alike, so that the product is the odd one."""
    return len(prices) > 1 and len({price.per for price in prices}) == 1


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each product once, however many lists differ."""
    program = answers.program
    lists: dict[str, list[ListPrice]] = {}
    for price in program.prices:
        lists.setdefault(price.product, []).append(price)
    for name, prices in lists.items():
        product = program.products[name]
        wrong = [price for price in prices if price.per != product.per]
        if wrong:
            yield judgement(product, wrong, odd=agree(prices))


def judgement(product: Product, wrong: list[ListPrice], *, odd: bool) -> Judgement:
    """``odd``: it is the product that is likelier wrong."""
    said = " and ".join(sorted({price.per for price in wrong}))
    names = ", ".join(sorted({price.price_list for price in wrong}))
    here = Place(product.ref.child("per"), f"sold per {product.per}")
    lists = tuple(Place(cell(price), f"priced per {price.per}") for price in wrong)
    mend_lists = Repair(
        f"write {product.per} in {names}",
        edits=tuple(Edit(cell(price), product.per) for price in wrong),
    )
    mend_product = Repair(f"sell it per {said}", edits=(Edit(here.at, said),))
    return Judgement(
        f"{product.name} is sold per {product.per}, but priced per {said} in {names}",
        (here, *lists) if odd else (*lists, here),
        subject=product.id,
        help=(mend_product, mend_lists) if odd else (mend_lists,),
        facts=tuple(sorted({price.price_list for price in wrong})),
    )


RULE = Rule(severity=Severity.ERROR, waivable=False, judge=judge)
