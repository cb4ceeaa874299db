"""What is said of a worked example that comes out otherwise, or would not for its readers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnerbook.check.examples.words import plain, sum_of
from partnerbook.check.margins.sums import step_words
from partnerbook.findings import Edit, Place, Repair
from partnerbook.pricing import Quote, Taken
from partnerbook.pricing.expected import STEP, Difference, called, counts, given
from partnerbook.pricing.roles import in_words
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Example, Program
from partnerbook.rulebook import Judgement
from partnerbook.values.money import Money


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
    # A step that itself is not as expected is nearer to the cause than those it stands among.
    differing = {one.expected.step for one in found if one.expected.what == STEP}
    seen = set()
    for taken in sorted(quote.taken, key=lambda one: one.step.id not in differing):
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
