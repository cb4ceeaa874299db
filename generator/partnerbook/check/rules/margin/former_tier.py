"""Says where tiers that differ from date to date leave open how much a deal can give."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.floors.mixed import of_mixed_tiers
from partnerbook.findings import Place, Repair, Severity
from partnerbook.pricing.moments import FORMER, moment_of
from partnerbook.pricing.two_tiers import NotLookedAt
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Step
from partnerbook.rulebook import PRICING, Answers, Judgement, Rule

_FLOOR = "margin/floor"


def judge(answers: Answers) -> Iterator[Judgement]:
    """The same incentives once, with all products in which they meet."""
    program = answers.program
    # What is below a floor anyway is found there; where that is waived, this remains to be told.
    waivers = (w for w in program.waivers if w.rule == _FLOOR and program.as_of in w.period)
    waived = any(one.subject.split("/")[0] not in program.partners for one in waivers)
    found: dict[str, tuple[dict[str, Step], dict[str, None]]] = {}
    for one in answers.derived(of_mixed_tiers):
        if isinstance(one, NotLookedAt) and (waived or not one.below):
            steps = {step.id: step for pair in one.pairs for step in pair.steps}
            mine = found.setdefault("/".join(sorted(steps)), (steps, {}))
            mine[1].setdefault(program.products[one.product].name)
    for subject, (steps, products) in found.items():
        stay = "stays" if len(products) == 1 else "stay"
        yield Judgement(
            f"cannot tell whether {joined(list(products), 'and')} {stay} above the floor where a"
            f" tier changes: {joined([step.name for step in steps.values()], 'and')} go"
            " by the tiers of different days, and too many can meet on one deal to look at each",
            tuple(_place(step) for step in steps.values()),
            subject=subject,
            help=(
                Repair("let them go by the tier of one day (`anchor:`, `running:`)"),
                Repair("or let them exclude each other (`stacks: {excludes: …}`)"),
                Repair("or give each tier at least the rates of those below it, in one tier"),
            ),
        )


def _place(step: Step) -> Place:
    moment = moment_of(step)
    if moment.startswith(FORMER) and step.terms.running is not None:
        return Place(step.terms.running.ref, "may keep the rate of a former tier")
    at = step.ref if step.partner else step.ref.child("anchor")
    return Place(at, f"by the tier of the {moment.replace('-', ' ')}")


RULE = Rule(severity=Severity.UNDETERMINED, waivable=True, judge=judge, needs=PRICING)
