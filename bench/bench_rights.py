"""Conflicts among 1,000, 10,000 and (with --big) 100,000 grants, and what one more grant costs.

Programs are made up from the real places: countries, subdivisions and regions, five product
families, six customer sectors, dated. ``healthy``: one grant in ten is exclusive, in products that
hardly anybody else sells, so there are few conflicts. ``chaotic``: one in fifty is exclusive, of
anything, so there are many; its cost must grow with grants and conflicts, not with their square.
One changed grant is the median of a few hundred, taken out and put back one at a time.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import date

from partnerbook.findings import Ref
from partnerbook.resolve.axes import FIRST_DAY, LAST_DAY, Axes, day_spans
from partnerbook.resolve.axes_build import lay_out, place_tree
from partnerbook.resolve.program import Grant
from partnerbook.rights import Index
from partnerbook.source.geography import geography
from partnerbook.values.box import BoxSet, Space, Spans, spans
from partnerbook.values.period import ALWAYS, Period

SECTORS = ("public", "finance", "health", "retail", "energy", "education")
MARKETS = (
    "DE FR GB US IT ES NL BE NO SE DK FI PL CH AT CA BR IN JP AU MX ZA AE SA SG KR CZ PT IE GR"
).split()
FAMILIES = {f"f{family}": [f"f{family}.{one}" for one in range(5)] for family in range(5)}
START = date(2026, 1, 1).toordinal()
CHANGES = 300


def make_axes() -> Axes:
    """The real places, a made-up catalogue, one segmentation."""
    trees = {
        "place": place_tree(geography()),
        "product": lay_out("all", {"all": list(FAMILIES), **FAMILIES}, {}),
    }
    reach = {axis: tree.stretch[tree.root] for axis, tree in trees.items()}
    days = {"day": (FIRST_DAY, LAST_DAY), "sector": (0, len(SECTORS))}
    return Axes(Space({**reach, **days}), trees, {"sector": SECTORS}, {})


def make_grants(axes: Axes, count: int, *, healthy: bool) -> Iterator[Grant]:
    """So many grants, the same ones every time."""
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
            product = f"f{chance.randrange(4)}" if chance.random() > 0.003 else "f4.0"
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
        cells = axes.space.box(sides)
        if parts and codes == [country] and chance.random() < 0.15:
            cells = cells.subtract(axes.cell(place=chance.choice(parts)))
        yield as_grant(number, chance.randrange(count // 3), cells, exclusive=exclusive)


def as_grant(number: int, partner: int, cells: BoxSet, *, exclusive: bool) -> Grant:
    """One grant of one of so many partners."""
    return Grant(
        id=f"p{partner}/g{number}",
        partner=f"p{partner}",
        owner=f"p{partner}",
        kind="exclusive" if exclusive else "non-exclusive",
        written=cells,
        cells=cells,
        assumed=cells.space.nothing,
        period=ALWAYS,
        covers=(),
        shared_group="",
        ref=Ref("program/partners/p.yml"),
    )


def fill(axes: Axes, grants: list[Grant]) -> tuple[float, Index, int]:
    """Seconds of CPU for the whole program, its index and how many conflicts it has."""
    start = time.process_time()
    index = Index(axes)
    for grant in grants:
        index.add(grant)
    found = len(index.conflicts())
    return time.process_time() - start, index, found


def one_changed(index: Index, grants: list[Grant]) -> float:
    """Median seconds of CPU to take out one grant and put it back."""
    taken = []
    for grant in random.Random(1).sample(grants, CHANGES):
        start = time.process_time()
        index.remove(grant)
        index.add(grant)
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def main() -> None:
    """Prints a line for each size and kind of program."""
    sizes = [1_000, 10_000, *([100_000] if "--big" in sys.argv[1:] else [])]
    axes = make_axes()
    print("program     grants  conflicts  full run  per grant  one changed  of a full run  growth")
    for healthy in (True, False):
        before = 0.0
        for size in sizes:
            grants = list(make_grants(axes, size, healthy=healthy))
            seconds, index, found = fill(axes, grants)
            change = one_changed(index, grants)
            growth = f"{seconds / before:.1f}×" if before else ""
            each, more, ratio = seconds / size * 1e6, change * 1e6, seconds / change
            print(
                f"{'healthy' if healthy else 'chaotic'}  {size:>9,}  {found:>9,}  {seconds:6.2f} s"
                f"  {each:6.0f} µs  {more:8.0f} µs  1/{ratio:<11,.0f}  {growth:>6}",
                flush=True,
            )
            before = seconds


if __name__ == "__main__":
    main()
