"""What stands in the way of many partners in the same way is said once, where it is written."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace

from partnerbook.check.waiving.bounds import each
from partnerbook.findings import Edit, Finding, Place, Repair
from partnerbook.resolve.rungs import Ask
from partnerbook.rulebook import Answers
from partnerbook.standing.words import figure, flat
from partnerbook.values.money import CURRENCIES

MANY = 3
CANNOT = " cannot be told. "


def by_requirement(answers: Answers, findings: Sequence[Finding]) -> Iterator[Finding]:
    """Partners of one tier who lack the same requirement and nothing else: likely it is too high.

    Fewer than three partners may each have lost somebody; they are told one by one.
    """
    for group in _alike(findings, _requirement):
        yield from ([_too_high(answers, group)] if len(group) >= MANY else group)


def by_report(answers: Answers, findings: Sequence[Finding]) -> Iterator[Finding]:
    """Partners of whom nobody can tell for the same reason, such as one report that is missing."""
    for group in _alike(findings, _reason):
        yield from ([_missing(answers, group)] if len(group) > 1 else group)


def _alike(
    findings: Iterable[Finding], key: Callable[[Finding], Hashable]
) -> Iterator[list[Finding]]:
    """In the order of the first of each; what has no key stands alone."""
    groups: dict[Hashable, list[Finding]] = {}
    for at, one in enumerate(findings):
        said = key(one)
        groups.setdefault(at if said is None else said, []).append(one)
    yield from groups.values()


def _requirement(one: Finding) -> Hashable:
    """The tier and the only thing that is lacking."""
    alone = len(one.levels) == 1 and one.levels[0].value is not None
    return (one.severity, one.facts) if alone and len(one.facts) == 2 else None


def _reason(one: Finding) -> Hashable:
    return one.message.partition(CANNOT)[2] or None


def _names(answers: Answers, group: Iterable[Finding]) -> list[str]:
    return [answers.program.partners[one.subject].name for one in group]


def _too_high(answers: Answers, group: Sequence[Finding]) -> Finding:
    first, names = group[0], _names(answers, group)
    tier = answers.program.tiers[first.levels[0].tier].name
    levels = [one.levels[0] for one in group]
    needs, unit = levels[0].needs, levels[0].unit
    asked = f"{levels[0].name}, {figure(needs, unit)}" if needs is not None else levels[0].name
    short = unit if unit == "%" or unit in CURRENCIES else ""
    has = [figure(one.value, short) if one.value is not None else "none" for one in levels]
    place = first.places[1]
    return replace(
        first,
        message=f"{len(group)} partners hold {tier}, but lack one thing that it asks for, and"
        f" nothing else: {asked}",
        places=(
            Place(place.at, "asked for here"),
            *(
                Place(one.places[0].at, f"{name}: {much}")
                for one, name, much in zip(group, names, has, strict=True)
            ),
        ),
        subject="",
        notes=(
            ("partners", ", ".join(f"{n} ({m})" for n, m in zip(names, has, strict=True))),
            ("to waive", each(group)),
        ),
        help=tuple(_ways(answers, group)),
        levels=(),
        facts=(*first.facts, *(one.subject for one in group)),
    )


def _ways(answers: Answers, group: Sequence[Finding]) -> Iterator[Repair]:
    """To mend what is asked for, or what all of the partners are offered each by itself."""
    yield _lower(answers, group)
    yield Repair("or ask for it from a day that you announce, and for the old one until then")
    for one in group[0].help:
        if all(one in other.help for other in group) and "waive" not in one.say:
            yield replace(one, say=f"or {one.say.removeprefix('or ')}")
    yield Repair("or enter the tier that each of them has earned, from a day that you announce")
    yield Repair("or waive it for each, with the day on which that ends")


def _lower(answers: Answers, group: Sequence[Finding]) -> Repair:
    ask, level = _ask(answers, group[0]), group[0].levels[0]
    least = min((one.levels[0].value or 0 for one in group), default=0)
    if ask is None or ask.count is None or least < 1 or level.unit == "%":
        return Repair("put back what was asked for, or complete the evidence, if that is wrong")
    edits = (Edit(ask.ref.child("count"), str(int(least))),)
    return Repair(
        f"if it was raised by mistake, write {int(least)}, which they all meet", "", edits
    )


def _ask(answers: Answers, one: Finding) -> Ask | None:
    steps, level = answers.positions[one.subject].steps, one.levels[0]
    items = (item.ask for _, item in flat(steps[level.tier].items))
    return next((ask for ask in items if ask.id == level.requirement), None)


def _missing(answers: Answers, group: Sequence[Finding]) -> Finding:
    first, names = group[0], _names(answers, group)
    held = [
        Place(one.places[0].at, f"{name}: {one.places[0].label}")
        for one, name in zip(group, names, strict=True)
    ]
    return replace(
        first,
        message=f"whether {len(group)} partners have earned the tiers that they hold{CANNOT}"
        f"{first.message.partition(CANNOT)[2]}",
        places=(*first.places[1:], *held),
        subject="",
        notes=(("partners", ", ".join(names)), ("to waive", each(group))),
        facts=tuple(fact for one in group for fact in (one.subject, *one.facts)),
    )
