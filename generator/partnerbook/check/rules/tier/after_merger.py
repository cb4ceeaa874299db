"""Flags a merger into a partner of a lower tier, where nothing says which tier holds then."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.findings import Place, Repair, Severity
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.standing.keeping import DAY
from partnerbook.values.dates import in_words
from partnerbook.values.period import add_months

YEAR = 12


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each merger of the last twelve months or to come, with both tiers.

    Whoever enters a tier of the other one from that day on, whichever, has decided.
    """
    program = answers.program
    for partner in program.partners.values():
        for state in partner.life.states:
            into, day = program.partners.get(state.into), state.period.start
            if into is None or day < add_months(program.as_of, -YEAR):
                continue
            brought, held = partner.held(day - DAY), into.held(day)
            if brought is None or held is None or held.period.start == day:
                continue
            rungs = program.rungs
            if not {brought.tier, held.tier} <= rungs.keys():
                continue
            if rungs[brought.tier].rank <= rungs[held.tier].rank:
                continue
            tiers = program.tiers
            high, low = tiers[brought.tier].name, tiers[held.tier].name
            yield Judgement(
                f"{partner.name} holds {high} until it becomes part of {into.name} on"
                f" {in_words(day)}, which holds {low}: nothing says which tier holds then",
                (
                    Place(state.ref.parent.child("into"), f"merged into {into.name}"),
                    Place(brought.ref, f"{high} until then"),
                    Place(held.ref, f"{low} then"),
                ),
                subject=partner.id,
                help=(
                    Repair(
                        f"enter the tier of {into.name} from {day} on: {high} if its evidence"
                        " meets that (`partnerbook review`) or by agreement"
                        f" (`because: negotiated`, `note:`, `review_by:`), or {low}"
                    ),
                    Repair("or waive it, with the reason why it stays so"),
                ),
                facts=(into.id, brought.tier, held.tier),
            )


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge, needs=("tier",))
