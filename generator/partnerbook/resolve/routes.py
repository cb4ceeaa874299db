"""Which route must be used where, and through which distributors."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from partnerbook.findings import Ref
from partnerbook.resolve.axes import day_axis, day_spans
from partnerbook.resolve.program import RouteRule
from partnerbook.resolve.record import Record
from partnerbook.resolve.scope import Scopes
from partnerbook.resolve.wrong_sort import is_distributor
from partnerbook.values.period import inclusive


@dataclass(frozen=True, slots=True)
class Routes:
    """Makes the route rules.

    ``types`` has the type of every partner, ``partners`` are those that are understood.
    """

    scopes: Scopes
    types: Mapping[str, str]
    partners: Collection[str]

    def of(self, record: Record) -> Iterator[RouteRule]:
        """The rules of one file; one with an unknown distributor is left out and named."""
        desk = self.scopes.desk
        for at, data in enumerate(record["rules"]):
            ref = record.ref.child("rules", at)
            name = f"{record.id}/{data['id']}"
            distributors = tuple(data.get("distributors", ()))
            named = self._named(distributors, ref.child("distributors"))
            cells = self.scopes.cells(data, ref)
            if cells is None or not named or desk.is_bad(ref.child("id")):
                desk.leave_out(name)
                continue
            period = inclusive(data.get("from"), data.get("through"))
            cells = cells.limited(day_axis("order"), day_spans(period))
            yield RouteRule(name, cells, data["must_use"], distributors, ref)

    def _named(self, distributors: Sequence[str], ref: Ref) -> bool:
        """Whether all are distributors: with fewer than meant, the rule would say another thing."""
        desk = self.scopes.desk
        several = len(distributors) > 1
        known = [
            not desk.is_bad(ref.child(at))
            and is_distributor(name, self.types, ref.child(at), desk, optional=several)
            for at, name in enumerate(distributors)
        ]
        return all(known) and all(name in self.partners for name in distributors)
