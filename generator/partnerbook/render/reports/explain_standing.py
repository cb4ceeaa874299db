"""Where partners stand, for people at a terminal: at most 80 columns wide."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from partnerbook.explain.standing import StandingAnswer
from partnerbook.render.fmt import count, joined
from partnerbook.render.reports.explain_dossier import dossier
from partnerbook.render.reports.explain_frame import Frame
from partnerbook.render.reports.explain_merger import brought, head
from partnerbook.render.reports.explain_text import closing, heading
from partnerbook.render.reports.ink import Ink, safe, width, wrap
from partnerbook.render.reports.source import COLUMNS
from partnerbook.standing import Position, Step
from partnerbook.standing.keeping import WHY_KEPT
from partnerbook.standing.verdict import NO, YES, PartPoints
from partnerbook.standing.words import figure, flat, line, missing, over
from partnerbook.values.dates import in_words

_HEADS = ("partner", "holds", "has earned", "next")
_SIGNS = {YES: "+", NO: "-"}


def standing(answer: StandingAnswer, frame: Frame, ink: Ink) -> str:
    """One partner in full, or a line for each and what must be looked at."""
    if answer.one:
        (position,) = answer.positions
        lines = _whole(position, answer, frame, ink)
        lines += dossier(answer.dossiers[position.partner], frame, ink)
    else:
        lines = _table(answer, frame, ink)
    if not answer.measured:
        say = "No tier of this program asks for a metric, so none can be earned by evidence."
        lines += ["", *(ink("warning", text) for text in wrap(say, COLUMNS))]
    return "\n".join([*lines, *closing(frame, ink, active_sales=False)]) + "\n"


def tier_name(name: str, answer: StandingAnswer) -> str:
    """A tier's name, or none."""
    return answer.tiers[name] if name else "none"


def earned_words(position: Position, answer: StandingAnswer) -> str:
    """``Silver``, ``Silver, perhaps Gold``, ``none``."""
    said = tier_name(position.earned, answer)
    could = [answer.tiers[name] for name in position.could]
    return f"{said}, perhaps {joined(could, 'or')}" if could else said


def note(position: Position, answer: StandingAnswer) -> str:
    """Why the tier that is held differs from the one earned; "" if it does not."""
    held = position.held
    if held is None:
        return position.untiered
    name = answer.tiers[held.tier]
    if held.tier not in position.steps:
        return f"{name} is no tier of its track and region"
    if position.by_own_wish:
        return f"{name} is held by the partner's own wish"
    if position.kept is not None:
        until = position.kept.until
        why = WHY_KEPT.get(position.kept.why, f"by {position.kept.why}")
        return f"{name} is kept {why}" + (f" until {in_words(until)}" if until else "")
    if position.unearned:
        why = position.unkept or "no date is written by which that ends"
        return f"{name} is not earned, and {why}"
    return f"whether {name} is earned cannot be told" if position.in_doubt else ""


def _table(answer: StandingAnswer, frame: Frame, ink: Ink) -> list[str]:
    lines = [*heading("Where the partners stand", frame, ink), ""]
    rows = [
        (
            safe(answer.partners[one.partner]),
            tier_name(one.held.tier if one.held else "", answer),
            *_earned_and_next(one, answer),
        )
        for one in answer.positions
    ]
    wide = [max(map(width, column)) for column in zip(_HEADS, *rows, strict=True)]
    lines.append(ink("dim", _row(_HEADS, wide)))
    lines += [_row(row, wide) for row in rows]
    said = [(one, note(one, answer)) for one in answer.positions]
    for title, found in (
        ("Held without being earned", [each for each in said if each[1] and each[0].unearned]),
        ("Cannot be told", [each for each in said if each[1] and each[0].in_doubt]),
    ):
        if found:
            lines += ["", ink("bold", f"{title} ({len(found)})")]
        for one, why in found:
            lines += wrap(safe(f"{answer.partners[one.partner]}: {why}"), COLUMNS)
            assert one.held is not None
            step = one.steps[one.held.tier]
            for item in step.items:
                if item.verdict != YES:
                    lines += [f"    {text}" for text in wrap(safe(line(item)), COLUMNS - 4)]
    more = frame.command("explain standing PARTNER")
    return [*lines, "", *wrap(f"All requirements of one partner: {more}", COLUMNS)]


def _earned_and_next(position: Position, answer: StandingAnswer) -> tuple[str, str]:
    if answer.mergers[position.partner].over:
        return "none", "merged"
    return earned_words(position, answer), _gap_count(position)


def _gap_count(position: Position) -> str:
    """How many requirements of the next tier are still open."""
    if not position.next:
        return ""
    items = position.steps[position.next].items
    opened = sum(one.verdict != YES for one in items)
    if not items:
        return ""
    return f"{opened} of {len(items)} open" if opened else "by invitation"


def _row(cells: tuple[str, ...], wide: list[int]) -> str:
    padded = [cell + " " * (space - width(cell)) for cell, space in zip(cells, wide, strict=True)]
    return "  ".join(padded).rstrip()


def _whole(position: Position, answer: StandingAnswer, frame: Frame, ink: Ink) -> list[str]:
    name = f"Where {answer.partners[position.partner]} ({position.partner}) stands"
    mergers = answer.mergers[position.partner]
    lines = [*heading(safe(name), frame, ink), "", *head(mergers, frame, ink)]
    held = position.held
    if held is not None:
        since = f", since {in_words(held.period.start)}, {held.because}"
        lines.append(f"holds:  {answer.tiers[held.tier]}{since}  {frame.line(held.ref)}")
    if mergers.over:  # It reaches no tier any more; its figures are among those of the other one.
        return lines[:-1]
    lines.append(f"earned: {earned_words(position, answer)}")
    why = note(position, answer)
    if why:
        lines += [ink("warning", text) for text in wrap(safe(f"{why}."), COLUMNS)]
    for step in reversed(list(position.steps.values())):
        lines += ["", *_step(step, position, answer, frame, ink)]
    if position.losses:
        lines += ["", ink("bold", "What ends, and when")]
    for due in position.losses:
        text = wrap(safe(f"{in_words(due.day)}: {due.what}"), COLUMNS - 2)
        lines += [f"  {one}" for one in text]
    return lines


def _step(
    step: Step, position: Position, answer: StandingAnswer, frame: Frame, ink: Ink
) -> Iterator[str]:
    tier = answer.tiers[step.rung.tier]
    how = "to stay" if step.by_stay else "to get in"
    invited = "" if step.open else "; by invitation only"
    opened = [one for one in step.items if one.verdict != YES]
    whole = {1: "it holds", 2: "both hold"}.get(len(step.items), f"all {len(step.items)} hold")
    said = f"{len(opened)} open" if opened else whole
    asked = said if step.items else "nothing is asked for"
    yield ink("bold", f"{tier}, {how}: {asked}{invited}")
    if step.why:
        yield from (f"  {text}" for text in wrap(safe(step.why), COLUMNS - 2))
    for depth, one in flat(step.items):
        sign = _SIGNS.get(one.verdict, "?")
        indent = "  " * depth
        text = wrap(safe(f"{line(one)}"), COLUMNS - 4 - 2 * depth)
        first, *rest = text
        yield f"{indent}  {sign} {first}"
        yield from (f"{indent}    {more}" for more in rest)
        rows = len(one.reading.rows)
        source = [over(one), f"{count(rows, 'row')} of evidence" if rows else ""]
        where = "; ".join(filter(None, source))
        if rows and one.ask.metric:
            where += f", the first in {frame.line(one.reading.rows[0])}"
        if where and one.ask.metric:
            yield from (ink("dim", f"{indent}    {more}") for more in wrap(where, COLUMNS - 4))
        for say in brought(answer.mergers[position.partner], one):
            yield from (ink("dim", f"{indent}    {more}") for more in wrap(safe(say), COLUMNS - 4))
        for part in one.parts:
            traced = wrap(safe(_part(part, frame)), COLUMNS - 6 - 2 * depth)
            yield from (ink("dim", f"{indent}      {more}") for more in traced)


def _part(one: PartPoints, frame: Frame) -> str:
    """``deals (sales): 12 points, 3 rows of evidence, the first in evidence/deals.csv:4``."""
    least = figure(one.low or Fraction(0), "points")
    said = f"{one.part.id} ({one.part.category}): "
    said += least if one.points is not None else f"at least {least}"
    rows = one.reading.rows
    if rows:
        said += f", {count(len(rows), 'row')} of evidence, the first in {frame.line(rows[0])}"
    return said


def gap_words(position: Position) -> str:
    """What is missing for the next tier, in one line; "" where nothing is or there is none."""
    if not position.next:
        return ""
    items = position.steps[position.next].items
    return "; ".join(filter(None, (line(one) if missing(one) else "" for one in items)))
