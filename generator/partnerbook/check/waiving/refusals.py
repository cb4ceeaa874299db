"""Why a waiver does not count: what may not be waived, by whom, for how long, not approved yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from partnerbook.check.days.dates import Doubt, mended, soon_after, within_a_year
from partnerbook.check.waiving.bounds import MEASURES
from partnerbook.findings import Edit, Finding, Place, Repair, Severity
from partnerbook.resolve.naming import describe
from partnerbook.resolve.program import Approver, Program, Waiver
from partnerbook.rulebook import Rule
from partnerbook.values.dates import in_words
from partnerbook.values.ident import closest
from partnerbook.values.period import Duration, after

_Ways = tuple[Repair, ...]
DAY = timedelta(days=1)


def in_force(program: Program, name: str, rule: Rule) -> Iterator[Waiver]:
    """The waivers of a rule that count today, however far they go."""
    for waiver in program.waivers:
        is_now = waiver.rule == name and program.as_of in waiver.period
        if is_now and problem_of(program, {name: rule}, waiver) is None:
            yield waiver


@dataclass(frozen=True, slots=True)
class Refused:
    """A waiver that does not count. No finding where the reason is reported where it stands."""

    finding: tuple[Finding, ...] = ()


def problem_of(program: Program, rules: Mapping[str, Rule], waiver: Waiver) -> Refused | None:
    """Why a waiver does not count, if it does not."""
    may = program.approvers.get(waiver.approver)
    if may is None or waiver.rule not in rules:
        return Refused()
    if not rules[waiver.rule].waivable:
        why = f"{waiver.rule} cannot be waived by anybody"
        ways: _Ways = (Repair(f"mend what {waiver.rule} says, and remove the waiver"),)
        return _refused(waiver, why, "rule", ways)
    if waiver.rule not in may.may:
        if any(waiver.rule in closest(word, rules, 1) for word in may.may if word not in rules):
            return Refused()
        allowed = [one.id for one in program.approvers.values() if waiver.rule in one.may]
        who = f"; {' or '.join(allowed)} may" if allowed else ""
        why = f"{waiver.approver} may not approve waivers of {waiver.rule}{who}"
        ways = tuple(_approved_by(program, waiver, allowed))
        return _refused(waiver, why + _also(program, waiver), "approver", ways)
    if waiver.accepts and not rules[waiver.rule].measures:
        why = f"{waiver.rule} measures nothing that `accepts` could limit"
        ways = (
            Repair("leave `accepts` out", edits=(Edit(waiver.ref.child("accepts"), "", "delete"),)),
        )
        return _refused(waiver, why, "accepts", ways)
    if too_far := list(_above(may, waiver)):
        why, key, ways = _limited(program, waiver, too_far[0])
        return _refused(waiver, why + _also(program, waiver), key, ways)
    if waiver.period.start <= program.as_of < waiver.approved:
        return _refused(waiver, *_not_yet(program, waiver, waiver.approved))
    longest = program.longest_waiver
    if longest is not None and (why := _too_long(program, waiver)):
        return _refused(waiver, why, "through", (_shortened(program, waiver, longest),))
    return None


def _too_long(program: Program, waiver: Waiver) -> str:
    """That a waiver runs longer than any may; "" where it does not."""
    longest = program.longest_waiver
    if longest is None or waiver.period.end <= after(waiver.period.start, longest):
        return ""
    return f"it runs longer than the {longest} that the program allows"


def _also(program: Program, waiver: Waiver) -> str:
    """``; besides, it runs longer than …``: so that one round mends both."""
    why = _too_long(program, waiver)
    if not why:
        return ""
    assert program.longest_waiver is not None
    last = after(waiver.period.start, program.longest_waiver) - DAY
    return f"; besides, {why}: until {in_words(last)}"


def out_of_scope(program: Program, waiver: Waiver, finding: Finding) -> Refused | None:
    """Why an approver may not let just this finding pass: it reaches beyond where it may."""
    may = program.approvers[waiver.approver]
    if not may.scoped or (finding.inside and finding.inside(may.cells)):
        return None
    where = describe(program.axes, may.cells)
    allowed = [
        one.id
        for one in program.approvers.values()
        if waiver.rule in one.may
        and not list(_above(one, waiver))
        and (not one.scoped or (finding.inside and finding.inside(one.cells)))
    ]
    who = f"; {' or '.join(allowed)} may" if allowed else ""
    reach = f"{waiver.subject} reaches beyond"
    if finding.inside is None:
        reach = f"nobody can tell whether {waiver.subject} lies inside"
    why = f"{waiver.approver} may approve only for {where}; {reach}{who}"
    return _refused(waiver, why, "approver", tuple(_instead(waiver, allowed)))


def _above(may: Approver, waiver: Waiver) -> Iterator[str]:
    """The measures on which a waiver goes further than an approver may let it."""
    for measure, bound in waiver.accepts.items():
        most = may.limits.get(measure)
        if may.limits and (most is None or MEASURES[measure].deeper(bound.fraction, most.fraction)):
            yield measure


def _limited(program: Program, waiver: Waiver, measure: str) -> tuple[str, str, _Ways]:
    """A waiver that goes further than its approver may approve."""
    may, bound = program.approvers[waiver.approver], waiver.accepts[measure]
    most, how = may.limits.get(measure), MEASURES[measure]
    allowed = [
        one.id
        for one in program.approvers.values()
        if waiver.rule in one.may and not list(_above(one, waiver))
    ]
    ways = list(_instead(waiver, allowed))
    if most is None:
        why = f"{waiver.approver} may approve no `{measure}`: its limits do not name it"
    else:
        side = "up" if how.up else "down"
        why = (
            f"{waiver.approver} may approve {side} to {most} {how.of}, and this waiver accepts"
            f" {bound}"
        )
        at = waiver.ref.child("accepts", measure)
        edit = Edit(at, str(most))
        ways.append(Repair(f"{'or ' * bool(ways)}accept {most}, no more", edits=(edit,)))
    who = f"; {' or '.join(allowed)} may" if allowed else ""
    return why + who, "accepts", tuple(ways)


def _instead(waiver: Waiver, allowed: Sequence[str]) -> Iterator[Repair]:
    """Another approver, one who may."""
    for number, name in enumerate(allowed):
        yield Repair(
            f"{'or ' * bool(number)}write {name}, if that is who approves it",
            edits=(Edit(waiver.ref.child("approver"), name),),
        )


def _approved_by(program: Program, waiver: Waiver, allowed: Sequence[str]) -> Iterator[Repair]:
    """The approval of somebody who may, or the right given to the one who approved it."""
    yield from _instead(waiver, allowed)
    frame = next(iter(program.records["program"].values()))
    for at, approver in enumerate(frame.get("approvers", ())):
        if approver["id"] == waiver.approver:
            last = frame.ref.child("approvers", at, "may", len(approver["may"]) - 1)
            yield Repair(
                f"{'or ' * bool(allowed)}let {waiver.approver} approve waivers of"
                f" {waiver.rule} (`may:`)",
                f"{waiver.approver} may then let any finding of it pass",
                (Edit(last, waiver.rule, "insert"),),
            )


def _shortened(program: Program, waiver: Waiver, longest: Duration) -> Repair:
    """The longest run that is allowed; where that would be over, the waiver begun anew."""
    last = after(waiver.period.start, longest) - DAY
    if last < program.as_of:
        return Repair("have it approved anew (a new `from`, `through`, `approver` and `approved`)")
    return Repair(
        f"let it end on {in_words(last)}",
        "from then on it has to be approved anew",
        (Edit(waiver.ref.child("through"), str(last)),),
    )


def _not_yet(program: Program, waiver: Waiver, approved: date) -> tuple[str, str, _Ways]:
    """A waiver whose approval lies ahead: on the day of the check nobody has approved it."""

    def fits(day: date) -> bool:
        return day <= program.as_of and within_a_year(day, waiver.period.start)

    def usual(day: date) -> bool:
        return soon_after(day, waiver.period.start)

    day, at = in_words(program.as_of), waiver.ref.child("approved")
    why = f"it is approved only on {in_words(approved)}; on {day} nobody has approved it yet"
    return why, "approved", mended([Doubt(at, approved, fits, usual=usual)])


def _refused(waiver: Waiver, why: str, key: str, ways: _Ways = ()) -> Refused:
    found = Finding(
        "waiver/not-allowed",
        Severity.ERROR,
        f"the waiver {waiver.id} does not count: {why}",
        (Place(waiver.ref.child(key)),),
        subject=waiver.id,
        help=ways,
        facts=(key,),
    )
    return Refused((found,))
