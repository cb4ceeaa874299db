"""The limits of all rights, and what must be covered, from all files together.

A limit of which a part is not understood would be narrower than its author meant, so it does not
take part.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from partnerbook.findings import Ref
from partnerbook.resolve.authority import AuthorisedRegion, Authority, MustCover
from partnerbook.resolve.axes import day_spans
from partnerbook.resolve.record import Record
from partnerbook.resolve.records import Records
from partnerbook.resolve.scope import Scopes
from partnerbook.resolve.settings import items_of, scoped
from partnerbook.values.box import BoxSet
from partnerbook.values.period import inclusive

REGIONS, MUST_COVER = "authorised_regions", "must_cover"


def authority_of(records: Records, program: Record, scopes: Scopes) -> Authority:
    """All of it, from program.yml, the agreement forms and the products."""
    forms = {
        (form["form"], form["version"]): cells
        for form in records.get("agreement", {}).values()
        if (cells := _form(form, scopes)) is not None
    }
    sold_by = {
        name: cells
        for family in records.get("product", {}).values()
        for name, cells in _sold_by(family["products"], family.ref.child("products"), scopes)
    }
    return Authority(_regions(program, scopes), forms, sold_by, _must_cover(program, scopes))


def _regions(program: Record, scopes: Scopes) -> tuple[AuthorisedRegion, ...] | None:
    found: list[AuthorisedRegion] = []
    whole = REGIONS in program.data
    for data, ref in items_of(program, REGIONS, scopes.desk):
        sides = {key: data[key] for key in ("seller_places", "places")}
        cells = _whole(sides, ref, scopes)
        if cells is None:
            scopes.desk.leave_out(data["id"])
            whole = False
        else:
            found.append(AuthorisedRegion(data["id"], data.get("name", data["id"]), cells, ref))
    return tuple(found) if whole else None


def _must_cover(program: Record, scopes: Scopes) -> tuple[MustCover, ...]:
    return tuple(
        MustCover(
            data["id"],
            cells.limited("day", day_spans(inclusive(data.get("from"), data.get("through")))),
            ref,
        )
        for data, ref, cells in scoped(program, MUST_COVER, scopes)
    )


def _form(form: Record, scopes: Scopes) -> BoxSet | None:
    """Where, and with which products, grants under a form may be; None without a limit."""
    limits: list[BoxSet | None] = []
    if "territory" in form.data:
        places = {"places": form["territory"]["places"]}
        limits.append(_whole(places, form.ref.child("territory"), scopes))
    if "products" in form.data:
        limits.append(_whole({"products": form["products"]}, form.ref, scopes))
    cells = scopes.axes.space.everything
    for limit in limits:
        if limit is None:
            return None
        cells = cells.meet(limit)
    return cells if limits else None


def _sold_by(
    products: Sequence[Mapping[str, Any]], ref: Ref, scopes: Scopes
) -> Iterator[tuple[str, BoxSet]]:
    for at, data in enumerate(products):
        here = ref.child(at)
        if "sold_by" in data:
            cells = _whole(data["sold_by"], here.child("sold_by"), scopes)
            # A product whose id is taken is left out, and with it what it says.
            if cells is not None and data["id"] in scopes.axes.trees["product"].stretch:
                yield data["id"], cells
        yield from _sold_by(data.get("products", ()), here.child("products"), scopes)


def _whole(box: Mapping[str, Any], ref: Ref, scopes: Scopes) -> BoxSet | None:
    """The cells of a box; None if any part of it is not understood."""
    cells, whole = scopes.box(box, ref, "order")
    return cells if whole else None
