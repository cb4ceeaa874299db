"""What is said of what lies below a floor: of one rate, of a limit, of a cost or a list price."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial

from partnerbook.check.floors.apart import apart
from partnerbook.check.floors.at_list import at_list_words
from partnerbook.check.floors.below import AtList
from partnerbook.check.floors.blame import Blamed, Common, worst
from partnerbook.check.floors.depth import cost, cost_at_list, depths, inside
from partnerbook.check.floors.fixed import lowered_amounts
from partnerbook.check.floors.repairs import eased, repairs
from partnerbook.check.floors.room import Room
from partnerbook.check.floors.words import intro, message, notes, standing_at, sum_of
from partnerbook.check.margins.deals import percent, points
from partnerbook.check.margins.sums import amount, step_words
from partnerbook.check.waiving import bounds
from partnerbook.check.waiving.bounds import MARGIN
from partnerbook.findings import Depth, Finding, Place, Repair, Term
from partnerbook.resolve.program import Program
from partnerbook.rulebook import Judgement

MOST_RATES = 5
MOST_WAIVED = 3


def of_rate(
    program: Program,
    blamed: Blamed,
    room: Room,
    ceiling: Decimal | None = None,
    *,
    ordered: Decimal | None = None,
) -> Judgement:
    """One finding for one number, with the worst stack it takes part in.

    ``ceiling``: the points at which it leaves a distributor enough, where it does not;
    ``ordered``: those at which the tier above earns no less, where it does.
    """
    culprit, first = blamed.culprit, worst(blamed.breaches)
    return Judgement(
        message(program, first),
        (
            Place(culprit.row.rate_ref, "in every such stack"),
            Place(first.limit.ref, "the floor"),
            *(
                [Place(blamed.with_.row.rate_ref, "too high for others too")]
                if blamed.with_
                else ()
            ),
        ),
        subject=blamed.subject,
        notes=tuple(notes(program, first, blamed.breaches)),
        sum_intro=intro(first),
        sum=tuple(sum_of(program, first)),
        help=(
            *repairs(program, culprit, blamed.breaches, room, ceiling, ordered=ordered),
            *apart(program, culprit, blamed.breaches),
            *lowered_amounts(culprit, blamed.breaches),
        ),
        facts=(first.limit.ref.document, first.limit.ref.pointer),
        depths=tuple(depths(blamed.breaches)),
        cost=cost(first),
        inside=partial(inside, blamed.breaches),
    )


def of_list_price(program: Program, found: AtList) -> Judgement:
    """What is said where not even the list price leaves the margin: the cost, and the price."""
    price, limit = found.price, found.limit
    product, currency = program.products[price.product], price.price.currency
    assert limit.minimum_margin is not None
    listed = price.price.amount
    left = percent(found.margin)
    cost_ref = product.cost_ref(currency)
    return Judgement(
        f"{product.name} leaves {left} margin in {currency} at its list price, with nothing given;"
        f" the floor is {limit.minimum_margin}"
        f" ({points(limit.minimum_margin.fraction - found.margin)} points short)",
        (
            Place(cost_ref, "what it costs"),
            Place(price.ref, "its list price"),
            Place(limit.ref, "the floor"),
        ),
        subject=f"{product.id}/{currency}",
        sum_intro=f"on one unit, in {currency}",
        sum=(
            Term(amount(listed, currency), f"list, {product.id}", price.ref),
            Term(amount(limit.cost, currency, "-"), "cost (internal)", cost_ref),
            Term(
                amount(listed - limit.cost, currency),
                f"margin, {left} of net; at least {limit.minimum_margin}",
                limit.ref,
                total=True,
            ),
        ),
        help=(Repair("correct the cost or the list price"),),
        facts=("list price",),
        depths=(Depth(MARGIN, found.margin),),
        cost=cost_at_list(found),
    )


def gathered(
    program: Program,
    number: Common,
    parts: Sequence[Finding],
    room: Room,
    *,
    listed: Sequence[AtList] = (),
    kept: Decimal | None = None,
) -> Judgement:
    """What is said of a limit that many rates break, or of a cost that is out of line.

    ``listed``: list prices that break the limit with nothing given; ``kept``: what they leave then.
    """
    first = number.worst
    about = about_cost(program, number) if number.cost else about_limit(number, room, kept)
    above = [("also", f"the floor is above {at_list_words(program, listed)}")] if listed else []
    return Judgement(
        message(program, first),
        about[0],
        subject="/".join(number.at.steps),
        notes=(*notes(program, first, number.breaches), *above, *cited(parts)),
        sum_intro=intro(first),
        sum=tuple(sum_of(program, first)),
        help=about[1],
        facts=tuple(part.subject for part in parts),
    )


About = tuple[tuple[Place, ...], tuple[Repair, ...]]


def about_cost(program: Program, number: Common) -> About:
    """The cost, and the price that it is compared with."""
    stack = number.worst.stack
    places = (
        Place(number.at, "far more of the price than in other currencies"),
        Place(stack.price.ref, f"the list price of {program.products[stack.price.product].name}"),
    )
    return places, (Repair("correct the cost or the list price"),)


def about_limit(number: Common, room: Room, kept: Decimal | None = None) -> About:
    """The limit, and the rates that go furthest beyond it."""
    ranked = sorted(number.blamed, key=lambda one: -worst(one.breaches).share)
    places = [Place(number.at, f"{len(ranked)} rates break it")]
    for one in ranked[:MOST_RATES]:
        words = f"{step_words(one.culprit)}: {standing_at(worst(one.breaches))}"
        places.append(Place(one.culprit.row.rate_ref, words))
    return tuple(places), tuple(eased(number, room, kept))


def cited(parts: Sequence[Finding]) -> Iterator[tuple[str, str]]:
    """What waivers would have to cite, where that is few enough to be meant."""
    if len(parts) <= MOST_WAIVED:
        yield "to waive", bounds.each(parts)
