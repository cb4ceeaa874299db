"""Flags permitted stacks of discounts and incentives that leave the vendor less than its floor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from partnerbook.check.floors.blame import Blamed, Common, common, rates, worst
from partnerbook.check.floors.breach import Breach, Limit, breach, limits
from partnerbook.check.floors.repairs import apart, eased, repairs
from partnerbook.check.floors.words import intro, message, notes, standing_at, step_words, sum_of
from partnerbook.findings import Finding, Place, Repair, Severity
from partnerbook.pricing.extreme import Extreme
from partnerbook.resolve.program import Program
from partnerbook.rulebook import PRICING, Answers, Judgement, Rule

MOST_RATES = 5
MOST_WAIVED = 3


def found_by(answers: Answers) -> list[Blamed]:
    """Every rate to blame, with its breaches."""
    known: dict[tuple[str, str, tuple[str, ...]], list[Limit]] = {}
    breaches: list[Breach] = []
    for extreme in answers.extremes:
        floors = tuple(floor.id for floor in extreme.floors)
        key = (extreme.product, extreme.currency, floors)
        if key not in known:
            known[key] = list(limits(answers.program, extreme))
        found = (breach(extreme, limit) for limit in known[key])
        breaches.extend(one for one in found if one is not None)
    return list(rates(breaches))


def judgement(program: Program, blamed: Blamed) -> Judgement:
    """One finding for one number, with the worst stack it takes part in."""
    culprit, first = blamed.culprit, worst(blamed.breaches)
    return Judgement(
        message(program, first),
        (
            Place(culprit.row.rate_ref, "in every such stack"),
            Place(first.limit.ref, "the floor"),
        ),
        subject=blamed.subject,
        notes=tuple(notes(program, first, blamed.breaches)),
        sum_intro=intro(first),
        sum=tuple(sum_of(program, first)),
        help=(*repairs(program, culprit, blamed.breaches), *apart(culprit, first)),
        facts=(first.limit.ref.document, first.limit.ref.pointer),
    )


def judge(answers: Answers) -> Iterator[Judgement]:
    """Every number that takes some permitted stack below a floor."""
    for blamed in answers.derived(found_by):
        yield judgement(answers.program, blamed)
    yield from untold(answers.program, answers.extremes)
    yield from uncosted(answers.program, answers.extremes)


def uncosted(program: Program, extremes: Iterable[Extreme]) -> Iterator[Judgement]:
    """Products under a margin floor that are priced in a currency without a cost in it."""
    missing: dict[tuple[str, str], Extreme] = {}
    for extreme in extremes:
        written = {cost.currency for cost in program.products[extreme.product].cost}
        under = any(floor.minimum_margin is not None for floor in extreme.floors)
        if under and extreme.currency not in written:
            missing.setdefault((extreme.product, extreme.currency), extreme)
    for (name, currency), extreme in missing.items():
        product = program.products[name]
        yield Judgement(
            f"cannot tell the margin of {product.name} in {currency}: its cost in {currency} is"
            " not written",
            (
                Place(product.ref.child("cost"), f"no amount in {currency}"),
                Place(extreme.price.ref, f"priced in {currency} here"),
            ),
            subject=f"{name}/{currency}",
            help=(Repair(f"add the cost in {currency}"),),
            facts=("uncosted",),
            severity=Severity.UNDETERMINED,
        )


def untold(program: Program, extremes: Iterable[Extreme]) -> Iterator[Judgement]:
    """Stacks too many to prove."""
    seen: set[str] = set()
    for extreme in extremes:
        subject = f"{extreme.tier}/{extreme.product}"
        if extreme.proven or subject in seen:
            continue
        seen.add(subject)
        yield Judgement(
            f"cannot tell whether {program.tiers[extreme.tier].name} stays above the floor on"
            f" {program.products[extreme.product].name}: too many permitted stacks to compare",
            (Place(program.products[extreme.product].ref, "sold here"),),
            subject=subject,
            facts=("untold",),
            severity=Severity.UNDETERMINED,
        )


def gather(answers: Answers, findings: Sequence[Finding]) -> Iterator[Finding]:
    """Findings about rates that one other number explains become one, at that number."""
    unwaived = {f.subject: f for f in findings if f.severity is Severity.ERROR}
    if unwaived:
        blamed = [one for one in answers.derived(found_by) if one.subject in unwaived]
        for number in common(answers.program, blamed):
            parts = [unwaived.pop(one.subject) for one in number.blamed]
            yield RULE.finding("margin/floor", gathered(answers.program, number, parts))
    yield from (f for f in findings if f.severity is not Severity.ERROR or f.subject in unwaived)


def gathered(program: Program, number: Common, parts: Sequence[Finding]) -> Judgement:
    """What is said of a limit that many rates break, or of a cost that is out of line."""
    first = number.worst
    about = about_cost(program, number) if number.cost else about_limit(number)
    return Judgement(
        message(program, first),
        about[0],
        subject="/".join(number.at.steps),
        notes=(*notes(program, first, number.breaches), *cited(parts)),
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


def about_limit(number: Common) -> About:
    """The limit, and the rates that go furthest beyond it."""
    ranked = sorted(number.blamed, key=lambda one: -worst(one.breaches).share)
    places = [Place(number.at, f"{len(ranked)} rates break it")]
    for one in ranked[:MOST_RATES]:
        words = f"{step_words(one.culprit)}: {standing_at(worst(one.breaches))}"
        places.append(Place(one.culprit.row.rate_ref, words))
    return tuple(places), tuple(eased(number))


def cited(parts: Sequence[Finding]) -> Iterator[tuple[str, str]]:
    """What waivers would have to cite, where that is few enough to be meant."""
    if len(parts) <= MOST_WAIVED:
        yield "to waive", f"cite {', '.join(part.subject for part in parts)}"


RULE = Rule(severity=Severity.ERROR, waivable=True, judge=judge, needs=PRICING, gather=gather)
