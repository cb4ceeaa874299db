"""Says where tiers that differ from date to date leave open how much a deal gives or leaves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from partnerbook.check.distributors.blame import too_little
from partnerbook.check.floors.mixed import of_mixed_tiers
from partnerbook.findings import Place, Repair, Severity
from partnerbook.pricing.moments import FORMER, moment_of
from partnerbook.pricing.two_tiers import NotLookedAt
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Program, Step
from partnerbook.rulebook import PRICING, Answers, Judgement, Rule

_FLOOR = "margin/floor"
_ONE_DAY = (
    Repair("let them go by the tier of one day (`anchor:`, `running:`)"),
    Repair("or let them exclude each other (`stacks: {excludes: …}`)"),
)


def judge(answers: Answers) -> Iterator[Judgement]:
    """The same incentives once, with all products in which they meet."""
    program = answers.program
    # What is below a floor anyway is found there; where that is waived, this remains to be told.
    waivers = (w for w in program.waivers if w.rule == _FLOOR and program.as_of in w.period)
    waived = any(one.subject.split("/")[0] not in program.partners for one in waivers)
    passed = answers.derived(too_little)
    # A registration that takes what a distributor has is mended first, and nothing waives that.
    torn = {one.extreme.product for rate in passed.rates for one in rate.squeezes}
    mixed = answers.derived(of_mixed_tiers)
    missed = [one for one in mixed if isinstance(one, NotLookedAt) and one.product not in torn]
    yield from _of_floors(program, [one for one in missed if waived or not one.below])
    yield from _of_distributors(program, [one for one in passed.missed if not one.below])


def _of_floors(program: Program, missed: Sequence[NotLookedAt]) -> Iterator[Judgement]:
    for subject, (steps, products) in _alike(program, missed).items():
        stay = "stays" if len(products) == 1 else "stay"
        yield Judgement(
            f"cannot tell whether {joined(products, 'and')} {stay} above the floor where a"
            f" tier changes: {_too_many(steps)}",
            tuple(_place(step) for step in steps),
            subject=subject,
            help=(
                *_ONE_DAY,
                Repair("or give each tier at least the rates of those below it, in one tier"),
            ),
        )


def _of_distributors(program: Program, missed: Sequence[NotLookedAt]) -> Iterator[Judgement]:
    for subject, (steps, products) in _alike(program, missed).items():
        yield Judgement(
            f"cannot tell what a distributor keeps of {joined(products, 'and')} where a tier"
            f" changes: {_too_many(steps)}",
            tuple(_place(step) for step in steps),
            subject=f"distributor/{subject}",
            help=(
                *_ONE_DAY,
                Repair("or raise the distributor's discount so far that the highest rates fit"),
            ),
        )


def _alike(
    program: Program, missed: Sequence[NotLookedAt]
) -> Mapping[str, tuple[Sequence[Step], Sequence[str]]]:
    """The steps that meet, and in which products, by their ids."""
    found: dict[str, tuple[list[Step], list[str]]] = {}
    for one in missed:
        steps = {step.id: step for pair in one.pairs for step in pair.steps}
        names = found.setdefault("/".join(sorted(steps)), (list(steps.values()), []))[1]
        if (name := program.products[one.product].name) not in names:
            names.append(name)
    return found


def _too_many(steps: Sequence[Step]) -> str:
    return (
        f"{joined([step.name for step in steps], 'and')} go by the tiers of different days, and too"
        " many can meet on one deal to look at each"
    )


def _place(step: Step) -> Place:
    moment = moment_of(step)
    if moment.startswith(FORMER) and step.terms.running is not None:
        return Place(step.terms.running.ref, "may keep the rate of a former tier")
    at = step.ref if step.partner else step.ref.child("anchor")
    return Place(at, f"by the tier of the {moment.replace('-', ' ')}")


RULE = Rule(severity=Severity.UNDETERMINED, waivable=True, judge=judge, needs=PRICING)
