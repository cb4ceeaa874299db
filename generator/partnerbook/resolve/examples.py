"""Links the orders of worked examples: every word in them is known.

An example in which something is not understood is left out and named: it would be another order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from partnerbook.findings import Ref, Repair
from partnerbook.resolve.axes import ANCHORS, KEYS, OTHER
from partnerbook.resolve.example_amounts import amounts_count
from partnerbook.resolve.example_results import Results, expected_of
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Partner, Product, Step
from partnerbook.resolve.record import Record
from partnerbook.resolve.scope import Scopes
from partnerbook.resolve.targets import ACCOUNT, DIMENSION, PRODUCT, VALUE
from partnerbook.resolve.written import (
    Bought,
    Example,
    Original,
    WrittenLine,
    WrittenOrder,
)
from partnerbook.values.ident import NONE, closest


@dataclass(frozen=True, slots=True)
class Examples:
    """Makes the worked examples; ``partners``, ``products`` and ``steps`` are what is linked."""

    scopes: Scopes
    partners: Mapping[str, Partner]
    products: Mapping[str, Product]
    steps: tuple[Step, ...]

    def all_of(self, records: Iterable[Record]) -> tuple[Example, ...]:
        """Every example that is understood."""
        return tuple(example for record in records if (example := self.of(record)) is not None)

    def of(self, record: Record) -> Example | None:
        """One example, or an order that is asked about; None if something is not understood."""
        at, said = record.ref.child("order"), record["order"]
        # All of them, so that everything is reported in one run.
        known = [
            said.get("partner") is None or said["partner"] in self.partners,
            self._account(said, at),
            self._facts(said, at),
            self._products(said, at),
            self._caps(said, at),
            self._periods(said, at),
            amounts_count(self.scopes.desk, self.steps, said, at),
            Results(self.scopes.desk, self.partners, self.steps).known(record),
            not self.scopes.desk.any_bad(record.ref),
        ]
        if not all(known):
            self.scopes.desk.leave_out(f"{record.kind}/{record.id}")
            return None
        return Example(
            id=record.id,
            name=record.get("name", ""),
            audience=record.audiences["/summary"],
            order=self._order(said, at),
            expected=tuple(expected_of(record)),
            ref=record.ref,
        )

    def _order(self, said: Mapping[str, Any], at: Ref) -> WrittenOrder:
        places = self.scopes.places
        facts = dict(said.get("facts", {}))
        facts |= {key: said[key] for key in ("account", "partner_type", "track") if key in said}
        if "seller_place" in said:
            facts["seller"] = places.code(said["seller_place"], at.child("seller_place")) or ""
        return WrittenOrder(
            partner=said.get("partner", ""),
            tier=said.get("tier", ""),
            place=places.code(said["place"], at.child("place")) if "place" in said else None,
            currency=said["currency"],
            route=said.get("route"),
            claim=said.get("claim"),
            deal_role=said.get("deal_role"),
            facts=facts,
            dates=said["dates"],
            lines=tuple(
                WrittenLine(
                    product=line["product"],
                    quantity=line["quantity"],
                    line_type=line.get("line_type"),
                    billing=line.get("billing"),
                    term_months=line.get("term_months"),
                    ref=at.child("lines", n),
                    deal_role=line.get("deal_role"),
                    of=_original(line["of"]) if "of" in line else None,
                )
                for n, line in enumerate(said["lines"])
            ),
            ref=at,
            take=frozenset(said["take"]) - {NONE} if "take" in said else None,
            used={(one["incentive"], one["cap"]): one["amount"] for one in said.get("used", ())},
            period_value=said.get("period_value"),
            period_growth=said.get("period_growth"),
            distributor_price=said.get("distributor_price"),
            periods={
                one["incentive"]: Bought(one.get("value"), one.get("growth"))
                for one in said.get("periods", ())
            },
        )

    def _account(self, said: Mapping[str, Any], at: Ref) -> bool:
        name = said.get("account", OTHER)
        return name == OTHER or self.scopes.desk.refer(ACCOUNT, name, at.child("account"))

    def _facts(self, said: Mapping[str, Any], at: Ref) -> bool:
        """Whether each fact is a dimension that the program declares, with one of its values."""
        desk, values = self.scopes.desk, self.scopes.axes.values
        known = [axis for axis in values if self.scopes.is_declared(axis)]
        good = True
        for key, value in said.get("facts", {}).items():
            here = at.child("facts", key)
            if key in known:
                good = self.scopes.knows(key, value, here) and good
                continue
            good = False
            near = closest(key, known, limit=1)
            hint = f"did you mean {near[0]}?" if near else f"those of an order: {', '.join(known)}"
            if key in KEYS or key in KEYS.values():
                near, hint = (), "it has a key of its own in the order"
            message = f"there is no fact called {key}; {hint}"
            desk.miss(DIMENSION, key, here.key(), message, [(n, f"write {n}") for n in near])
        return good

    def _periods(self, said: Mapping[str, Any], at: Ref) -> bool:
        """Whether what was bought in a period is said of incentives that measure one."""
        measuring = [step for step in self.steps if not step.partner and _measures(step)]
        known = {step.id: step for step in self.steps if not step.partner}
        good = True
        for n, one in enumerate(said.get("periods", ())):
            step = known.get(one["incentive"])
            if step is None or step in measuring:
                continue
            good = False
            here = at.child("periods", n, "incentive")
            names = joined([other.id for other in measuring], "and")
            others = f"those that do: {names}" if names else "none does"
            self.scopes.desk.say(
                "reference/no-period",
                f"{step.name} does not measure what was bought in a period; {others}",
                [(here, "measures no period"), (step.ref, step.name)],
                repairs=[Repair("take it out, or name one that does")],
                facts=(step.id,),
            )
        return good

    def _products(self, said: Mapping[str, Any], at: Ref) -> bool:
        """Whether what is ordered is sold, and is no group of products."""
        good = True
        for n, line in enumerate(said["lines"]):
            name = line["product"]
            product, here = self.products.get(name), at.child("lines", n, "product")
            if product is None:
                good = False
            elif not product.sku:
                good = False
                below = [one.id for one in self.products.values() if one.parent == name]
                message = (
                    f"{name} is a group of products; an order names one: {joined(below, 'or')}"
                )
                self.scopes.desk.miss(PRODUCT, name, here, message, within="one product")
        return good

    def _caps(self, said: Mapping[str, Any], at: Ref) -> bool:
        """Whether each cap that is partly used is one of its incentive."""
        caps = {step.id: [cap.id for cap in step.caps] for step in self.steps}
        good = True
        for n, one in enumerate(said.get("used", ())):
            there = caps.get(one["incentive"])
            if there is None or one["cap"] in there:
                good = good and there is not None
                continue
            good = False
            name, near = one["cap"], closest(one["cap"], there, limit=1)
            has = joined(there, "and") if there else "none"
            hint = f"did you mean {near[0]}?" if near else f"it has {has}"
            message = f"{one['incentive']} has no cap called {name}; {hint}"
            repairs = [(word, f"write {word}") for word in near]
            here = at.child("used", n, "cap")
            self.scopes.desk.miss(VALUE, name, here, message, repairs, within=one["incentive"])
        return good


def _original(said: Mapping[str, Any]) -> Original:
    """The order of which a line takes something back."""
    return Original(
        dates={anchor: said[anchor] for anchor in ANCHORS if anchor in said},
        line_type=said.get("line_type"),
        quantity=said.get("quantity"),
        list_value=said.get("list_value"),
        earned={one["incentive"]: one["amount"] for one in said.get("earned", ())},
    )


def _measures(step: Step) -> bool:
    """Whether what was bought in a period decides what a step gives, or how it is paid."""
    if step.measure.startswith("period") or any(part.converts_below for part in step.terms.parts):
        return True
    return any(axis.startswith("period_") for row in step.rows for axis in row.scope.axes())
