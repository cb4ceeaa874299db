"""Who is there to choose from, for people at a terminal: at most 80 columns wide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnerbook.explain.coverage import UNCOVERED
from partnerbook.explain.selection import APPLICANT, Candidate, SelectionAnswer, Service
from partnerbook.render.fmt import amounts, count, duration, joined, language
from partnerbook.render.reports.explain_frame import Frame
from partnerbook.render.reports.explain_text import closing, heading
from partnerbook.render.reports.ink import Ink, safe, width, wrap
from partnerbook.render.reports.source import COLUMNS
from partnerbook.render.words import SERVICES
from partnerbook.standing import CANNOT_TELL, ONE, Score
from partnerbook.standing.scores import KINDS, LASTS
from partnerbook.standing.words import care_figures
from partnerbook.values.dates import in_words

_HEADS = ("", *KINDS, "holds", "model", "open")
_NAME, _LABEL = 20, 16
_SPACES = (_NAME, 10, 7, 8, 10, 14, 4)
LEGEND = (
    "The highest sum of the three scores comes first. old: judged more than"
    f" {LASTS} months ago; open: due diligence that is not settled; ?: no rule of the engagement"
    " model, several, or it cannot be told."
)


def selection(answer: SelectionAnswer, frame: Frame, ink: Ink) -> str:
    """A table of all, then everything about those one chooses between."""
    what = "applicants" if answer.applicants_only else "applicants and partners"
    title = f"Who is there to choose from: {what}" + (f", {answer.words}" if answer.words else "")
    lines = heading(title, frame, ink)
    groups = [("Applicants", answer.applicants)]
    if not answer.applicants_only:
        groups.append(("Partners", answer.partners))
    lines += ["", ink("dim", _row(_HEADS))]
    for name, found in groups:
        lines += [ink("bold", f"{name} ({len(found)})")]
        for one in found:
            lines += _overview(one, answer)
    lines += ["", *(ink("dim", line) for line in wrap(LEGEND, COLUMNS))]
    shown = [*answer.applicants, *(answer.partners if answer.narrowed else ())]
    for one in shown:
        lines += ["", *_whole(one, answer, frame, ink)]
    if answer.partners and not answer.narrowed:
        say = "With --place or --product every partner is told in full; csv and json always do."
        lines += ["", *wrap(say, COLUMNS)]
    return "\n".join([*lines, *closing(frame, ink, active_sales=False)]) + "\n"


def score_words(one: Score) -> str:
    """``82 (2 months old)``, ``60 (14 months old: stale)``."""
    age = count(one.months, "month") if one.months else "less than a month"
    return f"{one.of} {one.value} ({age} old{': stale' if one.stale else ''})"


def earned_words(one: Candidate, answer: SelectionAnswer) -> str:
    """``holds Gold, has earned Silver, perhaps Gold``."""
    held, position = one.position.held, one.position
    said = f"holds {answer.tiers[held.tier] if held else 'none'}"
    said += f", has earned {answer.tiers[position.earned] if position.earned else 'none'}"
    could = [answer.tiers[name] for name in position.could]
    return said + (f", perhaps {joined(could, 'or')}" if could else "")


def service_words(one: Service) -> str:
    """``Roll-out (German, English; dach)``."""
    words = one.name or SERVICES[one.kind]
    inside = [joined([language(code) for code in one.languages]), ", ".join(one.places)]
    inside = [part for part in inside if part]
    return words + (f" ({'; '.join(inside)})" if inside else "")


def model_words(one: Candidate) -> str:
    """What the engagement model gives it, or why that is open."""
    if one.care is None:
        return "the program has no engagement model"
    names = [rule.id for rule in one.care.rules]
    if one.care.found == CANNOT_TELL:
        return f"cannot be told: {joined(names, 'or')}"
    if one.care.found != ONE or one.care.rule is None:
        return f"several rules: {joined(names, 'and')}" if names else "no rule is for it"
    rule = one.care.rule
    money = rule.funds.get(one.partner.currency)
    given = [
        rule.manager_role or "partner desk",
        f"review every {duration(rule.review_every)}",
        f"up to {amounts([money])} a year" if money else "no funds",
        f"answer within {duration(rule.answer_within)}",
    ]
    return f"{rule.id}: {', '.join(given)}"


def _overview(one: Candidate, answer: SelectionAnswer) -> Iterator[str]:
    held = one.position.held
    rule = one.care.rule.id if one.care and one.care.rule else "?" if one.care else ""
    found = [one.scores.get(kind) for kind in KINDS]
    cells = (
        *(f"{score.value}{' old' if score.stale else ''}" if score else "-" for score in found),
        answer.tiers[held.tier] if held else "-",
        rule,
        str(len(one.open)) if one.open else "",
    )
    state = "" if one.partner.status in ("active", APPLICANT) else f" ({one.partner.status})"
    first, *more = wrap(safe(f"{one.partner.name}{state}"), _NAME - 2)
    yield _row((first, *cells))
    yield from (f"  {line}" for line in more)


def _cut(text: str, wide: int) -> str:
    """The text, or its beginning, in so many columns."""
    if width(text) <= wide:
        return text
    while width(text) >= wide:
        text = text[:-1]
    return f"{text}…"


def _row(cells: tuple[str, ...]) -> str:
    fitting = [_cut(safe(cell), wide) for cell, wide in zip(cells, _SPACES, strict=True)]
    spaces = zip(fitting, _SPACES, strict=True)
    padded = [cell + " " * (wide - width(cell)) for cell, wide in spaces]
    return " ".join(padded).rstrip()


def _whole(one: Candidate, answer: SelectionAnswer, frame: Frame, ink: Ink) -> Iterator[str]:
    partner = one.partner
    yield ink("bold", safe(f"{partner.name} ({partner.id})")) + "  " + frame.line(partner.ref)
    since = f" since {in_words(one.since)}" if one.since else ""
    yield from _said("is", [f"{partner.status}{since}, {partner.type}, {partner.seller_place}"])
    yield from _said("scores", [score_words(score) for score in one.scores.values()] or ["none"])
    profile = one.profile
    segments = [f"{name}: {'; '.join(values)}" for name, values in profile.segments]
    yield from _said("serves", segments)
    yield from _listed("verticals", profile.verticals)
    yield from _listed("competencies", profile.competencies)
    yield from _said("services", [service_words(service) for service in profile.services])
    yield from _listed("speaks", [language(code) for code in profile.languages])
    yield from _said("places", [one.places.words])
    yield from _said("tier", [earned_words(one, answer)])
    yield from _said("model", [model_words(one)])
    if one.care is not None:
        yield from _said("", [care_figures(one.care), *_missing(one)])
    if one.manager is not None:
        load = f"{one.load} of {one.manager.load_limit} partners"
        yield from _said("manager", [f"{one.manager.id} ({one.manager.role}), {load}"])
    yield from _said("priorities", [f"{year}: {what}" for year, what in one.priorities])
    others = [
        f"{vendor}: {what}{', competes' if competes else ''}"
        for vendor, what, competes in one.other_lines
    ]
    yield from _said("other lines", others)
    yield from _said("open", [f"{item} ({state})" for item, state, _ in one.open])
    yield from _adds(one, frame)


def _missing(one: Candidate) -> list[str]:
    return list(dict.fromkeys(doubt.say for doubt in one.care.doubts)) if one.care else []


def _adds(one: Candidate, frame: Frame) -> Iterator[str]:
    """What the grants of who is joining would fill, and whether they collide."""
    if one.adds is None:
        return
    fills = [fill for fill in one.adds.fills if fill.effect == UNCOVERED]
    joins = {name for fill in one.adds.fills for _, name in fill.besides}
    said = [f"{fill.places.words}: {fill.products.words}" for fill in fills]
    yield from _said("would fill", said or ["nothing that nobody covers"])
    if joins:
        yield from _said("would join", [joined(sorted(joins, key=str.casefold))])
    if one.adds.collisions:
        hits = count(len(one.adds.collisions), "right or account", "rights or accounts")
        more = frame.command(f"explain coverage --applicant {one.partner.id}")
        yield from _said("collides", [f"with {hits}; see {more}"])


def _listed(label: str, names: Sequence[str]) -> Iterator[str]:
    """A label with names, which may have commas inside; nothing without any."""
    yield from _said(label, ["; ".join(names)] if names else [])


def _said(label: str, parts: list[str]) -> Iterator[str]:
    """A label with its parts, each on lines of its own; nothing where there is nothing."""
    lead = f"  {label}{':' if label else ''}"
    for part in parts:
        for number, line in enumerate(wrap(safe(part), COLUMNS - _LABEL - 2)):
            yield f"{lead:<{_LABEL}}{'  ' if number else ''}{line}"
            lead = ""
