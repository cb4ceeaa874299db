"""What is said of caps of one incentive that do not fit each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnerbook.check.incentives.ceilings import Ceiling, Idle
from partnerbook.findings import Edit, Place, Repair, Term
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.record import Record
from partnerbook.rulebook import Judgement

ROOM = {
    "month": "the monthly cap",
    "quarter": "the quarterly cap",
    "year": "the yearly cap",
    "period": "the cap for its whole time",
}


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
