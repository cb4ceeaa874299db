"""Random small programs as files: everything that a right may depend on, in the user's language."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

from tests.rights.universe import TIERS, Data, Files

AS_OF = "2026-11-22"
DATES = (
    "2026-01-01 2026-06-30 2026-07-01 2026-08-31 2026-11-21 2026-11-22 2026-11-23 2026-12-31"
    " 2027-01-01 2027-06-30 2027-07-01 2027-12-31 2028-02-29 2028-06-30 2029-01-01"
).split()
PARTNERS = {"anna": "", "bert": "", "carl": "kin", "cleo": "kin", "dora": ""}
PLACES = ["europe", "DE", "world", "DE-BY", "western-europe", "AT", "DE-BE", "US", "PR"]
WIDE = ["europe", "DE", "world", "DE"]
"""Written more often than the others, so that many rights meet."""
POSTAL = ["DE 80", "DE 8", "DE 81", "DE 80"]
ALSO_WRITTEN = {"PR": "US-PR", "europe": "150"}
TERRITORIES = ("middle", "alps", "outer")
PRODUCTS = ["all", "platform", "core", "suite", "suite-a", "tools", "saw", "kit"]
MUCH = ["all", "all", "platform", *PRODUCTS]
KINDS = ["exclusive", "exclusive", "sole", "sole", "non-exclusive", "shared-exclusive"]
EXTRA: dict[str, list[str]] = {
    "accounts": ["all", "acme", "acme-north", "zeta", "acme-lab"],
    "sector": ["commercial", "public"],
    "size": ["smb", "large"],
    "nonprofit": ["yes", "no"],
    "route": ["direct", "two-tier"],
    "seller_places": ["DE", "DE-BY", "world", "US", "middle"],
    "tiers": ["silver", "gold"],
    "tracks": ["resell", "services"],
    "partner_type": ["reseller", "distributor"],
}
UNSOLD = ["bundle", "translate", "white-label"]
CUSTOMER = ("accounts", "sector", "size", "nonprofit", "route", "quantity")
PRICED = {"per": "piece", "billing": "once", "launch": "2024-01-01", "cost": ["1 EUR"]}
SEAT = {"street": "Hof 1", "city": "Munich", "postal_code": "80331", "country": "DE"}


def as_yaml(said: Data) -> str:
    """A document with its keys in block style and their values in flow style."""
    return "".join(f"{key}: {json.dumps(value)}\n" for key, value in said.items())


def product(name: str, *inner: Data, sold: bool = True) -> Data:
    """A product, perhaps with others below it, perhaps only a group of them."""
    said: Data = {"id": name, "name": name.title()}
    if sold:
        said |= {"sku": f"S-{name}", **PRICED}
    return said | ({"products": list(inner)} if inner else {})


def frame() -> Files:
    """What all programs share: catalogue, accounts, tiers, the rest of program.yml."""
    suite = product("suite", product("suite-a"), product("suite-b"))
    kit = product("kit", product("saw"), product("axe"), sold=False)

    def values(*names: str) -> list[Data]:
        return [{"id": name, "name": name.title()} for name in names]

    return {
        "program/program.yml": {
            "name": "Random",
            "release": "1",
            "as_of": AS_OF,
            "vendor": {"legal_name": "V", "seat": SEAT, "email": "partners@example.com"},
            "time_zone": "Europe/Berlin",
            "languages": ["en"],
            "fiscal_year": {"first_month": 1},
            "currencies": ["EUR"],
            "tracks": values("resell", "services"),
            "segmentations": [
                {"id": "sector", "name": "Sector", "values": values("commercial", "public")},
                {"id": "size", "name": "Size", "values": values("smb", "midsize", "large")},
            ],
            "facts": values("nonprofit"),
            "stages": [{"id": "front", "name": "Front", "timing": "front-end"}],
            "notice": {"default": "30 days"},
        },
        "program/products/platform.yml": {"name": "P", "products": [product("core"), suite]},
        "program/products/tools.yml": {"name": "T", "products": [kit, product("hammer")]},
        "program/accounts/acme.yml": {"name": "Acme", "place": "DE"},
        "program/accounts/acme-north.yml": {"name": "North", "place": "DE", "parent": "acme"},
        "program/accounts/acme-lab.yml": {"name": "Lab", "place": "AT", "parent": "acme-north"},
        "program/accounts/zeta.yml": {"name": "Zeta", "place": "US"},
        "program/tiers/silver.yml": tier("Silver", 1),
        "program/tiers/gold.yml": tier("Gold", 2),
    }


def tier(name: str, rank: int) -> Data:
    return {"name": name, "tracks": ["resell", "services"], "rank": rank, "summary": "A tier."}


Keys = tuple[str, ...]
ANY: Keys = (*EXTRA, "quantity")


def some(chance: Random, names: Sequence[str], most: int = 2) -> list[str]:
    """One or a few of the names, each once."""
    return list(dict.fromkeys(chance.choices(names, k=chance.randint(1, most))))


def period(chance: Random) -> Data:
    """``from`` and ``through``, either of which may be left out."""
    ends = sorted(chance.choices(DATES, k=2))
    said = {"from": ends[0]} if chance.random() < 0.5 else {}
    return said | ({"through": ends[1]} if chance.random() < 0.5 else {})


def placed(chance: Random, territories: Sequence[str] = TERRITORIES) -> list[str]:
    """Written places, at times by their other code."""
    names = some(chance, [*WIDE, *PLACES, *territories])
    return [ALSO_WRITTEN.get(n, n) for n in names] if chance.random() < 0.2 else names


def box(chance: Random, keys: Keys = ANY, most: int = 2) -> Data:
    """A few keys of a scope with their values."""
    said: Data = {}
    for key in chance.sample(keys, chance.randint(0, most)):
        if key == "quantity":
            edges = {"at_least": 10, "below": 50}
            said[key] = {edge: edges[edge] for edge in some(chance, list(edges))}
        else:
            said[key] = some(chance, EXTRA[key])
    return said


def cut(chance: Random, keys: Keys = ANY) -> Data:
    """One box of an ``except:``."""
    said = box(chance, keys, most=1)
    if not said or chance.random() < 0.5:
        said["places"] = some(chance, [*PLACES[1:], *TERRITORIES])
    if chance.random() < 0.2:
        said["products"] = some(chance, PRODUCTS[1:])
    return said


def scope(chance: Random, keys: Keys = ANY) -> Data:
    """``for`` with places and products, and perhaps ``except``."""
    limits = box(chance, keys, most=chance.choice([0, 1, 1, 2]))
    said: Data = {"for": {"places": placed(chance), "products": some(chance, MUCH), **limits}}
    cuts = [cut(chance, keys) for _ in range(chance.choice([0, 0, 1, 2]))]
    return said | ({"except": cuts} if cuts else {})


def territory(chance: Random, inner: Sequence[str]) -> Data:
    """Up to three versions that follow each other, at times with days between them."""
    edges = sorted(chance.sample(DATES, chance.randint(0, 3)))
    stretches: list[Data] = [{}]
    for number, day in enumerate(edges):
        if number % 2 == 0:
            stretches[-1]["through"] = day
        else:
            stretches.append({"from": day})
    versions = []
    for number, stretch in enumerate(stretches):
        said: Data = {"id": f"v{number}", **stretch, "places": placed(chance, inner)}
        if chance.random() < 0.5:
            said["except"] = some(chance, [*PLACES[3:], *inner])
        versions.append(said)
    return {"name": "T", "versions": versions}


def form(chance: Random, number: int) -> Data:
    """An agreement form with any term."""
    term: Data = {"length": chance.choice(["24 months", "24 months", "12 months", "200 days"])}
    term["renewal"] = chance.choice(["automatic", "automatic", "none", "by-agreement"])
    if term["renewal"] == "automatic":
        term["renews_for"] = chance.choice(["12 months", "6 months", "100 days"])
    if chance.random() < 0.8:
        # For two years from 1 April 2025 all but the last run out if given on 31 December.
        term["notice"] = chance.choice(["90 days", "3 months", "1 month"])
    return {
        "form": f"form-{number}",
        "version": 1,
        "name": "F",
        "partner_types": ["reseller", "distributor"],
        "issued": "2025-01-01",
        "language": "en",
        "law": {"governing": "Germany", "courts": "Munich"},
        "term": term,
        "notice": {"prices": "30 days"},
        "cure": "30 days",
        "termination": {"grounds": ["Insolvency"]},
        "payment": {"days": 30, "counted_from": "invoice date"},
    }


def grant(chance: Random, name: str, kinds: Sequence[str]) -> Data:
    """A grant of any of the kinds."""
    said: Data = {"id": name, "grant_kind": chance.choice(kinds), **scope(chance)}
    said |= period(chance)
    if said["grant_kind"] == "shared-exclusive":
        said["group"] = chance.choice(["north", "south"])
    if chance.random() < 0.3:
        said["covers"] = chance.choice([["resell"], ["host"], ["host", "resell"], UNSOLD])
    return said


def partner(chance: Random, name: str, grants: list[Data]) -> Data:
    """A partner with an agreement and a history of tiers, at times over or not yet begun."""
    said: Data = {
        "name": name.title(),
        "legal": {"name": name, "register": "1", "seat": SEAT, "notices": "legal@example.com"},
        "type": chance.choice(["reseller", "distributor"]),
        "track": chance.choice(["resell", "services"]),
        "establishment": chance.choice(["DE-BY", "DE", "US"]),
        "currency": "EUR",
        "status": chance.choice(["active"] * 9 + ["suspended", "terminated", "onboarding"]),
    }
    if PARTNERS[name]:
        said["group"] = PARTNERS[name]
    if said["status"] == "terminated":
        said["ended"] = chance.choice(DATES[4:])
    if said["status"] != "onboarding" or chance.random() < 0.5:
        said["agreement"] = agreement(chance)
    if chance.random() < 0.7:
        edges = sorted(chance.sample(DATES, chance.choice([2, 3, 4])))
        said["standing"] = [
            {"tier": chance.choice(TIERS), "from": first, "because": "earned"}
            | ({"through": last} if last else {})
            for first, last in zip(edges[::2], [*edges[1::2], ""], strict=False)
        ]
    return said | ({"grants": grants} if grants else {})


def agreement(chance: Random) -> Data:
    """A signed agreement: with a written end, renewed by hand, or with notice given."""
    said: Data = {
        "form": chance.choice(["form-0", "form-1"]),
        "version": 1,
        "signed": "2025-03-01",
        "effective": chance.choice(["2025-04-01", "2025-04-01", "2025-08-31", "2026-03-01"]),
    }
    for key, days in (
        ("first_term_through", ["2026-12-31", "2027-06-30", "2026-11-22"]),
        ("renewed_until", ["2027-12-31", "2028-02-29"]),
        ("notice_given", ["2026-06-30", "2026-11-21"]),
    ):
        if chance.random() < 0.2:
            said[key] = chance.choice(days)
    return said


def program(seed: int, most: int = 6) -> Files:
    """Up to so many grants of five partners, two of which are affiliates.

    A random number of our own and not Hypothesis draws: ten times as many programs in the same
    time, and no leaning to small ones in which nothing meets.
    """
    chance = Random(seed)
    files = frame()
    said = files["program/program.yml"]
    said["as_of"] = chance.choice([AS_OF, "2027-01-01", "2026-12-31", "2026-12-31"])
    names = chance.sample(TERRITORIES, len(TERRITORIES))
    for at, name in enumerate(names):
        files[f"program/territories/{name}.yml"] = territory(chance, names[:at])
    for number in range(2):
        files[f"program/agreements/form-{number}-1.yml"] = form(chance, number)
    kinds = KINDS if chance.random() < 0.7 else KINDS[-1:]
    granted: dict[str, list[Data]] = {name: [] for name in PARTNERS}
    for number in range(chance.randint(2, most)):
        granted[chance.choice(list(granted))].append(grant(chance, f"g{number}", kinds))
    for name, grants in granted.items():
        files[f"program/partners/{name}.yml"] = partner(chance, name, grants)
    wide = {"for": {"places": ["world"], "products": ["all"]}}
    said["shared_groups"] = [
        {"id": name, "name": name, "limit": limit, **chance.choice([wide, scope(chance, CUSTOMER)])}
        for name, limit in (("north", 1), ("south", 2))
    ]
    if chance.random() < 0.5:
        said["reserved"] = [{"id": "house", "reason": "Ours.", **scope(chance, CUSTOMER)}]
    if chance.random() < 0.4:
        by_post(chance, files)
    return files


def by_post(chance: Random, files: Files) -> None:
    """Here and there a postal prefix instead of a place, and perhaps which lie in which part."""
    for holder, key in list(place_lists(files)):
        names = [chance.choice(POSTAL) if chance.random() < 0.4 else n for n in holder[key]]
        holder[key] = list(dict.fromkeys(names))
    prefixes = chance.choice([["80", "81"], ["81", "80"], ["8", ""]])
    said = [
        {"id": place.lower(), "place": place, "prefixes": [prefix]}
        for place, prefix in zip(["DE-BY", "DE-BE"], prefixes, strict=True)
        if prefix and chance.random() < 0.3
    ]
    if said:
        files["program/program.yml"]["postal"] = said


def place_lists(said: Any) -> Iterator[tuple[Data, str]]:
    """Where customers' places are written."""
    if isinstance(said, dict):
        for key, inner in said.items():
            if key in ("places", "except") and isinstance(inner[0], str):
                yield said, key
            else:
                yield from place_lists(inner)
    elif isinstance(said, list):
        for inner in said:
            yield from place_lists(inner)
