"""All dated things of one partner: its agreement, tiers, grants, special terms and its own end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from partnerbook.findings import Ref
from partnerbook.resolve.in_force import last_notice_day
from partnerbook.resolve.program import Agreement, Partner, Program
from partnerbook.standing.event import ENDS, LAST_CHANCE, RENEWS, STARTS, Event
from partnerbook.values.period import ALWAYS, Period, after, inclusive

_DAY = timedelta(days=1)


def partner_days(program: Program, partner: Partner, until: date) -> Iterator[Event]:
    """What is dated about a partner, in no order; renewals as far as the day ``until``.

    The term that runs on the as-of day is told to its end, even where that lies behind ``until``.
    A right or a term whose agreement is over by then no longer turns anything.
    """
    yield from _ended(partner)
    yield from _tiers(program, partner)
    agreement = partner.agreement
    if agreement is None:
        return
    yield from _term(program, partner, agreement, until)
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


def _ended(partner: Partner) -> Iterator[Event]:
    last = partner.record.get("ended")
    if last is not None:
        ref = partner.ref.child("ended")
        yield Event(last, ENDS, "partnership", partner.id, "the partnership ends", partner.id, ref)


def _tiers(program: Program, partner: Partner) -> Iterator[Event]:
    for held in partner.standing:
        tier = program.tiers[held.tier].name
        name = f"grace at {tier}" if held.because == "grace" else f"tier {tier}"
        subject = f"{partner.id}/{held.tier}"
        yield from _both(partner, _Dated("tier", subject, name, held.period, held.ref), ALWAYS)


@dataclass(frozen=True, slots=True)
class _Dated:
    """Something with a first and a last day; ``ref`` is where they are written."""

    thing: str
    subject: str
    say: str
    period: Period
    ref: Ref


def _both(partner: Partner, dated: _Dated, within: Period) -> Iterator[Event]:
    """The first and the last day of something, as far as they are written and lie within."""
    first, last = dated.period.start, dated.period.through
    if first != date.min and first in within:
        yield _event(partner, dated, first, STARTS, "from")
    if last is not None and last in within:
        yield _event(partner, dated, last, ENDS, "through")


def _event(partner: Partner, dated: _Dated, day: date, turn: str, key: str) -> Event:
    say, at = f"{dated.say} {turn}", dated.ref.child(key)
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
