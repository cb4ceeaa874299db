"""Flags rows of evidence that cannot be counted: another currency, or cut by a window."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.tiers.doubtful import open_items
from partnerbook.check.tiers.unearned import MEASURED, MOST_PLACES
from partnerbook.findings import Place, Ref, Repair, Severity
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.standing.words import flat


def foreign(answers: Answers, named: frozenset[Ref]) -> Iterator[Judgement]:
    """Amounts in another currency than the partner's, whether or not a tier asks for them now."""
    program = answers.program
    for (name, metric), every in program.evidence.measures.items():
        partner, said = program.partners.get(name), program.metrics[metric]
        if partner is None or said.unit != "money":
            continue
        rows = [row for row in every if row.unit != partner.currency]
        if not rows or any(row.ref in named for row in rows):
            continue
        units, count = ", ".join(sorted({row.unit for row in rows})), len(rows)
        rest = len(every) - count
        yield Judgement(
            f"{said.name} of {partner.name} is in {units} in {count} {_rows(count)}, but the"
            f" partner is measured in {partner.currency}: nobody can count them together",
            (
                *(Place(row.ref.child("unit"), row.unit) for row in rows[:MOST_PLACES]),
                Place(partner.ref.child("currency"), f"measured in {partner.currency}"),
            ),
            subject=name,
            notes=(("its other rows", f"{rest} in {partner.currency}"),) if rest else (),
            help=(
                Repair(f"correct the unit, if the amount is in {partner.currency}"),
                Repair("or let the system convert every amount, and say so (`converted:`)"),
            ),
            facts=(metric, units),
        )


def cut(answers: Answers, named: frozenset[Ref]) -> Iterator[Judgement]:
    """Rows that lie partly inside the window of some requirement."""
    program = answers.program
    for name, position in answers.positions.items():
        asks: dict[Ref, dict[str, None]] = {}
        says: dict[Ref, str] = {}
        for step in position.steps.values():
            for _, one in flat(step.items):
                for doubt in one.doubts:
                    if doubt.window and doubt.ref not in named:
                        tier = program.tiers[step.rung.tier].name
                        asks.setdefault(doubt.ref, {})[f"{one.ask.name} ({tier})"] = None
                        says[doubt.ref] = doubt.say
        for ref, which in asks.items():
            yield Judgement(
                f"{says[ref]}; of {program.partners[name].name} nobody can tell {', '.join(which)}",
                (Place(ref.child("from"), "from here"), Place(ref.child("through"), "to here")),
                subject=name,
                help=(
                    Repair("let the system give a row for each month of it"),
                    Repair("or give the requirement a window that does not cut it (`window:`)"),
                ),
                facts=(ref.document, ref.pointer),
            )


def _rows(count: int) -> str:
    return "row" if count == 1 else "rows"


def judge(answers: Answers) -> Iterator[Judgement]:
    """What ``tier/not-computable`` names already is not said again."""
    doubts = (
        doubt
        for position in answers.positions.values()
        for one in open_items(answers, position)
        for doubt in one.doubts
    )
    named = frozenset(doubt.ref for doubt in doubts)
    yield from foreign(answers, named)
    yield from cut(answers, named)


RULE = Rule(severity=Severity.UNDETERMINED, waivable=True, judge=judge, needs=MEASURED)
