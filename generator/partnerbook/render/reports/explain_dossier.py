"""What is kept about one partner besides its tier: as text, as plain data, and its shape."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any

from partnerbook.explain.dossier import Dossier, Looked, Stage, Told
from partnerbook.render.reports.explain_data import source
from partnerbook.render.reports.explain_frame import Frame
from partnerbook.render.reports.explain_shapes import Schema, closed, day, several, text
from partnerbook.render.reports.explain_shapes import source as where_it_is
from partnerbook.render.reports.ink import Ink, safe, wrap
from partnerbook.render.reports.ledger import sourced
from partnerbook.render.reports.source import COLUMNS
from partnerbook.resolve.promised import COMMITMENTS, OBLIGATIONS, PERFORMANCE, TRAINING
from partnerbook.standing.commitments import Committed
from partnerbook.standing.verdict import NO, UNTOLD_VERDICT, YES
from partnerbook.standing.words import known, missing, over
from partnerbook.values.dates import in_words, period_in_words

_MARKS = {YES: "+", NO: "-", UNTOLD_VERDICT: "?"}


def dossier(found: Dossier, frame: Frame, ink: Ink) -> Iterator[str]:
    """A section for each, none where nothing is kept."""
    if found.life:
        yield from ("", ink("bold", "Its life"))
    for stage in found.life:
        yield from sourced(stage_words(stage), stage.ref, frame, ink, 2)
    if found.sell_off is not None and found.sell_off.through is not None:
        yield f"  may sell off until {in_words(found.sell_off.through)}"
    for form, promises in groupby(found.commitments, key=lambda one: one.said.form):
        head = f"What its agreement asks for: {form}" if form else "What it committed to"
        yield from ("", ink("bold", safe(head)))
        for promise in promises:
            mark = _MARKS[promise.kept.verdict] if promise.kept else "?"
            yield from sourced(f"{mark} {promise_words(promise)}", promise.said.ref, frame, ink, 2)
            for more in promise_more(promise):
                yield from (f"    {line}" for line in wrap(safe(more), COLUMNS - 4))
    if found.diligence:
        yield from ("", ink("bold", "Due diligence (internal)"))
    for looked in found.diligence:
        yield from sourced(looked_words(looked), looked.ref, frame, ink, 2)
    if found.notices:
        yield from ("", ink("bold", "What it was told"))
    for told in found.notices:
        said = f"{in_words(told.sent)}: {told.name}, from {in_words(told.effective)}"
        yield from sourced(said, told.ref, frame, ink, 2)
        for more in (told.what, f"Proof: {told.proof}", told.note and f"Note: {told.note}"):
            yield from (f"    {line}" for line in wrap(safe(more), COLUMNS - 4) if more)


def stage_words(stage: Stage) -> str:
    """``active from 1 December 2026: the first deal is won``."""
    into = f" into {stage.into}" if stage.into else ""
    why = f": {stage.reason}" if stage.reason else ""
    return f"{stage.name}{into} {period_in_words(stage.period)}{why}"


def promise_words(one: Committed) -> str:
    """``Certified consultants, at every review: 6 of 6 people``."""
    said = ", ".join(filter(None, (one.said.what.rstrip("."), one.said.period)))
    if one.said.ask is None:
        return f"{said}: nobody measures it here"
    if one.unfit:
        return f"{said}: not known, as what it is measured by does not fit"
    if one.kept is None:
        return f"{said}: the agreement began within that time"
    when = over(one.kept)
    lacks = missing(one.kept)
    told = f"{known(one.kept)}{f', {lacks}' if lacks else ''}{f' ({when})' if when else ''}"
    return f"{said}: {told}"


def promise_more(one: Committed) -> Iterator[str]:
    """How far the running year has come, and what was agreed if it is missed."""
    if one.so_far is not None:
        yield f"so far: {known(one.so_far)}, {over(one.so_far)}"
    if one.said.if_missed:
        yield f"if missed: {one.said.if_missed.strip()}"


def looked_words(looked: Looked) -> str:
    """``passed on 12 October 2026: Sanctions lists. Report in the archive; again by …``."""
    done = f" on {in_words(looked.done)}" if looked.done else ""
    parts = [f"{looked.state.replace('-', ' ')}{done}: {looked.item}", looked.evidence]
    said = ". ".join(part.strip().rstrip(".") for part in parts if part)
    return f"{said}; again by {in_words(looked.again)}" if looked.again else said


def dossier_data(found: Dossier, frame: Frame) -> dict[str, Any]:
    """The same as plain data; its shape is that of ``dossier_shapes``."""
    left = found.sell_off
    return {
        "life": [
            {
                "state": one.name,
                "from": _day(one.period.start),
                "through": _day(one.period.through),
                "into": one.into,
                "reason": one.reason,
                "source": source(one.ref, frame),
            }
            for one in found.life
        ],
        "sell_off_through": _day(left.through) if left else None,
        "commitments": [_promise(one, frame) for one in found.commitments],
        "diligence": [_looked(one, frame) for one in found.diligence],
        "notices": [_told(one, frame) for one in found.notices],
    }


def _promise(one: Committed, frame: Frame) -> dict[str, Any]:
    return {
        "id": one.said.id,
        "list": one.said.section,
        "form": one.said.form,
        "what": one.said.what,
        "period": one.said.period,
        "kept": one.kept.verdict if one.kept else None,
        "known": known(one.kept) if one.kept else "",
        "so_far": known(one.so_far) if one.so_far else "",
        "if_missed": one.said.if_missed,
        "source": source(one.said.ref, frame),
    }


def _looked(one: Looked, frame: Frame) -> dict[str, Any]:
    return {
        "id": one.id,
        "item": one.item,
        "kind": one.kind,
        "state": one.state,
        "evidence": one.evidence,
        "done": _day(one.done),
        "again": _day(one.again),
        "source": source(one.ref, frame),
    }


def _told(one: Told, frame: Frame) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "what": one.what,
        "sent": _day(one.sent),
        "effective": _day(one.effective),
        "proof": one.proof,
        "note": one.note,
        "source": source(one.ref, frame),
    }


def _day(value: date | None) -> str | None:
    return None if value in (None, date.min) else str(value)


def dossier_shapes() -> dict[str, Schema]:
    """The properties that ``dossier_data`` adds to a partner."""
    stage = closed(
        "A state.",
        state=text("Such as active."),
        **{"from": day("Its first day; null if its file does not say.")},
        through=day("Its last day; null if it goes on."),
        into=text("Whom a merged partner became part of; else empty."),
        reason=text("Why it came so; may be empty."),
        source=where_it_is(),
    )
    promise = closed(
        "What it promised in return, or its agreement asks for.",
        id=text("Its id."),
        list={
            "description": "Where it is written: in the partner's file, or in a list of the form.",
            "enum": [COMMITMENTS, PERFORMANCE, TRAINING, OBLIGATIONS],
        },
        form=text("The form of the agreement that asks for it; else empty."),
        what=text("What was promised."),
        period=text("Over which time, in words."),
        kept={
            "description": "Over the last time that is over; null if nobody can judge it.",
            "enum": [YES, NO, UNTOLD_VERDICT, None],
        },
        known=text("How much there is of how much; empty if nobody can judge it."),
        so_far=text("The same of the year that still runs; empty without one."),
        if_missed=text("What was agreed for that case; may be empty."),
        source=where_it_is(),
    )
    looked = closed(
        "Something that was, or is to be, found out.",
        id=text("Its id."),
        item=text("What is looked at."),
        kind=text("What sort of question it is."),
        state=text("What came of it."),
        evidence=text("What shows it; may be empty."),
        done=day("When it was looked at last."),
        again=day("By when it is due again."),
        source=where_it_is(),
    )
    told = closed(
        "One notice.",
        id=text("Its id."),
        name=text("What it was headed."),
        what=text("What it told."),
        sent=day("When it was sent."),
        effective=day("From which day the change was said to hold."),
        proof=text("What shows that it was sent."),
        note=text("What else the vendor wrote down; may be empty."),
        source=where_it_is(),
    )
    return {
        "life": several("The states of the partnership, where its file keeps them.", stage),
        "sell_off_through": day("The last day of its time to sell off, once it has an end."),
        "commitments": several("What it committed to, and what its agreement asks for.", promise),
        "diligence": several("Due diligence; for the vendor alone.", looked),
        "notices": several("What it was told, the latest first.", told),
    }
