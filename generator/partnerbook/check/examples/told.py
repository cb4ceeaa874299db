"""What is said of a worked example: that it comes out otherwise, or that nobody can tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnerbook.check.examples.words import plain, sum_of
from partnerbook.check.margins.sums import step_words
from partnerbook.findings import Edit, Place, Repair, Severity
from partnerbook.pricing import Quote, Taken
from partnerbook.pricing.expected import STEP, Difference, called, counts, given
from partnerbook.pricing.roles import in_words
from partnerbook.resolve.axes import GROWTH
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Example, Program, RouteRule
from partnerbook.rulebook import Judgement
from partnerbook.values.money import Money

_KEYS = {"seller": "seller_place"}
_KEYED = frozenset(
    ("account", "claim", "deal_role", "partner_type", "place", "route", "tier", "track")
)
"""What an order says by a key of its own; lines say three things, all else is a fact."""
_OF_A_LINE = frozenset(("billing", "line_type", "term_months"))


def of_difference(
    program: Program, example: Example, quote: Quote, found: Sequence[Difference]
) -> Judgement:
    """One finding for one example, with every amount that differs."""
    first = found[0]
    more = len(found) - 1
    also = f"; {more} more amount{'s differ' if more > 1 else ' differs'}" if more else ""
    return Judgement(
        f"{example.name}: {called(program, first.expected)} is expected to be"
        f" {plain(first.expected.money)}, but comes out at {_comes_out(first)}{also}",
        (
            *(Place(one.expected.ref, f"comes out at {_comes_out(one)}") for one in found),
            *_sources(example, quote, found),
        ),
        subject=example.id,
        notes=(*_first(quote), *_why_not(quote, found)),
        sum_intro=f"on this order, in {quote.order.currency}",
        sum=tuple(sum_of(program, quote, frozenset(one.expected.what for one in found))),
        help=(_restated(found),),
    )


def of_hidden(example: Example, hidden: Sequence[Taken]) -> Judgement:
    """Readers would be shown sums without a step that they rest on."""
    names = joined(list(dict.fromkeys(step_words(taken) for taken in hidden)), "and")
    own = all(taken.step.partner for taken in hidden)
    audience = "own" if own and example.audience.level != "own" else "internal"
    at = example.ref.child("audience")
    return Judgement(
        f"{example.name} is shown to partners who may not see {names}, on which it rests",
        (Place(at, "shown to these"), *(Place(t.row.rate_ref, step_words(t)) for t in hidden)),
        subject=example.id,
        help=(Repair(f"write `audience: {audience}`", edits=(Edit(at, audience),)),),
        facts=("audience",),
    )


def of_doubt(program: Program, example: Example, quote: Quote) -> Judgement:
    """What the order must say before anything can be compared, or what keeps it from a price."""
    reasons = [f"the order does not say {one.words}" for one in quote.missing]
    reasons += [one.reason for one in quote.doubts]
    refs = dict.fromkeys(ref for one in quote.doubts for ref in one.refs)
    barring = [rule for rule in program.routes if rule.ref in refs]
    if barring and not quote.missing:
        return of_route(example, barring)
    return Judgement(
        f"cannot tell what comes out of {example.name}:"
        f" {joined(list(dict.fromkeys(reasons)), 'and')}",
        (Place(example.order.ref.child("lines"), "this order"), *(Place(ref) for ref in refs)),
        subject=example.id,
        notes=tuple(
            (
                said_as(one.axis),
                f"{joined(one.steps, 'and')} depend{'s' * (len(one.steps) == 1)} on it",
            )
            for one in quote.missing
        ),
        help=tuple(Repair(f"say {said_as(one.axis)} in the order") for one in quote.missing),
        facts=("untold",),
        severity=Severity.UNDETERMINED,
    )


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
        severity=Severity.UNDETERMINED,
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


def _comes_out(one: Difference) -> str:
    """``41100 EUR (100 EUR more)``."""
    if one.reckoned is None:
        return "nothing: there is no distributor"
    more = one.reckoned - one.expected.money
    size = plain(Money(abs(more.amount), more.currency))
    return f"{plain(one.reckoned)} ({size} {'more' if more.amount > 0 else 'less'})"


def _restated(found: Sequence[Difference]) -> Repair:
    edits = tuple(
        Edit(one.expected.ref, plain(one.reckoned))
        if one.reckoned is not None
        else Edit(one.expected.ref, "", "delete")
        for one in found
    )
    return Repair(
        "write what comes out, if that is meant",
        "the example then says what the program does now",
        edits,
    )


def _sources(example: Example, quote: Quote, found: Sequence[Difference]) -> Iterator[Place]:
    """The numbers that may be wrong instead: of all steps that are not confirmed by themselves."""
    wrong = {one.expected for one in found}
    right = {
        expected.step
        for expected in example.expected
        if expected.what == STEP and expected not in wrong
    }
    seen = set()
    for taken in quote.taken:
        at = taken.row.rate_ref
        if taken.amount and counts(taken) and taken.step.id not in right and at not in seen:
            seen.add(at)
            yield Place(at, step_words(taken))


def _first(quote: Quote) -> Iterator[tuple[str, str]]:
    """What is done to the order before any price."""
    for words, one in in_words(quote.recast):
        yield one.rule.id, words


def _why_not(quote: Quote, found: Sequence[Difference]) -> Iterator[tuple[str, str]]:
    """Why a step gives nothing of which something is expected."""
    for one in found:
        name = one.expected.step
        if name and not given(quote, name).amount:
            reasons = dict.fromkeys(
                left.reason
                for line in quote.lines
                for left in line.not_applied
                if left.step.id == name
            )
            yield name, joined(list(reasons), "and") or "it gives nothing on this order"
