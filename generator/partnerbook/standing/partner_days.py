"""All dated things of one partner: its agreement, tiers, grants, special terms and its own end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from partnerbook.findings import Ref
from partnerbook.resolve.held import Held
from partnerbook.resolve.in_force import last_notice_day
from partnerbook.resolve.life import OVER
from partnerbook.resolve.program import Agreement, Partner, Program
from partnerbook.resolve.selling_off import sell_off
from partnerbook.standing.event import ENDS, LAST_CHANCE, RENEWS, REVIEW, STARTS, Event
from partnerbook.standing.form_days import form_days
from partnerbook.standing.recurring import due_again
from partnerbook.standing.scores import scores
from partnerbook.standing.unfollowed import unfollowed
from partnerbook.values.period import EVER, Days, Period, after, inclusive

_DAY = timedelta(days=1)
_STATES = {
    "applicant": "it is an applicant",
    "onboarding": "onboarding starts",
    "active": "the partnership is active",
    "on-notice": "the partnership is on notice",
    "suspended": "the partnership is suspended",
    "terminated": "the partnership ends",
    "merged": "the partnership ends: it is merged",
}
_RESPITES = {
    "grace": "grace at",
    "cure": "time to meet the requirements of",
    "appeal": "appeal about",
}


def partner_days(program: Program, partner: Partner, until: date) -> Iterator[Event]:
    """What is dated about a partner, in no order; renewals as far as the day ``until``.

    The term that runs on the as-of day is told to its end, even where that lies behind ``until``.
    A right or a term whose agreement is over by then no longer turns anything.
    """
    yield from _life(program, partner)
    yield from _looked_at(program, partner)
    yield from _judged(program, partner)
    yield from _tiers(program, partner)
    agreement = partner.agreement
    if agreement is None:
        return
    yield from _term(program, partner, agreement, until)
    yield from form_days(program, partner, agreement, until)
    binding = partner.active.meet(agreement.in_force)
    for grant in partner.grants:
        say = f"grant {grant.id.partition('/')[2]}"
        dated = _Dated("grant", grant.id, say, grant.period, grant.ref)
        yield from _both(partner, dated, binding)
    for at, term in enumerate(partner.record.get("special_terms", ())):
        period = inclusive(term["from"], term["through"])
        ref = partner.ref.child("special_terms", at)
        subject, say = f"{partner.id}/{term['id']}", f"special term {term['id']}"
        dated = _Dated("special-term", subject, say, period, ref)
        yield from _both(partner, dated, binding)


def coming_into(program: Program, partner: str) -> Iterator[Event]:
    """The days on which others become part of a partner.

    For the partner's own dates; among those of everybody the other's end says the same.
    """
    for other in program.partners.values():
        for state in other.life.states:
            if state.into == partner:
                say, ref = f"{other.name} becomes part of it", state.ref.parent.child("from")
                day = state.period.start
                yield Event(day, STARTS, "partnership", other.id, say, partner, ref)


def _life(program: Program, partner: Partner) -> Iterator[Event]:
    """What its file says of its life, and the end of selling off after it."""
    said = partner.record.data
    if "ended" in said:
        ref, last = partner.ref.child("ended"), said["ended"]
        yield Event(last, ENDS, "partnership", partner.id, "the partnership ends", partner.id, ref)
    for state in partner.life.states if "life" in said else ():
        other = program.partners.get(state.into)  # None also where no file is understood
        into = f" into {other.name if other else state.into}" if state.into else ""
        say = f"{_STATES[state.name]}{into}"
        day, turn = state.period.start, STARTS
        if state.name in OVER:
            day, turn = day - _DAY, ENDS
        ref = state.ref.parent.child("from")
        yield Event(day, turn, "partnership", partner.id, say, partner.id, ref)
    left = sell_off(partner, program.holidays)
    if left is not None:
        say, ref = "the time to sell off ends", partner.status_ref(left.end)
        yield Event(left.end - _DAY, ENDS, "sell-off", partner.id, say, partner.id, ref)


def _looked_at(program: Program, partner: Partner) -> Iterator[Event]:
    """When due diligence and reviews are due again."""
    state = partner.life.on(program.as_of)
    waits = state is not None and state.name not in OVER
    for one in due_again(program, partner):
        of = (one.thing, one.subject, one.say, partner.id, one.ref)
        yield Event(one.day, REVIEW, *of, waits=waits)


def _judged(program: Program, partner: Partner) -> Iterator[Event]:
    """The last day on which the newest score of each kind counts."""
    for one in scores(partner, program.as_of).values():
        state = partner.life.on(one.counts_until)
        if state is None or state.name not in OVER:
            say = f"{one.of} is to be judged again (last by: {one.by})"
            subject = f"{partner.id}/{one.id}"
            at = one.ref.child("on")
            yield Event(one.counts_until, REVIEW, "score", subject, say, partner.id, at)


def _tiers(program: Program, partner: Partner) -> Iterator[Event]:
    for held in partner.standing:
        tier = program.tiers[held.tier].name
        name = f"{_RESPITES[held.because]} {tier}" if held.because in _RESPITES else f"tier {tier}"
        subject = f"{partner.id}/{held.tier}"
        after = unfollowed(partner, held) if held.because in _RESPITES else ""
        yield from _both(partner, _Dated("tier", subject, name, held.period, held.ref, after), EVER)
        if held.review_by is not None:
            say, ref = f"the negotiated {name} is due for review", held.ref.child("review_by")
            of = ("review", subject, say, partner.id, ref)
            yield Event(held.review_by, REVIEW, *of, waits=_on(program, partner, held))


def _on(program: Program, partner: Partner, held: Held) -> bool:
    """Whether a tier is held today, by who is a partner still."""
    state = partner.life.on(program.as_of)
    return program.as_of in held.period and (state is None or state.name not in OVER)


@dataclass(frozen=True, slots=True)
class _Dated:
    """Something with a first and a last day; ``ref`` is where they are written.

    ``after`` is said with its end.
    """

    thing: str
    subject: str
    say: str
    period: Period
    ref: Ref
    after: str = ""


def _both(partner: Partner, dated: _Dated, within: Days) -> Iterator[Event]:
    """The first and the last day of something, as far as they are written and lie within."""
    first, last = dated.period.start, dated.period.through
    if first != date.min and first in within:
        yield _event(partner, dated, first, STARTS, "from")
    if last is not None and last in within:
        yield _event(partner, dated, last, ENDS, "through")


def _event(partner: Partner, dated: _Dated, day: date, turn: str, key: str) -> Event:
    say, at = f"{dated.say} {turn}", dated.ref.child(key)
    say += dated.after if turn == ENDS else ""
    return Event(day, turn, dated.thing, dated.subject, say, partner.id, at)


def _term(program: Program, partner: Partner, agreement: Agreement, until: date) -> Iterator[Event]:
    """Its first day; the ends of the running and the following terms, and the notice before."""

    def event(day: date, turn: str, say: str) -> Event:
        return Event(day, turn, "agreement", partner.id, say, partner.id, agreement.ref)

    yield event(agreement.effective, STARTS, "the agreement starts")
    end, form = agreement.next_end, agreement.form
    while end != date.max:
        renews = form.renewal == "automatic" and end in agreement.in_force
        if not renews:
            yield event(end - _DAY, ENDS, "the agreement ends")
            return
        yield event(end - _DAY, RENEWS, "the term ends and renews by itself")
        if form.notice is not None:
            day = last_notice_day(end, form.notice, program.holidays)
            yield event(day, LAST_CHANCE, "last day for notice against the renewal")
        following = after(end, form.renews_for or form.length)
        if end > until:
            return
        end = following
