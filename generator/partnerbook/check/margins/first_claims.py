"""Where the first to register a deal earns no more than others: said once for each cause."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from partnerbook.check.incentives.reach import limited_to, scope_of
from partnerbook.check.incentives.stacks import dropped
from partnerbook.check.margins.deals import deal_words
from partnerbook.check.margins.tier_stacks import earned, lines
from partnerbook.findings import Edit, Place, Ref, Repair
from partnerbook.pricing.by_tier import ByTier, Part
from partnerbook.pricing.claims import Unrewarded, unrewarded
from partnerbook.pricing.stacks import clash
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.offer import Row, Step
from partnerbook.resolve.program import Program
from partnerbook.resolve.record import Record
from partnerbook.rulebook import Answers, Judgement

OTHERS = {"none": "without registering", "later": "as a later registrant"}
NAMES = {"none": "not registered", "later": "later"}


def found(deals: ByTier, parts: Collection[Part]) -> Iterator[tuple[Part, Unrewarded]]:
    """The deals on which being first earns nothing more, each with its product and tier."""
    for one in unrewarded(deals.program, parts):
        yield (one.product, (one.tier,)), one


def causes(answers: Answers, claim: str) -> Iterator[Judgement]:
    """One judgement for each registration incentive and what it loses against."""
    program = answers.program
    mine: dict[tuple[str, ...], list[Unrewarded]] = {}
    for one in answers.deals.of(found, [(tier,) for tier in program.tiers]):
        if one.claim == claim:
            step = one.board.rows[one.row][0]
            key = (step.id, *(taken.step.id for taken in one.displaced))
            mine.setdefault(key, []).append(one)
    for key, ones in sorted(mine.items()):
        yield _judgement(program, key, ones)


def _judgement(program: Program, key: tuple[str, ...], ones: Sequence[Unrewarded]) -> Judgement:
    one = min(ones, key=lambda u: (u.product, program.tiers[u.tier].rank, u.currency, u.at))
    step, row = one.board.rows[one.row]
    record = program.records["incentive"][step.id]
    counts = one.row in one.shape.rows[0 if one.claim == "none" else 1]
    tier, product = program.tiers[one.tier].name, program.products[one.product].name
    if one.first.earned == one.other.earned:
        said = f"{earned(one.first)} either way"
        how = "nothing more"
    else:
        said = f"{earned(one.first)} against {earned(one.other)} {OTHERS[one.claim]}"
        how = "less"
    who = f"registering a deal in {product} earns {tier}"
    if one.claim == "later":
        who = f"registering a deal in {product} first, not later, earns {tier}"
    rows = [taken.row for stack in (one.first, one.other) for taken in stack.taken]
    tiers = sorted({u.tier for u in ones}, key=lambda t: (program.tiers[t].rank, t))
    products = sorted({program.products[u.product].name for u in ones})
    return Judgement(
        f"{who} {how}: {said}",
        tuple(_places(record, row, one, counts=counts)),
        subject="/".join(key),
        notes=(
            ("deal", deal_words(program, one.sample, rows)),
            ("tiers", ", ".join(program.tiers[name].name for name in tiers)),
            ("products", ", ".join(products)),
        ),
        sum_intro=f"on {one.first.units} × {one.product}",
        sum=(*lines("first", one.first), *lines(NAMES[one.claim], one.other)),
        help=tuple(_repairs(program, record, step, row, one, counts=counts)),
        facts=key,
    )


def _places(record: Record, row: Row, one: Unrewarded, *, counts: bool) -> Iterator[Place]:
    rivals = [Place(t.row.rate_ref, f"given {OTHERS[one.claim]}") for t in one.displaced]
    same = [place for place in rivals if place.at == row.rate_ref]
    rivals = [place for place in rivals if place not in same]
    also = f", and {same[0].label}" if same and not counts else ""
    own = Place(row.rate_ref, f"what registering gives{also}")
    if counts:
        yield Place(_claim_at(record), f"given {OTHERS[one.claim]} as well")
    elif one.claim == "later" and rivals:
        yield from rivals
        rivals = []
    yield own
    yield from rivals


def _repairs(
    program: Program, record: Record, step: Step, row: Row, one: Unrewarded, *, counts: bool
) -> Iterator[Repair]:
    if counts:
        yield Repair(
            "limit it to first registrations",
            f"it is no longer given {OTHERS[one.claim]}",
            (limited_to(record, "claim", ["first"]),),
        )
        return
    rivals = [taken.step for taken in one.displaced if clash(taken.step, step)]
    if rivals:
        names = joined([rival.name for rival in rivals], "and")
        yield Repair(
            f"let {record['name']} be given together with {names}",
            "the vendor then gives both on one deal",
            tuple(_combined(program, record, step, rivals)),
        )
    own = row.rate if row.rate is not None else "amount"
    yield Repair(f"or raise the {own} of {record['name']} above what is given otherwise")


def _combined(
    program: Program, record: Record, step: Step, rivals: Sequence[Step]
) -> Iterator[Edit]:
    """The edits after which nothing keeps some steps from being taken together."""
    if step.group and any(rival.group == step.group for rival in rivals):
        yield from dropped(record, "group", ())
    mine = [rival.id for rival in rivals if rival.id in step.excludes]
    if mine:
        yield from dropped(record, "excludes", mine)
    for rival in rivals:
        if step.id in rival.excludes:
            yield from dropped(program.records["incentive"][rival.id], "excludes", [step.id])


def _claim_at(record: Record) -> Ref:
    ref = record.ref.child("for")
    return ref.child("claim") if "claim" in scope_of(record) else ref.key()
