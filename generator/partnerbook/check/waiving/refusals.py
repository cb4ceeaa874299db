"""Why a waiver does not count: what may not be waived, by whom, for how long, not approved yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from partnerbook.check.days.dates import Doubt, mended, soon_after, within_a_year
from partnerbook.findings import Edit, Finding, Place, Repair, Severity
from partnerbook.resolve.program import Program, Waiver
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
    if waiver.rule not in may:
        if any(waiver.rule in closest(word, rules, 1) for word in may if word not in rules):
            return Refused()
        allowed = [name for name, words in program.approvers.items() if waiver.rule in words]
        who = f"; {' or '.join(allowed)} may" if allowed else ""
        why = f"{waiver.approver} may not approve waivers of {waiver.rule}{who}"
        return _refused(waiver, why, "approver", tuple(_approved_by(program, waiver, allowed)))
    if waiver.accepts and not rules[waiver.rule].measures:
        why = f"{waiver.rule} measures nothing that `accepts` could limit"
        ways = (
            Repair("leave `accepts` out", edits=(Edit(waiver.ref.child("accepts"), "", "delete"),)),
        )
        return _refused(waiver, why, "accepts", ways)
    approved = program.records["waiver"][waiver.id]["approved"]
    if waiver.period.start <= program.as_of < approved:
        return _refused(waiver, *_not_yet(program, waiver, approved))
    longest = program.longest_waiver
    if longest is not None and waiver.period.end > after(waiver.period.start, longest):
        why = f"it runs longer than the {longest} that the program allows"
        return _refused(waiver, why, "through", (_shortened(program, waiver, longest),))
    return None


def _approved_by(program: Program, waiver: Waiver, allowed: Sequence[str]) -> Iterator[Repair]:
    """The approval of somebody who may, or the right given to the one who approved it."""
    for number, name in enumerate(allowed):
        yield Repair(
            f"{'or ' * bool(number)}write {name}, if that is who approves it",
            edits=(Edit(waiver.ref.child("approver"), name),),
        )
    frame = next(iter(program.records["program"].values()))
    for at, approver in enumerate(frame.get("approvers", ())):
        if approver["id"] == waiver.approver:
            last = frame.ref.child("approvers", at, "may", len(approver["may"]) - 1)
            yield Repair(
                f"or let {waiver.approver} approve waivers of {waiver.rule} (`may:`)",
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
