"""What is said of amounts and bands that leave out a currency."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from partnerbook.check.incentives.reach import limited_to, scope_of
from partnerbook.findings import Place, Ref, Repair
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import ListPrice, Program, Step
from partnerbook.resolve.record import Record
from partnerbook.rulebook import Judgement
from partnerbook.values.money import Money

REGISTRATION = "deal-registration"


@dataclass(frozen=True, slots=True)
class Amounts:
    """A list with one amount per currency: what it is, and what holds in those it leaves out."""

    what: str
    otherwise: str
    currencies: frozenset[str]
    ref: Ref


def written(record: Record) -> Iterator[Amounts]:
    """The lists of amounts of an incentive, as far as it has any."""
    for at, cap in enumerate(record.get("caps", ())):
        ref = record.ref.child("caps", at, "amounts")
        yield amounts("cap", "nothing limits it there", cap["amounts"], ref)
    for key, word in (("amounts", "amount"), ("prices", "price")):
        if key in record.data:
            yield amounts(word, "nobody gets it there", record[key], record.ref.child(key))
    bands = record.get("bands", {})
    if bands and bands["measure"] in ("list-value", "period-value"):
        starts = [row["from"] for row in bands["rows"]]
        yield amounts("band", "nobody gets it there", starts, record.ref.child("bands", "rows"))
    if "minimum" in record.get("payment", {}):
        ref = record.ref.child("payment", "minimum")
        yield amounts("smallest payment", "any sum is paid", record["payment"]["minimum"], ref)
    for at, part in enumerate(record.get("split", ())):
        if "converts_below" in part:
            ref = record.ref.child("split", at, "converts_below")
            what = "sum below which a part is paid otherwise"
            yield amounts(
                what, "it is paid as it is there, however small", part["converts_below"], ref
            )
    for at, one in enumerate(record.get("milestones", ())):
        ref = record.ref.child("milestones", at, "amounts")
        yield amounts("amount of a milestone", "nobody gets it there", one["amounts"], ref)
    if "budget" in record.data:
        ref = record.ref.child("budget", "amounts")
        yield amounts("budget", "nothing is set aside there", record["budget"]["amounts"], ref)
    for key in ("list_value", "period_value"):
        for edge, sums in scope_of(record).get(key, {}).items():
            ref = record.ref.child("for", key, edge)
            yield amounts(f"amount of {key}", "no deal there is large enough", sums, ref)


def priced_rows(program: Program) -> Iterator[tuple[Record, Step]]:
    """The rows of tables of discounts that give prices and have not ended, each as a thing."""
    for step in program.steps:
        record = program.records["discount"][step.id] if step.nested else None
        for at, data in enumerate(record["rows"] if record else ()):
            if record is None or "prices" not in data:
                continue
            ref = record.ref.child("rows", at)
            rows = tuple(row for row in step.rows if row.ref == ref)
            if rows and rows[0].period.end > program.as_of:
                said = {**data, "name": f"Row {data['id']} of {step.name}", "kind": step.kind}
                row = Record(record.kind, f"{record.id}/{data['id']}", said, {}, ref)
                yield row, replace(step, rows=rows)


def amounts(what: str, otherwise: str, sums: Sequence[Money], ref: Ref) -> Amounts:
    """A list of amounts, by the currencies it has."""
    return Amounts(what, otherwise, frozenset(money.currency for money in sums), ref)


def registrable(program: Program) -> frozenset[str]:
    """The currencies in which the rules of engagement say the smallest deal to register."""
    found = (rules.get("minimum", ()) for rules in program.records.get("engagement", {}).values())
    return frozenset(money.currency for sums in found for money in sums)


def is_told(program: Program, record: Record, one: Amounts, currency: str) -> bool:
    """Whether engagement/smallest-deal says it: where registering begins, the discount has to."""
    is_size = one.ref.steps[:2] == ("for", "list_value")
    return is_size and record["kind"] == REGISTRATION and currency in registrable(program)


def judgement(
    program: Program, record: Record, lacking: Sequence[Amounts], prices: Sequence[ListPrice]
) -> Judgement:
    """What an incentive leaves unsaid in some currencies, at every list that does."""
    missing = [price.price.currency for price in prices]
    names = joined(missing, "and")
    named = scope_of(record).get("currencies", program.currencies)
    left = [currency for currency in named if currency not in missing]
    whats = list(dict.fromkeys(one.what for one in lacking))
    what = joined([f"no {one}" for one in whats], "and")
    help_ = [Repair(f"add the {joined(whats, 'and')} in {names}")]
    if left:
        help_.append(
            Repair(
                f"or limit it to {joined(left, 'and')}",
                f"nobody earns it in {names}",
                (limited_to(record, "currencies", left),),
            )
        )
    return Judgement(
        f"{record['name']} can be earned in {names} but has {what} in"
        f" {'it' if len(missing) == 1 else 'them'}: {lacking[0].otherwise}",
        (
            *(Place(one.ref, f"{one.what}: nothing in {names}") for one in lacking),
            *(Place(price.ref, f"sold in {price.price.currency} here") for price in prices),
        ),
        subject="/".join((record.id, *missing)),
        help=tuple(help_),
        facts=tuple(one.ref.pointer for one in lacking),
    )
