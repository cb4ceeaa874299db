"""Flags incentives, and single rates or bands of them, that no deal can ever get."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnerbook.check.incentives.reach import running, scope_of
from partnerbook.check.incentives.reached import (
    ahead,
    contradicts_itself,
    given_somewhere,
    idle,
    key_of,
    needs,
    parting,
    priced,
    untold,
)
from partnerbook.check.incentives.stacks import not_required, required_at
from partnerbook.findings import Edit, Place, Ref, Repair, Severity
from partnerbook.resolve.naming import describe_axis
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.offer import Row
from partnerbook.resolve.program import Program, Step
from partnerbook.resolve.record import Record
from partnerbook.rulebook import PRICING, Answers, Judgement, Rule


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each incentive once: as a whole, or with the numbers of it that are never given."""
    program, given = answers.program, answers.derived(given_somewhere)
    if given is None:
        yield untold(program)
        return
    for record, step in running(program):
        dead = idle(program, given, step)
        # That it contradicts itself is said by incentive/stacking.
        if dead and not contradicts_itself(program, step):
            if any(row.rate_ref in given for row in step.rows):
                yield never_given(program, record, step, dead)
            else:
                yield from never_earned(program, given, record, step)
        elif answers.sold and not dead and not answers.sold.meets(ahead(program, step)):
            at = scope_at(record, parting(ahead(program, step), answers.sold))
            yield whole(
                record,
                Place(at, "nobody sells there"),
                "no partner may sell, to anybody, anything that it is for",
                (Repair("widen its `for:`, or grant somebody the right to sell there"),),
            )


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
    program: Program, given: frozenset[Ref], record: Record, step: Step
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
        if not any(row.rate_ref in given for row in need.rows):
            return  # What is said of that one explains this one.
    if step.requires:
        entry = required_at(record, 0)
        why = "what it requires can never be taken all together with it"
        yield whole(record, Place(entry, "required here"), why, (Repair("require less"),))
        return
    axis = parting(held, priced(program))
    why = "no deal that it is for has a list price and a permitted route"
    help_ = (Repair("widen its `for:`, or add the price or the route"),)
    yield whole(record, Place(scope_at(record, axis), "no such deal"), why, help_)


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


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge, needs=(*PRICING, "partner"))
