"""A floor that several list prices break with nothing given: it is to blame, not they."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_FLOOR, Decimal

from partnerbook.check.floors.below import AtList
from partnerbook.check.margins.deals import percent, points
from partnerbook.findings import Edit, Finding, Place, Ref, Repair
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Program
from partnerbook.rulebook import Judgement

TENTH = Decimal("0.001")
MOST_PRICES = 5


def subject_of(found: AtList) -> str:
    """The subject of the finding about one list price."""
    return f"{found.price.product}/{found.price.price.currency}"


def by_floor(prices: Sequence[AtList]) -> Iterator[tuple[AtList, ...]]:
    """Those that break one and the same floor, where that is more than one list price."""
    floors: dict[Ref, list[AtList]] = {}
    for one in prices:
        floors.setdefault(one.limit.ref, []).append(one)
    for mine in floors.values():
        if len(mine) > 1:
            yield tuple(sorted(mine, key=lambda one: (one.margin, subject_of(one))))


def of_floor(
    program: Program, found: Sequence[AtList], parts: Sequence[Finding], kept: Decimal
) -> Judgement:
    """What is said of the floor, with the price that leaves least and a floor that all deals keep.

    ``kept``: the least margin of any deal with these prices, with all that may be given on it.
    """
    first = found[0]
    limit = first.limit
    assert limit.minimum_margin is not None
    holds = kept.quantize(TENTH, ROUND_FLOOR) if kept > 0 else kept
    less = points(limit.minimum_margin.fraction - max(holds, Decimal(0)))
    help_ = [Repair("or correct the costs or the list prices")]
    if holds > 0:
        lower = Repair(
            f"set the floor to {percent(holds)}, which holds with all that may be given",
            f"the vendor may keep {less} points less than it wanted",
            (Edit(limit.ref, percent(holds)),),
        )
        help_.insert(0, lower)
    return Judgement(
        f"the floor of {limit.minimum_margin} is above {at_list_words(program, found)}",
        (
            Place(limit.ref, f"{len(found)} list prices break it"),
            *(
                Place(one.price.ref, f"leaves {percent(one.margin)}, given its cost")
                for one in found[:MOST_PRICES]
            ),
        ),
        subject="/".join(limit.ref.steps),
        help=tuple(help_),
        facts=tuple(part.subject for part in parts),
    )


def at_list_words(program: Program, found: Sequence[AtList]) -> str:
    """What products leave with nothing given, and which one least; ``found`` by their margin."""
    first = found[0]
    names = list(dict.fromkeys(program.products[one.price.product].name for one in found))
    return (
        f"what {joined(names, 'and')} leave{'s' if len(names) == 1 else ''} at list price, with"
        f" nothing given: {program.products[first.price.product].name} leaves"
        f" {percent(first.margin)} in {first.price.price.currency}"
    )
