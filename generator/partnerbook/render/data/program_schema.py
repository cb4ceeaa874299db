"""The JSON Schema of ``program.json``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from partnerbook.render.data.catalogue import PROGRAM

Schema = Mapping[str, Any]
DRAFT = "https://json-schema.org/draft/2020-12/schema"


def _text(about: str, **more: Any) -> Schema:
    return {"type": "string", "description": about, **more}


def _list(items: Schema, about: str = "") -> Schema:
    return {"type": "array", "items": items, **({"description": about} if about else {})}


def _object(properties: Mapping[str, Schema], optional: str = "") -> Schema:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": [name for name in properties if name not in optional.split()],
        "additionalProperties": False,
    }


_ID = _text("The id, as in the program's files.")
_NAME = _text("What people call it.")
_DAY: Schema = {"type": "string", "format": "date"}
_TEXTS = _list({"type": "string"})
_MONEY = _text("An amount such as 250000 EUR.", pattern="^[0-9]+(\\.[0-9]+)? [A-Z]{3}$")
_RATE = _text("A percentage such as 12.5%.", pattern="^[0-9]+(\\.[0-9]+)?%$")
_AMOUNTS = _list(_MONEY, "The same in each currency.")

_ASKED = _object(
    {
        "id": _ID,
        "name": _NAME,
        "kind": {
            "enum": [
                *("money", "count", "percent", "done", "agreement"),
                *("all-of", "any-of", "count-of", "score"),
            ]
        },
        "metric": _text("The id of the metric that it is compared with."),
        "amounts": _AMOUNTS,
        "count": {"type": "integer", "minimum": 0},
        "unit": _text("What is counted."),
        "percent": _RATE,
        "window": _text("Over which time it is measured."),
        "shows": {"enum": ["capability", "capacity", "commitment"]},
        "proof": _text("What shows it."),
        "reason": _text("Why it is asked for."),
        "from": _DAY,
        "through": _DAY,
        "follows": _text("The id of the one whose place it takes."),
    },
    "metric amounts count unit percent window shows proof reason from through follows",
)
_BENEFIT = _object(
    {
        "id": _ID,
        "group": _text("Its heading."),
        "name": _NAME,
        "value": _text("What is given."),
        "note": _text("What else to know."),
    },
    "note",
)
_TIER = _object(
    {
        "id": _ID,
        "name": _NAME,
        "rank": {"type": "integer", "minimum": 1, "description": "1 is the entry."},
        "tracks": _TEXTS,
        "summary": _text("Whom it is for."),
        "invitation_only": {"type": "boolean"},
        "requirements": _list(_ASKED, "What a partner must reach to get in."),
        "maintenance": _list(_ASKED, "What a partner must keep to stay in."),
        "grace": _text("How long it stays without."),
        "review": _object({"every": _text("How often."), "rule": _text("How.")}),
        "benefits": _list(_BENEFIT),
    },
    "invitation_only requirements maintenance grace review benefits",
)
_BAND = _object(
    {
        "id": _ID,
        "from": {
            "type": ["integer", "string"],
            "description": "The smallest inside: units, an amount, or growth in %.",
        },
        "through": {"type": "integer", "description": "The largest quantity inside."},
        "below": _text("The first amount or growth no longer inside."),
        "rate": _RATE,
    },
    "through below rate",
)
_BANDS = _object(
    {
        "measure": {"enum": ["quantity", "list-value", "period-value", "period-growth"]},
        "unit": _text("What is counted."),
        "period": {"enum": ["quarter", "year"]},
        "counts": _text(
            "all-units: a band's rate is for all; marginal: for what lies in the band."
        ),
        "rows": _list(_BAND),
    },
    "unit period",
)
_CAP = _object(
    {
        "id": _ID,
        "per": {"enum": ["deal", "unit", "month", "quarter", "year", "period"]},
        "amounts": _AMOUNTS,
        "for": {"type": "object", "description": "The cells in which alone it binds."},
        "except": _list({"type": "object"}, "Cells in which it does not."),
    },
    "for except",
)
_INCENTIVE = _object(
    {
        "id": _ID,
        "name": _NAME,
        "kind": _text("What sort of incentive it is."),
        "summary": _text("What it is."),
        "track": _text("The id of its track."),
        "applies": {"enum": ["automatic", "on-request", "discretionary"]},
        "protection": {
            "enum": ["precedence", "exclusive"],
            "description": "What registering gives besides the price; precedence if absent.",
        },
        "from": _DAY,
        "through": _DAY,
        "announced": _DAY,
        "purpose": _text("What an allowance is given for."),
        "rate": _RATE,
        "rates": {"type": "object", "additionalProperties": _RATE, "description": "By tier id."},
        "bands": _BANDS,
        "amounts": _AMOUNTS,
        "prices": _list(_MONEY, "What one unit costs after it, one price per currency."),
        "caps": _list(_CAP),
    },
    "summary track applies protection from through announced purpose"
    " rate rates bands amounts prices caps",
)
_TERRITORY = _object(
    {
        "id": _ID,
        "name": _NAME,
        "places": _list(
            _object(
                {
                    "country": _text("ISO 3166-1 code."),
                    "name": _NAME,
                    "parts": _list(
                        _object({"code": _text("ISO 3166-2 code."), "name": _NAME}),
                        "Empty when the whole country is inside.",
                    ),
                }
            )
        ),
        "may_actively_sell": _list(
            _object(
                {
                    "partner": _text("The id of a listed partner."),
                    "products": _text("In words."),
                    "customers": _text("In words."),
                    "where": _text("In words."),
                }
            )
        ),
        "others": _list(
            _object(
                {
                    "partner": _text("The id of a listed partner that does not sell to customers."),
                    "does": _text("What it does with its right, in words."),
                    "products": _text("In words."),
                    "customers": _text("In words."),
                    "where": _text("In words."),
                }
            )
        ),
    }
)
_PRODUCT = _object(
    {
        "family": _text("The id of its family."),
        "id": _ID,
        "name": _NAME,
        "sku": _text("The order number."),
        "per": _text("What one unit is."),
        "billing": {"enum": ["monthly", "yearly", "once"]},
        "launch": _DAY,
        "end_of_sale": _DAY,
        "bundle": _list(
            _object({"product": _ID, "quantity": {"type": "integer", "minimum": 1}}),
            "What one unit consists of; to sell it takes the right to sell each of these.",
        ),
    },
    "per billing launch end_of_sale bundle",
)
_PARTNER = _object(
    {
        "id": _ID,
        "name": _NAME,
        "tier": _text("The tier held; empty if none."),
        "type": _text("What sort of partner it is."),
        "seat": _text("Where it is established."),
        "does": _text("What it does with its rights, in words: May actively sell."),
        "rights": _list(
            _object(
                {
                    "where": _text("In words."),
                    "products": _text("In words."),
                    "only": _text("What narrows it, in words; may be empty."),
                }
            )
        ),
        "summary": _text("What it does."),
        "website": _text("Its web site; may be empty."),
        "email": _text("A role mailbox; may be empty."),
        "languages": _TEXTS,
        "services": _list(
            _object(
                {
                    "kind": _text("What sort of service it is."),
                    "name": _text("What the partner calls it."),
                    "languages": _list({"type": "string"}, "Empty: all that it speaks."),
                    "where": _text("In words; empty: where it holds rights."),
                }
            )
        ),
        "competencies": _TEXTS,
        "segments": _list(
            _object({"segmentation": _NAME, "values": _list({"type": "string"}, "Whom it serves.")})
        ),
        "verticals": _TEXTS,
    }
)
_CHANGE = _object(
    {
        "effective": _DAY,
        "subject": _text("What changes."),
        "what": _text("How."),
        "was": _text("Before; may be empty."),
        "becomes": _text("After; may be empty."),
        "announced": _DAY,
    },
    "announced",
)


def program_schema() -> Schema:
    """Closed: a key that is not here cannot stand in the file."""
    return {
        "$schema": DRAFT,
        "$id": PROGRAM.schema,
        "title": "A partner program, as one group of readers may see it",
        **_object(
            {
                "$schema": _text("Where this description lies."),
                "program": _text("The name of the program."),
                "vendor": _text("Whose program it is."),
                "release": _text("The release of the program."),
                "as_of": {**_DAY, "description": "The day for which the file holds."},
                "edition": {"enum": ["public", "partner"]},
                "tiers": _list(_TIER),
                "incentives": _list(_INCENTIVE),
                "territories": _list(_TERRITORY),
                "products": _list(_PRODUCT),
                "partners": _list(_PARTNER, "Listed partners with an agreement in force."),
                "changes": _list(_CHANGE, "Coming first, then the last twelve months."),
            }
        ),
    }
