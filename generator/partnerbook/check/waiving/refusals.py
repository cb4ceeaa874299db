"""Why a waiver does not count: what may not be waived, by whom, for how long, not approved yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from partnerbook.check.dating.dates import Doubt, mended, soon_after, within_a_year
from partnerbook.findings import Finding, Place, Repair, Severity
from partnerbook.resolve.program import Program, Waiver
from partnerbook.rulebook import Rule
from partnerbook.values.dates import in_words
from partnerbook.values.ident import closest
from partnerbook.values.period import after

_Ways = tuple[Repair, ...]


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
        return _refused(waiver, f"{waiver.rule} cannot be waived by anybody", "rule")
    if waiver.rule not in may:
        if any(waiver.rule in closest(word, rules, 1) for word in may if word not in rules):
            return Refused()
        allowed = [name for name, words in program.approvers.items() if waiver.rule in words]
        who = f"; {' or '.join(allowed)} may" if allowed else ""
        why = f"{waiver.approver} may not approve waivers of {waiver.rule}{who}"
        return _refused(waiver, why, "approver")
    if waiver.accepts and not rules[waiver.rule].measures:
        why = f"{waiver.rule} measures nothing that `accepts` could limit"
        return _refused(waiver, why, "accepts")
    approved = program.records["waiver"][waiver.id]["approved"]
    if waiver.period.start <= program.as_of < approved:
        return _refused(waiver, *_not_yet(program, waiver, approved))
    longest = program.longest_waiver
    if longest is not None and waiver.period.end > after(waiver.period.start, longest):
        why = f"it runs longer than the {longest} that the program allows"
        return _refused(waiver, why, "through")
    return None


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
