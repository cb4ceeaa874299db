"""What is said of an incentive, or of single rates or bands of it, that no deal can ever get."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnerbook.check.incentives.reach import scope_of
from partnerbook.check.incentives.reached import (
    GivenSomewhere,
    ahead,
    key_of,
    needs,
    over_limit_here,
    parting,
    priced,
)
from partnerbook.check.incentives.stacks import not_required, required_at
from partnerbook.check.margins.sums import amount
from partnerbook.findings import Edit, Place, Ref, Repair, Severity, Term
from partnerbook.pricing.exact import exactly
from partnerbook.pricing.extreme import Extreme
from partnerbook.pricing.given import beaten_by
from partnerbook.pricing.judging import LOWEST
from partnerbook.resolve.naming import describe_axis
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.offer import Row
from partnerbook.resolve.program import Program, Step
from partnerbook.resolve.record import Record
from partnerbook.rulebook import Judgement


def never_given(program: Program, record: Record, step: Step, dead: Sequence[Row]) -> Judgement:
    """Rates of tiers, or bands, that its own ``for:`` leaves out."""
    tiers = all(row.tier for row in dead)
    names = [program.tiers[row.tier].name if row.tier else row.id for row in dead]
    what = "a rate for" if tiers else "the band" if len(dead) == 1 else "the bands"
    axis = "tier" if tiers else step.measure.replace("-", "_")
    zeros = tuple(Edit(row.rate_ref, "0%") for row in dead if row.rate is not None)
    gone = tuple(Edit(row.rate_ref, "", "delete") for row in dead)
    first = Repair("drop it" if len(dead) == 1 else "drop them", "", gone)
    help_ = [first if tiers else Repair("write 0%, as no deal gets it", "", zeros)]
    help_.append(Repair("or let the incentive hold there: see its `for:` and `except:`"))
    rates = joined(list(dict.fromkeys(str(row.rate) for row in dead if row.rate)), "and")
    return Judgement(
        f"{record['name']} has {what} {joined(names, 'and')}, but no deal that it is for gets"
        f" there: nobody is ever given {rates or 'it'}",
        (
            *(Place(row.rate_ref, "never given") for row in dead),
            Place(scope_at(record, axis), "deals that it is for"),
        ),
        subject="/".join((record.id, *(row.tier or row.id for row in dead))),
        help=tuple(help_),
        facts=("rate",),
    )


def never_earned(
    program: Program, somewhere: GivenSomewhere, record: Record, step: Step
) -> Iterator[Judgement]:
    """The whole incentive: because of what it requires, or of where it holds."""
    held = ahead(program, step)
    if not held:
        why = "its `for:`, `except:` and days have no deal in common"
        help_ = (Repair("widen its `for:`, or except less"),)
        key = "except" if "except" in record.data else "for"
        yield whole(record, Place(record.ref.child(key).key(), "nothing is left"), why, help_)
        return
    for at, need in needs(program, step):
        if need is None:
            return
        entry = required_at(record, at)
        gone = not_required(record, step, need)
        if need.period.end <= program.as_of:
            why = f"it requires {need.name}, which ended on {need.period.through}"
            end = Place(need.ref.child("through"), "ended")
            yield whole(record, Place(entry, "required here"), why, (gone,), (end,))
            return
        there = ahead(program, need)
        if not held.meets(there):
            axis = parting(held, there)
            sides = [describe_axis(program.axes, axis, s.on(axis)) for s in (held, there) if axis]
            apart = " ({} here, {} there)".format(*sides) if sides else ""
            why = f"it requires {need.name}, which is for other deals{apart}"
            others = program.records.get("incentive", {}).get(need.id)
            more = (Place(scope_at(others, axis), "the other is for these"),) if others else ()
            yield whole(record, Place(entry, "required here"), why, (gone,), more)
            return
        if not any(row.rate_ref in somewhere.numbers for row in need.rows):
            return  # What is said of that one explains this one.
    limit = over_limit_here(program, step)
    if limit is not None:
        names = joined([other.name for other in program.steps if other.id in limit.of], "and")
        why = (
            f"it comes only together with what it requires, and of {names} the limit {limit.id}"
            f" allows {limit.at_most} on one deal"
        )
        help_ = (Repair(f"take it out of the limit {limit.id}, or allow more there"),)
        here = Place(limit.ref.child("at_most"), "no more than this")
        yield whole(record, here, why, help_, (Place(required_at(record, 0), "required here"),))
        return
    if step.requires:
        entry = required_at(record, 0)
        why = "what it requires can never be taken all together with it"
        yield whole(record, Place(entry, "required here"), why, (Repair("require less"),))
        return
    axis = parting(held, priced(program))
    why = "no deal that it is for has a list price and a permitted route"
    help_ = (Repair("widen its `for:`, or add the price or the route"),)
    yield whole(record, Place(scope_at(record, axis), "no such deal"), why, help_)


def never_stands(record: Record, step: Step, dead: Sequence[Row], one: Extreme) -> Judgement:
    """What the sums of every deal leave out: another of its group is given, or too much is kept."""
    refs = [row.rate_ref for row in dead]
    at = next(n for n, item in enumerate(one.plan.items) if item.row.rate_ref in refs)
    parts = len(dead) < len(step.rows)
    what = f"{joined([row.tier or row.id for row in dead], 'and')} of " if parts else ""
    found = beaten_by(one, at) if step.choice else None
    if found is None and step.only_below is not None:
        why = f"the vendor's margin is never below {step.only_below} where it could be given"
        place = Place(record.ref.child("only_if"), "never so low")
        help_ = Repair("raise the margin below which it is given, or take it out")
        sums: tuple[Term, ...] = ()
    elif found is None:
        why = "what else is given always leaves it out"
        place = Place(record.ref.child("stacks"), "left out by sums")
        help_, sums = Repair("change what it is combined with"), ()
    else:
        other = one.plan.items[found.other].step
        which = "lowest" if step.choice == LOWEST else "best for the partner"
        why = (
            f"of the group {step.group} the program gives the {which}, and on every deal that is"
            f" another one, such as {other.name}"
        )
        place = Place(record.ref.child("stacks", "choice"), "never the one")
        help_ = Repair("take it out, or change what it gives or where it holds")
        rival = one.plan.items[found.other].row.rate_ref
        sides = ((found.mine, record["name"], refs[0]), (found.theirs, other.name, rival))
        (large, name, at_large), (small, less, at_small) = sorted(sides, key=lambda s: -s[0])
        with exactly():
            more = large - small
        sums = (
            Term(amount(large, one.currency), name, at_large),
            Term(amount(small, one.currency, "-"), less, at_small),
            Term(amount(more, one.currency), f"more by {name}", None, total=True),
        )
    value = amount(one.price.price.amount * one.units, one.currency)
    return Judgement(
        f"{what}{record['name']} can never be earned: {why}",
        (place, *(Place(ref, "never given") for ref in refs)),
        subject="/".join((record.id, *(row.tier or row.id for row in dead if parts))),
        sum_intro=f"on the smallest such deal, {value} {one.currency} at list" if sums else "",
        sum=sums,
        help=(help_,),
        facts=("sums",),
    )


def cannot_tell(record: Record, rows: Sequence[Row], why: str) -> Judgement:
    """Of what hangs on sums it cannot be told whether any deal gets it."""
    return Judgement(
        f"cannot tell whether {record['name']} can ever be earned: {why}",
        tuple(Place(row.rate_ref, "ever given?") for row in rows),
        subject=f"{record.id}/untold",
        help=(Repair("say which incentives exclude each other (`stacks:`)"),),
        facts=("untold",),
        severity=Severity.UNDETERMINED,
    )


def untold(program: Program) -> Judgement:
    """Permitted stacks are too many to look at each: nothing is said of any incentive."""
    return Judgement(
        "cannot tell whether every incentive can be earned: too many permitted stacks, or sorts of"
        " deals, to look at each",
        (Place(program.ref.child("stages").key(), "given in these stages"),),
        subject="stacks",
        help=(Repair("put incentives that are not combined into one group"),),
        facts=("untold",),
        severity=Severity.UNDETERMINED,
    )


def whole(
    record: Record,
    at: Place,
    why: str,
    help_: tuple[Repair, ...],
    more: tuple[Place, ...] = (),
) -> Judgement:
    """An incentive of which nothing is ever given."""
    return Judgement(
        f"{record['name']} can never be earned: {why}",
        (at, *more),
        subject=record.id,
        help=help_,
        facts=("whole",),
    )


def scope_at(record: Record, axis: str) -> Ref:
    """The entry of ``for:`` about an axis, or all of it."""
    key = key_of(axis)
    ref = record.ref.child("for")
    return ref.child(key) if key in scope_of(record) else ref.key()
