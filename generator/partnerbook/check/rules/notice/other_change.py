"""Flags a notice of something that does not change, or not on the day that was told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from partnerbook.findings import Edit, Place, Ref, Repair, Severity
from partnerbook.resolve.program import Program
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.dates import in_words
from partnerbook.values.ident import closest


def dated(program: Program) -> Iterator[tuple[str, date | None, Ref]]:
    """Everything that a notice can be about: its id, its first day, and where that stands."""
    lists = (("discount", "rows"), ("territory", "versions"))
    for kind, key in lists:
        for record in program.records.get(kind, {}).values():
            for at, one in enumerate(record[key]):
                ref = record.ref.child(key, at)
                yield f"{record.id}/{one['id']}", one.get("from"), ref
    for record in program.records.get("tier", {}).values():
        for key in ("requirements", "maintenance"):
            for at, one in enumerate(record.get(key, ())):
                yield f"{record.id}/{one['id']}", one.get("from"), record.ref.child(key, at)
    for kind in ("price-list", "incentive", "tier"):
        for record in program.records.get(kind, {}).values():
            yield record.id, record.get("from"), record.ref


def _is_broken(program: Program, subject: str) -> bool:
    """Whether a file of that name is not understood: it may have what the notice is about."""
    stem = subject.partition("/")[0]
    return any(path.endswith((f"/{stem}.yml", f"/{stem}.csv")) for path in program.broken)


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each notice once."""
    program = answers.program
    known = {name: (day, ref) for name, day, ref in dated(program)}
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
        day, ref = known[notice.subject]
        if day is None or day == notice.effective:
            continue
        told = notice.ref.child("effective")
        yield Judgement(
            f"the notice {notice.id} says that {notice.subject} changes on"
            f" {in_words(notice.effective)}, but it changes on {in_words(day)}",
            (
                Place(told, f"told: {in_words(notice.effective)}"),
                Place(ref.child("from"), f"in effect from {in_words(day)}"),
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
