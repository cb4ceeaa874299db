"""Flags a tier of which nobody can tell whether it is earned, naming the fact that is missing."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.tiers.currencies import no_amount
from partnerbook.check.tiers.doubtful import open_items
from partnerbook.check.tiers.rows import leaves
from partnerbook.check.tiers.together import CANNOT, by_report
from partnerbook.check.tiers.unearned import MEASURED, MOST_PLACES
from partnerbook.findings import Place, Repair, Severity
from partnerbook.resolve.naming_words import joined
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.standing import Position
from partnerbook.standing.words import missing

_LEAVES = ("money", "count", "percent", "done")


def unmeasured(answers: Answers) -> Iterator[Judgement]:
    """Requirements without a metric, in tiers that are measured otherwise."""
    program = answers.program
    for name, rung in program.rungs.items():
        asks = leaves((*rung.entry, *(rung.stay if rung.own_stay else ())))
        bare = [one for one in asks if one.kind in _LEAVES and not one.metric]
        if rung.measured and bare:
            said = ", ".join(dict.fromkeys(one.name for one in bare))
            tier = program.tiers[name].name
            yield Judgement(
                f"whether {tier} is earned can never be told: nobody measures {said}",
                tuple(Place(one.ref, "without a metric") for one in bare[:MOST_PLACES]),
                subject=name,
                help=(Repair("name the metric that tells it (`metric:`, with its `window:`)"),),
                facts=tuple(one.id for one in bare),
            )


def of_partner(answers: Answers, position: Position) -> Iterator[Judgement]:
    """A tier held that may or may not be earned."""
    held, program = position.held, answers.program
    named = tuple(one.ref for one in no_amount(answers.program))
    open_ = tuple(
        one
        for one in open_items(answers, position)
        if any(doubt.ref not in named for doubt in one.doubts)
    )
    if held is None or not open_:
        return
    partner, tier = program.partners[position.partner], program.tiers[held.tier].name
    doubts = list(dict.fromkeys(doubt for one in open_ for doubt in one.doubts))
    against = dict.fromkeys(doubt.against for doubt in doubts if doubt.against is not None)
    where = dict.fromkeys(doubt.ref for doubt in doubts)
    said = "; ".join(dict.fromkeys(f"{one.ask.name}: {missing(one)}" for one in open_))
    yield Judgement(
        f"whether {partner.name} has earned {tier}{CANNOT}{said}",
        (
            Place(held.ref, f"{tier}, {held.because}"),
            *(Place(ref, "here") for ref in list(where)[:MOST_PLACES]),
            *(Place(ref, "measured in this currency") for ref in against),
        ),
        subject=position.partner,
        help=(Repair("enter the evidence that is missing, or say why the tier is held otherwise"),),
        facts=(held.tier, *(one.ask.id for one in open_)),
    )


def in_no_amount(answers: Answers) -> Iterator[Judgement]:
    """Amounts that leave out the currency of some partners, once for all of them."""
    program = answers.program
    for one in no_amount(program):
        tier, asked = program.tiers[one.tier].name, joined(sorted(one.partners), "and")
        who = [partner for some in one.partners.values() for partner in some]
        names = ", ".join(partner.name for partner in who[:MOST_PLACES])
        yield Judgement(
            f"whether partners who are measured in {asked} reach {tier} can never be told:"
            f" {one.name} names amounts in {joined(sorted(one.amounts), 'and')} only"
            f" ({names}{', …' if len(who) > MOST_PLACES else ''})",
            (
                Place(one.ref, f"no amount in {asked}"),
                *(Place(partner.ref.child("currency"), partner.name) for partner in who[:2]),
            ),
            subject=one.tier,
            help=(Repair(f"add an amount in {asked}"),),
            facts=(str(one.ref.pointer), *sorted(one.partners)),
        )


def judge(answers: Answers) -> Iterator[Judgement]:
    """Tiers first, then partners."""
    yield from unmeasured(answers)
    yield from in_no_amount(answers)
    for position in answers.positions.values():
        yield from of_partner(answers, position)


RULE = Rule(
    severity=Severity.UNDETERMINED,
    waivable=True,
    judge=judge,
    needs=MEASURED,
    follows=("margin/unpriced",),
    gather=by_report,
)
