"""What is said of a commission above what reselling earns, or on top of it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from partnerbook.check.incentives.reach import limited_to, scope_of
from partnerbook.check.margins.commissions import Above, Both, Sort
from partnerbook.check.margins.deals import deal_words, percent
from partnerbook.findings import Edit, Place, Ref, Repair, Severity, Term
from partnerbook.pricing.board import BUYING
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Program
from partnerbook.rulebook import Judgement
from partnerbook.values.dates import in_words


def above_resale(program: Program, ones: Sequence[Above]) -> Judgement:
    """The rates of a commission, with the product and day on which one is furthest above resale."""
    one = max(ones, key=_apart)
    step = one.commission.step
    tier, product = program.tiers[one.sort[0]].name, program.products[one.sort[1]].name
    mine, theirs = percent(one.commission.rate), percent(one.resale.rate)
    since = f" from {in_words(one.since)}" if one.since > program.as_of else ""
    names = sorted({program.products[a.sort[1]].name for a in ones})
    by_rate = _by_rate(program, ones)
    others = [max(some, key=_apart) for some in by_rate if one not in some]
    listed = joined([_against(program, other) for other in others], "and")
    tiers = [some[0].sort[0] for some in by_rate]
    return Judgement(
        f"{step.name} pays {tier} {mine} for {product}, but who buys and resells it gets at most"
        f" {theirs}{since}, and carries the risk{f'; likewise {listed}' if listed else ''}",
        (
            Place(one.commission.row.rate_ref, f"{mine} without buying"),
            Place(one.resale.row.rate_ref, f"{theirs} for buying and reselling"),
            *(Place(a.commission.row.rate_ref, "above resale too") for a in others),
        ),
        subject="/".join((step.id, "+".join(tiers))),
        notes=(("products", ", ".join(names)),),
        sum_intro=f"{tier}, {product}, in % of list",
        sum=(
            Term(mine, step.name, one.commission.row.rate_ref),
            Term(
                f"- {theirs}",
                f"{one.resale.step.name}, the largest of all routes",
                one.resale.row.rate_ref,
            ),
            Term(
                percent(one.commission.rate - one.resale.rate),
                "more for not reselling",
                total=True,
            ),
        ),
        help=(
            _lowered(program, by_rate),
            Repair("or limit it to products on which reselling earns more"),
        ),
        facts=tuple(tiers),
    )


def _apart(one: Above) -> tuple[Decimal, Sort]:
    return one.commission.rate - one.resale.rate, one.sort


def _by_rate(program: Program, ones: Sequence[Above]) -> list[list[Above]]:
    """What is said of each number of a list of rates, by rank."""
    found: dict[Ref, list[Above]] = {}
    for one in sorted(ones, key=lambda a: program.tiers[a.sort[0]].rank):
        found.setdefault(one.commission.row.rate_ref, []).append(one)
    return list(found.values())


def _against(program: Program, one: Above) -> str:
    """``Gold 26% for Core against 24%``."""
    tier, product = (program.tiers[one.sort[0]].name, program.products[one.sort[1]].name)
    mine, theirs = percent(one.commission.rate), percent(one.resale.rate)
    return f"{tier} {mine} for {product} against {theirs}"


def _lowered(program: Program, by_rate: Sequence[Sequence[Above]]) -> Repair:
    """Each rate at the least that reselling earns."""
    said, loses, edits = [], [], []
    for some in by_rate:
        rate = some[0].commission.rate
        least = min(one.resale.rate for one in some)
        said.append(f"the {percent(rate)} to {percent(least)}")
        loses.append(f"{program.tiers[some[0].sort[0]].name} gets {percent(rate - least)}")
        edits.append(Edit(some[0].commission.row.rate_ref, percent(least)))
    return Repair(
        f"lower {joined(said, 'and')}", f"{joined(loses, 'and')} of list less", tuple(edits)
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
