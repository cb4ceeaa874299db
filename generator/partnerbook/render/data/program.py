"""``program.json``: the facts of the pages, its scalars written as in the program's own files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from partnerbook.render.data.catalogue import PROGRAM
from partnerbook.render.views.changes import Change
from partnerbook.render.views.edition import Edition
from partnerbook.render.views.partners import PartnerRow
from partnerbook.render.views.seen import Seen, documents
from partnerbook.render.views.territories import TerritoryPage

# Which fields of a document are published, in this order; each only if the viewer may see it.
TIER = "name rank tracks summary invitation_only requirements maintenance grace review benefits"
ASKED = (
    "id name kind metric amounts count unit percent window shows proof reason from through follows"
)
BENEFIT = "id group name value note"
TERMS = "name kind summary track applies protection from through announced"
INCENTIVE = f"{TERMS} purpose rate rates bands amounts prices caps"
CAP = "id per amounts for except"
PRODUCT = "id name sku per billing launch end_of_sale bundle"
_INNER = {
    "bundle": "product quantity",
    "requirements": ASKED,
    "maintenance": ASKED,
    "benefits": BENEFIT,
    "caps": CAP,
}


def program_data(edition: Edition) -> Mapping[str, Any]:
    """What stands in ``program.json``."""
    program, viewer = edition.program, edition.viewer
    return {
        "$schema": PROGRAM.schema,
        "program": edition.status.program,
        "vendor": edition.home.vendor,
        "release": edition.status.release,
        "as_of": edition.on.isoformat(),
        "edition": viewer.level,
        "tiers": [
            {"id": name, **_picked(tier, TIER)}
            for name, tier in documents(program, "tier", viewer).items()
        ],
        "incentives": [
            {"id": name, **_picked(incentive, INCENTIVE)}
            for name, incentive in documents(program, "incentive", viewer).items()
        ],
        "territories": [_territory(page) for page in edition.territories],
        "products": [
            {"family": name, **_picked(product, PRODUCT)}
            for name, family in documents(program, "product", viewer).items()
            for product in _sold(family)
        ],
        "partners": [_partner(row) for row in edition.partners],
        "changes": [_change(change) for change in (*edition.news.coming, *edition.news.recent)],
    }


def _sold(group: Seen) -> Iterator[Seen]:
    for product in group.get("products", ()):
        if "sku" in product:
            yield product
        yield from _sold(product)


def _picked(thing: Seen, keys: str) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for key in keys.split():
        if key in _INNER and key in thing:
            out[key] = [_picked(item, _INNER[key]) for item in thing[key]]
        elif key in thing:
            out[key] = _plain(thing[key])
    return out


def _plain(value: Any) -> Any:
    """Texts, counts and truth as they are; money, percentages, dates as the files write them."""
    if isinstance(value, (str, int)):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, Sequence):
        return [_plain(inner) for inner in value]
    return str(value)


def _territory(page: TerritoryPage) -> Mapping[str, Any]:
    return {
        "id": page.row.id,
        "name": page.row.name,
        "places": [
            {
                "country": country.code,
                "name": country.name,
                "parts": [{"code": code, "name": name} for code, name in country.parts],
            }
            for country in page.countries
        ],
        "may_actively_sell": [
            {
                "partner": seller.id,
                "products": seller.products,
                "customers": seller.customers,
                "where": seller.where,
            }
            for seller in page.sellers
        ],
        "others": [
            {
                "partner": other.id,
                "does": other.does,
                "products": other.products,
                "customers": other.customers,
                "where": other.where,
            }
            for other in page.others
        ],
    }


def _partner(row: PartnerRow) -> Mapping[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "tier": row.tier,
        "type": row.type,
        "seat": row.seat,
        "does": row.does,
        "rights": [
            {"where": one.where, "products": one.products, "only": one.only} for one in row.holds
        ],
        "summary": row.summary,
        "website": row.website,
        "email": row.email,
        "languages": list(row.languages),
        "services": [
            {
                "kind": one.kind,
                "name": one.name,
                "languages": list(one.languages),
                "where": one.where,
            }
            for one in row.services
        ],
        "competencies": list(row.competencies),
        "segments": [
            {"segmentation": name, "values": list(values)} for name, values in row.segments
        ],
        "verticals": list(row.verticals),
    }


def _change(change: Change) -> Mapping[str, Any]:
    announced = {"announced": change.announced_on.isoformat()} if change.announced_on else {}
    return {
        "effective": change.effective.isoformat(),
        "subject": change.subject,
        "what": change.what,
        "was": change.was,
        "becomes": change.becomes,
        **announced,
    }
