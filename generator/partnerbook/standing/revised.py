"""What an edit takes from partners for the time to come, seen beside an earlier revision.

What it takes of days that have passed is an edit of what held already (``standing.past``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from typing import Any

from partnerbook.resolve.offer import Row, Step
from partnerbook.resolve.program import Grant, Partner, Program
from partnerbook.resolve.reread import Reread
from partnerbook.standing.change import PRICES, PROGRAM, TERRITORY, Change
from partnerbook.standing.changes import changes
from partnerbook.standing.granted import as_strong, on, said, words
from partnerbook.standing.harder import harder
from partnerbook.standing.tier_terms import tier_terms
from partnerbook.values.box import BoxSet

_DAY = timedelta(days=1)


def changes_since(before: Program | None, program: Program) -> tuple[Change, ...]:
    """Every change that the program itself shows, and what was edited since the revision.

    What is less now than when it was announced was not announced as it is; an end that the
    revision did not have was not agreed from the start.
    """
    if before is None:
        return tuple(changes(program))
    now = tuple(changes(program))
    followed = {(one.replaces, one.day): one for one in now if one.partner}
    ended = {(one.ref, one.day): one for one in _grants(before, program)}
    # What goes on with less on the day after is told once, at what follows.
    grants = (one for at, one in ended.items() if at not in followed)
    cut = (*grants, *_rows(before, program), *tier_terms(before, program))
    edited = {(one.subject, one.day) for one in cut}
    told = dict(_less_than_told(before, program))
    for at in ended.keys() & followed.keys():
        told[followed[at].subject] = _told_of(before, followed[at])
    old = frozenset(one.id for one in before.notices if one.sent)
    found = []
    for one in now:
        if (one.subject, one.day) in edited:
            continue
        if one.subject in told:
            again = _again(told[one.subject], one.announced)
            found.append(replace(one, announced=again, unheard=old))
        else:
            found.append(one)
    return (*found, *cut)


def _told_of(before: Program, change: Change) -> date | None:
    """When the partner was told of a right in the revision; None where it was not there."""
    partner = before.partners[change.partner]
    grant = next((one for one in partner.grants if one.id == change.subject), None)
    return said(partner, grant).get("announced") if grant is not None else None


def _again(before: date | None, now: date | None) -> date | None:
    """An announcement that the revision did not have: that one told something else."""
    return now if now != before else None


def _grants(before: Program, program: Program) -> Iterator[Change]:
    """Rights that end earlier than they did, and rights to come that are less or gone."""
    reread = Reread(program)
    for partner in program.partners.values():
        earlier = before.partners.get(partner.id)
        if earlier is None:
            continue
        now = {grant.id: grant for grant in partner.grants}
        for grant in earlier.grants:
            kept, was = now.get(grant.id), said(earlier, grant)
            if kept is not None and said(partner, kept) == was:
                continue
            cells = reread.grant(was, grant.ref)
            if cells is not None:
                yield from islice(_lost(program, partner, was, (grant, kept), cells), 1)


def _lost(
    program: Program,
    partner: Partner,
    was: Mapping[str, Any],
    grants: tuple[Grant, Grant | None],
    cells: BoxSet,
) -> Iterator[Change]:
    """What a right gives no more on the first day that it was to have, and after its new end.

    ``grants``: the right as it was and as it is, None where it is gone; ``cells`` it had.
    """
    grant, kept = grants
    first: date | None = was.get("from")
    last = kept.period.through if kept is not None else None
    end = last + _DAY if last is not None else None
    for day in (first, end):
        if day is None or day < program.as_of:
            continue
        lost, left = on(program, cells, day), set()
        for one in partner.grants:
            there = on(program, one.written, day)
            if as_strong(one.kind, grant.kind):
                lost = lost.subtract(there)
            elif there.meets(lost):
                left.add(one.kind)
        if lost:
            told = said(partner, kept).get("announced") if kept is not None else None
            yield Change(
                subject=grant.id,
                part=TERRITORY,
                day=day,
                say=words(program, grant.kind, lost, left, ends=True),
                announced=_again(was.get("announced"), told),
                cells=None,
                side="",
                currency="",
                ref=kept.ref if kept is not None else partner.ref,
                partner=partner.id,
                key="through" if day == end and kept is not None else "",
            )


def _rows(before: Program, program: Program) -> Iterator[Change]:
    """Rates and incentives that end earlier than they did, with nothing as good instead."""
    earlier = {_key(step, row): (step, row) for step, row in _all_rows(before)}
    for step, row in _all_rows(program):
        day = row.period.end
        if row.period.through is None or day < program.as_of or _key(step, row) not in earlier:
            continue
        was = earlier[_key(step, row)]
        if was[1].period.end <= day:
            continue
        lost = row.scope.without("day")
        for other, one in _all_rows(program):
            alike = (other.kind, other.side, one.tier) == (step.kind, step.side, row.tier)
            # What begins that day and gives less is a change of its own.
            if alike and day in one.period and (one.period.start == day or _as_good(row, one)):
                lost = lost.subtract(one.scope.without("day"))
        if lost:
            whose = f" for {row.tier}" if row.tier else ""
            yield Change(
                subject=_subject(step, row),
                part=PRICES if step.nested else PROGRAM,
                day=day,
                say=f"{row.rate or 'what it gives'}{whose} ends",
                announced=_again(_announced(*was), _announced(step, row)),
                cells=lost,
                side=step.side,
                currency="",
                ref=row.ref,
                key="through",
            )


def _all_rows(program: Program) -> Iterator[tuple[Step, Row]]:
    return ((step, row) for step in program.steps if not step.partner for row in step.rows)


def _key(step: Step, row: Row) -> tuple[str, str, str]:
    return step.id, row.id, row.tier


def _subject(step: Step, row: Row) -> str:
    return f"{step.id}/{row.id}" if step.nested else step.id


def _announced(step: Step, row: Row) -> date | None:
    return row.announced if step.nested else step.announced


def _as_good(row: Row, other: Row) -> bool:
    if row.rate is None or other.rate is None:
        return row.rate is other.rate
    return other.rate >= row.rate


def _less_than_told(before: Program, program: Program) -> Iterator[tuple[str, date | None]]:
    """What is to come and is worse than it was in the revision, with its announcement there."""
    rows = {_key(step, row): (step, row) for step, row in _all_rows(before)}
    for step, row in _all_rows(program):
        if row.period.start >= program.as_of and _key(step, row) in rows:
            there, old = rows[_key(step, row)]
            if not _as_good(old, row):
                yield _subject(step, row), _announced(there, old)
    for name, rung in program.rungs.items():
        if name not in before.rungs:
            continue
        was = before.rungs[name]
        old_asks = {ask.id: ask for ask in (*was.stay, *was.entry)}
        for ask in (*rung.entry, *rung.stay):
            old_ask = old_asks.get(ask.id)
            to_come = old_ask is not None and ask.period.start >= program.as_of
            if to_come and old_ask is not None and any(harder(old_ask, ask)):
                yield f"{name}/{ask.id}", old_ask.announced
    prices = {(one.price_list, one.product): one.price for one in before.prices}
    for one in program.prices:
        price = prices.get((one.price_list, one.product))
        if price is not None and price.currency == one.price.currency:
            record = before.records["price-list"][one.price_list]
            if record["from"] >= program.as_of and one.price.amount > price.amount:
                yield one.price_list, record.get("announced")
