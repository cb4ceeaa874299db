"""What is said of a commission above what reselling earns, or on top of it."""

from __future__ import annotations

from collections.abc import Sequence

from partnerbook.check.incentives.reach import limited_to, scope_of
from partnerbook.check.margins.commissions import Above, Both
from partnerbook.check.margins.deals import deal_words, percent
from partnerbook.findings import Edit, Place, Repair, Severity, Term
from partnerbook.pricing.board import BUYING
from partnerbook.resolve.program import Program
from partnerbook.rulebook import Judgement
from partnerbook.values.dates import in_words


def above_resale(program: Program, ones: Sequence[Above]) -> Judgement:
    """A rate of commission, with the product and day on which it is furthest above resale."""
    one = max(ones, key=lambda a: (a.commission.rate - a.resale.rate, a.sort))
    tier, product = program.tiers[one.sort[0]].name, program.products[one.sort[1]].name
    mine, theirs = percent(one.commission.rate), percent(one.resale.rate)
    least = min(ones, key=lambda a: a.resale.rate).resale
    apart = one.commission.rate - one.resale.rate
    since = f" from {in_words(one.since)}" if one.since > program.as_of else ""
    names = sorted({program.products[a.sort[1]].name for a in ones})
    return Judgement(
        f"{one.commission.step.name} pays {tier} {mine} for {product}, but who buys and resells it"
        f" gets at most {theirs}{since}, and carries the risk",
        (
            Place(one.commission.row.rate_ref, f"{mine} without buying"),
            Place(one.resale.row.rate_ref, f"{theirs} for buying and reselling"),
        ),
        subject="/".join((one.commission.step.id, one.sort[0])),
        notes=(("products", ", ".join(names)),),
        sum_intro=f"{tier}, {product}, in % of list",
        sum=(
            Term(mine, one.commission.step.name, one.commission.row.rate_ref),
            Term(
                f"- {theirs}",
                f"{one.resale.step.name}, the largest of all routes",
                one.resale.row.rate_ref,
            ),
            Term(percent(apart), "more for not reselling", total=True),
        ),
        help=(
            Repair(
                f"lower the {mine} to {percent(least.rate)}",
                f"{tier} gets {percent(one.commission.rate - least.rate)} of list less",
                (Edit(one.commission.row.rate_ref, percent(least.rate)),),
            ),
            Repair("or limit it to products on which reselling earns more"),
        ),
        facts=(one.sort[0],),
    )


def on_one_deal(program: Program, pair: Both) -> Judgement:
    """A commission and a discount for resale that one partner gets on one deal."""
    step, row = pair.commission.step, pair.commission.row
    record = program.records["incentive"][step.id]
    ref = record.ref.child("for")
    at = ref.child("route") if "route" in scope_of(record) else ref.key()
    written = scope_of(record).get("route", program.axes.values["route"])
    every = [route for route in program.axes.values["route"] if route not in BUYING]
    routes = [route for route in written if route in every] or every
    sums = (percent(pair.commission.rate), percent(pair.resale.rate))
    return Judgement(
        f"{step.name} pays {sums[0]} on deals on which the partner buys with a discount of"
        f" {sums[1]} as well: it is paid for selling twice",
        (
            Place(at, "deals on which partners buy are not left out"),
            Place(row.rate_ref, "the commission"),
            Place(pair.resale.row.rate_ref, "the discount for resale"),
        ),
        subject=step.id,
        notes=(("deal", deal_words(program, pair.extreme.sample, [row, pair.resale.row])),),
        help=(
            Repair(
                "limit it to deals on which the customer buys from the vendor",
                "no commission where the partner buys",
                (limited_to(record, "route", routes),),
            ),
            Repair("or write what it pays as another kind of incentive, if both are meant"),
        ),
        facts=("both",),
        severity=Severity.ERROR,
    )
