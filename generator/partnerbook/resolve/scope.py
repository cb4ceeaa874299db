"""From ``for:`` and ``except:`` to cells: OR within a dimension, AND between dimensions.

A value that is not understood is reported and left out where that makes the set smaller. Where it
would make the set wider than its author meant (a whole restriction or an exception is gone) or
leave nothing, there is no set at all: the thing itself has to be left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

from partnerbook.findings import Ref
from partnerbook.resolve import dated
from partnerbook.resolve.axes import INTERVALS, KEYS, Axes, day_axis, day_spans
from partnerbook.resolve.dated import Dated
from partnerbook.resolve.desk import Desk, Target
from partnerbook.resolve.places import Places
from partnerbook.resolve.targets import (
    ACCOUNT,
    CURRENCY,
    DIMENSION,
    PRODUCT,
    TIER,
    TRACK,
    VALUE,
)
from partnerbook.values.box import INFINITY, BoxSet, Number, Spans, spans
from partnerbook.values.ident import closest
from partnerbook.values.money import Money
from partnerbook.values.period import ALWAYS

_PLACES = ("places", "seller_places")
_AMOUNTS = ("list_value", "period_value")
_HIDDEN = frozenset({*KEYS.values(), "covers"}) - frozenset(KEYS)
"""Axes that are no keys of a scope."""
_TARGETS: Mapping[str, Target] = {
    "products": PRODUCT,
    "accounts": ACCOUNT,
    "currencies": CURRENCY,
    "tracks": TRACK,
    "tiers": TIER,
}


@dataclass(frozen=True, slots=True)
class Scopes:
    """Turns the scopes of one program into cells."""

    axes: Axes
    places: Places
    desk: Desk

    def cells(self, thing: Mapping[str, Any], ref: Ref, anchor: str = "order") -> BoxSet | None:
        """The cells of a thing by its ``for:`` and ``except:``, without its own period.

        ``anchor`` says on which date axis the versions of its territories are looked up. None if
        the thing has to be left out.
        """
        parts = self.parts(thing, ref, anchor)
        return None if parts is None else reduce(BoxSet.subtract, parts[1], parts[0])

    def parts(
        self, thing: Mapping[str, Any], ref: Ref, anchor: str = "order"
    ) -> tuple[BoxSet, tuple[BoxSet, ...]] | None:
        """The cells of a thing's ``for:`` alone, and those of each box of its ``except:``."""
        written = thing.get("for", "everyone")
        if isinstance(written, str):
            held: BoxSet | None = self.axes.space.everything
        else:
            held, _ = self.box(written, ref.child("for"), anchor)
        cuts: list[BoxSet] = []
        understood = True
        for at, box in enumerate(thing.get("except", ())):
            cut, whole = self.box(box, ref.child("except", at), anchor)
            if cut is None or not whole:
                understood = False
            else:
                cuts.append(cut)
        return (held, tuple(cuts)) if held is not None and understood else None

    def box(self, written: Mapping[str, Any], ref: Ref, anchor: str) -> tuple[BoxSet | None, bool]:
        """One box, None if it cannot be said at all, and whether all of it was understood."""
        sides: dict[str, Spans] = {}
        others: list[BoxSet] = []
        understood = whole = True
        for key, values in written.items():
            at, complete = ref.child(key), True
            if key in _PLACES:
                versions, complete = self._places(values, at)
                if len(versions) == 1 and versions[0][0] == ALWAYS:
                    sides[KEYS[key]] = versions[0][1]
                else:
                    others.append(self._versions(KEYS[key], versions, anchor))
                # A territory may well hold nothing; only what is not understood is no set.
                understood = understood and (complete or bool(versions))
            elif key in _AMOUNTS:
                amounts, complete = self._amounts(key, values, at)
                others.append(amounts)
                understood = understood and bool(amounts)
            elif key in INTERVALS:
                sides[key] = spans([(values.get("at_least", 0), values.get("below", INFINITY))])
            elif self._is_dimension(key):
                axis = KEYS.get(key, key)
                sides[axis], complete = self._values(key, axis, values, at)
                understood = understood and bool(sides[axis])
            else:
                self._unknown_key(key, at)
                understood = False
            whole = whole and complete
        if not understood:
            return None, False
        cells = self.axes.space.box(sides)
        for other in others:
            cells = cells.meet(other)
        return cells, whole

    def _places(self, names: Sequence[str], ref: Ref) -> tuple[Dated, bool]:
        parts: list[Dated] = []
        complete = True
        for at, name in enumerate(names):
            part = self.places.find(name, ref.child(at))
            if part is None or name in self.places.damaged:
                complete = False
            if part:
                parts.append(part)
        return (dated.union(parts) if parts else ()), complete

    def _versions(self, axis: str, held: Dated, anchor: str) -> BoxSet:
        """A box for each stretch of time in which the places are the same."""
        space = self.axes.space
        cells = space.nothing
        for period, stretch in held:
            cells = cells.union(space.box({axis: stretch, day_axis(anchor): day_spans(period)}))
        return cells

    def is_declared(self, axis: str) -> bool:
        """Whether an enumeration is one that the program declares, or ``incumbent``."""
        return axis == "incumbent" or (self._is_dimension(axis) and axis not in KEYS)

    def knows(self, axis: str, value: str, ref: Ref) -> bool:
        """Whether such an enumeration has a value; it is reported if it has not."""
        return self._knows(axis, axis, value, ref)

    def _is_dimension(self, key: str) -> bool:
        return key in KEYS or (key in self.axes.values and key not in _HIDDEN)

    def _values(self, key: str, axis: str, values: Sequence[str], ref: Ref) -> tuple[Spans, bool]:
        """The listed values of a tree or an enumeration, and whether all of them are known."""
        known = [
            value for at, value in enumerate(values) if self._knows(key, axis, value, ref.child(at))
        ]
        held = spans(side for value in known for side in self.axes.node(axis, value))
        return held, len(known) == len(values)

    def _knows(self, key: str, axis: str, value: str, ref: Ref) -> bool:
        target = _TARGETS.get(key)
        if target is not None:
            return (axis in self.axes.trees and value == "all") or self.desk.refer(
                target, value, ref
            )
        values = self.axes.values[axis]
        if value in values:
            return True
        near = closest(value, values, limit=1)
        listed = ", ".join(values)
        hint = f"did you mean {near[0]}?" if near else f"it has {listed}"
        message = f"{key} has no value {value}; {hint}"
        self.desk.miss(VALUE, value, ref, message, [(n, f"write {n}") for n in near], within=key)
        return False

    def _unknown_key(self, key: str, ref: Ref) -> None:
        known = (*KEYS, *INTERVALS, *(axis for axis in self.axes.values if axis not in _HIDDEN))
        near = closest(key, known, limit=1)
        message = f"there is no dimension called {key}"
        if near:
            message += f"; did you mean {near[0]}?"
        else:
            own = [axis for axis in self.axes.values if axis not in _HIDDEN and axis not in KEYS]
            message += f"; the program declares {', '.join(own)}" if own else ""
        self.desk.miss(DIMENSION, key, ref.key(), message, [(n, f"write {n}") for n in near])

    def _amounts(self, key: str, written: Mapping[str, Any], ref: Ref) -> tuple[BoxSet, bool]:
        """A box for each currency; a currency that is not named has no cells."""
        edges = {edge: _by_currency(written.get(edge, ())) for edge in ("at_least", "below")}
        least, below = edges["at_least"], edges["below"]
        if least and below and least.keys() != below.keys():
            odd = sorted(least.keys() ^ below.keys())
            self.desk.say(
                "reference/uneven-amounts",
                f"{key} has only one of the two amounts in {', '.join(odd)}",
                [(ref, "")],
                subject=ref.document,
                facts=(ref.pointer, *odd),
            )
            return self.axes.space.nothing, False
        cells, whole = self.axes.space.nothing, True
        for currency in {**least, **below}:
            if currency not in self.axes.values["currency"]:
                whole = False
                continue
            stretch = (least.get(currency, 0), below.get(currency, INFINITY))
            box = {
                "currency": self.axes.node("currency", currency),
                f"{key}:{currency}": spans([stretch]),
            }
            cells = cells.union(self.axes.space.box(box))
        return cells, whole


def _by_currency(amounts: Sequence[Money]) -> dict[str, Number]:
    return {money.currency: money.amount for money in amounts}
