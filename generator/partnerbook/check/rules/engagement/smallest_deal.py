"""Flags a discount for registered deals that begins at another size than registration itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from partnerbook.findings import Edit, Place, Ref, Repair, Severity
from partnerbook.resolve.program import Program
from partnerbook.resolve.record import Record
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.money import Money

REGISTRATION = "deal-registration"


@dataclass(frozen=True, slots=True)
class Size:
    """A smallest deal, where it stands, and the name of what it belongs to."""

    name: str
    least: Money
    ref: Ref


def sizes(name: str, values: Iterable[Money], ref: Ref) -> Iterator[Size]:
    """The amounts of a list, one for each currency."""
    for at, value in enumerate(values):
        yield Size(name, value, ref.child(at))


def begins(incentive: Record) -> dict[str, Size]:
    """Currency → from which deals on an incentive is given."""
    scope = incentive["for"]
    asked = scope.get("list_value", {}) if isinstance(scope, Mapping) else {}
    ref = incentive.ref.child("for", "list_value", "at_least")
    found = sizes(incentive["name"], asked.get("at_least", ()), ref)
    return {size.least.currency: size for size in found}


def registrable(program: Program) -> dict[str, list[Size]]:
    """Currency → the smallest deal that may be registered, by each of the rules of engagement."""
    found: dict[str, list[Size]] = {}
    for rules in program.records.get("engagement", {}).values():
        for size in sizes(rules["name"], rules.get("minimum", ()), rules.ref.child("minimum")):
            found.setdefault(size.least.currency, []).append(size)
    return found


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each registration incentive and currency, if no rules of engagement agree with it."""
    program = answers.program
    limits = registrable(program)
    for incentive in program.records.get("incentive", {}).values():
        if incentive["kind"] != REGISTRATION:
            continue
        mine = begins(incentive)
        for currency, ways in limits.items():
            least = min(ways, key=lambda way: way.least.amount)
            if not mine:
                yield unlimited(incentive, least)
            elif currency not in mine:
                yield left_out(incentive, least)
            elif all(way.least != mine[currency].least for way in ways):
                yield apart(incentive, mine[currency], ways)


def apart(incentive: Record, mine: Size, ways: list[Size]) -> Judgement:
    """Both sizes are written, and differ."""
    rules = min(ways, key=lambda way: abs(way.least.amount - mine.least.amount))
    below = mine.least < rules.least
    low, high = sorted((mine.least, rules.least))
    between = f"deals from {low} to below {high}"
    lost = "earn it but cannot be registered" if below else "can be registered but earn nothing"
    later, none = f"{between} no longer earn it", f"{between} can no longer be registered"
    return Judgement(
        f"{mine.name} begins at {mine.least}, but registration at {rules.least}: {between} {lost}",
        (Place(mine.ref, "the incentive begins"), Place(rules.ref, "registration begins")),
        subject=f"{incentive.id}/{mine.least.currency}",
        help=(
            Repair(
                f"let the incentive begin at {rules.least}",
                later if below else "",
                (Edit(mine.ref, str(rules.least)),),
            ),
            Repair(
                f"let registration begin at {mine.least}",
                "" if below else none,
                (Edit(rules.ref, str(mine.least)),),
            ),
        ),
        facts=("below" if below else "above",),
        severity=Severity.ERROR if below else Severity.WARNING,
    )


def left_out(incentive: Record, rules: Size) -> Judgement:
    """The incentive has smallest deals, but none in a currency: no deal in it earns anything."""
    name, least = incentive["name"], rules.least
    return Judgement(
        f"{name} has no smallest deal in {least.currency}, so that no deal in {least.currency} "
        f"earns it, but deals from {least} can be registered",
        (
            Place(
                incentive.ref.child("for", "list_value", "at_least").key(),
                "smallest deals that earn it",
            ),
            Place(rules.ref, "registration begins"),
        ),
        subject=f"{incentive.id}/{least.currency}",
        help=(Repair(f"add {least} to `list_value: {{at_least: […]}}` in its `for:`"),),
        facts=("left-out",),
    )


def unlimited(incentive: Record, rules: Size) -> Judgement:
    """The incentive has no smallest deal."""
    name, least = incentive["name"], rules.least
    return Judgement(
        f"{name} has no smallest deal in {least.currency}, but registration begins at {least}: "
        "smaller deals earn it but cannot be registered",
        (
            Place(incentive.ref.child("for").key(), "the incentive begins anywhere"),
            Place(rules.ref, "registration begins"),
        ),
        subject=f"{incentive.id}/{least.currency}",
        help=(Repair(f"add {least} to `list_value: {{at_least: […]}}` in its `for:`"),),
        facts=("none",),
    )


RULE = Rule(severity=Severity.ERROR, waivable=True, judge=judge, needs=("engagement",))
