"""Flags deals on which a partner of a higher tier earns less than one of the tier below."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.findings import Place, Ref, Repair, Severity, Term
from partnerbook.pricing.inversion import Inversion
from partnerbook.pricing.stack import Stack
from partnerbook.resolve.program import Program
from partnerbook.rulebook import Answers, Judgement, Rule

Cause = tuple[str, str, tuple[str, ...]]


def earned(stack: Stack) -> str:
    """What the partner gets of a stack, in money and in % of list."""
    share = f"{stack.earned_share * 100:.2f}".rstrip("0").rstrip(".")
    return f"{stack.money(stack.earned).rounded()} ({share} % of list)"


def terms(program: Program, tier: str, stack: Stack) -> Iterator[Term]:
    """What one tier gets, step by step."""
    for taken in stack.taken:
        if taken.chain == "partner":
            rate = f" {taken.rate}" if taken.rate is not None else ""
            capped = ", capped" if taken.cap is not None else ""
            yield Term(
                str(stack.money(taken.amount).rounded()),
                f"{program.tiers[tier].name}: {taken.step.name}{rate}{capped}",
                taken.row.rate_ref,
            )
    yield Term(
        str(stack.money(stack.earned).rounded()),
        f"{program.tiers[tier].name} in all",
        None,
        total=True,
    )


def number_of(stack: Stack, step: str) -> Ref | None:
    """Where the number of a step stands, if the stack takes it."""
    return next((t.row.rate_ref for t in stack.taken if t.step.id == step), None)


def places(program: Program, found: Inversion) -> tuple[Place, ...]:
    """The higher tier's number first, then the lower one's, for the first step that differs."""
    out: list[Place] = []
    step = found.steps[0] if found.steps else ""
    for tier, stack in ((found.higher_tier, found.higher), (found.lower_tier, found.lower)):
        at = number_of(stack, step) or program.tiers[tier].ref
        out.append(Place(at, f"{program.tiers[tier].name} earns {earned(stack)}"))
    return tuple(out)


def judge(answers: Answers) -> Iterator[Judgement]:
    """One finding per pair of tiers and cause, with the first deal on which the order fails."""
    program = answers.program
    causes: dict[Cause, list[Inversion]] = {}
    for found in answers.inversions:
        causes.setdefault((found.lower_tier, found.higher_tier, found.steps), []).append(found)
    for (low, high, steps), inversions in sorted(causes.items()):
        first = min(inversions, key=lambda one: (one.how, one.product, one.currency, one.at))
        products = sorted({program.products[one.product].name for one in inversions})
        lower, higher = program.tiers[low].name, program.tiers[high].name
        deal = ", ".join(first.sample.values())
        how = "" if first.how == "best" else " from the same incentives"
        yield Judgement(
            f"{higher} earns less than {lower}{how} on {program.products[first.product].name}:"
            f" {earned(first.higher)} against {earned(first.lower)}",
            places(program, first),
            subject=f"{high}/{low}" + "".join(f"/{step}" for step in steps),
            notes=(("deal", deal or "any"), ("products", ", ".join(products))),
            sum_intro=f"on {first.lower.units} × {first.product}",
            sum=(*terms(program, low, first.lower), *terms(program, high, first.higher)),
            help=(Repair(f"raise what {higher} gets there, or lower what {lower} gets"),),
            facts=(low, high, *steps),
        )


RULE = Rule(severity=Severity.ERROR, waivable=True, judge=judge)
