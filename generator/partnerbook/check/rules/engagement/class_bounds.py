"""Flags classes of volume or velocity that do not begin one above the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from partnerbook.findings import Edit, Place, Ref, Repair, Severity
from partnerbook.resolve.engagement import Measure, SizeClass
from partnerbook.rulebook import Answers, Judgement, Rule

_KEYS = ("amounts", "percent", "count")


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each class that has no place in the order of its measure."""
    model = answers.program.model
    (frame,) = answers.program.records["program"].values()
    for measure in (model.volume, model.velocity) if model else ():
        kind = str(measure.ref.steps[-1])
        written = frame["engagement_model"][kind]["classes"]
        key = "amounts" if kind == "volume" else "percent" if measure.growth else "count"
        for at, (one, said) in enumerate(zip(measure.classes, written, strict=True)):
            subject = f"{kind}/{one.id}"
            if at == 0:
                yield from lowest(one, said, subject)
            elif key not in said:
                yield unsaid(one, key, subject)
            else:
                yield from not_above(measure, at, key, subject)


def lowest(one: SizeClass, said: Mapping[str, Any], subject: str) -> Iterator[Judgement]:
    """The lowest class is for all that reach no other one."""
    for key in (key for key in _KEYS if key in said):
        at = one.ref.child(key)
        yield Judgement(
            f"{one.name} is the lowest class, so it begins at nothing; whoever is below what it"
            " names would have no class",
            (Place(at, "not for the lowest class"),),
            subject=subject,
            help=(Repair(f"take out `{key}:`", edits=(Edit(at, "", "delete"),)),),
            facts=("lowest",),
        )


def unsaid(one: SizeClass, key: str, subject: str) -> Judgement:
    """Nobody knows where the class begins."""
    return Judgement(
        f"nobody knows where the class {one.name} begins: it has no `{key}:`",
        (Place(one.ref, one.name),),
        subject=subject,
        help=(Repair(f"add `{key}:`, the least that belongs to it"),),
        facts=("unsaid",),
    )


def not_above(measure: Measure, at: int, key: str, subject: str) -> Iterator[Judgement]:
    """A class that begins where a lower one does, or before: the lower one is for nobody."""
    one = measure.classes[at]
    for unit, least in one.least.items():
        below = [low for low in measure.classes[:at] if low.least.get(unit, least - 1) >= least]
        if below:
            where = f" in {unit}" if unit else ""
            yield Judgement(
                f"{one.name} must begin above {below[-1].name}{where}: classes are written from"
                " the lowest up",
                (_place(one, key), _place(below[-1], key)),
                subject=subject,
                help=(Repair(f"let {one.name} begin higher, or write the classes in order"),),
                facts=("order", unit),
            )


def _place(one: SizeClass, key: str) -> Place:
    at: Ref = one.ref.child(key)
    return Place(at, one.name)


RULE = Rule(severity=Severity.ERROR, waivable=False, judge=judge)
