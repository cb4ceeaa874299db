"""Flags a notice of something that does not change, or not on the day that was told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from partnerbook.findings import Edit, Place, Ref, Repair, Severity
from partnerbook.resolve.program import Program
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.dates import in_words
from partnerbook.values.ident import closest


def dated(program: Program) -> Iterator[tuple[str, Mapping[str, Any], Ref]]:
    """Everything that a notice can be about: its id, what it says, and where that stands."""
    lists = (
        ("discount", ("rows",)),
        ("territory", ("versions",)),
        ("route", ("rules",)),
        ("partner", ("grants",)),
        ("tier", ("requirements", "maintenance")),
    )
    for kind, keys in lists:
        for record in program.records.get(kind, {}).values():
            for key in keys:
                for at, one in enumerate(record.get(key, ())):
                    yield f"{record.id}/{one['id']}", one, record.ref.child(key, at)
    for kind in ("price-list", "incentive", "tier"):
        for record in program.records.get(kind, {}).values():
            yield record.id, record.data, record.ref


def turning(said: Mapping[str, Any]) -> dict[str, date]:
    """The days on which something begins, and on which it is no more, by the date that says so."""
    last = said.get("through")
    days = {"from": said.get("from"), "through": last and last + timedelta(days=1)}
    return {key: day for key, day in days.items() if day is not None}


def _is_broken(program: Program, subject: str) -> bool:
    """Whether a file of that name is not understood: it may have what the notice is about."""
    stem = subject.partition("/")[0]
    return any(path.endswith((f"/{stem}.yml", f"/{stem}.csv")) for path in program.broken)


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each notice once."""
    program = answers.program
    known = {name: (said, ref) for name, said, ref in dated(program)}
    for notice in program.notices:
        at = notice.ref.child("subject")
        if notice.subject not in known and _is_broken(program, notice.subject):
            continue
        if notice.subject not in known:
            near = closest(notice.subject, known, 1)
            hint = f"; did you mean {near[0]}?" if near else ""
            yield Judgement(
                f"the notice {notice.id} is about {notice.subject}, which is nowhere{hint}",
                (Place(at, "nothing has this id"),),
                subject=notice.id,
                help=tuple(Repair(f"write {one}", edits=(Edit(at, one),)) for one in near),
                facts=("unknown", notice.subject),
            )
            continue
        said, ref = known[notice.subject]
        days = turning(said)
        if not days or notice.effective in days.values():
            continue
        key, day = next(iter(days.items()))
        told = notice.ref.child("effective")
        yield Judgement(
            f"the notice {notice.id} says that {notice.subject} changes on"
            f" {in_words(notice.effective)}, but it changes on {in_words(day)}",
            (
                Place(told, f"told: {in_words(notice.effective)}"),
                Place(ref.child(key), f"changes on {in_words(day)}"),
            ),
            subject=notice.id,
            help=(
                Repair("send a new notice and enter it, if the day was moved"),
                Repair(f"or write {day}, if that is what was told", edits=(Edit(told, str(day)),)),
            ),
            facts=("day", str(day), str(notice.effective)),
        )


RULE = Rule(
    severity=Severity.ERROR,
    waivable=True,
    judge=judge,
    follows=("margin/ambiguous-rate", "notice/announcement-date"),
)
