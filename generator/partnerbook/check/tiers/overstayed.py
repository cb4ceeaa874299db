"""Tiers held longer than they allow, or where they are not for: by grace, by stay, by region."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.findings import Edit, Place, Repair, Severity
from partnerbook.resolve.held import Held
from partnerbook.resolve.program import Partner
from partnerbook.rulebook import Answers, Judgement
from partnerbook.standing.keeping import appeal_ends, since, span_began, stay_ends
from partnerbook.values.dates import in_words
from partnerbook.values.period import last_day

_SPANS = {
    "grace": "grace at",
    "cure": "time to meet the requirements of",
    "appeal": "an appeal open about",
}
_CALLED = {"grace": "grace", "cure": "time to meet it again", "appeal": "appeal"}


def beyond_grace(answers: Answers) -> Iterator[Judgement]:
    """Grace, time to meet the requirements again, or an appeal, longer than its tier allows.

    An appeal may take longer by agreement: that is a warning.
    """
    program = answers.program
    for name, position in answers.positions.items():
        held, partner = position.held, program.partners[name]
        if held is None or held.because not in _SPANS or held.period.through is None:
            continue
        if position.unkept or _promised(answers, partner, held):
            continue
        rung, what = program.rungs[held.tier], held.because
        longest = {"grace": rung.grace, "cure": rung.cure, "appeal": rung.appeal}[what]
        tier, end = program.tiers[held.tier].name, held.period.through
        at, said = held.ref.child("through"), f"{_SPANS[what]} {tier} until {in_words(end)}"
        severity = Severity.WARNING if what == "appeal" else None
        if longest is None:
            yield Judgement(
                f"{partner.name} has {said}, but {tier} offers no {_CALLED[what]}",
                (Place(held.ref.child("because"), what), Place(rung.ref, f"no `{what}:` here")),
                subject=name,
                help=(
                    Repair(f"write in the file of {tier} that it offers {_CALLED[what]}"),
                    Repair("or enter the tier that is earned"),
                ),
                facts=(what, held.tier, "not offered"),
                severity=severity,
            )
            continue
        first, holidays = span_began(partner, held.tier, held.period.end, what), program.holidays
        assert first is not None
        ends = appeal_ends(first, longest, holidays)
        last = ends if what == "appeal" else last_day(first, longest, holidays)
        if end > last:
            chained = f"{_SPANS[what]} {tier} from {in_words(first)} on until {in_words(end)}"
            told = chained if first < held.period.start else said
            cut = Edit(at, str(last))
            repairs: tuple[Repair, ...] = (Repair(f"write {last}", edits=(cut,)),)
            if first <= program.as_of and what != "appeal":
                repairs = (
                    Repair(f"if {tier} promised more when it began, put that back (`{what}:`)"),
                    Repair(f"or, if it did not, write {last}", edits=(cut,)),
                )
            if last < held.period.start:
                say = "remove this entry, and enter the tier that is earned"
                repairs = (Repair(say, f"{partner.name} loses {tier}"),)
            yield Judgement(
                f"{partner.name} has {told}, but {tier} allows {longest}: until {in_words(last)}",
                (Place(at, in_words(end)), Place(rung.ref.child(what), str(longest))),
                subject=name,
                help=repairs,
                facts=(what, held.tier),
                severity=severity,
            )


def _promised(answers: Answers, partner: Partner, held: Held) -> bool:
    """Whether the revision compared with promised it, and it had begun by now.

    A tier that gives less from now on takes nothing back of that: ``notice/too-short`` speaks.
    """
    before, what = answers.against, held.because
    if before is None or held.tier not in before.rungs or held.period.through is None:
        return False
    rung = before.rungs[held.tier]
    longest = rung.grace if what == "grace" else rung.cure if what == "cure" else None
    first = span_began(partner, held.tier, held.period.end, what)
    if longest is None or first is None or first > answers.program.as_of:
        return False
    return held.period.through <= last_day(first, longest, before.holidays)


def overstayed(answers: Answers) -> Iterator[Judgement]:
    """A tier that may be held for some time only, held for longer."""
    program = answers.program
    for name, position in answers.positions.items():
        held, partner = position.held, program.partners[name]
        if held is None or held.tier not in position.steps or position.unearned:
            continue
        rung = program.rungs[held.tier]
        if rung.maximum_stay is None or held.because == "negotiated":
            continue
        last, tier = stay_ends(partner, held, rung.maximum_stay), program.tiers[held.tier].name
        if last < position.on:
            begun = in_words(since(partner, held))
            yield Judgement(
                f"{partner.name} has held {tier} since {begun}; the longest stay of"
                f" {rung.maximum_stay} ended on {in_words(last)}",
                (
                    Place(held.ref, f"since {begun}"),
                    Place(rung.ref.child("maximum_stay"), str(rung.maximum_stay)),
                ),
                subject=name,
                help=(
                    Repair(f"enter the tier that follows {tier}, or end the partnership"),
                    Repair("or waive it, with the day on which that ends"),
                ),
                facts=("stay", held.tier),
            )


def outside_region(answers: Answers) -> Iterator[Judgement]:
    """A tier that is for partners established somewhere else."""
    program = answers.program
    for name, position in answers.positions.items():
        held, partner = position.held, program.partners[name]
        if held is None or held.tier in position.steps:
            continue
        rung = program.rungs[held.tier]
        if rung.regions is None or partner.track not in rung.tracks:
            continue
        tier = program.tiers[held.tier].name
        yield Judgement(
            f"{partner.name} holds {tier}, which is not for partners established in"
            f" {partner.seller_place}",
            (
                Place(held.ref.child("tier"), tier),
                Place(rung.ref.child("regions"), "for partners established here"),
                Place(partner.ref.child("establishment"), partner.seller_place),
            ),
            subject=name,
            help=(Repair("enter the tier of its own region"),),
            facts=("region", held.tier),
        )
