"""What is sold: families, products and their tree, with every id unique in the whole program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from partnerbook.findings import Ref
from partnerbook.resolve.axes import SELF, Tree
from partnerbook.resolve.axes_build import ROOT, lay_out
from partnerbook.resolve.desk import Desk
from partnerbook.resolve.program import BundlePart, Product
from partnerbook.resolve.record import Record
from partnerbook.resolve.targets import PRODUCT, SKU
from partnerbook.values.money import Money
from partnerbook.values.period import ALWAYS, inclusive


@dataclass(slots=True)
class Catalogue:
    """The products of a program. ``skus`` leads from the order number to the product's id.

    A second product with an id or sku that is taken is reported and left out.
    """

    families: Mapping[str, Record]
    program: Record
    desk: Desk
    products: dict[str, Product] = field(default_factory=dict)
    skus: dict[str, str] = field(default_factory=dict)
    _children: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.products[ROOT] = _group(ROOT, "all products", "", "", self.program.ref)
        for name, record in self.families.items():
            self.products[name] = _group(name, record["name"], ROOT, name, record.ref)
            self._children.setdefault(ROOT, []).append(name)
        for name, record in self.families.items():
            self._add(name, name, record["products"], record.ref.child("products"))
        self._bundle()
        self.desk.know(PRODUCT, (name for name in self.products if name != ROOT))
        self.desk.know(SKU, self.skus)
        for product in self.products.values():
            for part in product.bundle:
                self.desk.refer(PRODUCT, part.product, part.ref.child("product"))

    def _bundle(self) -> None:
        """What is not said of a bundle: that it costs what its parts do."""
        for name, product in self.products.items():
            if not product.cost_written:
                self.products[name] = replace(product, cost=self._of_parts(product))

    def _of_parts(self, bundle: Product) -> tuple[Money, ...]:
        """The cost of one unit, in each currency in which that of every part is written."""
        sums: dict[str, Money] | None = None
        # That it contains itself is an error, and costs nothing besides.
        for part in (part for part in bundle.bundle if part.product != bundle.id):
            product = self.products.get(part.product)
            # What a bundle in a bundle costs is not looked into: that is an error.
            written = product.cost if product is not None and not product.bundle else ()
            costs = {one.currency: one.times(part.quantity) for one in written}
            sums = (
                costs
                if sums is None
                else {code: sums[code] + costs[code] for code in sums if code in costs}
            )
        return tuple((sums or {}).values())

    def tree(self) -> Tree:
        """``all`` → families → products → what they group, and a leaf for what is sold besides."""
        names = {name: product.name for name, product in self.products.items()}
        children: dict[str, Sequence[str]] = dict(self._children)
        for name, below in self._children.items():
            if self.products[name].sku:
                children[name] = [f"{name}{SELF}", *below]
                names[f"{name}{SELF}"] = f"{names[name]} itself"
        return lay_out(ROOT, children, names)

    def _add(
        self, parent: str, family: str, products: Sequence[Mapping[str, Any]], ref: Ref
    ) -> None:
        for at, data in enumerate(products):
            here = ref.child(at)
            name, sku = data["id"], data.get("sku", "")
            if self._is_taken(name, sku, here):
                self.desk.leave_out(f"{family}/{name}")
                self._excuse(data)
                continue
            inner = data.get("products", ())
            self.products[name] = Product(
                id=name,
                name=data["name"],
                parent=parent,
                family=family,
                sku=sku,
                per=data.get("per", ""),
                offered=inclusive(data.get("launch"), data.get("end_of_sale")),
                cost=tuple(data.get("cost", ())),
                maximum_give=data.get("maximum_give"),
                ref=here,
                bundle=tuple(
                    BundlePart(part["product"], part["quantity"], here.child("bundle", number))
                    for number, part in enumerate(data.get("bundle", ()))
                ),
                billing=data.get("billing", ""),
                cost_written="cost" in data or "bundle" not in data,
            )
            if sku:
                self.skus[sku] = name
            self._children.setdefault(parent, []).append(name)
            if inner:
                self._add(name, family, inner, here.child("products"))

    def _is_taken(self, name: str, sku: str, ref: Ref) -> bool:
        other = self.products.get(name)
        if other is not None:
            is_family = other.parent == ROOT
            what = "a product family" if is_family else "another product"
            self.desk.repeated(PRODUCT)
            self._second(
                f"{name} is the id of {what} too; products and families share their ids",
                ref.child("id"),
                other.ref if is_family else other.ref.child("id"),
                ("product", name),
            )
            return True
        if sku in self.skus:
            self.desk.repeated(SKU)
            owner = self.products[self.skus[sku]]
            self._second(
                f"the sku {sku} belongs to {owner.id} already",
                ref.child("sku"),
                owner.ref.child("sku"),
                ("sku", sku),
            )
            return True
        return False

    def _excuse(self, data: Mapping[str, Any]) -> None:
        """What a product that is left out would have declared."""
        self.desk.excuse(PRODUCT, data["id"])
        self.desk.excuse(SKU, data.get("sku", ""))
        for inner in data.get("products", ()):
            self._excuse(inner)

    def _second(self, message: str, second: Ref, first: Ref, facts: tuple[str, str]) -> None:
        places = [(second, "the second"), (first, "the first")]
        self.desk.say("reference/duplicate-id", message, places, subject=facts[1], facts=facts)


def _group(name: str, title: str, parent: str, family: str, ref: Ref) -> Product:
    return Product(name, title, parent, family, "", "", ALWAYS, (), None, ref)
