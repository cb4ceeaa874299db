"""What a worked example expects, linked: each step, each part of a payment, each credit exists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from partnerbook.resolve.desk import Desk
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Partner, Step
from partnerbook.resolve.record import Record
from partnerbook.resolve.targets import PRODUCT, STEP, VALUE
from partnerbook.resolve.written import Expected
from partnerbook.values.ident import closest

_STEPS, _PARTS, _CREDITS = "steps", "parts", "credits"
_WHAT = {_STEPS: "step", _PARTS: "part", _CREDITS: "credit"}
_TERM = "/"
"""Between the partner and the id of a special term."""
PRICE_PROTECTION = "price-protection"


@dataclass(frozen=True, slots=True)
class Results:
    """Judges what is expected; ``partners`` and ``steps`` are what is linked."""

    desk: Desk
    partners: Mapping[str, Partner]
    steps: tuple[Step, ...]

    def known(self, record: Record) -> bool:
        """Whether everything that is expected can be told; what cannot is reported, all of it."""
        return all([self._steps(record), self._parts(record), self._credits(record)])

    def _steps(self, record: Record) -> bool:
        """Whether each step of the result exists: a special term only of the one who orders."""
        partner, desk = record["order"].get("partner", ""), self.desk
        terms = [step.id for step in self.steps if step.partner and step.partner == partner]
        good = True
        for n, one in enumerate(result_of(record).get(_STEPS, ())):
            name, here = one["step"], record.ref.child("result", _STEPS, n, "step")
            if _TERM not in name:
                good = desk.refer(STEP, name, here) and good
            elif name not in terms:
                good = False
                if partner in self.partners:
                    hint = f"it has {joined(terms, 'and')}" if terms else "it has none"
                    message = f"{partner} has no special term called {name}; {hint}"
                else:
                    message = f"{name} is a special term, and the order names no such partner"
                desk.miss(STEP, name, here, message, within="special terms")
        return good

    def _parts(self, record: Record) -> bool:
        """Whether each part is one of its incentive."""
        good = True
        for n, one in enumerate(result_of(record).get(_PARTS, ())):
            step = self._step(one["step"])
            if step is None:
                good = False  # an unknown one is reported where all ids are
                continue
            parts = [part.id for part in step.terms.parts]
            if one["part"] not in parts:
                good = False
                near = closest(one["part"], parts, limit=1)
                has = f"it is paid in {joined(parts, 'and')}" if parts else "it is paid in one sum"
                hint = f"did you mean {near[0]}?" if near else has
                message = f"{step.id} has no part called {one['part']}; {hint}"
                here = record.ref.child("result", _PARTS, n, "part")
                repairs = [(word, f"write {word}") for word in near]
                self.desk.miss(VALUE, one["part"], here, message, repairs, within=step.id)
        return good

    def _credits(self, record: Record) -> bool:
        """Whether each credit is one of a price protection, for something that is ordered."""
        good = True
        ordered = list(dict.fromkeys(line["product"] for line in record["order"]["lines"]))
        for n, one in enumerate(result_of(record).get(_CREDITS, ())):
            step, at = self._step(one["step"]), record.ref.child("result", _CREDITS, n)
            if step is None:
                good = False
                continue
            if step.kind != PRICE_PROTECTION:
                good = False
                have = [other.id for other in self.steps if other.kind == PRICE_PROTECTION]
                hint = f"{joined(have, 'and')} does" if len(have) == 1 else "price protections do"
                message = f"{step.id} credits nothing when a list price falls; {hint}"
                self.desk.miss(STEP, step.id, at.child("step"), message, within=PRICE_PROTECTION)
            if one["product"] not in ordered:
                good = False
                message = f"{one['product']} is not ordered here; {joined(ordered, 'and')} is"
                here = at.child("product")
                self.desk.miss(PRODUCT, one["product"], here, message, within="the order")
        return good

    def _step(self, name: str) -> Step | None:
        return next((step for step in self.steps if step.id == name), None)


def expected_of(record: Record) -> Iterator[Expected]:
    """Every amount that is expected, in the order of the file."""
    result, at = result_of(record), record.ref.child("result")
    for key, value in result.items():
        if key not in _WHAT:
            yield Expected(key, "", value, at.child(key))
    for key, what in _WHAT.items():
        for n, one in enumerate(result.get(key, ())):
            here = at.child(key, n, "amount")
            about = (one.get("part", ""), one.get("product", ""), one.get("on"))
            yield Expected(what, one["step"], one["amount"], here, *about)


def result_of(record: Record) -> Mapping[str, Any]:
    """What is expected; an order that is asked about may expect nothing."""
    found: Mapping[str, Any] = record.get("result", {})
    return found
