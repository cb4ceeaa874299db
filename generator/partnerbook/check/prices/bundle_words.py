"""What is said of a bundle: of what cannot be a part of it, and of its prices."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.margins.sums import amount
from partnerbook.check.prices.bundles import Together, ahead, parts_cost, together, unpriced, where
from partnerbook.findings import Edit, Place, Repair, Severity, Term
from partnerbook.resolve.program import BundlePart, ListPrice, Product, Program
from partnerbook.rulebook import Judgement
from partnerbook.values.box import BoxSet


def of_part(program: Program, bundle: Product, part: BundlePart) -> Iterator[Judgement]:
    """What cannot be a part: the bundle, another one, or a group of products."""
    product, at = program.products.get(part.product), part.ref.child("product")
    if product is None:
        return
    reason = ""
    if product.id == bundle.id:
        others = len(bundle.bundle) > 1
        yield Judgement(
            f"{bundle.name} contains itself",
            (Place(at, "the bundle itself"), Place(bundle.ref, bundle.name)),
            subject=f"{bundle.id}/{part.product}",
            help=(
                Repair(
                    "take it out" if others else "name what it consists of instead",
                    "",
                    (Edit(part.ref, "", "delete"),) if others else (),
                ),
            ),
            facts=("itself",),
        )
    elif product.bundle:
        reason = f"{product.name} is a bundle too, and bundles are not put into bundles"
    elif not product.sku:
        reason = f"{product.name} is a group of products, which is not sold as such"
    elif product.billing != bundle.billing:
        yield Judgement(
            f"cannot tell whether {bundle.name} is dearer than its parts: it is billed"
            f" {bundle.billing}, {product.name} {product.billing}",
            (Place(at, f"billed {product.billing}"), Place(bundle.ref.child("billing"))),
            subject=f"{bundle.id}/{part.product}",
            help=(Repair("bundle only what is billed alike, or compare it by hand"),),
            facts=("billing",),
            severity=Severity.UNDETERMINED,
        )
    if reason:
        places = (Place(at, "this part"), Place(product.ref, product.name))
        subject = f"{bundle.id}/{part.product}"
        said = f"{bundle.name} cannot consist of {part.product}: {reason}"
        help_ = (Repair("name what it consists of instead"),)
        yield Judgement(said, places, subject, help=help_, facts=("part",))


def of_price(
    program: Program, bundle: Product, price: ListPrice, sold: BoxSet
) -> Iterator[Judgement]:
    """One price against those of the parts; the first region in which it is wrong.

    ``sold``: the cells that some partner may sell; a part without a price there is found anyway.
    """
    if not ahead(program, price):
        return
    subject = f"{price.price_list}/{bundle.sku}"
    for part in bundle.bundle:
        cells, name = unpriced(program, part, price), program.products[part.product].name
        own = program.axes.own("product", part.product)
        if cells and not sold.limited("product", own).without("product").meets(cells):
            yield Judgement(
                f"{bundle.name} has a price in {price.price.currency} where its part {name} has"
                f" none: {where(program, bundle, cells)}",
                (Place(price.ref, "the bundle's price"), Place(part.ref, f"{name} is part of it")),
                subject=subject,
                help=(Repair(f"add the price of {name}, if it is sold there by itself"),),
                facts=("unpriced", part.product),
                severity=Severity.WARNING,
            )
    dearer = (one for one in together(program, bundle, price) if price.price > one.apart)
    found = next(dearer, None)
    if found is not None:
        yield too_dear(program, bundle, found)
    currency = price.price.currency
    cost = parts_cost(program, bundle, currency)
    if cost is not None and price.price < cost:
        yield Judgement(
            f"{bundle.name} is listed at {price.price}; its parts cost you {cost}",
            (
                Place(price.ref, "less than they cost"),
                Place(bundle.ref.child("bundle"), "what one unit consists of"),
                *(
                    Place(product.cost_ref(currency), f"what one {product.name} costs you")
                    for product in (program.products[part.product] for part in bundle.bundle)
                ),
            ),
            subject=subject,
            help=(Repair(f"list it at {cost} or more"),),
            facts=("cost",),
        )


def too_dear(program: Program, bundle: Product, found: Together) -> Judgement:
    """Whoever buys the parts one by one pays less."""
    price, apart = found.price.price, found.apart
    currency = price.currency
    terms = [
        Term(
            amount(one.price.times(part.quantity).amount, currency),
            f"{part.quantity} × {program.products[part.product].name}, {one.price} each",
            one.ref,
        )
        for part, one in found.parts
    ]
    return Judgement(
        f"{bundle.name} costs {price}, its parts one by one {apart}:"
        f" {where(program, bundle, found.cells)}",
        (
            Place(found.price.ref, "the bundle's price"),
            Place(bundle.ref.child("bundle"), "what one unit consists of"),
            *(
                Place(one.ref, f"{program.products[part.product].name} costs {one.price}")
                for part, one in found.parts
            ),
        ),
        subject=f"{found.price.price_list}/{bundle.sku}",
        sum_intro=f"the parts of one unit, in {currency}",
        sum=(*terms, Term(amount(apart.amount, currency), "bought one by one", total=True)),
        help=(Repair(f"list it at {apart} or less"),),
        facts=("dearer",),
    )
