"""Partners: who they are, since when they hold which tier, what they signed and what it grants."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from typing import Any

from partnerbook.findings import Edit, Ref, Repair
from partnerbook.resolve.axes import ANCHORS, RESELL, day_axis, day_spans
from partnerbook.resolve.forms import Forms
from partnerbook.resolve.held import Held
from partnerbook.resolve.in_force import DAY, Signed, Terms, in_force
from partnerbook.resolve.life import Life, life_of
from partnerbook.resolve.profiles import check_segments
from partnerbook.resolve.program import Agreement, Grant, Partner, Tier
from partnerbook.resolve.record import Record
from partnerbook.resolve.scope import Scopes
from partnerbook.resolve.tracks import check_tracks
from partnerbook.resolve.wrong_sort import is_distributor
from partnerbook.values.box import BoxSet, spans
from partnerbook.values.dates import in_words, period_in_words
from partnerbook.values.period import Days, Period, inclusive
from partnerbook.values.slips import Fits, likeliest


@dataclass(frozen=True, slots=True)
class Partners:
    """Makes Partners as seen on the as-of day.

    ``types`` has the type of every partner, ``groups`` the shared groups that are understood.
    """

    scopes: Scopes
    forms: Forms
    tiers: Mapping[str, Tier]
    types: Mapping[str, str]
    groups: Collection[str]
    as_of: date
    holidays: frozenset[date]

    def all_of(self, records: Iterable[Record]) -> tuple[Partner, ...]:
        """Every partner that is understood, none of them buying from one that is not."""
        records = tuple(records)
        check_tracks(records, self.tiers, self.scopes.desk)
        found = [partner for record in records if (partner := self._of(record)) is not None]
        there = {partner.id for partner in found}
        for at, partner in enumerate(found):
            if partner.buys_from and partner.buys_from not in there:
                self.scopes.desk.leave_out(f"{partner.id}/buys_from")
                found[at] = replace(partner, buys_from="")
        return tuple(found)

    def _of(self, record: Record) -> Partner | None:
        """One partner; None if its own coordinates are not understood."""
        desk, ref = self.scopes.desk, record.ref
        standing = tuple(self._standing(record))
        life = life_of(record, self.as_of, desk)
        agreement = self._agreement(record, life)
        days = life.active.meet(agreement.in_force) if agreement else Days()
        grants = tuple(self._grants(record, agreement, days))
        check_segments(
            record.get("profile", {}).get("segments", {}),
            ref.child("profile", "segments"),
            self.scopes,
        )
        buys_from = self._buys_from(record)
        if any(desk.is_bad(ref.child(key)) for key in ("track", "currency", "establishment")):
            desk.leave_out(record.id)
            return None
        place = self.scopes.places.code(record["establishment"], ref.child("establishment"))
        return Partner(
            id=record.id,
            name=record["name"],
            owner=record.get("group", record.id),
            type=record["type"],
            track=record["track"],
            seller_place=place or "",
            currency=record["currency"],
            buys_from=buys_from,
            life=life,
            status=_status(life, self.as_of),
            standing=standing,
            agreement=agreement,
            grants=grants,
            listed=record.get("profile", {}).get("listed", False),
            record=record,
            ref=ref,
        )

    def days_of(self, partner: Partner) -> dict[str, BoxSet]:
        """The cells of the days on which a partner's agreement is in force, by date axis."""
        days = partner.active.meet(partner.agreement.in_force) if partner.agreement else Days()
        space = self.scopes.axes.space
        return {
            day_axis(anchor): space.box({day_axis(anchor): day_spans(days)}) for anchor in ANCHORS
        }

    def _agreement(self, record: Record, life: Life) -> Agreement | None:
        signed = record.get("agreement")
        if signed is None:
            return None
        ref = record.ref.child("agreement")
        form = self.forms.find(signed["form"], signed["version"], ref)
        if form is None:
            self.scopes.desk.leave_out(f"{record.id}/agreement")
            return None
        force = in_force(
            Terms(form.length, form.renewal, form.renews_for, form.notice),
            Signed(
                signed["effective"],
                signed.get("first_term_through"),
                signed.get("renewed_until"),
                signed.get("notice_given"),
                life.ended,
            ),
            self.as_of,
            self.holidays,
        )
        return Agreement(
            form=form,
            signed=signed["signed"],
            effective=signed["effective"],
            in_force=force.whole,
            firm=force.firm,
            next_end=force.next_end,
            ref=ref,
        )

    def _grants(self, record: Record, agreement: Agreement | None, days: Days) -> Iterator[Grant]:
        desk, axes = self.scopes.desk, self.scopes.axes
        for at, data in enumerate(record.get("grants", ())):
            ref = record.ref.child("grants", at)
            name = f"{record.id}/{data['id']}"
            parts = self.scopes.parts(data, ref)
            group = data.get("group", "")
            unknown = bool(group) and group not in self.groups
            if parts is None or unknown or desk.is_bad(ref.child("id")):
                desk.leave_out(name)
                continue
            scope, cuts = parts
            # Nothing is given away by silence.
            covers = tuple(data.get("covers", (RESELL,)))
            at_values = [axes.node("covers", cover)[0] for cover in covers]
            scope = scope.meet(axes.space.box({"covers": spans(at_values)}))
            period = inclusive(data.get("from"), data.get("through"))
            scope = scope.limited("day", day_spans(period))
            written = reduce(BoxSet.subtract, cuts, scope)
            cells = written.limited("day", day_spans(days))
            yield Grant(
                id=name,
                partner=record.id,
                owner=record.get("group", record.id),
                kind=data["grant_kind"],
                written=written,
                cells=cells,
                assumed=_assumed(cells, agreement),
                period=period,
                covers=covers,
                shared_group=group,
                ref=ref,
                carved=tuple(scope.meet(cut) for cut in cuts),
            )

    def _standing(self, record: Record) -> Iterator[Held]:
        """The tiers held, in order; of two at a time the earlier one ends where the next begins."""
        held = []
        for at, data in enumerate(record.get("standing", ())):
            ref = record.ref.child("standing", at)
            if self.scopes.desk.is_bad(ref.child("tier")):
                self.scopes.desk.leave_out(f"{record.id}/standing")
                continue
            period = inclusive(data["from"], data.get("through"))
            held.append(_held(data, period, ref))
        held.sort(key=lambda one: one.period)
        overlaps = False
        for at, one in enumerate(held):
            following = held[at + 1] if at + 1 < len(held) else None
            period = one.period
            if following is not None and not period.meet(following.period).is_empty:
                if not overlaps:
                    # One date that is wrong may overlap on both sides.
                    self._overlap(record, one, following)
                    self.scopes.desk.leave_out(f"{record.id}/standing")
                overlaps = True
                period = Period(period.start, following.period.start)
            if not period.is_empty:
                yield replace(one, period=period)

    def _overlap(self, record: Record, one: Held, two: Held) -> None:
        both = one.period.meet(two.period)
        last = two.period.start - DAY
        # Histories are written in order: where the earlier tier stands later, its start is wrong.
        turned = int(one.ref.steps[-1]) > int(two.ref.steps[-1])
        slips: list[tuple[date, Fits]] = (
            [(one.period.start, lambda day: day == two.period.end)] if turned else []
        )
        say = f"end {one.tier} on the day before (through: {last})"
        if one.period.through is None:
            edit = Edit(one.ref.child("from"), f"through: {last}", how="insert")
        else:
            edit = Edit(one.ref.child("through"), str(last))
        repairs = [Repair(say, edits=(edit,))] if last >= one.period.start else []
        for _, meant in likeliest(slips):
            say = f"write {meant} ({in_words(meant)}), if that is meant"
            repairs.insert(0, Repair(say, edits=(Edit(one.ref.child("from"), str(meant)),)))
        places = [
            (two.ref.child("from"), f"{two.tier}: {period_in_words(two.period)}"),
            (one.ref.child("from"), f"{one.tier}: {period_in_words(one.period)}"),
        ]
        self.scopes.desk.say(
            "standing/overlapping-history",
            f"{record['name']} holds two tiers at the same time: {one.tier} and {two.tier},"
            f" {period_in_words(both)}",
            places[::-1] if turned else places,
            subject=record.id,
            repairs=repairs,
            facts=(one.tier, str(one.period.start), two.tier, str(two.period.start)),
        )

    def _buys_from(self, record: Record) -> str:
        """The partner's distributor; "" if it buys from the vendor or that is not understood."""
        seller: str = record.get("buys_from", "")
        ref = record.ref.child("buys_from")
        if not seller:
            return ""
        if self.scopes.desk.is_bad(ref):
            self.scopes.desk.leave_out(f"{record.id}/buys_from")
            return ""
        if not is_distributor(seller, self.types, ref, self.scopes.desk, optional=True):
            self.scopes.desk.leave_out(f"{record.id}/buys_from")
            return ""
        return seller


def _held(said: Mapping[str, Any], period: Period, ref: Ref) -> Held:
    note, by = said.get("note", ""), said.get("review_by")
    return Held(said["tier"], period, said["because"], ref, note, by)


def _status(life: Life, as_of: date) -> str:
    """The state on the as-of day; before the first one, that one is still to come."""
    state = life.on(as_of)
    return state.name if state else "applicant"


def _assumed(cells: BoxSet, agreement: Agreement | None) -> BoxSet:
    """The cells that hold only if the agreement renews."""
    if agreement is None:
        return cells
    start, end = agreement.firm.end, agreement.in_force.end
    return cells.limited("day", day_spans(Period(start, end)))
