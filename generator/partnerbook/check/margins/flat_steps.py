"""Steps of the ladder on which nothing more is given, or of which nobody can tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from partnerbook.check.territories.sellers import few
from partnerbook.findings import Edit, Place, Ref, Repair, Severity
from partnerbook.pricing.inversion import Untold, neighbours
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Program
from partnerbook.resolve.record import Record
from partnerbook.rulebook import Answers, Judgement

_RATES = "rates"


def flat_steps(program: Program) -> Iterator[Judgement]:
    """One finding for each row or incentive with equal rates that nobody declared flat."""
    pairs = neighbours(program)
    for record, said, at in _rated(program):
        rates: Mapping[str, Any] = said[_RATES]
        same = [
            (low, high)
            for low, high in pairs
            if low in rates and rates.get(high) == rates[low] and rates[low].points
        ]
        if not same:
            continue
        names = [
            f"{program.tiers[high].name} gets no more than {program.tiers[low].name} ({rates[low]})"
            for low, high in same
        ]
        row = str(said.get("id", ""))
        title = f"{record['name']}, {row}" if row else str(record["name"])
        where = at.child(_RATES)
        yield Judgement(
            f"{title}: {'; '.join(names)}",
            tuple(
                Place(where.child(tier), f"{program.tiers[tier].name}: {rates[tier]}")
                for tier in dict.fromkeys(tier for low, high in same for tier in (high, low))
            ),
            subject=f"{record.id}/{row}" if row else record.id,
            help=(
                Repair("raise the higher rate, or lower the lower one"),
                Repair("or say that it is meant", edits=(Edit(where, "flat: true", "insert"),)),
            ),
            facts=("flat", *(tier for pair in same for tier in pair)),
            severity=Severity.WARNING,
        )


def untold(answers: Answers) -> Iterator[Judgement]:
    """Each pair of tiers once whose stacks, or the orders they are on, are too many to compare."""
    program = answers.program
    pairs: dict[tuple[str, str], list[Untold]] = {}
    for one in answers.untold_tiers:
        pairs.setdefault((one.lower_tier, one.higher_tier), []).append(one)
    for (low, high), found in pairs.items():
        lower, higher = program.tiers[low], program.tiers[high]
        names = sorted({program.products[one.product].name for one in found})
        why = "too many permitted stacks to compare; the best ones of the smallest deal are"
        do = "put incentives that are not combined into one group"
        bands = sorted({name for one in found for name in one.bands})
        if all(one.bands for one in found):
            give = f"{joined(bands, 'and')} {'gives' if len(bands) == 1 else 'give'}"
            why = (
                f"{give} each part of a quantity a rate of its own, and an order that has to be of"
                " several lines may be of more of them; those of the fewest lines are compared"
            )
            do = "let the bands count all units (`counts: all-units`)"
        yield Judgement(
            f"cannot tell whether {higher.name} never earns less than {lower.name} on"
            f" {few(names, 'products')}: {why}",
            (Place(higher.ref, higher.name), Place(lower.ref, lower.name)),
            subject=f"{high}/{low}",
            help=(Repair(do),),
            facts=("untold",),
            severity=Severity.UNDETERMINED,
        )


def _rated(program: Program) -> Iterator[tuple[Record, Mapping[str, Any], Ref]]:
    """Every mapping with rates of tiers that has not ended and is not meant to be flat."""
    known = {step.id for step in program.steps}
    for record in program.records.get("discount", {}).values():
        for number, row in enumerate(record["rows"]):
            if not record.get("flat") and record.id in known and _counts(program, row):
                yield record, row, record.ref.child("rows", number)
    for record in program.records.get("incentive", {}).values():
        if record.id in known and _counts(program, record.data):
            yield record, record.data, record.ref


def _counts(program: Program, said: Mapping[str, Any]) -> bool:
    ended = "through" in said and said["through"] < program.as_of
    known = all(tier in program.tiers for tier in said.get(_RATES, ()))
    return _RATES in said and known and not said.get("flat") and not ended
