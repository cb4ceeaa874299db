"""Flags deals on which a higher tier earns less than the one below, and rates that are equal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnerbook.check.margins.deals import deal_words
from partnerbook.check.margins.flat_steps import flat_steps, untold
from partnerbook.check.margins.left_out import pointers
from partnerbook.check.margins.one_tier import lowered, withheld
from partnerbook.check.margins.tier_prices import repriced
from partnerbook.check.margins.tier_repairs import cut_of, raised, repairs, too_high
from partnerbook.check.margins.tier_rows import named, turned
from partnerbook.check.margins.tier_stacks import earned, sides, terms
from partnerbook.findings import Place, Repair, Severity
from partnerbook.pricing.inversion import Inversion
from partnerbook.resolve.program import Program
from partnerbook.rulebook import PRICING, Answers, Judgement, Rule

Cause = tuple[str, str, tuple[str, ...]]


def judge(answers: Answers) -> Iterator[Judgement]:
    """One finding per pair of tiers and cause, with the first deal on which the order fails."""
    program = answers.program
    causes: dict[Cause, list[Inversion]] = {}
    for found in answers.inversions:
        steps = found.steps[:1] if withheld(program, found) else found.steps
        causes.setdefault((found.lower_tier, found.higher_tier, steps), []).append(found)
    for (low, high, steps), inversions in sorted(causes.items()):
        first = min(inversions, key=lambda one: (one.how, one.product, one.currency, one.at))
        products = sorted({program.products[one.product].name for one in inversions})
        lower, higher = program.tiers[low].name, program.tiers[high].name
        rows = [taken.row for stack in (first.lower, first.higher) for taken in stack.taken]
        cut, odd = cut_of(first), too_high(answers, first)
        lower_first = odd or (cut is None and withheld(program, first))
        earning = [
            Place(at, f"{name} earns {earned(stack, other)}")
            for (name, stack, _, at), other in zip(
                sides(program, first), (first.lower, first.higher), strict=True
            )
        ]
        how = "" if first.how == "best" else " from the same incentives"
        yield Judgement(
            f"{higher} earns less than {lower}{how} on {program.products[first.product].name}:"
            f" {earned(first.higher, first.lower)} against {earned(first.lower, first.higher)}",
            (
                *([Place(cut.at, f"{cut.taken.step.name} is cut here")] if cut else ()),
                *(reversed(earning) if lower_first else earning),
                *pointers(answers, first, rows, (low, high)),
            ),
            subject=f"{high}/{low}" + "".join(f"/{step}" for step in steps),
            notes=(
                ("deal", deal_words(program, first.sample, rows)),
                ("products", ", ".join(products)),
                *named(turned(program, first)),
            ),
            sum_intro=f"on {first.lower.units} × {first.product}",
            sum=(*terms(program, low, first.lower), *terms(program, high, first.higher)),
            help=_ways(program, inversions, first, odd=odd),
            facts=(low, high, *steps),
        )
    yield from untold(answers)
    yield from flat_steps(program)


def _ways(
    program: Program, inversions: Sequence[Inversion], first: Inversion, *, odd: bool
) -> tuple[Repair, ...]:
    """Another cap, another price, or the same rate for both."""
    if cut := cut_of(first):
        return tuple(raised(cut, inversions))
    ordered = [first, *(one for one in inversions if one is not first)]
    if withheld(program, first):
        return (*lowered(program, inversions, first), *repairs(program, first, alone=odd))
    return tuple(repriced(program, ordered)) or tuple(repairs(program, first, alone=odd))


RULE = Rule(
    severity=Severity.ERROR,
    waivable=True,
    judge=judge,
    needs=PRICING,
    follows=(
        "incentive/tier-without-rate",
        "margin/ambiguous-rate",
        "margin/floor",
        "margin/no-rate",
        "margin/tier-left-out",
        "margin/two-tier",
    ),
)
