"""Flags permitted stacks of discounts and incentives that leave the vendor less than its floor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_FLOOR, Decimal

from partnerbook.check.floors import Breach, breach, deal_words, limits, message, sum_of
from partnerbook.findings import Edit, Place, Ref, Repair, Severity
from partnerbook.pricing.exact import share
from partnerbook.pricing.extreme import Extreme
from partnerbook.pricing.stack import Stack
from partnerbook.pricing.waterfall import Taken
from partnerbook.resolve.program import Program
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.percent import Percent

TENTH = Decimal("0.1")


def blamed(breaches: Sequence[Breach]) -> Iterator[tuple[Taken, list[Breach]]]:
    """Each breach laid to one number: as few numbers as explain all, special terms first.

    A special term answers for the deals it makes. Else the number that takes part in most breaches
    is to blame; between equals an incentive before the discount it is stacked on, the larger one
    first.
    """
    left = list(breaches)
    while left:
        mine = [found for found in left if found.extreme.partner] or left
        hits: dict[Ref, list[Breach]] = {}
        sample: dict[Ref, Taken] = {}
        for found in mine:
            for taken in found.stack.taken:
                if not found.extreme.partner or taken.step.partner:
                    hits.setdefault(taken.row.rate_ref, []).append(found)
                    sample.setdefault(taken.row.rate_ref, taken)
        most = max(
            hits,
            key=lambda ref: (
                len(hits[ref]),
                not sample[ref].step.nested,
                share(sample[ref].amount, hits[ref][0].stack.value),
                ref,
            ),
        )
        yield sample[most], hits[most]
        left = [found for found in left if all(found is not gone for gone in hits[most])]


def subject_of(taken: Taken) -> str:
    """What a waiver cites: the step, its row where it has several, and the tier of the rate."""
    parts = [taken.step.id]
    if taken.row.id not in (taken.step.id, taken.step.id.rpartition("/")[2]):
        parts.append(taken.row.id)
    if taken.row.tier:
        parts.append(taken.row.tier)
    return "/".join(parts)


def repairs(culprit: Taken, found: Sequence[Breach]) -> Iterator[Repair]:
    """The highest rates that clear every breach: of the number to blame, then of others in all."""
    wanted: dict[Ref, list[Decimal]] = {}
    named: dict[Ref, Taken] = {culprit.row.rate_ref: culprit}
    for one in found:
        worst = one.extreme.worst
        for at, taken in enumerate(worst.taken):
            if taken.rate is not None and taken.base_amount:
                named.setdefault(taken.row.rate_ref, taken)
                wanted.setdefault(taken.row.rate_ref, []).append(highest(one, worst, at))
    for ref, taken in named.items():
        rates = wanted.get(ref, [])
        assert taken.rate is not None or not rates
        if len(rates) < len(found) or min(rates) < 0 or taken.rate is None:
            continue
        rate = Percent(min(rates))
        who = taken.step.partner or taken.row.tier or "everybody on this row"
        yield Repair(
            f"{taken.step.name}: at most {rate} instead of {taken.rate}",
            f"{who} gets {taken.rate.points - rate.points:f} points less",
            (Edit(ref, str(rate)),),
        )


def highest(found: Breach, worst: Stack, at: int) -> Decimal:
    """The highest rate of one step of the worst stack, in points, at which the floor holds."""
    taken = worst.taken[at]
    # Giving less here leaves more for later stages to take their share of.
    left = Decimal(1)
    for later in worst.taken[at + 1 :]:
        if later.step.base != "list" and later.rate is not None and later.stage != taken.stage:
            left *= 1 - later.rate.fraction
    # Where a cap already cut the amount, only what it let through counts.
    now = share(taken.amount, taken.base_amount) * 100
    rate = now - share(found.limit.excess(worst), taken.base_amount * left) * 100
    tenths = rate.quantize(TENTH, ROUND_FLOOR)
    return tenths.to_integral_value() if tenths == tenths.to_integral_value() else tenths


def judgement(program: Program, culprit: Taken, found: Sequence[Breach]) -> Judgement:
    """One finding for one number, with the worst stack it takes part in."""
    first = max(found, key=lambda one: (one.share, one.limit.ref, one.extreme.currency))
    products = sorted({program.products[one.extreme.product].name for one in found})
    tiers = sorted({one.extreme.tier for one in found}, key=lambda tier: program.tiers[tier].rank)
    notes = [("deal", deal_words(program, first))]
    if len(found) > 1:
        names = ", ".join(program.tiers[tier].name for tier in tiers)
        notes.append(("in all", f"{len(found)} sorts of deals: {names} on {', '.join(products)}"))
    others = [taken.step.id for taken in first.stack.taken if taken.step.id != culprit.step.id]
    words: tuple[Repair, ...] = ()
    if others:
        words = (Repair(f"or let {culprit.step.id} exclude one of {', '.join(others)}"),)
    return Judgement(
        message(program, first),
        (
            Place(culprit.row.rate_ref, f"{culprit.step.name} takes part in every such stack"),
            Place(first.limit.ref, "the floor"),
        ),
        subject=subject_of(culprit),
        notes=tuple(notes),
        sum_intro="however large the deal" if first.stack.endless else "on the smallest such deal",
        sum=tuple(sum_of(program, first)),
        help=(*repairs(culprit, found), *words),
        facts=(first.limit.ref.pointer,),
    )


def judge(answers: Answers) -> Iterator[Judgement]:
    """Every number that takes some permitted stack below a floor."""
    program = answers.program
    breaches = [
        found
        for extreme in answers.extremes
        for limit in limits(program, extreme)
        if (found := breach(extreme, limit)) is not None
    ]
    for culprit, mine in blamed(breaches):
        yield judgement(program, culprit, mine)
    yield from untold(program, answers.extremes)


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


RULE = Rule(severity=Severity.ERROR, waivable=True, judge=judge)
