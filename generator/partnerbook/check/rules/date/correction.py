"""Flags a correction dated in the future, or long before the edit, or of a file that is nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from partnerbook.check.days.as_of import ASKED
from partnerbook.check.days.dates import within_a_year
from partnerbook.findings import Edit, Place, Ref, Repair, Severity
from partnerbook.resolve.program import Program
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.dates import in_words
from partnerbook.values.ident import closest


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each correction once; an old one may be as old as it is, one of this edit may not."""
    program, before = answers.program, answers.against
    old = {said["id"] for said, _ in corrections(before)} if before is not None else None
    files = [record.ref.document for some in program.records.values() for record in some.values()]
    known = {file.partition("/")[2].removesuffix(".yml") for file in files}
    for said, ref in corrections(program):
        yield from _of_nowhere(said, ref, known)
        day, now = said["on"], program.as_of
        later = day > now and program.as_of_reason != ASKED
        if later or (old is not None and said["id"] not in old and not within_a_year(day, now)):
            at = ref.child("on")
            when = "which is yet to come" if later else "more than a year before this edit"
            mended = Edit(at, str(now))
            yield Judgement(
                f"the correction {said['id']} is dated {in_words(day)}, {when}",
                (Place(at, in_words(day)),),
                subject=said["id"],
                help=(Repair(f"write {now}, the day of the correction", edits=(mended,)),),
                facts=("later" if later else "earlier",),
            )


def corrections(program: Program) -> Iterator[tuple[Mapping[str, Any], Ref]]:
    """What program.yml corrects, and where."""
    (frame,) = program.records["program"].values()
    for at, said in enumerate(frame.get("corrections", ())):
        yield said, program.ref.child("corrections", at)


def _of_nowhere(said: Mapping[str, Any], ref: Ref, known: set[str]) -> Iterator[Judgement]:
    """What was corrected may be gone since; but a name that is nearly one of today is a slip."""
    file, rest = _parts(said["subject"])
    near = closest(file, known, 1) if file not in known else ()
    if near:
        meant, at = f"{near[0]}{rest}", ref.child("subject")
        yield Judgement(
            f"the correction {said['id']} is of {said['subject']}, but there is no {file}; did you"
            f" mean {meant}?",
            (Place(at, "nothing has this name"),),
            subject=said["id"],
            help=(Repair(f"write {meant}", edits=(Edit(at, meant),)),),
            facts=("nowhere", said["subject"]),
            severity=Severity.WARNING,
        )


def _parts(subject: str) -> tuple[str, str]:
    """``tiers/gold`` and ``/revenue`` of ``tiers/gold/revenue``."""
    folder, _, rest = subject.partition("/")
    name, slash, inner = rest.partition("/")
    return f"{folder}/{name}", f"{slash}{inner}"


RULE = Rule(severity=Severity.ERROR, waivable=False, judge=judge)
