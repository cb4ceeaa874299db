"""What is said of a worked example that cannot be reckoned, at what its order lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnerbook.check.examples.refused import refused, ways_out, where_from
from partnerbook.findings import Edit, Place, Ref, Repair
from partnerbook.pricing import Doubt, Missing, Quote
from partnerbook.resolve.axes import GROWTH
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Example, Program, RouteRule
from partnerbook.rulebook import Judgement

_KEYS = {"seller": "seller_place"}
_KEYED = frozenset(
    ("account", "claim", "deal_role", "partner_type", "place", "route", "tier", "track")
)
"""What an order says by a key of its own; lines say three things, all else is a fact."""
_OF_A_LINE = frozenset(("billing", "line_type", "term_months"))


def of_doubt(program: Program, example: Example, quote: Quote) -> Judgement:
    """What the order must say before anything can be compared, or what keeps it from a price."""
    reasons = [f"the order does not say {one.words}" for one in quote.missing]
    reasons += [one.reason for one in quote.doubts]
    refs = _refs(quote.doubts)
    barring = [rule for rule in program.routes if rule.ref in refs]
    if barring and not quote.missing:
        return of_route(example, barring)
    here = dict.fromkeys(
        (
            *(_lacks(program, example, one) for one in quote.missing),
            *(at for one in quote.doubts for at in _doubted(program, example, one)),
        )
    )
    taken = refused(program, example, quote)
    return Judgement(
        f"cannot tell what comes out of {example.name}:"
        f" {joined(list(dict.fromkeys(reasons)), 'and')}",
        (*here, *where_from(program, taken, quote), *(Place(ref) for ref in refs)),
        subject=example.id,
        notes=tuple(
            (
                said_as(one.axis),
                f"{joined(one.steps, 'and')} depend{'s' * (len(one.steps) == 1)} on it",
            )
            for one in quote.missing
        ),
        help=(
            *(Repair(f"say {said_as(one.axis)} in the order") for one in quote.missing),
            *ways_out(taken),
        ),
        facts=("untold",),
    )


def _lacks(program: Program, example: Example, one: Missing) -> Place:
    """The part of the order in which something is not said."""
    at = example.order.ref
    axis, _, anchor = one.axis.partition(":")
    if axis == "day":
        undone = [
            line.ref.child("of").key()
            for line in example.order.lines
            if line.of is not None and anchor not in line.of.dates
        ]
        here = undone[0] if undone else at.child("dates").key()
        return Place(here, f"the date of `{anchor}:` is not said here")
    if axis in _OF_A_LINE:
        lines = example.order.lines
        lacking = next((line for line in lines if getattr(line, axis) is None), lines[0])
        return Place(lacking.ref, f"`{axis}:` is not said here")
    said = program.records["example"][example.id]["order"]
    if said_as(one.axis).startswith("`facts") and "facts" in said:
        return Place(at.child("facts").key(), f"`{axis}:` is not said here")
    return Place(at.key(), f"{said_as(one.axis)} is not said here")


def _doubted(program: Program, example: Example, one: Doubt) -> Iterator[Place]:
    """What of the order cannot be as it says: something it takes, or one of its lines."""
    at = example.order.ref
    taken: Sequence[str] = program.records["example"][example.id]["order"].get("take", ())
    steps = {step.id for step in program.steps if step.ref in one.refs}
    asked = [Place(at.child("take", n)) for n, name in enumerate(taken) if name in steps]
    lines = example.order.lines
    if asked:
        yield from asked
    elif one.line is not None:
        yield Place(lines[one.line].ref, "this line")
    else:
        yield Place(at.child("lines").key(), "this order")


def of_untaken(program: Program, example: Example, doubts: Sequence[Doubt]) -> Judgement:
    """What an order takes by name and is not given, though all that it expects comes out."""
    here = list(dict.fromkeys(at for one in doubts for at in _doubted(program, example, one)))
    names = joined([step.id for step in program.steps if step.ref in _refs(doubts)], "and")
    all_of = len(here) == len(program.records["example"][example.id]["order"]["take"])
    edits = tuple(
        Edit(place.at, "none") if all_of and not number else Edit(place.at, "", "delete")
        for number, place in enumerate(here)
    )
    return Judgement(
        f"{example.name}: {joined([one.reason for one in doubts], 'and')}",
        (*here, *(Place(ref) for ref in _refs(doubts))),
        subject=example.id,
        help=(
            Repair(f"take {names} out of `take:`; the same comes out without", edits=edits),
            Repair("or say under `steps:` that it gives 0, if the example is to show that"),
        ),
        facts=("untaken",),
    )


def _refs(doubts: Sequence[Doubt]) -> dict[Ref, None]:
    return dict.fromkeys(ref for one in doubts for ref in one.refs)


def of_route(example: Example, barring: Sequence[RouteRule]) -> Judgement:
    """An order on a route that its customers may not be served on."""
    at, wanted = example.order.ref.child("route"), barring[0].must_use
    return Judgement(
        f"{example.name}: the order takes the {example.order.route} route, but these customers must"
        f" be served on the {wanted} route",
        (Place(at, "this route"), *(Place(rule.ref.child("must_use")) for rule in barring)),
        subject=example.id,
        help=(
            Repair(
                f"write `route: {wanted}`",
                "what comes out is then reckoned with a distributor" * (wanted == "two-tier"),
                (Edit(at, wanted),),
            ),
        ),
        facts=("route",),
    )


def said_as(axis: str) -> str:
    """The key by which an order in a file says it."""
    axis, _, anchor = axis.partition(":")
    if axis == "day":
        return f"`dates: {{{anchor or 'order'}: …}}`"
    if axis in _OF_A_LINE:
        return f"`{axis}:` of every line"
    if axis in _KEYED or axis in _KEYS or axis in ("period_value", GROWTH):
        return f"`{_KEYS.get(axis, axis)}:`"
    return f"`facts: {{{axis}: …}}`"
