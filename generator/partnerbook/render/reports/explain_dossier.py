"""What is kept about one partner besides its tier: as text, as plain data, and its shape."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from partnerbook.explain.dossier import Dossier, Looked, Stage, Told
from partnerbook.render.reports.explain_data import source
from partnerbook.render.reports.explain_frame import Frame
from partnerbook.render.reports.explain_shapes import Schema, closed, day, several, text
from partnerbook.render.reports.explain_shapes import source as where_it_is
from partnerbook.render.reports.ink import Ink, safe, wrap
from partnerbook.render.reports.ledger import sourced
from partnerbook.render.reports.source import COLUMNS
from partnerbook.values.dates import in_words, period_in_words


def dossier(found: Dossier, frame: Frame, ink: Ink) -> Iterator[str]:
    """A section for each, none where nothing is kept."""
    if found.life:
        yield from ("", ink("bold", "Its life"))
    for stage in found.life:
        yield from sourced(stage_words(stage), stage.ref, frame, ink, 2)
    if found.sell_off is not None and found.sell_off.through is not None:
        yield f"  may sell off until {in_words(found.sell_off.through)}"
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
        "diligence": [_looked(one, frame) for one in found.diligence],
        "notices": [_told(one, frame) for one in found.notices],
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
        "diligence": several("Due diligence; for the vendor alone.", looked),
        "notices": several("What it was told, the latest first.", told),
    }
