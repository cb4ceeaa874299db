"""Flags permitted stacks of discounts and incentives that leave the vendor less than its floor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from partnerbook.findings import Edit, Place, Ref, Repair, Severity, Term
from partnerbook.pricing.exact import exactly, share
from partnerbook.pricing.extreme import Extreme, smallest_part
from partnerbook.pricing.stack import Stack
from partnerbook.pricing.waterfall import Taken
from partnerbook.resolve.naming import describe_axis
from partnerbook.resolve.program import Floor, Program
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.money import Money
from partnerbook.values.percent import Percent

TENTH = Decimal("0.1")
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Limit:
    """One floor on one sort of deal: the most that may be given, in % of list or by the margin."""

    maximum_give: Percent | None
    minimum_margin: Percent | None
    cost: Decimal
    ref: Ref

    def broken(self, kept: Decimal, value: Decimal, price: Decimal) -> bool:
        """Whether a deal of that list value, at that unit price, breaks it. Exact, undivided."""
        if self.maximum_give is not None:
            return value - kept > self.maximum_give.fraction * value
        assert self.minimum_margin is not None
        # margin = (kept - cost * value / price) / kept, all of it times kept and price
        return price * (kept - self.minimum_margin.fraction * kept) < self.cost * value

    def excess(self, stack: Stack) -> Decimal:
        """How much less would have to be given, to 60 digits: to show, not to judge."""
        if self.maximum_give is not None:
            return stack.given - self.maximum_give.fraction * stack.value
        assert self.minimum_margin is not None
        room = 1 - self.minimum_margin.fraction
        return share(self.costs(stack), room) - stack.kept

    def costs(self, stack: Stack) -> Decimal:
        """What the deal costs the vendor."""
        return share(self.cost * stack.value, stack.price.price.amount)


@dataclass(frozen=True, slots=True)
class Breach:
    """A stack below a limit; the one with the largest share of list too much stands for all."""

    extreme: Extreme
    limit: Limit
    stack: Stack
    excess: Decimal
    share: Decimal


def limits(program: Program, extreme: Extreme) -> Iterator[Limit]:
    """The floors of a deal, and the product's own maximum give."""
    product = program.products[extreme.product]
    costs = {cost.currency: cost.amount for cost in product.cost}
    cost = costs.get(extreme.currency, Decimal(0))
    if product.maximum_give is not None:
        yield Limit(product.maximum_give, None, cost, product.ref.child("maximum_give"))
    for floor in extreme.floors:
        yield from floor_limits(floor, cost if extreme.currency in costs else None)


def floor_limits(floor: Floor, cost: Decimal | None) -> Iterator[Limit]:
    """The one or two limits of a floor; without a cost the margin cannot be told."""
    if floor.maximum_give is not None:
        yield Limit(floor.maximum_give, None, Decimal(0), floor.ref.child("maximum_give"))
    if floor.minimum_margin is not None and cost is not None:
        yield Limit(None, floor.minimum_margin, cost, floor.ref.child("minimum_margin"))


def breach(extreme: Extreme, limit: Limit) -> Breach | None:
    """The smallest stack inside the worst one that breaks the limit, if it breaks."""
    price = extreme.price.price.amount
    with exactly():
        if not limit.broken(extreme.value - extreme.given, extreme.value, price):
            return None
    stack = smallest_part(extreme, lambda kept, value: limit.broken(kept, value, price))
    if stack is None:
        return None
    excess = limit.excess(stack)
    return Breach(extreme, limit, stack, excess, share(excess, stack.value))


def subject_of(found: Breach) -> str:
    """A special term answers for its own stack; else the tier and product do."""
    special = [taken.step.id for taken in found.stack.taken if taken.step.partner]
    return special[0] if special else f"{found.extreme.tier}/{found.extreme.product}"


def percent(share: Decimal) -> str:
    """A factor as a percentage with at most two decimals, rounded towards what it misses."""
    text = f"{(share * 100).quantize(CENT):f}"
    return f"{text.rstrip('0').rstrip('.')} %"


def amount(stack: Stack, value: Decimal, sign: str = "") -> str:
    """An amount as the sum shows it."""
    rounded = Money(value, stack.currency).rounded().amount
    return f"{sign}{rounded:,f}"


def sum_of(program: Program, found: Breach) -> Iterator[Term]:
    """List price down to what the vendor keeps, then against the floor."""
    stack, limit = found.stack, found.limit
    units = "" if stack.units == 1 else f"{stack.units} × "
    yield Term(
        amount(stack, stack.value), f"list price ({units}{stack.price.product})", stack.price.ref
    )
    stages = {stage.id: stage for stage in program.stages}
    for taken in stack.taken:
        rate = (
            f"{taken.rate} of {base_words(taken, stages[taken.stage.id].name)}"
            if taken.rate
            else ""
        )
        capped = ", capped" if taken.cap is not None else ""
        label = " ".join(word for word in (taken.step.name, rate) if word) + capped
        yield Term(amount(stack, taken.amount, "-"), label, taken.row.rate_ref)
    yield Term(amount(stack, stack.kept), "net revenue", None, total=True)
    if limit.minimum_margin is None:
        assert limit.maximum_give is not None
        yield Term(
            amount(stack, stack.given),
            f"given = {percent(stack.given_share)} of list; at most {limit.maximum_give}",
            limit.ref,
            total=True,
        )
        return
    cost = limit.costs(stack)
    product = program.products[stack.price.product]
    yield Term(amount(stack, cost, "-"), "cost (internal)", product.ref.child("cost"))
    yield Term(
        amount(stack, stack.kept - cost),
        f"margin = {percent(share(stack.kept - cost, stack.kept)) if stack.kept else 'none'} of net;"
        f" at least {limit.minimum_margin}",
        limit.ref,
        total=True,
    )


def base_words(taken: Taken, stage: str) -> str:
    """What a rate is a share of."""
    if taken.base == "list":
        return "list"
    return f"the price before {stage.lower()}" if taken.base == "opening" else taken.base


def repairs(found: Breach) -> Iterator[Repair]:
    """For each step of the stack, the highest rate that clears the floor, if there is one."""
    taken = found.stack.taken
    for at, step in enumerate(taken):
        if step.rate is None or step.cap is not None or not step.base_amount:
            continue
        # Giving less here leaves more for later steps to take their share of.
        left = Decimal(1)
        for later in taken[at + 1 :]:
            if later.base != "list" and later.rate is not None and later.stage != step.stage:
                left *= 1 - later.rate.fraction
        drop = share(found.excess, step.base_amount * left) * 100
        rate = (step.rate.points - drop).quantize(TENTH, ROUND_DOWN)
        if rate >= 0:
            wanted = Percent(rate.normalize() if rate else Decimal(0))
            who = "everybody on this row" if not step.step.partner else step.step.partner
            yield Repair(
                f"{step.step.name}: at most {wanted} instead of {step.rate}",
                f"{who} gets {step.rate.points - wanted.points:f} points less",
                (Edit(step.row.rate_ref, str(wanted)),),
            )


def message(program: Program, found: Breach) -> str:
    """Who, on what, how much, against which floor."""
    stack, limit, extreme = found.stack, found.limit, found.extreme
    tier, product = program.tiers[extreme.tier].name, program.products[extreme.product].name
    who = f"{program.partners[extreme.partner].name} ({tier})" if extreme.partner else tier
    if limit.minimum_margin is None:
        points = percent(found.share)
        return (
            f"stacked {who} incentives on {product} give {percent(stack.given_share)} of list; the"
            f" most is {limit.maximum_give} ({points.removesuffix(' %')} points too much)"
        )
    margin = share(stack.kept - limit.costs(stack), stack.kept) if stack.kept else Decimal(-1)
    short = percent(limit.minimum_margin.fraction - margin).removesuffix(" %")
    return (
        f"stacked {who} incentives on {product} leave {percent(margin)} margin; the floor is"
        f" {limit.minimum_margin} ({short} points short)"
    )


def judgement(program: Program, subject: str, found: Breach, sorts: int) -> Judgement:
    """One finding for a subject, with its worst stack."""
    largest = max(found.stack.taken, key=lambda taken: (taken.amount, taken.step.id))
    deal = ", ".join(
        f"{describe_axis(program.axes, axis, side)}"
        for axis, side in found.extreme.around.boxes[0].sides
        if axis not in ("product", "tier")
    )
    notes = [("deal", deal or "any")]
    if sorts > 1:
        notes.append(("also", f"{sorts - 1} more sorts of deals of the same tier and product"))
    steps = " + ".join(taken.step.id for taken in found.stack.taken)
    return Judgement(
        message(program, found),
        (
            Place(largest.row.rate_ref, f"the largest part: {largest.step.name}"),
            Place(found.limit.ref, "the floor"),
        ),
        subject=subject,
        notes=tuple(notes),
        sum_intro="however large the deal" if found.stack.endless else "on the smallest such deal",
        sum=tuple(sum_of(program, found)),
        help=(
            *repairs(found),
            Repair(f"or forbid the combination {steps} with `stacks: {{excludes: …}}`"),
        ),
        facts=(found.extreme.product, found.limit.ref.pointer),
    )


def judge(answers: Answers) -> Iterator[Judgement]:
    """The worst stack of every subject that goes below a floor."""
    program = answers.program
    breaches: dict[str, list[Breach]] = {}
    for extreme in answers.extremes:
        for limit in limits(program, extreme):
            found = breach(extreme, limit)
            if found is not None:
                breaches.setdefault(subject_of(found), []).append(found)
    for subject, found_all in sorted(breaches.items()):
        yield judgement(program, subject, worst(found_all), len(found_all))
    yield from untold(program, answers.extremes)


def worst(found: Iterable[Breach]) -> Breach:
    """The breach with the largest share of list too much; ties in a fixed order."""
    return max(found, key=lambda one: (one.share, one.limit.ref, one.extreme.currency))


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
