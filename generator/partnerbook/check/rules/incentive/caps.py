"""Flags caps of one incentive that do not fit each other, or the amount that they limit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnerbook.check.incentives.ceilings import Ceiling, Idle, ceilings, idle_caps
from partnerbook.check.incentives.reach import running
from partnerbook.findings import Edit, Place, Repair, Severity, Term
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.record import Record
from partnerbook.rulebook import Answers, Judgement, Rule

ROOM = {
    "month": "the monthly cap",
    "quarter": "the quarterly cap",
    "year": "the yearly cap",
    "period": "the cap for its whole time",
}


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each pair of caps once, with all the currencies in which they do not fit."""
    for record, step in running(answers.program):
        found = ceilings(record)
        pairs: dict[tuple[str, str], list[Idle]] = {}
        for idle in idle_caps(found):
            pairs.setdefault((idle.cap.cap, idle.other.cap), []).append(idle)
        for idles in pairs.values():
            yield never_reached(record, idles)
        if step.per == "order":
            for cap in dict.fromkeys(one.cap for one in found if one.per == "deal"):
                mine = [one for one in found if one.cap == cap and not one.limited]
                yield from beside_amount(record, mine)


def never_reached(record: Record, idles: Sequence[Idle]) -> Judgement:
    """One cap that another keeps from ever being reached."""
    first = idles[0]
    cap, other, reached = first.cap, first.other, first.reached
    if first.times > 1:
        why = f"{first.times} × {other.most} a {other.per} make {reached}"
        loses = f"deals billed by the {cap.per} get up to {cap.most - reached} less"
    else:
        why = f"{_named(other)} stops at {other.most} before"
        loses = ""
    amounts = joined([str(idle.reached) for idle in idles], "and")
    return Judgement(
        f"{record['name']}: {_named(cap)} of {cap.most} is never reached: {why}",
        (Place(cap.ref, "never reached"), Place(other.ref, f"the most per {other.per}")),
        subject=f"{record.id}/{cap.cap}/{other.cap}",
        notes=(("but", f"a deal billed by the {cap.per} has only this cap"),)
        if first.times > 1
        else (),
        sum_intro=f"in {cap.most.currency}",
        sum=tuple(_sum(first)),
        help=(
            Repair(
                f"write {amounts} for {cap.cap}",
                loses,
                tuple(Edit(idle.cap.ref, str(idle.reached)) for idle in idles),
            ),
            Repair(f"or raise {other.cap}, if {cap.cap} is what is meant"),
        ),
        facts=(str(first.times), *(idle.cap.most.currency for idle in idles)),
    )


def beside_amount(record: Record, caps: Sequence[Ceiling]) -> Iterator[Judgement]:
    """A cap per deal on an amount that is fixed per order: it cuts it always, or never."""
    fixed = {money.currency: (at, money) for at, money in enumerate(record.get("amounts", ()))}
    for cap in caps:
        if cap.most.currency not in fixed:
            continue
        at, amount = fixed[cap.most.currency]
        if amount == cap.most:
            continue
        cuts = cap.most < amount
        said = (
            f"nobody is ever paid the {amount}: a deal gets {cap.most} at most"
            if cuts
            else f"the cap of {cap.most} is never reached: a deal gets {amount}"
        )
        yield Judgement(
            f"{record['name']}: {said}",
            (
                Place(cap.ref, "the most per deal"),
                Place(record.ref.child("amounts", at), "paid per order"),
            ),
            subject=f"{record.id}/{cap.cap}",
            help=(Repair(f"write {amount} in both", "", (Edit(cap.ref, str(amount)),)),),
            facts=("fixed", cap.most.currency),
        )
        return


def _sum(idle: Idle) -> Iterator[Term]:
    yield Term(str(idle.cap.most), f"most per {idle.cap.per}", idle.cap.ref)
    times = f"{idle.times} × {idle.other.most}" if idle.times > 1 else "most"
    yield Term(f"- {idle.reached}", f"{times} per {idle.other.per}", idle.other.ref)
    yield Term(str(idle.cap.most - idle.reached), "never given", total=True)


def _named(cap: Ceiling) -> str:
    return ROOM.get(cap.per, "the cap per deal")


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
