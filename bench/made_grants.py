"""Made-up grants on the real places, the same ones every time: what the rights benchmark is run on.

Countries, subdivisions and regions, five product families, six customer sectors, 20,000 named
accounts, dated. ``healthy``: one grant in ten is exclusive or sole, nine in ten of these for one
named account, in products that hardly anybody else sells, so there are few conflicts. ``chaotic``:
one in fifty is exclusive or sole, of anything, so there are many. The world, the catalogue and the
accounts stay as they are however many grants there are, so conflicts grow faster than grants.

Drawn as the prototype draws its own but for this: the parts of a country are those right below it
where the prototype takes parts at every level (Great Britain has 4 here and 221 there), and there
are no groups of countries such as the Nordics. So healthy grants collide somewhat more often here:
100,000 have 1,976 conflicts on the average of six draws, those of the prototype on the same tree of
places 1,679 of five. In both, ten times the grants have about a hundred times the conflicts.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date

from partnerbook.findings import Ref
from partnerbook.resolve.axes import FIRST_DAY, LAST_DAY, Axes, day_spans
from partnerbook.resolve.axes_build import lay_out, place_tree
from partnerbook.resolve.program import Grant
from partnerbook.source.geography import geography
from partnerbook.values.box import BoxSet, Space, Spans, spans
from partnerbook.values.period import ALWAYS, Period

ACCOUNTS = [f"a{number}" for number in range(20_000)]
SECTORS = ("public", "finance", "health", "retail", "energy", "education")
MARKETS = (
    "DE FR GB US IT ES NL BE NO SE DK FI PL CH AT CA BR IN JP AU MX ZA AE SA SG KR CZ PT IE GR"
).split()
FAMILIES = {f"f{family}": [f"f{family}.{one}" for one in range(5)] for family in range(5)}
START = date(2026, 1, 1).toordinal()


def make_axes() -> Axes:
    """The real places, a made-up catalogue, accounts without subsidiaries, one segmentation."""
    trees = {
        "place": place_tree(geography()),
        "product": lay_out("all", {"all": list(FAMILIES), **FAMILIES}, {}),
        "account": lay_out("any", {"any": ACCOUNTS}, {}),
    }
    reach = {axis: tree.stretch[tree.root] for axis, tree in trees.items()}
    days = {"day": (FIRST_DAY, LAST_DAY), "sector": (0, len(SECTORS))}
    return Axes(Space({**reach, **days}), trees, {"sector": SECTORS}, {})


def make_grants(axes: Axes, count: int, *, healthy: bool) -> Iterator[Grant]:
    """So many grants. Each is for one box."""
    chance = random.Random(7)
    place = axes.trees["place"]
    countries = [code for code in place.stretch if len(code) == 2 and code.isalpha()]
    regions = [code for code in place.children if place.children[code] and len(code) != 2]
    regions = [code for code in regions if "-" not in code]

    def union(axis: str, codes: list[str]) -> Spans:
        return spans(stretch for code in codes for stretch in axes.node(axis, code))

    for number in range(count):
        exclusive = chance.random() < (0.1 if healthy else 0.02)
        country = chance.choice(MARKETS) if chance.random() < 0.8 else chance.choice(countries)
        parts = [code for code in place.children.get(country, ()) if code != country]
        drawn = chance.random()
        if exclusive and healthy:
            codes = [chance.choice(parts)] if parts else [country]
        elif drawn < 0.08:
            codes = [chance.choice(regions)]
        else:
            codes = [country] if drawn < 0.6 or not parts else chance.choices(parts, k=3)
        if healthy and exclusive:
            product = chance.choice(FAMILIES["f4"])
        elif healthy:
            rare = chance.random() < 0.003
            product = chance.choice(FAMILIES["f4"]) if rare else f"f{chance.randrange(4)}"
        else:
            leaf = chance.choice(chance.choice(list(FAMILIES.values())))
            product = chance.choice(["all", chance.choice(list(FAMILIES)), leaf, leaf])
        first = START + chance.randrange(2500)
        last = first + chance.choice([89, 181, 364] if healthy and exclusive else [364, 729])
        sides: dict[str, Spans] = {
            "place": union("place", codes),
            "product": union("product", [product]),
            "day": day_spans(Period(date.fromordinal(first), date.fromordinal(last + 1))),
        }
        if exclusive or chance.random() < 0.5:
            sides["sector"] = union("sector", [chance.choice(SECTORS)])
        if chance.random() < (0.9 if healthy and exclusive else 0.05):
            sides["account"] = axes.node("account", chance.choice(ACCOUNTS))
        cells = axes.space.box(sides)
        if parts and codes == [country] and chance.random() < 0.15:
            cells = cells.subtract(axes.cell(place=chance.choice(parts)))
        kind = chance.choice(["exclusive", "sole"]) if exclusive else "non-exclusive"
        yield as_grant(number, chance.randrange(count // 3), cells, kind)


def as_grant(number: int, partner: int, cells: BoxSet, kind: str) -> Grant:
    """One grant of one of so many partners."""
    return Grant(
        id=f"p{partner}/g{number}",
        partner=f"p{partner}",
        owner=f"p{partner}",
        kind=kind,
        written=cells,
        cells=cells,
        assumed=cells.space.nothing,
        period=ALWAYS,
        covers=(),
        shared_group="",
        ref=Ref("program/partners/p.yml"),
    )
