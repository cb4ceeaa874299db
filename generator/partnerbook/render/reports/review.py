"""The review of tiers for people at a terminal: at most 80 columns wide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import unified_diff

from partnerbook.check.declined import Declined
from partnerbook.check.reviewing.round import Review, Reviewed, Rewritten
from partnerbook.render.fmt import count, sentence
from partnerbook.render.reports import review_untold, review_words
from partnerbook.render.reports.explain_frame import Frame
from partnerbook.render.reports.explain_text import closing, heading
from partnerbook.render.reports.ink import Ink, safe, width, wrap
from partnerbook.render.reports.source import COLUMNS
from partnerbook.standing import proposing as turns
from partnerbook.values.dates import in_words

_HEADS = ("partner", "holds", "has earned", "proposed", "from")
_LEAST = 8
_PLAIN = (turns.EARNED, turns.UNMEASURED)


def text(
    review: Review, frame: Frame, ink: Ink, tried: Rewritten | Declined, files: Rewritten | None
) -> str:
    """A line for each partner, then what changes, what stays for a reason, what nobody can tell.

    ``tried``: what writing would do; ``files``: the same where it is done.
    """
    lines = [*heading("Review of tiers", frame, ink), ""]
    if review.all:
        lines += _table(review, ink)
    else:
        who = review.program.partners[review.partner].name if review.partner else "No partner"
        has = "has no" if review.partner else "has an"
        said = f"{who} {has} agreement in force and tiers of its track: nothing to review."
        lines += wrap(safe(said), COLUMNS)
    changed = review.changed
    for one in changed:
        lines += ["", *_paragraph(one, review, frame, ink)]
    others = [one for one in review.all if not one.proposal.changed]
    untold = [one for one in others if one.proposal.position.could or _unread(one)]
    stays = [one for one in others if one not in untold and (review.partner or _worth_saying(one))]
    if stays:
        lines += ["", ink("bold", f"Stays as it is ({len(stays)})")]
    for one in stays:
        why = review_words.reason(one.proposal, review.program)
        first, *rest = wrap(safe(f"{_name(one, review)}: {why}."), COLUMNS - 2)
        lines += [first, *(f"  {more}" for more in rest)]
    if untold:
        lines += ["", ink("bold", f"Cannot be told, so it stays ({len(untold)})")]
        lines += review_untold.untold(untold, review, frame)
    lines += ["", *_end(review, frame, ink, files)]
    if review.changed:
        lines += _besides(tried, ink, written=files is not None)
    if isinstance(tried, Rewritten) and tried.examples:
        lines += ["", *_examples(review, frame, tried, written=files is not None)]
    return "\n".join([*lines, *closing(frame, ink, active_sales=False)]) + "\n"


def _unread(one: Reviewed) -> bool:
    return one.proposal.turn == turns.UNTOLD


def _worth_saying(one: Reviewed) -> bool:
    """Whether it stays for another reason than that its tier is earned and the next is not."""
    return one.proposal.because not in _PLAIN or one.proposal.position.unearned


def _name(one: Reviewed, review: Review) -> str:
    return review.program.partners[one.proposal.position.partner].name


def tier(name: str, review: Review) -> str:
    """A tier's name, or none."""
    return review.program.tiers[name].name if name else "none"


def _table(review: Review, ink: Ink) -> Iterator[str]:
    rows = [_row(one, review) for one in review.all]
    wide = [max(map(width, column)) for column in zip(_HEADS, *rows, strict=True)]
    # Ids and names of tiers may be long: the longest columns are cut, never the day.
    while sum(wide) + 2 * (len(wide) - 1) > COLUMNS and max(wide[:-1]) > _LEAST:
        wide[wide.index(max(wide[:-1]))] -= 1
    yield ink("dim", _line(_HEADS, wide))
    for one, row in zip(review.all, rows, strict=True):
        line = _line(row, wide)
        yield ink("bold", line) if one.proposal.changed else line


def _row(one: Reviewed, review: Review) -> tuple[str, ...]:
    proposal, found = one.proposal, one.proposal.position
    could = "?" if found.could else ""
    return (
        found.partner,
        tier(found.held.tier if found.held else "", review),
        f"{tier(found.earned, review)}{could}",
        tier(proposal.tier, review) if proposal.changed else "stays",
        str(proposal.day or "") if proposal.changed else "",
    )


def _line(cells: Sequence[str], wide: Sequence[int]) -> str:
    shown = []
    for cell, space in zip(cells, wide, strict=True):
        cut = cell if width(cell) <= space else f"{cell[: space - 1]}…"
        shown.append(cut + " " * (space - width(cut)))
    return "  ".join(shown).rstrip()


def _paragraph(one: Reviewed, review: Review, frame: Frame, ink: Ink) -> Iterator[str]:
    proposal, program = one.proposal, review.program
    held = proposal.position.held
    assert proposal.day is not None
    name = f"{_name(one, review)} ({proposal.position.partner})"
    was = f", now {tier(held.tier, review)}" if held and proposal.turn != turns.BACK else ""
    what = f"{tier(proposal.tier, review)} from {in_words(proposal.day)}{was}"
    if not proposal.tier:
        what = f"no tier from {in_words(proposal.day)}{was}"
    yield from (ink("bold", text) for text in wrap(safe(f"{name}: {what}"), COLUMNS))
    said = [f"{sentence(review_words.reason(proposal, program))}."]
    if one.worth is not None:
        said += [review_words.money(one.worth)]
        said += [f"{text}." for text in review_words.rates(one.worth, program)]
        said += [f"{text}." for text in review_words.routes(one.worth, program)]
        extras = list(review_words.extras(one.worth))
        said += [f"Incentives: {'; '.join(extras)}."] if extras else []
    if rule := review_words.own_rule(proposal, program):
        said.append(f"{was.removeprefix(', now ')} says of its reviews: {rule}")
    for sentence_ in said:
        yield from (f"  {text}" for text in wrap(safe(sentence_), COLUMNS - 2))
    words, command = review_words.keeping(one, frame)
    if words:
        yield from (f"  {text}" for text in wrap(safe(words), COLUMNS - 2))
    if command:
        yield f"    {safe(frame.command(command))}"


def _end(review: Review, frame: Frame, ink: Ink, files: Rewritten | None) -> Iterator[str]:
    changed = len(review.changed)
    if files is None:
        said = f"{sentence(count(len(review.all), 'partner'))}, {count(changed, 'change')}."
        if changed:
            said += f" {frame.command('review --write')} enters them into the partner files."
        yield from wrap(said, COLUMNS)
        return
    if not files.files:
        yield "Nothing to write: the partner files say already what is proposed."
        return
    for path, (before, after) in files.files.items():
        yield ink("bold", f"Written: {path}")
        yield from (f"  {safe(text)}" for text in diff(path, before, after))


def _besides(tried: Rewritten | Declined, ink: Ink, *, written: bool) -> Iterator[str]:
    """What check says besides then; or why nothing can be written."""
    if isinstance(tried, Declined):
        yield from ("", *wrap(safe(f"With --write {tried.say}"), COLUMNS))
        return
    if tried.new:
        when = "what was written" if written else "what --write enters"
        yield from ("", ink("bold", f"New with {when} ({len(tried.new)})"))
    for one in tried.new:
        first, *rest = wrap(safe(f"{one.severity}[{one.id}]: {one.message}"), COLUMNS - 2)
        yield from (ink("warning", first), *(f"  {more}" for more in rest))


def _examples(review: Review, frame: Frame, tried: Rewritten, *, written: bool) -> Iterator[str]:
    yield from wrap(review_words.examples(tried, written=written), COLUMNS)
    for one in tried.examples:
        at = frame.line(one.finding.places[0].at)
        why = review_words.rests(one, review.program)
        first, *rest = wrap(safe(f"{at}: {one.finding.message}{why}"), COLUMNS - 2)
        yield from (first, *(f"  {more}" for more in rest))


def diff(path: str, before: str, after: str) -> list[str]:
    """What changed in a file, line by line, as in a pull request."""
    old, new = before.splitlines(), after.splitlines()
    found = unified_diff(old, new, f"a/{path}", f"b/{path}", n=1, lineterm="")
    return [text.rstrip() for text in found]
