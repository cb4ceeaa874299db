"""Who holds which rights, for people at a terminal: at most 80 columns wide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from partnerbook.explain.limits import HOUSE, RESERVED, ROUTE, Limit
from partnerbook.explain.protection import Protects
from partnerbook.explain.right import Against, Duty, Right
from partnerbook.explain.rights import Held, Later, Other, PartnerAnswer, RightsAnswer
from partnerbook.render.fmt import count, joined, sentence
from partnerbook.render.reports.explain_frame import ACTIVE_SALES, Frame, until_words
from partnerbook.render.reports.ink import Ink, safe, width, wrap
from partnerbook.render.reports.source import COLUMNS
from partnerbook.render.words import ROLES, ROUTES
from partnerbook.resolve.axes import RESELL
from partnerbook.rights.protection import Term
from partnerbook.rights.roles import SELLS
from partnerbook.values.dates import in_words

_MOST_DOUBTS = 3
_CLOSED = {
    "exclusive": "exclusive right of {}, {}: no other partner, and not our own team",
    "sole": "sole right of {}, {}: no other partner; our own team may sell",
    "shared-exclusive": "kept to the group {} (at most {} partners), {}",
}


def rights(answer: RightsAnswer, frame: Frame, ink: Ink) -> str:
    """Who may actively sell what was asked about, and what limits others."""
    named = {axis: name for axis, _, name in answer.asked.words}
    further = [
        f"{axis} {name}" if axis in ("route", "covers") else name
        for axis, _, name in answer.asked.words[2:]
        if (axis, name) != ("covers", RESELL)
    ]
    title = f"Who may actively sell {named['product']} in {answer.asked.where}"
    lines = [*heading(title + "".join(f", {word}" for word in further), frame, ink), ""]
    lines += wrap(_verdict(answer, frame), COLUMNS)
    for right in answer.sellers:
        lines += ["", ink("bold", safe(right.partner_name)), *_right(right, frame, ink)]
    if answer.others:
        lines += ["", ink("bold", "Who else holds a right there")]
    for right in answer.others:
        does = f"{right.partner_name} {ROLES[right.role]}"
        lines += ["", *(ink("bold", line) for line in wrap(safe(does), COLUMNS))]
        lines += _right(right, frame, ink)
    if answer.limits:
        lines += ["", ink("bold", "What limits others")]
        for limit in answer.limits:
            lines += item(_limit(limit, frame), frame.line(limit.ref), ink)
    if answer.protects:
        lines += ["", ink("bold", "What a registration may change")]
        for one in answer.protects:
            lines += item(_protects(one), frame.line(one.ref), ink)
    lines += [*_later(answer.later, frame, ink), *closing(frame, ink, answer.active_sales)]
    return "\n".join(lines) + "\n"


def partner(answer: PartnerAnswer, frame: Frame, ink: Ink) -> str:
    """Everything that a partner holds."""
    title = f"Where {safe(answer.name)} ({answer.partner}) {ROLES[answer.role]}"
    if answer.role == SELLS:
        title = f"What {safe(answer.name)} ({answer.partner}) {ROLES[SELLS]}"
    lines = heading(title, frame, ink)
    if not answer.held:
        lines += ["", f"No right is in force on this day (status: {answer.status})."]
        if answer.written and not answer.later:
            lines += ["What its written grants would add is told by"]
            lines += [frame.command(f"explain coverage --applicant {answer.partner}")]
    for one in answer.held:
        lines += ["", *_held(one, frame, ink)]
    lines += [*_later(answer.later, frame, ink), *closing(frame, ink, answer.active_sales)]
    return "\n".join(lines) + "\n"


def closing(frame: Frame, ink: Ink, active_sales: bool) -> Iterator[str]:
    """What the reader must know besides: what active means, and what is missing."""
    if active_sales:
        yield ""
        yield from (ink("dim", line) for line in wrap(ACTIVE_SALES, COLUMNS))
    if frame.errors or frame.left_out:
        errors = count(frame.errors, "error")
        said = f"{sentence(errors)} in the program."
        if frame.left_out:
            said += f" Left out of this answer: {', '.join(map(safe, frame.left_out))}."
        yield ""
        yield from (ink("warning", line) for line in wrap(f"{said} More is shown by", COLUMNS))
        yield ink("warning", safe(frame.command("check")))


def _buying(duty: Duty | Limit, route: str) -> str:
    """``the partner buys from a distributor (Wislana)``."""
    names = joined([name for _, name in duty.distributors], "or")
    return ROUTES[route] + (f" ({names})" if names else "")


def heading(title: str, frame: Frame, ink: Ink) -> list[str]:
    """What is answered, and for which day."""
    program = frame.program
    lines = [ink("bold", line) for line in wrap(safe(title), COLUMNS)]
    lines.append(f"on {in_words(program.as_of)} ({program.as_of_reason})")
    if frame.doubts:
        lines += ["", ink("warning", "Cannot be told for sure:")]
        for doubt in frame.doubts[:_MOST_DOUBTS]:
            why = f" ({doubt.why})" if doubt.why else ""
            lines += more(f"{doubt.what} is left out{why}", 2)
        rest = len(frame.doubts) - _MOST_DOUBTS
        lines += [f"  and {rest} more, named at the end"] if rest > 0 else []
    return lines


def _verdict(answer: RightsAnswer, frame: Frame) -> str:
    names = list(dict.fromkeys(right.partner_name for right in answer.sellers))
    sure = list(dict.fromkeys(right.partner_name for right in answer.sellers if right.certain))
    perhaps = count(len(names) - len(sure), "partner")
    if not names:
        known = "is known to hold" if frame.doubts else "holds"
        return f"No partner {known} a right to {'sell this' if answer.others else 'this'}."
    if not sure:
        said = f"It cannot be told of {perhaps} whether they may actively sell there."
    else:
        who = safe(sure[0]) if len(sure) == 1 else sentence(count(len(sure), "partner"))
        said = f"{who} may actively sell there."
        if len(sure) < len(names):
            said += f" Of {perhaps} more it cannot be told."
    if any(not right.whole for right in answer.sellers if right.certain):
        said += " What a right depends on is what the question leaves open."
    return said


def _right(right: Right, frame: Frame, ink: Ink) -> Iterator[str]:
    yield from _head(right, frame, ink)
    yield from more(until_words(right.until, right.renews_from))
    yield from _against(right)
    yield from _conditions(right)


def _held(one: Held, frame: Frame, ink: Ink) -> Iterator[str]:
    right = one.right
    yield from _head(right, frame, ink)
    for scope in right.scopes:
        yield from more(" × ".join(filter(None, (scope.products, scope.places, scope.customers))))
    yield from more(until_words(right.until, right.renews_from))
    if right.covers != (RESELL,):
        yield from more(f"right to {joined(right.covers)}")
    yield from _against(right)
    yield from _conditions(right)
    names = [_other(other) for other in one.others]
    nobody = "alone" if right.alone else "no other partner holds it today"
    yield from more(f"with {joined(names)}" if names else nobody)


def _other(one: Other) -> str:
    return one.name if one.role == SELLS else f"{one.name} ({ROLES[one.role]})"


def _against(right: Right) -> Iterator[str]:
    """What the right is in conflict with."""
    for sure in (True, False):
        named = [_name(one) for one in right.against if one.certain is sure]
        if named:
            perhaps = "" if sure else "perhaps "
            yield from more(f"{perhaps}in conflict with {joined(named)}, see partnerbook check")


def _name(one: Against) -> str:
    return f"{one.id} ({one.name})" if one.name else one.id


def _head(right: Right, frame: Frame, ink: Ink) -> Iterator[str]:
    group = f" in the group {right.group_name}" if right.group else ""
    yield from item(f"{right.kind}{group}: {right.grant}", frame.line(right.ref), ink)


def _conditions(right: Right) -> Iterator[str]:
    for one in right.hangs:
        yield from more(f"depends on {joined(one.labels)}: {one.words}")
    for duty in right.duties:
        part = f": {duty.words}" if duty.words else ""
        sure = "" if duty.certain else ", which cannot be told without its tier"
        yield from more(f"way of buying{sure}: {_buying(duty, duty.route)}{part}")


def _limit(limit: Limit, frame: Frame) -> str:
    part = "" if limit.whole else f": {limit.words}"
    reason = f" ({limit.reason.strip()})" if limit.reason else ""
    if limit.kind == ROUTE:
        return f"way of buying: {_buying(limit, limit.must_use)}{part}{reason}"
    if limit.kind == RESERVED:
        return f"reserved to {frame.vendor}{part}{reason}"
    if limit.kind == HOUSE:
        return f"house account of {frame.vendor}: {limit.words or limit.name}{reason}"
    until = until_words(limit.until, limit.renews_from)
    if limit.at_most:
        return _CLOSED[limit.kind].format(limit.name, limit.at_most, until) + part
    return _CLOSED[limit.kind].format(limit.name, until) + part


def _protects(one: Protects) -> str:
    part = "" if one.whole else f": {one.words}"
    spells = list(dict.fromkeys(_spell(term) for term in one.terms))
    long = f" for {joined(spells, 'or')}" if spells else ""
    return (
        f"{one.name}: whoever registers a deal first has it alone{long}; no other partner, and not"
        f" our own team{part}"
    )


def _spell(term: Term) -> str:
    more = f" (and {term.extension} more if it is extended)" if term.extension else ""
    return f"{term.lasts}{more}"


def _later(later: Iterable[Later], frame: Frame, ink: Ink) -> Iterator[str]:
    listed = sorted(later, key=lambda one: (one.first, one.grant))
    if listed:
        yield ""
        yield ink("bold", "Not yet in force")
    for one in listed:
        text = f"from {in_words(one.first)}: {one.partner_name}, {one.kind} ({one.grant})"
        part = f": {one.words}" if one.words else ""
        yield from item(f"{text}{part}", frame.line(one.ref), ink)


def item(text: str, source: str, ink: Ink) -> Iterator[str]:
    """A line with where it is written at its right end; further lines are indented."""
    first, *rest = wrap(safe(text), COLUMNS - 4)
    lines = [f"  {first}", *(f"    {line}" for line in rest)]
    room = COLUMNS - width(lines[-1]) - width(source)
    if room >= 2:
        yield from lines[:-1]
        yield lines[-1] + " " * room + ink("dim", source)
        return
    yield from lines
    yield " " * (COLUMNS - width(source)) + ink("dim", source)


def more(text: str, indent: int = 4) -> Iterator[str]:
    """A text in lines; those after the first are indented further."""
    first, *rest = wrap(safe(text), COLUMNS - indent - 2)
    yield f"{' ' * indent}{first}"
    for line in rest:
        yield f"{' ' * indent}  {line}"
